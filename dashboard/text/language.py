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
from flask import Flask
from markupsafe import Markup, escape

from dashboard.http.context import language
from dashboard.text.digits import written

COUNTS = ("shown", "total")
"""Placeholders of templates that are counts; ``{number}`` may be that of a revision, too."""
LOCALES = Path(__file__).parents[1] / "locales"


def _(message: str) -> str:
    """A sentence in the reader's language."""
    return translations(language()).gettext(message)


def ngettext(one: str, many: str, number: int, **values: str) -> str:
    """A counted sentence in the reader's language, with ``{number}`` and the other values put in."""
    sentence = translations(language()).ngettext(one, many, number)
    return sentence.format(number=written(number, language()), **values)


def translate_templates(server: Flask) -> None:
    """Templates say their own sentences: ``{{ _("Found: {total}", total=total) }}``."""
    server.jinja_env.add_extension("jinja2.ext.i18n")
    # Not the extension's "newstyle": a sentence has placeholders in braces, as everywhere else, and
    # may have a per cent sign.
    server.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        _in_template, ngettext, newstyle=False
    )


def _in_template(message: str, **values: object) -> Markup:
    """A sentence as safe text, whatever is put in; its placeholders stay where a script fills them."""
    sentence = escape(_(message))
    counts = {
        name: written(value, language())
        for name, value in values.items()
        if name in COUNTS and isinstance(value, int)
    }
    return sentence.format(**values | counts) if values else sentence


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
