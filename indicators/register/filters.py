"""Which entries of the register are chosen, as conditions on the select of the measure."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select

from data.imports import kind_of
from data.organisations.merging import IDENTITY
from data.organisations.names import SOUGHT_TEXTS
from data.tables.organisations import Organisation
from data.words.matching import number_text
from data.words.searching import name_words, resembles
from indicators.answers.list_filter import ListFilter, of_days_and_places
from indicators.answers.reader import ProgrammeReader
from indicators.records.selection import selection

KIND = kind_of("supports")
FORMS = KIND.vocabulary("form")
MEASURE = "supports"
FEW, FEW_ENTRIES = 200, 2_000
"""Of so many organisations and entries at most their own indexes are the shorter way. Few among
many are far apart, and a walk by day would pass nearly all before it meets a page of them.
"""


@dataclass(frozen=True, kw_only=True)
class RegisterFilter(ListFilter):
    """What is chosen of the register; everything, where nothing is said.

    ``words`` are looked for in names, numbers, ИНН and ОГРН of organisations and as the number of
    an entry; ``organisation`` is an identity, whose merged ones are meant too.
    """

    form: str | None = None
    violation: bool | None = None
    words: str = ""
    organisation: int | None = None


def entries_of(reader: ProgrammeReader, filters: RegisterFilter) -> Select[int]:
    """The ids of the chosen entries: the very select of the measure, narrowed."""
    return selection(reader.scope, MEASURE, *_conditions(reader, filters))


def _conditions(reader: ProgrammeReader, filters: RegisterFilter) -> Iterator[ColumnElement[bool]]:
    if filters.years is not None:
        # by day, not by year: the register's own index is in the order of days
        first, last = filters.years
        days = datetime.date(first, 1, 1), datetime.date(last, 12, 31)
        yield KIND.attribute("date").between(*days)
    if filters.form is not None:
        yield KIND.attribute("form") == filters.form
    if filters.violation is not None:
        yield KIND.attribute("violation").is_(filters.violation)
    if filters.organisation is not None:
        organisations = reader.scope.counted_as({filters.organisation})
        yield KIND.attribute("organisation_id").in_(organisations)
    yield from of_days_and_places(reader, MEASURE, filters)
    if filters.words.strip():
        yield _named(reader, filters.words, name_words(filters.words))


def _named(reader: ProgrammeReader, text: str, words: Collection[str]) -> ColumnElement[bool]:
    """Entries of the organisations that have all the words, and the entry of that very number."""
    # signs alone, or a text too long to be a name, are no words: they find nothing, not everything
    organisations = _organisations(reader, words) if words else set()
    owned = KIND.attribute("organisation_id").in_(organisations)
    numbered = KIND.attribute("number") == number_text(text)
    few = _few_ids(reader, owned, numbered) if len(organisations) <= FEW else None
    if few is not None:
        return KIND.attribute("id").in_(few)
    # an expression has no index: where many entries are meant, the walk by day soon meets enough
    return or_((KIND.attribute("organisation_id") + 0).in_(organisations), numbered)


def _few_ids(reader: ProgrammeReader, *conditions: ColumnElement[bool]) -> set[int] | None:
    """The ids that meet one of the conditions, each by its own index; nothing where they are more
    than are read at once.
    """
    ids: set[int] = set()
    for condition in conditions:
        statement = select(KIND.attribute("id")).where(
            KIND.attribute("programme_id") == reader.programme_id,
            KIND.table.as_of(reader.as_of),
            condition,
        )
        ids.update(reader.session.scalars(statement.limit(FEW_ENTRIES + 1)))
        if len(ids) > FEW_ENTRIES:
            return None
    return ids


def _organisations(reader: ProgrammeReader, words: Iterable[str]) -> set[int]:
    """The identities of organisations with all the words, and of what was merged into them."""
    statement = select(IDENTITY).where(
        Organisation.programme_id == reader.programme_id,
        Organisation.as_of(reader.as_of),
        *(resembles(SOUGHT_TEXTS, word) for word in words),
    )
    return reader.scope.counted_as(set(reader.session.scalars(statement)))
