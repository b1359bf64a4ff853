"""The way from a number to what has changed in it, for those who may see the audit."""

from dash import html
from dash.development.base_component import Component

from dashboard.accounts.reader import may
from dashboard.http import urls
from dashboard.sections.subject import Subject
from dashboard.text.language import _
from indicators.periods import RANGE, Period


def changes_link(subject: Subject, period: Period, district: str | None = None) -> list[Component]:
    """One link to the revisions that changed a number; of a range, those of any of the indicator's
    periods there.
    """
    page_request = subject.page_request
    if not may("steward", page_request.facts.code):
        return []
    number = {
        "indicator": subject.code,
        "district": district,
        "cut": page_request.cut if district else None,
        "period": None if period.grain == RANGE else period.label,
    }
    chosen = {name: value for name, value in number.items() if value}
    address = urls.with_choices(urls.to_rooms(page_request.facts.code, "/steward/audit"), chosen)
    return [html.A(_("What changed in this number?"), href=address, className="changes-link")]
