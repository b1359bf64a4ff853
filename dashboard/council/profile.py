"""What a slide of an organisation is of: the organisation whose page its address is."""

from dashboard.council.projected import SlideRequest
from dashboard.sections.organisation import read_profile
from dashboard.text.language import _
from indicators.register.organisation import OrganisationProfile

ORGANISATION = "/organisation"


def profile_of(slide_request: SlideRequest) -> OrganisationProfile | None:
    """The organisation of the address; nothing on other pages."""
    return read_profile(slide_request) if slide_request.address.root == ORGANISATION else None


def titled(profile: OrganisationProfile, heading: str) -> str:
    """A heading after the name of the organisation."""
    return f"{profile.recipient.short_name or profile.recipient.name}. {heading}"


def missing_text() -> str:
    """That an address names no organisation, and where one does."""
    return _("This slide is of one organisation: add it on the page of an organisation.")
