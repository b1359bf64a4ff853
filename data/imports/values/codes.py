"""Codes that a file may name, and what they are called for whoever names another."""

from collections.abc import Callable, Iterable, Mapping

from data.imports.problems import InvalidValue
from data.words.offers import offer
from data.words.spellings import Spellings

LANGUAGES = ("ru", "en")


class Codes:
    """Codes in any spelling; what each is called, by language, is read only when somebody must be
    told.
    """

    def __init__(self, codes: Iterable[str], name: Callable[[str], Mapping[str, str]]) -> None:
        self.codes = list(codes)
        self._name = name
        self._spellings = Spellings((code, code) for code in self.codes)

    def code_of(self, text: str, rule: str) -> str:
        """The code that ``text`` spells; refused by ``rule`` with what there is."""
        stripped = text.strip()
        meant = self._spellings.meant(stripped)
        if not meant:
            raise InvalidValue(
                rule, known=self._listed(stripped), hint=self._spellings.hint(stripped)
            )
        # a code typed exactly is meant before another that is spelled alike
        return stripped if stripped in meant else meant[0]

    def name(self, code: str) -> Mapping[str, str]:
        """What a code is called, by language; one that there is not is its own name."""
        return dict.fromkeys(LANGUAGES, code) | (
            dict(self._name(code)) if code in self.codes else {}
        )

    def _listed(self, text: str) -> Mapping[str, str]:
        return offer({code: self._name(code) for code in sorted(self.codes)}, text)["known"]
