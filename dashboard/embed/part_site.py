"""A part of the programme for other sites: its indicators in a year, each against its plan."""

from urllib.parse import quote

from flask import Response, request

from dashboard.embed.site_view import OfferedView, SiteRow, SiteView, kept_address, site_response
from dashboard.http.framing import EMBEDDED
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections.part.summary import PartPage
from dashboard.text import labels
from dashboard.text.language import _
from indicators.answers.answer import Answer

FOLDER = f"{EMBEDDED}part/"
KEPT = ("programme", "years", "period", "plan", "as_of", "methodology")
HEIGHT = 560
PLAN_AT = 80
"""Where in a bar the plan stands, in per cent: a bar goes up to 125 % of it."""


def offer(page_request: PageRequest) -> OfferedView:
    """What another site can show of a part's page."""
    part_page = PartPage(page_request)
    address = kept_address(page_request, f"{FOLDER}{quote(part_page.part.code)}", KEPT)
    return OfferedView(part_page.name, address, HEIGHT)


def view(code: str) -> Response:
    """The document; refuses an unknown part."""
    query = request.query_string.decode()
    page_request = read_page_request(f"/part/{quote(code)}?{query}")
    part_page = PartPage(page_request)
    words = SiteView(
        title=part_page.name,
        scope=f"{labels.programme_name(page_request.facts)}, {part_page.year}",
        page=kept_address(page_request, f"/part/{quote(code)}", KEPT),
        leads_to=_("All about this part of the programme"),
        heads=(_("Indicator"), _("Value"), _("Plan")),
        stacks=True,
        rows=[
            _row(part_page, each.code, each.answer) for each in part_page.side.subject.indicators
        ],
    )
    return site_response(page_request, words)


def _row(part_page: PartPage, code: str, answer: Answer) -> SiteRow:
    definition = part_page.page_request.definition(code, part_page.year)
    share = None if answer.degree_raw is None else float(answer.degree_raw) * PLAN_AT
    return SiteRow(
        labels.name_of(definition),
        labels.answer_text(definition, answer, unit=True),
        labels.planned(definition, answer),
        None if share is None else round(min(max(share, 0), 100), 2),
        None if share is None else PLAN_AT,
        answer.status or "",
    )
