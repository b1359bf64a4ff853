"""Heads of columns that put a list into another order: each is a link, as every choice is."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from dashboard.components.attributes import aria
from dashboard.components.links import link
from dashboard.components.panels import TableColumn
from dashboard.request import PageRequest
from indicators.records.list_order import DATE, RecordOrder

ARROWS = {False: "↑", True: "↓"}
DIRECTIONS = {False: "ascending", True: "descending"}


@dataclass(frozen=True)
class OrderedList:
    """A list at the ``anchor`` of a page, in an ``order``; the ``usual`` one needs no word in the
    address. It can be ordered by the ``offered`` fields.
    """

    page_request: PageRequest
    order: RecordOrder
    usual: RecordOrder
    offered: Sequence[str]
    anchor: str

    def column(self, title: str, field: str, *, number: bool = False) -> TableColumn:
        """A column of the list, its head a link where the list can be ordered by the field."""
        if field not in self.offered:
            return TableColumn(title, number=number)
        is_chosen = field == self.order.field
        down = self.order.descending
        arrow = [" ", html.Span(ARROWS[down], **aria(hidden="true"))] if is_chosen else []
        heading = link([title, *arrow], self._address(self._next(field)), className="list-order")
        direction = DIRECTIONS[down] if is_chosen else ""
        return TableColumn(title, number=number, heading=heading, sorted_as=direction)

    def _next(self, field: str) -> RecordOrder:
        """The order that a head leads to: the other way round of the chosen one; else days as they
        usually go, all others from the least on.
        """
        if field == self.order.field:
            return self.order.reverse
        return self.usual if field == DATE else RecordOrder(field)

    def _address(self, order: RecordOrder) -> str:
        chosen = None if order == self.usual else str(order)
        return f"{self.page_request.href(order=chosen, page=None)}#{self.anchor}"
