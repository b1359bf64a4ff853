"""Closed lists of words a column may hold, with their names in every language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from data.words.lookalikes import Hint
from data.words.spellings import Spellings


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
        """The code that ``text`` means: a code or a name in any language, however it is spelled."""
        return next(iter(self._spellings.meant(text)), None)

    def hint(self, text: str) -> Hint:
        """Which sign keeps ``text`` from being a word of the list."""
        return self._spellings.hint(text)

    @property
    def listed(self) -> Mapping[str, str]:
        """All its words by language, for a sentence."""
        return {
            language: ", ".join(self.name(code, language) for code in self.names)
            for language in ("ru", "en")
        }

    @cached_property
    def _spellings(self) -> Spellings[str]:
        names = ((word, code) for code, words in self.names.items() for word in words.values())
        return Spellings(((code, code) for code in self.names), names)


def vocabulary(**names: tuple[str, str]) -> Vocabulary:
    """Build a list from ``code=(Russian, English)``."""
    return Vocabulary({code: {"ru": ru, "en": en} for code, (ru, en) in names.items()})
