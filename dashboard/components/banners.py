"""What a reader must know before reading any number: bands above a page."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria, tongue
from dashboard.components.links import link
from dashboard.request import PageRequest
from dashboard.text import formats
from dashboard.text.language import _
from data.clock import local_day
from indicators.answers.targets import ORIGINAL


def banners(page_request: PageRequest) -> list[Component]:
    """What a reader must know before reading any number."""
    notice = page_request.facts.text("banner", page_request.language)
    illustrative = [_illustrative(notice)] if page_request.facts.illustrative and notice else []
    of_then = [_as_of(page_request)] if page_request.as_of is not None else []
    original = [_by_original(page_request)] if page_request.base.plan == ORIGINAL else []
    return [*illustrative, *of_then, *original]


def _illustrative(notice: str) -> Component:
    """One line on every page; what exactly is made up is said on demand."""
    more = [html.Summary(_("Illustrative data, not a report")), html.P(notice, **tongue(notice))]
    return banner(html.Details(more, className="banner__more"), "illustrative")


def _by_original(page_request: PageRequest) -> Component:
    """Every plan, degree and status of the page is of the first edition."""
    sentence = _("Judged by the plans that were approved first, not by those in force.")
    url = link(_("Back to the plans in force"), page_request.href(plan=None))
    return banner([sentence, " ", url], "as-of")


def notices(components: list[Component]) -> Component | None:
    """Banners are a landmark of their own: who cannot see the page comes by them, too."""
    return (
        html.Aside(components, **aria(label=_("What to know about these numbers")))
        if components
        else None
    )


def banner(children: Any, variant: str) -> Component:
    return html.Div(
        html.Div(html.Span(children), className="banner__inner"),
        className=f"banner banner--{variant}",
        role="note",
    )


def _as_of(page_request: PageRequest) -> Component:
    """The way back to living data is in the band."""
    if page_request.snapshot is not None:
        sentence = _(
            "Data as of {when}, snapshot {id} “{title}”. Later changes are not shown."
        ).format(
            when=formats.moment(page_request.snapshot.at),
            id=page_request.snapshot.id,
            title=page_request.snapshot.title,
        )
    else:
        sentence = _("Data as of revision {revision}, {date}. Later changes are not shown.").format(
            revision=page_request.facts.revision,
            date=formats.date(local_day(page_request.facts.committed_at)),
        )
    return banner(
        [sentence, " ", link(_("Back to the current data"), page_request.href(as_of=None))], "as-of"
    )
