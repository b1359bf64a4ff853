"""Between which numbers the true one lies, on the bars and points of a presentation's chart."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from dashboard.figures.theme import WALL
from dashboard.report import Series

THICK = 19_050
"""In units of an office, 12 700 to a point."""


def draw(drawn: Any, series: Series) -> None:
    """Give each number the whisker of its interval; of a series without any nothing changes."""
    whiskers = series.whiskers
    if not whiskers:
        return
    below, above = zip(*whiskers, strict=True)
    line = f'<a:solidFill><a:srgbClr val="{WALL.ink.lstrip("#")}"/></a:solidFill>'
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/>{_lengths("plus", above)}{_lengths("minus", below)}'
        f'<c:spPr><a:ln w="{THICK}">{line}</a:ln></c:spPr></c:errBars>'
    )
    drawn._element.find(qn("c:cat")).addprevious(bars)


def _lengths(side: str, lengths: Iterable[Decimal]) -> str:
    known = list(lengths)
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{float(length)}</c:v></c:pt>'
        for place, length in enumerate(known)
    )
    return f'<c:{side}><c:numLit><c:ptCount val="{len(known)}"/>{points}</c:numLit></c:{side}>'
