"""Find rows of a kind that live, or were withdrawn: by number and words, district and period; a
page at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement

from data.editing.column_filters import conditions_of, orderable
from data.editing.conditions import days_of, in_districts, in_months, is_last_gone, months_of
from data.editing.listing import Listing, ListOrder, ListPlace, ListStretch, ListTotal, place_of
from data.editing.sought_words import SoughtWord, few_rows, needed_words
from data.editing.stored_rows import StoredRow, rows_by_id
from data.imports.among import among, unindexed
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.refusals import NotFound, Problem

PAGE_LENGTH = 50


@dataclass(frozen=True)
class RecordSearch:
    """What is looked for; ``districts`` are codes, an empty one for rows without a district.

    ``filters`` are texts by column, as ``column_filters`` reads them; ``order`` a column, after a
    minus from its greatest value down.
    """

    words: str = ""
    districts: Sequence[str] | None = None
    period: str = ""
    withdrawn: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)
    order: str = ""


@dataclass(frozen=True)
class RecordList:
    """Some of the rows that were found. ``total`` is how many there are among the first ``among``
    rows of the list, or among all.

    ``onward`` is the row after which the next page begins, ``back`` the one before which the
    previous page ends, where there are such pages. ``looked_to`` is the row at which the search
    stopped, though the list goes on.
    """

    rows: Sequence[StoredRow]
    total: int
    among: int | None = None
    onward: int | None = None
    back: int | None = None
    looked_to: StoredRow | None = None


def find(
    context: Context,
    kind: Kind,
    search: RecordSearch,
    *,
    offset: int = 0,
    limit: int = PAGE_LENGTH,
    after: int | None = None,
    before: int | None = None,
) -> RecordList:
    """The rows that are as wanted, newest first: the first ones, or those after or before a row.

    Refuses a row that never was.
    """
    listing = _listing(context, kind, search)
    if before is not None and listing.order is None:
        place = _place(context, kind, before)
        stretch = listing.beside(place, limit + 1, backwards=True)
        is_cut = listing.rows(limit + 1).looked_to is not None
        if len(stretch.ids) > limit or stretch.looked_to is not None or is_cut:
            return _read_backwards(context, kind, listing.total, stretch, limit)
        # the first page is as long as any other, whatever it was read from; one that stops on its
        # way would not have all the rows before this place
        offset, after = 0, None
    if after is not None and listing.order is None:
        stretch = listing.beside(_place(context, kind, after), limit + 1)
    else:
        stretch = listing.rows(limit + 1, skipped=offset)
    is_first = after is None and not offset
    return _read_onward(context, kind, listing.total, stretch, limit, is_first=is_first)


def _read_onward(
    context: Context,
    kind: Kind,
    total: ListTotal,
    stretch: ListStretch,
    limit: int,
    *,
    is_first: bool,
) -> RecordList:
    ids = stretch.ids[:limit]
    onward = ids[-1] if len(stretch.ids) > limit else stretch.looked_to
    back = None if is_first or not ids else ids[0]
    return _page(context, kind, total, ids, onward, back, stretch.looked_to)


def _read_backwards(
    context: Context, kind: Kind, total: ListTotal, stretch: ListStretch, limit: int
) -> RecordList:
    ids = stretch.ids[:limit][::-1]
    back = ids[0] if len(stretch.ids) > limit else stretch.looked_to
    return _page(context, kind, total, ids, ids[-1] if ids else back, back, stretch.looked_to)


def _page(
    context: Context,
    kind: Kind,
    total: ListTotal,
    ids: Sequence[int],
    onward: int | None,
    back: int | None,
    looked_to: int | None,
) -> RecordList:
    identities = [*ids, *([] if looked_to is None else [looked_to])]
    rows = rows_by_id(context.session, kind, context.programme_id, identities)
    stopped = None if looked_to is None else rows[looked_to]
    return RecordList([rows[each] for each in ids], total.rows, total.among, onward, back, stopped)


def _place(context: Context, kind: Kind, identity: int) -> ListPlace:
    place = place_of(context.session, kind, context.programme_id, identity)
    if place is None:
        raise NotFound(Problem("edit_place_unknown", {"row": identity}))
    return place


def _listing(context: Context, kind: Kind, search: RecordSearch) -> Listing:
    """Whose rows and of which days the index of the list knows; all else is asked of the rows."""
    columns = kind.sql.columns
    state = columns.until.is_not(None) if search.withdrawn else columns.until.is_(None)
    bounds = [columns.programme_id == context.programme_id, state]
    months = months_of(context, search.period)
    days = None if months is None else days_of(kind, months)
    if days is not None:
        bounds.append(columns.date.between(days.first, days.last))
    of_months = None if days is not None and days.are_all else months
    words = [SoughtWord.of(context, kind, word) for word in needed_words(search.words)]
    filters = conditions_of(kind, context, search.filters)

    def conditions(of: Any) -> Iterator[ColumnElement[bool]]:
        """In the order of their cost: a row that is out already is asked nothing more."""
        if of_months is not None:
            yield in_months(kind, of, of_months)
        if search.districts is not None:
            yield in_districts(kind, of, search.districts)
        if search.withdrawn:
            yield is_last_gone(kind, of)
        yield from (condition(of) for condition in filters)
        yield from (word.is_in(of) for word in words)

    is_plain = of_months is None and search.districts is None and not search.withdrawn
    row_conditions = None if is_plain and not words and not filters else conditions
    order = _order(context, kind, search.order)
    listing = Listing(context.session, kind, bounds, row_conditions, order)
    few = few_rows(context, kind, words) if words and listing.is_long else None
    if few is None:
        return listing
    # these alone, whatever other index their programme or days have
    mine = unindexed(columns.programme_id) == context.programme_id
    return Listing(
        context.session,
        kind,
        [among(context.session, columns.id, few), mine, *bounds[1:]],
        row_conditions,
        order,
    )


def _order(context: Context, kind: Kind, text: str) -> ListOrder | None:
    """The order that ``RecordSearch`` names; that of the list itself where it names none."""
    column = next((each for each in orderable(kind) if each.name == text.removeprefix("-")), None)
    if column is None:
        return None
    if column.form == "district":
        codes: Sequence[str] = context.places.main
    else:
        codes = column.vocabulary.codes if column.vocabulary else ()
    return ListOrder(column.fields[0], text.startswith("-"), codes)
