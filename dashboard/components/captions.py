"""What stands above a chart: what it says, and of what."""

from collections.abc import Iterator
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component


@dataclass(frozen=True, slots=True)
class ChartCaption:
    """The ``finding`` in a sentence, and the ``scope``, «ед., 2014–2020, все районы»; either may be
    empty.
    """

    finding: str = ""
    scope: str = ""

    @property
    def lines(self) -> Iterator[Component]:
        """A line for each of them."""
        if self.finding:
            yield html.P(self.finding, className="chart__finding")
        if self.scope:
            yield html.P(self.scope, className="chart__scope")


NO_CAPTION = ChartCaption()
