"""Which stage a value has reached: preliminary until a refined one has come."""

from collections.abc import Collection

from indicators.answers.disaggregation import OBSERVED
from indicators.definition import Definition
from indicators.engine.readings import PRELIMINARY
from indicators.states import VALUE

REFINED = "refined"
STAGES = (PRELIMINARY, REFINED)


def stage_of(definition: Definition, state: str, marks: Collection[str]) -> str | None:
    """The stage of a value, from its definition, state and marks: of a reported one always.

    What is computed is preliminary as long as something that it is made of is; else it has no
    stage, and neither has what is no value.
    """
    if state != VALUE:
        return None
    if PRELIMINARY in marks:
        return PRELIMINARY
    return REFINED if definition.kind == OBSERVED else None
