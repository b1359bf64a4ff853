"""The register of supported NGOs in numbers that are never one another."""

from collections.abc import Iterator

from dashboard.council.findings import sentence
from dashboard.council.projected import SlideRequest
from dashboard.report import Card, CardNumbers, Number, Slide
from dashboard.sections import register, register_filters
from dashboard.sections.register_entries import roubles
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.register.totals import RegisterTotals

PLACE = 86
OF_INDICATOR = False


def name() -> str:
    return _("Register: counts")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Entries, organisations, roubles and violations, a card each."""
    title, totals = (
        register_filters.narrowed_title(slide_request),
        register.totals_of(slide_request),
    )
    if not totals.entries:
        missing = register.nothing_text(slide_request)
        return Slide("register_counts", title, text=text, missing=missing)
    return Slide(
        "register_counts",
        title,
        finding=sentence(register.paid_text(totals)),
        text=text,
        cards=tuple(_cards(totals)),
        url=slide_request.href("/register", after=None),
    )


def _cards(totals: RegisterTotals) -> Iterator[Card]:
    yield _card(_("Entries"), formats.number(totals.entries), totals.entries)
    yield _card(_("Different NGOs"), formats.number(totals.organisations), totals.organisations)
    yield _paid_card(totals)
    number = totals.violations
    yield _card(_("Entries with violations"), formats.number(number), number)


def _paid_card(totals: RegisterTotals) -> Card:
    amount, heading = totals.roubles, _("Amount of support")
    if amount is None:
        return _card(heading, labels.state_name("no_data"), None)
    # to the kopeck, as the page has it: no card rounds what a register states
    return _card(heading, roubles(amount, unit=False), amount, _("roubles"))


def _card(heading: str, value: str, number: Number | None, unit: str = "") -> Card:
    decimals = 0 if number is None or number % 1 == 0 else 2
    counted = CardNumbers(number, None, None, unit, decimals)
    return Card(heading, value, unit, "", "", None, "", counted)
