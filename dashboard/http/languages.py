"""The languages of the interface: each is a folder of catalogues, and is found by itself.

Words of the content, and sentences that refuse, are Russian or English alone: a reader of another
language has them in the one of these that its catalogue names (docs/languages.md).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from markupsafe import Markup

from data.refusals import refuse

SETTING = "ITOG_LOCALES"
LOCALES = Path(__file__).parents[1] / "locales"
RUSSIAN, ENGLISH = CONTENT_LANGUAGES = ("ru", "en")
CONTENT = re.compile(r'^"X-Content-Language:\s*(\w+)', re.MULTILINE)
SHORT = 3
"""Letters of a language's name in a switch: «Рус», “Eng”."""


@dataclass(frozen=True)
class Language:
    """A language of the interface: its ``code`` as HTML has it, the folder of its catalogues –
    none of English, which stands in the code – and the language of content that its readers have.
    """

    code: str
    folder: Path | None
    content: str

    @property
    def locale(self) -> Locale:
        """What Babel knows of it."""
        return Locale.parse(self.code, sep="-")

    @property
    def name(self) -> str:
        """What it calls itself."""
        own = self.locale.get_display_name(self.locale) or self.code
        return own[:1].upper() + own[1:]

    @property
    def short_name(self) -> str:
        return self.name[:SHORT]

    @property
    def attributes(self) -> Markup:
        """What the root of a document says of it: its code, and that it is written from the right."""
        from_right = Markup(' dir="rtl"') if self.locale.text_direction == "rtl" else ""
        return Markup('lang="{}"{}').format(self.code, from_right)

    @property
    def catalogues(self) -> list[Path]:
        return sorted((self.folder / "LC_MESSAGES").glob("*.po")) if self.folder else []


@cache
def languages_of(folder: Path | None = None) -> Mapping[str, Language]:
    """Every language by its code, Russian and English first: those that ship, and those of an
    operator's ``folder``. Refuses a folder that is called as no language is.
    """
    own = {
        RUSSIAN: Language(RUSSIAN, LOCALES / RUSSIAN, RUSSIAN),
        ENGLISH: Language(ENGLISH, None, ENGLISH),
    }
    others = (each for place in (LOCALES, folder) if place for each in _languages_in(place))
    return own | {each.code: each for each in others if each.code not in own}


def _languages_in(place: Path) -> Iterator[Language]:
    if not place.is_dir():
        raise refuse("languages_missing", name=SETTING, folder=str(place))
    for folder in sorted(place.iterdir()):
        catalogues = sorted(folder.glob("LC_MESSAGES/*.po"))
        if catalogues:
            yield Language(_code(folder), folder, _content(catalogues))


def _code(folder: Path) -> str:
    code = folder.name.replace("_", "-")
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise refuse("language_unknown", folder=folder.name, examples="kk, de, pt_BR") from error
    return code


def _content(catalogues: list[Path]) -> str:
    """In which language readers have the content: what a catalogue's head says, else English."""
    heads = (CONTENT.search(path.read_text("utf-8")) for path in catalogues)
    named = next((head[1] for head in heads if head), ENGLISH)
    if named not in CONTENT_LANGUAGES:
        raise refuse("language_content", named=named, file=catalogues[0].parents[1].name)
    return named
