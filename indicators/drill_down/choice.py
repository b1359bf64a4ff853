"""What a reader has chosen of the records behind a number: words that they have, and an order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import and_, func, select

from data.refusals import refuse
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.drill_down.order import inside, lies_by_day
from indicators.drill_down.sources import RecordSource, of_place
from indicators.measures import measures
from indicators.records.list_order import (
    DATE,
    MOST,
    OLDEST_FIRST,
    RecordOrder,
    check_order,
    is_short,
    orderable,
)
from indicators.records.list_words import few_records, has_words, list_words, those_of


@dataclass(frozen=True)
class ListChoice:
    """All records, the oldest first, where nothing is said."""

    words: str = ""
    order: RecordOrder = OLDEST_FIRST


EVERYTHING = ListChoice()


@dataclass(frozen=True)
class ChosenRecords:
    """The sources of what was chosen, and how many records each has; ``orders`` are the fields by
    which they can be ordered.
    """

    sources: Sequence[RecordSource]
    totals: Sequence[int]
    order: RecordOrder
    orders: Sequence[str]


def choose(
    reader: ProgrammeReader,
    question: Question,
    sources: Sequence[RecordSource],
    totals: Sequence[int],
    choice: ListChoice,
) -> ChosenRecords:
    """The sources, of so many records each, as they are chosen.

    Refuses words and orders that would need all of a long list.
    """
    short = all(is_short(reader.scope, each.measure, each.days) for each in sources)
    words = list_words(choice.words)
    if words:
        sources = [_sought(reader, each, words, is_short=short) for each in sources]
        totals = [_number(reader, question, each) for each in sources]
    known = _orders(sources)
    offered = known if short or words else [DATE]
    check_order(choice.order, known, offered)
    return ChosenRecords(sources, totals, choice.order, offered)


def _orders(sources: Sequence[RecordSource]) -> Sequence[str]:
    """Records of several kinds stand one kind after the other, and have their days in common."""
    measures_met = {source.measure for source in sources}
    return orderable(measures()[measures_met.pop()]) if len(measures_met) == 1 else [DATE]


def _sought(
    reader: ProgrammeReader, source: RecordSource, words: Sequence[str], *, is_short: bool
) -> RecordSource:
    """A source whose records have the words; of a long one by the index of texts."""
    condition = has_words(reader.scope, source.measure, words)
    if not is_short:
        few = few_records(reader.scope, source.measure, words)
        if few is None:
            raise refuse("list_too_long_to_search", most=MOST)
        condition = and_(those_of(reader.scope, source.measure, few), condition)
    roles = {role: and_(each, condition) for role, each in source.roles.items()}
    return replace(source, roles=roles, wide=not is_short, is_sought=True)


def _number(reader: ProgrammeReader, question: Question, source: RecordSource) -> int:
    """How many records a source has that is looked through."""
    described = measures()[source.measure]
    chosen = of_place(reader, source, question, source.counted)
    if not source.wide and source.days is not None and lies_by_day(reader, described):
        chosen = chosen.where(inside(described, source.days))
    return reader.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
