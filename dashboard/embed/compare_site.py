"""A comparison for other sites: its lines and, below them, their numbers; of one period the numbers
alone.
"""

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from markupsafe import Markup

from dashboard.embed.site_view import (
    OfferedView,
    SiteGrid,
    SiteSeries,
    SiteView,
    kept_address,
    site_response,
)
from dashboard.figures.base import column, grouped
from dashboard.figures.site_pictures import TONES, lines_picture
from dashboard.http.framing import EMBEDDED
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections.comparison.comparison import Comparison
from dashboard.sections.comparison.lines import ComparedLines, lines_of
from dashboard.text import labels
from dashboard.text.language import _
from data.refusals import NotFound, Problem

ADDRESS = f"{EMBEDDED}compare"
KEPT = ("programme", "indicator", "years", "period", "by", "district", "cut", "as_of")
HEIGHT = 720
"""Of its frame, in pixels."""


def offer(page_request: PageRequest) -> OfferedView:
    """What another site can show of the page that compares."""
    return OfferedView(_("Side by side"), kept_address(page_request, ADDRESS, KEPT), HEIGHT)


def view() -> Response:
    """The document; refuses a comparison of nothing."""
    page_request = read_page_request(f"/compare?{request.query_string.decode()}")
    comparison = Comparison(page_request)
    grids = [_grid(lines) for lines in lines_of(comparison)]
    if not grids:
        raise NotFound(Problem("not_embedded", {"path": "/compare"}))
    words = SiteView(
        title=_("Side by side"),
        scope=f"{labels.programme_name(page_request.facts)}. {comparison.when}",
        page=kept_address(page_request, "/compare", KEPT),
        leads_to=_("All of the comparison"),
        grids=grids,
    )
    return site_response(page_request, words)


def _grid(lines: ComparedLines) -> SiteGrid:
    """The lines of one chart of the page, with the numbers of its table."""
    heads = list(dict.fromkeys(column(lines.frame, "label")))
    has_unit = lines.scale.unit and lines.has_scale
    title = f"{lines.title} · {lines.scale.unit}" if has_unit else lines.title
    series = [
        SiteSeries(_name(lines, group[0]), TONES[number % len(TONES)], column(group, "text"))
        for number, group in enumerate(grouped(lines.frame, "series").values())
    ]
    over_names = _("District") if lines.comparison.by_places else _("Indicator")
    return SiteGrid(title, _picture(lines, title), [over_names, *heads], series)


def _name(lines: ComparedLines, row: Mapping[str, Any]) -> str:
    """What a line is called; with its unit where the units differ and none stands above."""
    unit = "" if lines.has_scale else labels.unit_of(lines.comparison.definition(row["series"]))
    return f"{row['name']}, {unit}" if unit else str(row["name"])


def _picture(lines: ComparedLines, title: str) -> Markup:
    """A line has several points: one period's numbers need none."""
    if lines.comparison.is_of_one_period:
        return Markup()
    alternative = ". ".join(filter(None, (title, lines.finding)))
    return lines_picture(lines.frame, alternative=alternative)
