"""The register of supported NGOs in numbers that are never one another."""

from collections.abc import Iterator

from dashboard.council.cards import number_card, paid_card
from dashboard.council.projected import SlideRequest
from dashboard.report import Card, Slide
from dashboard.sections.register import choices, listing
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.register.totals import RegisterTotals

PLACE = 86
OF_INDICATOR = False
LEFT_OUT = listing.left_out


def name() -> str:
    return _("Register: counts")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Entries, organisations, roubles and violations, a card each."""
    title, totals = (
        choices.narrowed_title(slide_request),
        listing.totals_of(slide_request),
    )
    if not totals.entries:
        missing = listing.nothing_text(slide_request)
        return Slide("register_counts", title, text=text, missing=missing)
    return Slide(
        "register_counts",
        title,
        finding=sentence(listing.paid_text(totals)),
        text=text,
        cards=tuple(_cards(totals)),
        url=slide_request.href("/register", after=None),
    )


def _cards(totals: RegisterTotals) -> Iterator[Card]:
    yield number_card(_("Entries"), totals.entries)
    yield number_card(_("Different NGOs"), totals.organisations)
    yield paid_card(totals)
    yield number_card(_("Entries with violations"), totals.violations)
