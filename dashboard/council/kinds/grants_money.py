"""The way of the applications to the grant contests, in roubles."""

from decimal import Decimal

from dashboard.council.projected import SlideRequest
from dashboard.report import Chart, Series, Slide
from dashboard.sections.grants import course as grants
from dashboard.text import formats
from dashboard.text.language import _

PLACE = 89
OF_INDICATOR = False
LEFT_OUT = grants.left_out


def name() -> str:
    return _("Grants: roubles")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """What was applied for, awarded and spent, as three bars in one unit."""
    title, course = grants.narrowed_title(slide_request), grants.course_of(slide_request)
    stages = grants.rouble_stages(course)
    amounts = [None if stage.value is None else Decimal(stage.value) for stage in stages]
    known = [amount for amount in amounts if amount is not None]
    if not known:
        missing = _("No application says an amount.")
        return Slide("grants_money", title, text=text, missing=missing)
    caption = grants.money_caption(course, slide_request)
    divisor, decimals, unit = formats.money_scale(max(known))
    return Slide(
        "grants_money",
        title,
        finding=caption.finding,
        scope=caption.scope,
        notes=grants.course_note(),
        text=text,
        chart=Chart(
            grants.stages_figure(stages, slide_request),
            tuple(stage.name for stage in stages),
            (Series(_("Amount"), tuple(_in_unit(amount, divisor) for amount in amounts)),),
            unit=unit,
            decimals=decimals,
            lying=True,
        ),
        url=slide_request.href("/grants"),
    )


def _in_unit(amount: Decimal | None, divisor: int) -> Decimal | None:
    return None if amount is None else amount / divisor
