"""A slide's address, read for the wall: the deck's programme and revision, large type, strong contrast."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.address import Address, read_address
from dashboard.asked import Asked, ask
from dashboard.figures.theme import WALL, Theme


@dataclass(frozen=True)
class Projected(Asked):
    """What a slide asks, and the meeting in which it stands: its own title, if it has one, and its day."""

    meeting: str = ""
    held_on: date | None = None

    @property
    def theme(self) -> Theme:
        return WALL


def project(
    href: str, programme: str, as_of: int | None, on: date | None, *, meeting: str = "", held_on: date | None = None
) -> Projected:
    """Read a slide's address under its deck; refuses what the programme does not have."""
    address = read_address(href)
    choices: dict[str, str | None] = {**address.choices, "programme": programme, "theme": None, "lang": None}
    choices["as_of"] = None if as_of is None else str(as_of)
    asked = ask(Address(address.path, _given(choices)).href())
    return Projected(asked.address, asked.facts, asked.asker, asked.base.but(on=on), None, meeting, held_on)


def _given(choices: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in choices.items() if value}
