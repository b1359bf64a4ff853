"""A formula's difference by its inputs."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from indicators import formula
from indicators.answers.answer import Answer
from indicators.contributions.contribution import shared_out
from indicators.contributions.decomposition import INPUT, SHARED_OUT, Decomposition
from indicators.definition import Definition, required
from indicators.states import VALUE, Outcome

Inputs = Mapping[str, Answer]


def by_inputs(
    definition: Definition, before: Answer, now: Answer, inputs: tuple[Inputs, Inputs]
) -> Decomposition | None:
    """Each input's share of a formula's difference; None where an input has no value, or where
    definitions changed so that today's formula does not give both values.
    """
    earlier, later = map(_known, inputs)
    if earlier is None or later is None or before.exact is None or now.exact is None:
        return None
    listed = shared_out(_evaluation(definition), earlier, later)
    total = Fraction(now.exact) - Fraction(before.exact)
    if listed is None or sum(part.amount for part in listed) != total:
        return None
    return Decomposition(definition, INPUT, SHARED_OUT, before, now, False, total, listed)


def _evaluation(definition: Definition) -> Callable[[Mapping[str, Fraction]], Fraction | None]:
    """The formula as a function of its inputs' values; None where it has no value."""
    tree = formula.parse(required(definition.formula))

    def evaluate(inputs: Mapping[str, Fraction]) -> Fraction | None:
        outcome = tree.evaluate({code: Outcome(VALUE, value) for code, value in inputs.items()})
        return outcome.fraction if outcome.state == VALUE else None

    return evaluate


def _known(inputs: Inputs) -> dict[str, Fraction] | None:
    """The inputs' exact values; None where one has none."""
    if any(answer.exact is None for answer in inputs.values()):
        return None
    return {code: Fraction(answer.exact or 0) for code, answer in inputs.items()}
