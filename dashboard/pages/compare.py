"""Several indicators or districts side by side."""

from collections.abc import Iterator

import dash
from dash import html

from dashboard.components import filters
from dashboard.components.links import LinkOption, labelled_switch
from dashboard.request import PageRequest
from dashboard.sections.blocks import block, draws
from dashboard.sections.comparison import basket, panels
from dashboard.sections.comparison.comparison import Comparison
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, Slides, here, of_indicator
from dashboard.text import labels
from dashboard.text.language import _
from data.decks import SlideText
from indicators.periods import SHORT_GRAINS


def slides(page_request: PageRequest) -> Slides:
    """The charts of the page, all of it as a table, and a chart of each indicator."""
    compared = Comparison(page_request)
    codes = compared.codes if compared.by_places else [None]
    yield from (_lines(page_request, code) for code in codes)
    yield from here("matrix")(page_request)
    kind = "districts" if compared.by_places else "plan_and_fact"
    yield from (of_indicator(page_request, kind, code) for code in compared.codes)


def _lines(page_request: PageRequest, code: str | None) -> SlideText:
    """A chart of the page: all of what is compared, or the districts of one indicator."""
    chosen = {} if code is None else {"indicator": code}
    return SlideText("comparison", page_request.address.href(**chosen))


dash.register_page(
    __name__,
    path="/compare",
    title=page_title,
    nav=lambda: _("Compare"),
    place=3,
    deck=PageDeck(lambda: _("Side by side"), slides),
)


def reads_records(page_request: PageRequest) -> bool:
    """Whether it counts the records of any days, of each day or week: the page does not wait for it."""
    return page_request.days is not None or page_request.grain in SHORT_GRAINS


draws("compare-charts", slow=reads_records)(panels.draw)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """What is compared, to add to and take from, and the place of the charts."""
    compared = Comparison(page_request)
    return FramedPage(
        title=_("Side by side"),
        lead=_(
            "Indicators of one place, or districts of one indicator. The address keeps the choice: send it as a link."
        ),
        filters=[
            *filters.years_of_list(page_request),
            labelled_switch(_("Period"), [*_lengths(compared)]),
            *filters.cut(page_request),
            *filters.as_of(page_request),
            filters.days(page_request, "by"),
        ],
        body=[
            html.Div(basket.baskets(compared), className="panels"),
            *_left_out(compared),
            block("compare-charts", 520),
        ],
    )


def _lengths(compared: Comparison) -> Iterator[LinkOption]:
    """The years; the chosen period as a whole; the parts of its years; weeks and days of it, where
    they are known.
    """
    page_request, period = compared.page_request, compared.period
    is_whole = compared.grain is None
    years = page_request.in_period(None, by=None)
    yield LinkOption(labels.grain_name("year"), years, period is None and is_whole)
    if period is not None:
        yield LinkOption(compared.when, page_request.href(by=None), is_whole)
    for grain, drawn in {**compared.parts_of_years(), **compared.short_grains()}.items():
        url = page_request.in_period(drawn.label if drawn else None, by=grain)
        yield LinkOption(labels.grain_name(grain), url, grain == compared.grain)


def _left_out(compared: Comparison) -> list[html.P]:
    return [html.P(compared.left_out, className="panel__note")] if compared.left_out else []
