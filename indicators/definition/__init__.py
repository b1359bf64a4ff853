"""The one schema of a definition: what an indicator says in words and numbers.

The form, the check, the file format, the passport and the API all come from it.
"""

from indicators.definition.conditions import FilterCondition
from indicators.definition.counting import Aggregate, Reference, Side
from indicators.definition.disaggregations import Disaggregation, Disaggregations
from indicators.definition.kinds import Kind
from indicators.definition.parts import (
    Baseline,
    ChangeFrom,
    Combination,
    Notable,
    Per,
    Translations,
    Years,
)
from indicators.definition.schema import Definition, required
from indicators.definition.texts import LONGEST_CODE, read, read_new, write

__all__ = [
    "LONGEST_CODE",
    "Aggregate",
    "Baseline",
    "ChangeFrom",
    "Combination",
    "Definition",
    "Disaggregation",
    "Disaggregations",
    "FilterCondition",
    "Kind",
    "Notable",
    "Per",
    "Reference",
    "Side",
    "Translations",
    "Years",
    "read",
    "read_new",
    "required",
    "write",
]
