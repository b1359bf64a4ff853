"""The small parts of a definition: texts, numbers, modifiers, years."""

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, field_validator, model_validator

from data.markup.fields import Strict, broken
from data.words.borrowed import in_language
from indicators.intervals import LEVEL

CODE = r"^[a-z][a-z0-9_]*$"
LARGEST = 10**15
"""No number of a definition is larger: with larger ones nothing could be computed or written down.
"""

Number = Annotated[
    Decimal,
    BeforeValidator(lambda number: str(number) if isinstance(number, float) else number),
    Field(ge=-LARGEST, le=LARGEST),
]


Percent = Annotated[Number, Field(gt=0, lt=100)]
"""Which percentile: between the least and the greatest amount."""


class Translations(Strict):
    """A text in every language of the content; one whose English is missing is shown in Russian."""

    ru: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """The text in a language, borrowed from the other one where it is missing."""
        return in_language({"ru": self.ru, "en": self.en}, language)


class Combination(Strict):
    """How reported values of places and periods combine: sum, mean, weighted_mean, last or none."""

    places: Literal["sum", "mean", "weighted_mean", "none"] = "none"
    periods: Literal["sum", "mean", "weighted_mean", "last", "none"] = "none"


class MovingWindow(Strict):
    """So many months, the last of them that with which a period ends."""

    months: int = Field(ge=12, le=120)


class Per(Strict):
    """Per so many residents."""

    residents: int = Field(gt=0, le=LARGEST)


class ChangeFrom(Strict):
    """The change against the base year or the previous year's same period."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    since: Literal["base", "previous"] = Field(alias="from")
    how: Literal["difference", "percent"] = Field(alias="as")


class Baseline(Strict):
    """The value before the programme."""

    year: int
    value: Number | None = None


class Notable(Strict):
    """From which change on one is spoken of: so many ``percent`` of the earlier value, or whatever
    the ``interval`` of so many per cent does not put down to chance.
    """

    percent: Annotated[Number, Field(gt=0, le=100)] | None = None
    interval: int | None = None

    @field_validator("interval")
    @classmethod
    def _interval_of_that_level(cls, level: int | None) -> int | None:
        if level not in (None, LEVEL):
            raise broken("definition_notable_level", value=level, level=LEVEL)
        return level

    @model_validator(mode="after")
    def _one_criterion(self) -> "Notable":
        if (self.percent is None) == (self.interval is None):
            raise broken("definition_notable_one")
        return self


class Years(Strict):
    """The years a version is valid for, both ends included; an open end is the programme's."""

    first: int | None = None
    last: int | None = None

    def __contains__(self, year: int) -> bool:
        return (self.first is None or year >= self.first) and (
            self.last is None or year <= self.last
        )


def years_of(value: Any) -> Any:
    """``2014..2020``, ``2014..``, ``..2020`` or ``2016`` as fields; anything else is left as it is,
    to be refused.
    """
    match = re.fullmatch(r"(\d{4})?\.\.(\d{4})?|(\d{4})", str(value))
    if not match:
        return value
    first, last, only = (int(part) if part else None for part in match.groups())
    if first and last and first > last:
        return value
    return {"first": only or first, "last": only or last}
