"""What is asked: programme, indicators, years, places, periods, as of when, and by which clock."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from data.passports import DEFAULT_PROGRAMME
from data.refusals import Names, Problem, Refusal, refuse
from data.words.offers import check_choice, offer, unnamed
from data.words.whole import whole
from indicators.answers.targets import CURRENT, ORIGINAL
from indicators.engine.rollup import PLAIN, WITHIN_YEAR, View
from indicators.periods import EVERY_GRAIN, LONGEST, RANGE, SHORT_GRAINS, Days, Period, written
from indicators.records.place_sets import SEPARATOR

DISTRICT = "district"
BY_NAMES: dict[str, Names] = {
    DISTRICT: {"ru": "район", "en": "district"},
    "year": {"ru": "год", "en": "year"},
    "half": {"ru": "полугодие", "en": "half-year"},
    "quarter": {"ru": "квартал", "en": "quarter"},
    "month": {"ru": "месяц", "en": "month"},
    "week": {"ru": "неделя", "en": "week"},
    "day": {"ru": "день", "en": "day"},
    RANGE: {"ru": "весь период", "en": "the whole range"},
}
BY = tuple(BY_NAMES)
PLAN_NAMES: dict[str, Names] = {
    CURRENT: {"ru": "действующий план", "en": "the plan in force"},
    ORIGINAL: {"ru": "первоначальный план", "en": "the original plan"},
}
FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


@dataclass(frozen=True)
class Question:
    """A question about one programme; every default means «all» or «now».

    ``split_value`` asks for the records of one value of the attribute ``split``, ``none`` for those
    that do not say it. ``plan`` is the edition of the targets that answers are judged by.
    A ``district`` of several codes with commas is all of them together. ``period`` is one period of
    the ``years``, the only one of its grain that is wanted, or the one whose days or weeks are.
    """

    programme: str = DEFAULT_PROGRAMME
    indicators: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    by: tuple[str, ...] = ("year",)
    district: str | None = None
    cut: str | None = None
    split: str | None = None
    split_value: str | None = None
    within_year: bool = False
    plan: str = CURRENT
    as_of: int | None = None
    on: datetime.date | None = None
    period: Period | None = None

    @property
    def days(self) -> Days | None:
        """The days, where the period is any days."""
        return None if self.period is None else self.period.days

    @property
    def grain(self) -> str:
        """The finest asked grain; without one the whole range."""
        # of «year,month» the months: they are named with their year
        grains = [grain for grain in EVERY_GRAIN if grain in self.by]
        return grains[-1] if grains else RANGE

    @property
    def is_short(self) -> bool:
        """Whether days or weeks are asked for."""
        return self.grain in SHORT_GRAINS

    @property
    def view(self) -> View:
        # within the year a whole year is the year: the same cell answers
        cumulative = self.within_year and self.grain not in ("year", RANGE)
        return self.grain, WITHIN_YEAR if cumulative else PLAIN

    @property
    def by_district(self) -> bool:
        return DISTRICT in self.by

    def but(self, **changes: object) -> "Question":
        """The same question with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def from_words(words: Mapping[str, str | list[str] | None]) -> Question:
    """A question from the words of an address or a command; refuses what cannot be read.

    Keys: programme, indicator (one or several), years, by, district, cut, split, within_year,
    plan, as_of, on, and period instead of years.
    """
    choices = {name: word for name, word in words.items() if word not in (None, "", [])}
    # refused, not passed over: a misspelt filter would show the numbers of everything
    unknown = sorted(set(choices) - set(_READERS))
    if unknown:
        known = unnamed(sorted(_READERS))
        raise Refusal(
            Problem("unknown_parameter", {"parameter": name[:LONGEST], **offer(known, name)})
            for name in unknown
        )
    read: dict[str, Any] = {
        _FIELDS.get(name, name): _READERS[name](name, word) for name, word in choices.items()
    }
    if period := read.get("period"):
        read |= _of_period(period, read)
    return Question(**read)


def _of_period(period: Period, read: Mapping[str, Any]) -> Mapping[str, Any]:
    """The years and the grain of one period; refuses a question that names others beside."""
    if "years" in read:
        raise refuse("period_and_years", period=period.label)
    parts = read.get("by", ())
    own = RANGE if period.days is not None else period.grain
    others = [part for part in parts if part not in (DISTRICT, own, *SHORT_GRAINS)]
    if others:
        raise refuse("period_by_another", period=period.label, by=", ".join(others))
    grains = [part for part in parts if part in SHORT_GRAINS] or [own]
    by = (DISTRICT, *grains) if DISTRICT in parts else tuple(grains)
    return {"years": (period.year, period.final_year), "by": by}


def _text(name: str, word: str | list[str]) -> str:
    return word[0] if isinstance(word, list) else word


def _texts(name: str, word: str | list[str]) -> tuple[str, ...]:
    words = word if isinstance(word, list) else [word]
    return tuple(part.strip() for text in words for part in text.split(",") if part.strip())


def _district(name: str, word: str | list[str]) -> str:
    """One place, or several with commas, each once."""
    return SEPARATOR.join(dict.fromkeys(_texts(name, word))) or _text(name, word)


def _by(name: str, word: str | list[str]) -> tuple[str, ...]:
    texts = _texts(name, word)
    for part in texts:
        if part not in BY:
            raise refuse("unknown_by", value=part[:LONGEST], **offer(BY_NAMES, part))
    shorter = [part for part in texts if part in EVERY_GRAIN]
    # one row for all and a row for each month is no grid
    if RANGE in texts and shorter:
        raise refuse("by_range_and_shorter", shorter=", ".join(shorter))
    return texts


def _years(name: str, word: str | list[str]) -> tuple[int, int]:
    return years_of(_text(name, word))


def years_of(text: str) -> tuple[int, int]:
    """The first and last year of ``2016``, ``2014..2020``, ``2014–2020 гг.``; refuses anything
    else.
    """
    try:
        period = written(text)
    except Refusal as error:
        raise refuse("years_wrong", value=text[:LONGEST]) from error
    # its own sentence, as the words were read and only their order is wrong
    if period.final_year < period.year:
        raise refuse("years_reversed", value=text[:LONGEST])
    if period.grain not in ("year", RANGE):
        raise refuse("years_wrong", value=text[:LONGEST])
    return period.year, period.final_year


def _period(name: str, word: str | list[str]) -> Period:
    return written(_text(name, word))


def _number(name: str, word: str | list[str]) -> int:
    text = _text(name, word)
    number = whole(text)
    if number is None:
        raise refuse("number_wrong", parameter=name, value=text[:LONGEST])
    return number


def _date(name: str, word: str | list[str]) -> datetime.date:
    text = _text(name, word)
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise refuse("date_wrong", parameter=name, value=text[:LONGEST]) from error


def _flag(name: str, word: str | list[str]) -> bool:
    text = _text(name, word).lower()
    check_choice(name, text, unnamed(FLAGS))
    return FLAGS[text]


def _plan(name: str, word: str | list[str]) -> str:
    text = _text(name, word)
    check_choice(name, text, PLAN_NAMES)
    return text


_FIELDS = {"indicator": "indicators"}
_READERS = {
    "programme": _text,
    "indicator": _texts,
    "years": _years,
    "by": _by,
    "district": _district,
    "cut": _text,
    "split": _text,
    "split_value": _text,
    "within_year": _flag,
    "plan": _plan,
    "as_of": _number,
    "on": _date,
    "period": _period,
}
