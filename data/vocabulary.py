"""Closed lists of words a column may hold, with their names in every language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """Codes with names; files may use the code or the name in any language."""

    names: Mapping[str, Mapping[str, str]]

    def __contains__(self, code: str) -> bool:
        return code in self.names

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.names)

    def name(self, code: str, language: str) -> str:
        """The word for ``code``, or the code itself if it is not in the list."""
        return self.names.get(code, {}).get(language, code)

    def code_of(self, text: str) -> str | None:
        """The code that ``text`` means: a code or a name in any language, in any case."""
        return self._spellings().get(text.strip().casefold())

    def _spellings(self) -> dict[str, str]:
        by_name = {word.casefold(): code for code, words in self.names.items() for word in words.values()}
        return by_name | {code.casefold(): code for code in self.names}


def vocabulary(**names: tuple[str, str]) -> Vocabulary:
    """Build a list from ``code=(Russian, English)``."""
    return Vocabulary({code: {"ru": ru, "en": en} for code, (ru, en) in names.items()})
