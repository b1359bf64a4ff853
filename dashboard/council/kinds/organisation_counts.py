"""One organisation in numbers: entries, roubles, applications, events, requests."""

from collections.abc import Iterator

from dashboard.council.cards import number_card, paid_card
from dashboard.council.profile import missing_text, profile_of, titled
from dashboard.council.projected import SlideRequest
from dashboard.report import Card, Slide
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.register.organisation import OrganisationProfile

PLACE = 102
OF_INDICATOR = False


def name() -> str:
    return _("Organisation: counts")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A card each; nothing of them adds up to another."""
    profile = profile_of(slide_request)
    if profile is None:
        heading = _("About the organisation")
        return Slide("organisation_counts", heading, text=text, missing=missing_text())
    recipient = profile.recipient
    named = [
        f"{heading}: {number}"
        for heading, number in ((_("OGRN"), recipient.ogrn), (_("INN"), recipient.inn))
        if number
    ]
    return Slide(
        "organisation_counts",
        titled(profile, _("About the organisation")),
        finding=sentence(*named),
        text=text,
        cards=tuple(_cards(profile)),
        url=slide_request.href(),
    )


def _cards(profile: OrganisationProfile) -> Iterator[Card]:
    """Of what is for everybody who sees the slide."""
    if profile.totals is not None:
        yield number_card(_("Entries of the register"), profile.totals.entries)
        yield paid_card(profile.totals)
    if profile.applications is not None:
        yield number_card(_("Grant applications"), profile.applications.total)
    if profile.events is not None:
        yield number_card(_("Events held"), profile.events.total)
    if profile.requests is not None:
        requests = sum(number for year in profile.requests.values() for number in year.values())
        yield number_card(_("Requests to the resource centre"), requests)
