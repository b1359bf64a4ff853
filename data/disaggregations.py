"""Disaggregations of reported values: what the field ``by`` says, and every spelling of its names
as one.

``by`` is ``attribute=value;…`` in the order of the attributes; a total has none.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.words.matching import match_key

LONGEST = 100
"""Characters of an attribute's name, and of a value of one."""
MOST = 8
"""Attributes of one row; a table of more dimensions is nobody's."""
SIGNS = re.compile(r"[;=|\x00-\x1f\x7f]")
"""What holds the parts of ``by`` together, and what nobody can see."""

Parts = Mapping[str, str]
"""The value of each attribute; a total has none."""


def parts_of(by: str) -> dict[str, str]:
    """The attributes of a row and their values."""
    return dict(part.split("=", 1) for part in by.split(";") if part)


def text_of(parts: Parts) -> str:
    """The same as the field ``by``."""
    return ";".join(f"{name}={parts[name]}" for name in sorted(parts))


def is_name(text: str) -> bool:
    """Whether a text may be the name of an attribute or of a value."""
    return 0 < len(text) <= LONGEST and not SIGNS.search(text) and text == text.strip()


@dataclass
class AttributeSpellings:
    """Every way to write the attributes of one indicator and their values, each with the code that
    it means.

    What nobody has declared means itself, as it was written first.
    """

    attributes: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def declared(cls, disaggregations: Mapping[str, Any]) -> "AttributeSpellings":
        """Those of a definition: its field of this name, as YAML has it.

        What cannot be read is nobody's name.
        """
        spellings = cls()
        for code, declaration in disaggregations.items():
            declaration = declaration if isinstance(declaration, Mapping) else {}
            _learn(spellings.attributes, code, declaration.get("name"))
            values = declaration.get("values")
            of_attribute = spellings.values.setdefault(str(code), {})
            for value, names in values.items() if isinstance(values, Mapping) else ():
                _learn(of_attribute, value, names)
        return spellings

    def attribute(self, name: str) -> str:
        """The code of an attribute."""
        return self.attributes.get(match_key(name), name)

    def value(self, attribute: str, value: str) -> str:
        """The code of a value of an attribute, which is named by its code."""
        return self.values.get(attribute, {}).get(match_key(value), value)

    def meant(self, parts: Parts) -> dict[str, str]:
        """A row's attributes and values as codes."""
        return {
            (code := self.attribute(name)): self.value(code, value) for name, value in parts.items()
        }

    def learn(self, parts: Iterable[tuple[str, str]]) -> None:
        """Remember how names are written that nobody has declared."""
        for name, value in parts:
            code = self.attributes.setdefault(match_key(name), name)
            self.values.setdefault(code, {}).setdefault(match_key(value), value)


def _learn(known: dict[str, str], code: object, names: Any) -> None:
    """A code and its names; the code of one thing is not taken for the name of another."""
    known[match_key(str(code))] = str(code)
    for name in names.values() if isinstance(names, Mapping) else ():
        if name:
            known.setdefault(match_key(str(name)), str(code))
