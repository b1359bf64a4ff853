"""How the awards of the grant contests spread."""

from dashboard.council.projected import SlideRequest
from dashboard.report import Chart, Series, Slide
from dashboard.sections.grants import course, spread
from dashboard.text.language import _
from indicators.exact import cut

PLACE = 90
OF_INDICATOR = False
LEFT_OUT = course.left_out


def name() -> str:
    return _("Grants: spread of the awards")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A dot an award over the quartiles; in an office's own chart the five numbers."""
    title = course.narrowed_title(slide_request, _("Spread of the awards"))
    chosen = spread.spread_of(slide_request)
    if not chosen.total:
        return Slide("grants_spread", title, text=text, missing=_("No award says its amount."))
    caption = spread.spread_caption(chosen, slide_request)
    quartiles = tuple(cut(each) for each in chosen.quartiles)
    return Slide(
        "grants_spread",
        title,
        finding=caption.finding,
        scope=caption.scope,
        notes=spread.spread_note(chosen),
        text=text,
        chart=Chart(
            spread.spread_figure(chosen, slide_request),
            spread.quartile_names(),
            (Series(_("Awarded"), quartiles),),
            unit=_("roubles"),
            decimals=0 if all(value % 1 == 0 for value in quartiles) else 2,
            lying=True,
        ),
        url=slide_request.href("/grants"),
    )
