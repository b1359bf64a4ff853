"""A form as it was sent: where it stood, where it goes, and every field of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from pydantic import TypeAdapter

CHOICES = ("programme", "indicator", "district", "grain", "year", "stage")
"""Fields that say of what a form is: two forms with one address and other choices are two."""

KEPT_FILE = "kept-file"
"""The field that names a file which came before and need not be chosen again."""

TYPIST = "typed-by"
"""By this a form proves for whom it was made, also when the session is over and its cookie gone."""

LOOKS = frozenset(("lang", "theme", TYPIST))
"""What an address may say besides; none of it tells one form from another."""


@dataclass(frozen=True)
class Submission:
    """``page`` showed the form, ``action`` takes it; ``account`` typed it (0: the browser could not
    prove who).

    ``file`` is the name of a file that was chosen; ``has_file`` whether it is kept too.
    ``is_told``: who typed it has read that something has changed since the form was drawn, so that
    the next press is deliberate.
    """

    page: str
    action: str
    fields: tuple[tuple[str, str], ...]
    account: int = 0
    name: str = ""
    file: str = ""
    has_file: bool = False
    is_told: bool = False

    @property
    def key(self) -> str:
        """What tells it from every other form of its browser."""
        return f"{canonical(self.page)} {canonical(self.action)}"

    @property
    def size(self) -> int:
        """Characters of all its fields."""
        return sum(len(name) + len(value) for name, value in self.fields)

    def values(self, name: str) -> list[str]:
        return [value for each, value in self.fields if each == name]

    def is_of(self, account: int) -> bool:
        """Whether this account may see it: its own, or one that nobody has proved to be theirs."""
        # of nobody proved: the secret in the browser's cookie is all that protects it
        return self.account in (0, account)

    @property
    def choices(self) -> dict[str, str]:
        """What it is of: as its address says, and its fields."""
        return {
            name: value
            for name, value in (*_query(self.action), *self.fields)
            if name in CHOICES and value
        }

    def is_of_same_form(self, action: str, choices: dict[str, str]) -> bool:
        """Whether a form is this one: its address, and all that both say of what they are of."""
        same = _without_choices(self.action) == _without_choices(action)
        return same and _agree(self.choices, {**dict(_query(action)), **choices})

    def stood_at(self, address: str) -> bool:
        """Whether an address is that of the page that it was typed on."""
        same = _without_choices(self.page) == _without_choices(address)
        return same and _agree(dict(_query(self.page)), dict(_query(address)))


SUBMISSION: TypeAdapter[Submission] = TypeAdapter(Submission)


def canonical(address: str) -> str:
    """An address without its language and theme, its choices in one order."""
    return f"{unquote(urlsplit(address).path)}?{urlencode(sorted(_query(address)))}"


def _agree(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether both say the same of what they are of, as far as both say it."""
    # an address may leave out the programme that is meant anyway
    return all(one[name] == other[name] for name in CHOICES if one.get(name) and other.get(name))


def _without_choices(address: str) -> str:
    query = [each for each in _query(address) if each[0] not in CHOICES]
    return f"{unquote(urlsplit(address).path)}?{urlencode(sorted(query))}"


def _query(address: str) -> list[tuple[str, str]]:
    query = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    return [each for each in query if each[0] not in LOOKS]
