"""A page of the records that were found, in words: how many there are, and the ways to the others."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dashboard.steward.records import values
from dashboard.text import formats
from dashboard.text.language import _
from data.editing import MOST, RecordList, StoredRow
from data.imports.columns.kind import Kind
from indicators.answers.facts import Facts

ROWS = 50
PageUrl = Callable[..., str]


@dataclass(frozen=True)
class ListPage:
    """What stands around the rows of a page; ``empty`` where there are none, ``notice`` where the
    search stopped on the way. ``links`` are names and addresses.
    """

    counted: str
    numbered: str
    notice: str
    empty: str
    links: list[tuple[str, str]]


def list_page(
    facts: Facts,
    kind: Kind,
    record_list: RecordList,
    at: int,
    page_url: PageUrl,
    *,
    is_ordered: bool = False,
) -> ListPage:
    """The words around a page that its address calls the page ``at``; ``page_url`` makes an address
    of the list. ``is_ordered``: by a column of the reader's choice.
    """
    stopped = record_list.looked_to
    notice = "" if stopped is None else _stopped(facts, kind, stopped)
    return ListPage(
        counted=_counted(record_list),
        numbered=_numbered(record_list, at),
        notice=_partly_ordered() if is_ordered and record_list.among is not None else notice,
        empty="" if record_list.rows or stopped is not None else _empty(record_list, at),
        links=list(_links(record_list, at, page_url)),
    )


def _counted(record_list: RecordList) -> str:
    total, among = record_list.total, record_list.among
    if among is None:
        return _("Found: {total}").format(total=formats.number(total))
    if total == among:
        return _("Found: more than {total}").format(total=formats.number(total))
    return _("Found among the first {among} records of the list: {total}").format(
        among=formats.number(among), total=formats.number(total)
    )


def _numbered(record_list: RecordList, at: int) -> str:
    """Which page this is; nothing where there is one alone, or the address does not say."""
    is_first = record_list.back is None
    if is_first != (at == 1) or (is_first and record_list.onward is None):
        return ""
    if record_list.among is not None:
        return _("Page {page}").format(page=formats.number(at))
    return _("Page {page} of {pages}").format(page=at, pages=_pages(record_list))


def _pages(record_list: RecordList) -> int:
    """How many pages can be opened by their number."""
    return -(-record_list.total // ROWS)


def _stopped(facts: Facts, kind: Kind, row: StoredRow) -> str:
    newest = row.fields[kind.newest_by] if kind.newest_by else None
    day = formats.short_date(newest) if isinstance(newest, datetime.date) else newest
    title = values.title(facts, kind, row.number)
    return _(
        "The search stopped at the record {name}: no more than {most} are looked through at once."
    ).format(name=f"{title}, {day}" if day else title, most=formats.number(MOST))


def _partly_ordered() -> str:
    return _(
        "Only the first {most} records of the list are ordered. Narrow the search to order all that are found."
    ).format(most=formats.number(MOST))


def _empty(record_list: RecordList, at: int) -> str:
    if not record_list.total:
        return _("Nothing was found.")
    pages = formats.number(_pages(record_list))
    if record_list.among is not None:
        return _(
            "Page {page} does not open by its number: the first {pages} do. Go on page by page or narrow the search."
        ).format(page=formats.number(at), pages=pages)
    return _("There is no page {page}; pages in the list: {pages}.").format(
        page=formats.number(at), pages=pages
    )


def _links(record_list: RecordList, at: int, page_url: PageUrl) -> Iterator[tuple[str, str]]:
    if at > 1 or record_list.back is not None:
        yield _("To the beginning"), page_url()
    if record_list.back is not None:
        yield _("Previous"), page_url(page=max(at - 1, 1), before=record_list.back)
    if record_list.onward is not None:
        name = _("Next") if record_list.looked_to is None else _("Look further")
        yield name, page_url(page=at + 1, after=record_list.onward)
