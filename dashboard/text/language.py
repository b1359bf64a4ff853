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

from dashboard.http.context import languages, locale
from dashboard.http.languages import Language, languages_of
from dashboard.text.digits import all_digits
from data.refusals import refuse

COUNTS = ("shown", "total")
"""Placeholders of templates that are counts; ``{number}`` may be that of a revision, too."""


def _(message: str) -> str:
    """A sentence in the reader's language."""
    return translations(locale()).gettext(message)


def ngettext(one: str, many: str, number: int, **values: str) -> str:
    """A counted sentence in the reader's language, with ``{number}`` and the other values put in."""
    sentence = translations(locale()).ngettext(one, many, number)
    return sentence.format(number=all_digits(number, locale()), **values)


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
        name: all_digits(value, locale())
        for name, value in values.items()
        if name in COUNTS and isinstance(value, int)
    }
    return sentence.format(**values | counts) if values else sentence


def translations(code: str) -> NullTranslations:
    """The words of a language by its code."""
    return _words(languages()[code], languages()[languages()[code].content])


def check_languages(folder: Path | None) -> None:
    """Read every catalogue once; refuses one that is damaged, before a reader meets it."""
    known = languages_of(folder)
    for language in known.values():
        _words(language, known[language.content])


@cache
def _words(language: Language, of_content: Language) -> NullTranslations:
    """Every ``.po`` file of a language as one catalogue, read once; English needs none. A sentence
    that it lacks is in the language of content, or else English.
    """
    catalogue = Catalog(locale=language.locale)
    for path in language.catalogues:
        with path.open("rb") as source:
            read = read_po(source, locale=language.locale)
        if not len(catalogue):
            # the translator's rule, which need not be Babel's: of Arabic there are two
            catalogue.mime_headers = [("Plural-Forms", read.plural_forms)]
        _check_plurals(path, read, catalogue)
        for message in read:
            catalogue.add(message.id, message.string)
    words = _compiled(catalogue) if len(catalogue) else NullTranslations()
    if of_content != language:
        words.add_fallback(_words(of_content, of_content))
    return words


def _check_plurals(path: Path, read: Catalog, catalogue: Catalog) -> None:
    """Refuse a file that counts by another rule than the language's first one, or whose counted
    sentences lack forms.
    """
    counted = [message.string for message in read if message.pluralizable and message.id]
    numbers = {sum(map(bool, forms or ())) for forms in counted} - {0} | {read.num_plurals}
    if numbers != {catalogue.num_plurals}:
        number = min(numbers - {catalogue.num_plurals})
        raise refuse(
            "language_plurals", file=path.name, number=number, expected=catalogue.num_plurals
        )


def _compiled(catalogue: Catalog) -> NullTranslations:
    """A catalogue as gettext wants it, without a file."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
