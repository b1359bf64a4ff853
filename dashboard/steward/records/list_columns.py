"""The columns of a list as its address has them: which there are and in which order, what each is
filtered by, and by which of them the rows are ordered.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from dashboard.steward.records.form import Options, options
from dashboard.steward.records.values import label, leading_columns
from dashboard.text.language import _
from data.editing.column_filters import NOTHING, filterable, is_range, orderable
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.words.offers import check_choice
from indicators.answers.facts import Facts

NUMBER = "number"
"""Stands before all columns, as it leads to the record."""
FILTER = "is-"
"""Begins the name under which an address has the filter of a column."""
LONGEST_FILTER = 200
OPTIONS = 200
"""A list of more values is not chosen from: one of them is typed."""


@dataclass(frozen=True)
class ListColumns:
    """What an address says of a list's columns; ``order`` is a column, after a minus from its
    greatest value down.
    """

    kind: Kind
    names: tuple[str, ...]
    filters: Mapping[str, str]
    order: str = ""

    @classmethod
    def of_address(cls, kind: Kind, arguments: MultiDict[str, str]) -> "ListColumns":
        """Refuses a column that the kind does not have, and an order by what has none."""
        listed = arguments.getlist("column")
        names = [name for names in listed for name in names.split(",") if name]
        filters = {
            column.name: text[:LONGEST_FILTER]
            for column in filterable(kind)
            if (text := arguments.get(FILTER + column.name, "").strip())
        }
        order = arguments.get("order", "")
        _refuse_unknown("column", kind.columns, names)
        _refuse_unknown("order", orderable(kind), [order.removeprefix("-")] if order else [])
        chosen = names or [column.name for column in leading_columns(kind)]
        return cls(kind, tuple(dict.fromkeys(chosen)), filters, order)

    @property
    def columns(self) -> list[Column]:
        """The chosen columns in their order."""
        return [self.kind.column(name) for name in self.names]

    @property
    def numbered(self) -> list[Column]:
        """The same after the number, by which a row is known when it comes back."""
        numbers = [column for column in self.kind.columns if column.name == NUMBER]
        return [*numbers, *(column for column in self.columns if column.name != NUMBER)]

    @property
    def choices(self) -> dict[str, str]:
        """The same as an address says it; what goes without saying is left out."""
        own = tuple(column.name for column in leading_columns(self.kind))
        filters = {FILTER + name: text for name, text in self.filters.items()}
        names = "" if self.names == own else ",".join(self.names)
        return {**filters, "order": self.order, "column": names}

    def moved(self, name: str, step: int) -> "ListColumns":
        """With a column so many places further on."""
        names = [each for each in self.names if each != name]
        names.insert(self.names.index(name) + step, name)
        return replace(self, names=tuple(names))

    def without_filter(self, name: str) -> "ListColumns":
        return replace(
            self, filters={each: text for each, text in self.filters.items() if each != name}
        )

    def ordered_by(self, name: str) -> "ListColumns":
        """In the order of a column; once more, the other way round; a third time, as at first."""
        following = {"": name, name: f"-{name}", f"-{name}": ""}
        return replace(self, order=following.get(self.order, name))


def _refuse_unknown(parameter: str, columns: Sequence[Column], names: Sequence[str]) -> None:
    known = {column.name: column.words._asdict() for column in columns}
    for name in names:
        check_choice(parameter, name, known)


# ---------------------------------------------------------------- as it is drawn

ListAddress = Callable[[ListColumns], str]
"""Makes the address of the list with other columns."""


@dataclass(frozen=True)
class ColumnHead:
    """The head of a column: ``direction`` is what ``aria-sort`` says, ``options`` are the values to
    choose from.
    """

    name: str
    label: str
    order_address: str = ""
    direction: str = ""
    filter_name: str = ""
    filter_text: str = ""
    hint: str = ""
    options: Options = ()


def heads(facts: Facts, list_columns: ListColumns, address: ListAddress) -> list[ColumnHead]:
    """The heads of the chosen columns."""
    return [_head(facts, list_columns, column, address) for column in list_columns.columns]


def number_head(list_columns: ListColumns, address: ListAddress) -> ColumnHead:
    """The head of what leads to the records, which stands before all columns."""
    head = ColumnHead(NUMBER, _("Number"))
    has_numbers = any(column.name == NUMBER for column in list_columns.kind.columns)
    return _ordering(list_columns, head, address) if has_numbers else head


def _head(
    facts: Facts, list_columns: ListColumns, column: Column, address: ListAddress
) -> ColumnHead:
    kind, name = list_columns.kind, column.name
    head = ColumnHead(name, label(column))
    if column in orderable(kind):
        head = _ordering(list_columns, head, address)
    if column not in filterable(kind):
        return head
    text = list_columns.filters.get(name, "")
    return replace(
        head,
        filter_name=FILTER + name,
        filter_text=text,
        hint=_hint(column),
        options=_options(facts, kind, column, text),
    )


def _ordering(list_columns: ListColumns, head: ColumnHead, address: ListAddress) -> ColumnHead:
    directions = {head.name: "ascending", f"-{head.name}": "descending"}
    return replace(
        head,
        order_address=address(list_columns.ordered_by(head.name)),
        direction=directions.get(list_columns.order, "none"),
    )


def _hint(column: Column) -> str:
    if column.form == "organisation":
        return _("number or INN")
    if not is_range(column):
        return _("part of the text")
    return "2016..2018" if column.form in ("day", "full_day", "year") else "2..10"


def _options(facts: Facts, kind: Kind, column: Column, chosen: str) -> Options:
    """The values of a list, emptiness, and what an address says besides: it is never lost."""
    values = options(facts, kind, column)
    if not 0 < len(values) <= OPTIONS:
        return ()
    nothing = _("no") if column.form == "flag" else _("empty")
    known = [*values, (NOTHING, nothing)]
    return known if chosen in ("", *dict(known)) else [*known, (chosen, chosen)]


@dataclass(frozen=True)
class ColumnFilter:
    """A filter of a column that is not in the list; ``address`` is the list without it."""

    name: str
    value: str
    label: str
    text: str
    address: str


def hidden_filters(
    facts: Facts, list_columns: ListColumns, address: ListAddress
) -> list[ColumnFilter]:
    """What rows are left out by though no column of the list says so."""
    kind = list_columns.kind
    return [
        ColumnFilter(
            FILTER + name,
            text,
            label(kind.column(name)),
            dict(_options(facts, kind, kind.column(name), text)).get(text, text),
            address(list_columns.without_filter(name)),
        )
        for name, text in list_columns.filters.items()
        if name not in list_columns.names
    ]


@dataclass(frozen=True)
class ColumnChoice:
    """A column that the list may have; ``earlier`` and ``later`` are addresses with it moved.
    ``is_retired``: old rows may say something in it, and no other does any more.
    """

    name: str
    label: str
    is_chosen: bool
    earlier: str = ""
    later: str = ""
    is_retired: bool = False


def column_choice(list_columns: ListColumns, address: ListAddress) -> list[ColumnChoice]:
    """The chosen columns in their order, then all others that are still offered."""
    kind, names = list_columns.kind, list_columns.names
    chosen = [
        ColumnChoice(
            name,
            label(kind.column(name)),
            is_chosen=True,
            earlier=address(list_columns.moved(name, -1)) if at else "",
            later=address(list_columns.moved(name, 1)) if at + 1 < len(names) else "",
            is_retired=kind.column(name).is_retired,
        )
        for at, name in enumerate(names)
    ]
    others = (column for column in kind.offered_columns if column.name not in (*names, NUMBER))
    return [*chosen, *(ColumnChoice(each.name, label(each), is_chosen=False) for each in others)]
