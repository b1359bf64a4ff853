"""An answer that is another one at a later revision, and where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from indicators.answers.answer import Answer
from indicators.answers.judging import CellAt
from indicators.answers.reader import ProgrammeReader
from indicators.engine.rollup import PLAIN, WITHIN_YEAR
from indicators.periods import GRAINS, RANGE, parse
from indicators.records.places import code_of

# no words: a source that is spelled otherwise changes no number
COMPARED = (
    "value",
    "numerator",
    "denominator",
    "records",
    "state",
    "coverage",
    "plan",
    "degree_raw",
    "status",
    "marks",
)


Answers = Mapping["AnswerKey", Answer]


class AnswerKey(NamedTuple):
    """Where an answer stands."""

    indicator: str
    place: str
    grain: str
    period: str
    mode: str

    @property
    def cell(self) -> CellAt:
        return self.indicator, self.place, self.period


@dataclass(frozen=True)
class ChangedAnswer:
    """One answer before and after; null where the indicator or place was not there.

    Of a part of reported values ``split_by`` is the attribute; its value is ``split``, as in any
    answer.
    """

    programme: str
    at: AnswerKey
    old: Answer | None
    new: Answer | None
    split_by: str | None = None

    @property
    def indicator(self) -> str:
        return self.at.indicator

    @property
    def period(self) -> str:
        return self.at.period

    @property
    def district(self) -> str | None:
        return code_of(self.at.place)

    @property
    def cut(self) -> str | None:
        return self.at.place.rpartition("/")[0] or None

    @property
    def within_year(self) -> bool:
        return self.at.mode != PLAIN

    @property
    def split(self) -> str | None:
        answer = self.new or self.old
        return answer.split if answer is not None else None


def compared(
    programme: str, candidates: Iterable[AnswerKey], old: Answers, new: Answers
) -> Iterator[ChangedAnswer]:
    """The candidates whose answers differ, by indicator, grain, place and period."""
    # candidates may not differ: a cell that went and came back is one with the same content
    for at in sorted(candidates, key=_order):
        before, now = old.get(at), new.get(at)
        if _compared_fields(before) != _compared_fields(now):
            yield ChangedAnswer(programme, at, before, now)


def in_order(changes: Iterable[ChangedAnswer]) -> list[ChangedAnswer]:
    """By indicator, grain, place and period; parts after their total."""
    return sorted(
        changes, key=lambda change: (_order(change.at), change.split_by or "", change.split or "")
    )


def _order(at: AnswerKey) -> tuple[Any, ...]:
    return at.indicator, at.mode, GRAINS.index(at.grain), at.place, at.period


def _compared_fields(answer: Answer | None) -> tuple[Any, ...] | None:
    return None if answer is None else tuple(getattr(answer, name) for name in COMPARED)


def keys_in(reader: ProgrammeReader, keys: Iterable[AnswerKey]) -> list[AnswerKey]:
    places = set(reader.places.keys)
    return [at for at in keys if at.indicator in reader.catalogue.versions and at.place in places]


def keys_of_target(
    reader: ProgrammeReader, indicator: str, district: str | None, period: str
) -> Iterator[AnswerKey]:
    """Where a target stands; within the year, part of a year has its plan too."""
    grain = parse(period).grain
    # a target of a range is no cell's; that of a place that is gone has no answer
    if grain != RANGE and (district is None or district in reader.places.by_code):
        # within the year a quarter shows the same target
        for mode in (PLAIN,) if grain == "year" else (PLAIN, WITHIN_YEAR):
            yield AnswerKey(indicator, reader.places.key_of(district), grain, period, mode)
