"""Words of the interface: English in the code, translated by the catalogue of the request's
language.
"""

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dashboard.http.context import language

LOCALES = Path(__file__).parents[1] / "locales"


def _(message: str) -> str:
    """A sentence in the reader's language."""
    return translations(language()).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """A counted sentence in the reader's language, with ``{number}`` put in."""
    return translations(language()).ngettext(one, many, number).format(number=number)


@cache
def translations(language: str) -> NullTranslations:
    """Every ``.po`` file of a language as one catalogue, read once; English needs none."""
    catalogue = Catalog(locale=language)
    for path in sorted((LOCALES / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as source:
            for message in read_po(source, locale=language):
                catalogue.add(message.id, message.string)
    return _compiled(catalogue) if len(catalogue) else NullTranslations()


def _compiled(catalogue: Catalog) -> NullTranslations:
    """A catalogue as gettext wants it, without a file."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
