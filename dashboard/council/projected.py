"""A slide's address, read for the wall: the deck's programme and revision, large type, strong
contrast.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.council.agenda import AgendaItem
from dashboard.figures.theme import WALL, Theme
from dashboard.http.address import Address, read_address
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request


@dataclass(frozen=True)
class SlideRequest(PageRequest):
    """What a slide asks, and the meeting in which it stands: its own title, if it has one, its day,
    and of the agenda's slide what it speaks about.
    """

    meeting: str = ""
    held_on: date | None = None
    agenda: tuple[AgendaItem, ...] = ()

    @property
    def theme(self) -> Theme:
        return WALL


def project(
    href: str,
    programme: str,
    as_of: int | None,
    on: date | None,
    *,
    meeting: str = "",
    held_on: date | None = None,
    agenda: tuple[AgendaItem, ...] = (),
) -> SlideRequest:
    """Read a slide's address under its deck; refuses what the programme does not have."""
    address = read_address(href)
    choices: dict[str, str | None] = {
        **address.choices,
        "programme": programme,
        "theme": None,
        "lang": None,
    }
    choices["as_of"] = None if as_of is None else str(as_of)
    page_request = read_page_request(Address(address.path, _choices_with_value(choices)).href())
    return SlideRequest(
        page_request.address,
        page_request.facts,
        page_request.asker,
        page_request.base.but(on=on),
        None,
        meeting,
        held_on,
        agenda,
    )


def _choices_with_value(choices: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in choices.items() if value}
