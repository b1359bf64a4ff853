"""Words of the interface: English in the code, translated by the catalogue of the request's language."""

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dashboard.context import language

LOCALES = Path(__file__).parent / "locales"


def _(message: str) -> str:
    """A sentence in the reader's language."""
    return translations(language()).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """A counted sentence in the reader's language, with ``{number}`` put in."""
    return translations(language()).ngettext(one, many, number).format(number=number)


@cache
def translations(language: str) -> NullTranslations:
    """A catalogue, read from its ``.po`` once; English needs none."""
    path = LOCALES / language / "LC_MESSAGES" / "itog.po"
    if not path.is_file():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
