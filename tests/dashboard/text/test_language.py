"""Every word of the interface in both languages, and the language of a request."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask, render_template_string

import dashboard
from dashboard.http.context import language
from dashboard.http.languages import LOCALES
from dashboard.text.language import translations

SOURCES = Path(dashboard.__file__).parent
KEYWORDS = {"_": None, "ngettext": (1, 2)}
COUNTED = {"_": 1, "ngettext": 2}
"""How many of its arguments are sentences."""

READERS = [("**.html", "jinja2")]
LOUD = {"**.html": {"silent": "false"}}
"""A template that cannot be read is an error here, not a template without sentences."""


def messages() -> list[tuple[str, ...]]:
    """Every sentence of the code and of the templates; a counted one is two."""
    extracted = extract_from_dir(SOURCES, READERS, options_map=LOUD, keywords=KEYWORDS)
    of_templates = {
        sentence if isinstance(sentence, tuple) else (sentence,)
        for _file, _line, sentence, *_rest in extracted
    }
    return sorted(of_templates | set(of_code()))


def of_code() -> Iterator[tuple[str, ...]]:
    """The sentences of the modules, by their syntax: Babel reads tokens, and before Python 3.12 a
    formatted string is one token, whose sentences it overlooks.
    """
    for path in SOURCES.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
                name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
                sentences = [
                    argument.value
                    for argument in call.args[: COUNTED.get(name, 0)]
                    if isinstance(argument, ast.Constant)
                ]
                if sentences:
                    yield tuple(sentences)


@pytest.mark.parametrize("message", messages(), ids=lambda message: message[0][:60])
def test_every_message_has_a_russian_translation(message):
    words = translations("ru")
    translation = (
        words.ngettext(message[0], message[1], 5)
        if len(message) == 2
        else words.gettext(message[0])
    )
    assert translation != message[-1]


def test_plural_forms_are_russian():
    words = translations("ru")
    forms = [
        words.ngettext("{number} record", "{number} records", number)
        for number in (1, 2, 5, 21, 111)
    ]
    assert forms == [
        "{number} запись",
        "{number} записи",
        "{number} записей",
        "{number} запись",
        "{number} записей",
    ]


def russian() -> list[tuple[str, ...]]:
    """Every sentence of every Russian catalogue, as often as it stands there."""
    sentences = []
    for path in (LOCALES / "ru" / "LC_MESSAGES").glob("*.po"):
        with path.open("rb") as catalogue:
            ids = [message.id for message in read_po(catalogue, locale="ru") if message.id]
        sentences += [each if isinstance(each, tuple) else (each,) for each in ids]
    return sentences


def test_the_catalogues_have_no_sentence_that_nobody_says() -> None:
    assert set(russian()) - set(messages()) == set()


def test_a_sentence_stands_in_one_catalogue() -> None:
    assert [each for each, times in Counter(russian()).items() if times > 1] == []


def test_templates_say_sentences_of_their_own(server: Flask) -> None:
    with server.test_request_context(headers={"X-Lang": "ru"}):
        assert render_template_string('{{ _("Back") }}') == "Назад"
    with server.test_request_context(headers={"X-Lang": "en"}):
        assert render_template_string('{{ _("Back") }}') == "Back"


def test_what_is_put_into_a_sentence_of_a_template_is_escaped(server: Flask) -> None:
    sentence = """{{ _("Found: {total}", total=total) }}"""
    with server.test_request_context(headers={"X-Lang": "en"}):
        markup = render_template_string(sentence, total='<b onclick="x">{total}</b>')
    assert markup == "Found: &lt;b onclick=&#34;x&#34;&gt;{total}&lt;/b&gt;"


def test_a_sentence_of_a_template_may_have_a_per_cent_sign_and_places_for_a_script(
    server: Flask,
) -> None:
    with server.test_request_context(headers={"X-Lang": "en"}):
        assert render_template_string('{{ _("over 150% of plan") }}') == "over 150% of plan"
        assert render_template_string('{{ _("Not saved: {reason}") }}') == "Not saved: {reason}"


@pytest.mark.parametrize(
    ("number", "counted"), [(1, "1 запись"), (3, "3 записи"), (5, "5 записей")]
)
def test_templates_count_as_the_language_does(server: Flask, number: int, counted: str) -> None:
    with server.test_request_context(headers={"X-Lang": "ru"}):
        assert (
            render_template_string(
                '{{ ngettext("{number} record", "{number} records", number) }}', number=number
            )
            == counted
        )


@pytest.mark.parametrize(
    ("query", "headers", "spoken"),
    [
        ("", {}, "ru"),
        ("", {"Accept-Language": "en-GB,en;q=0.9"}, "en"),
        ("", {"Accept-Language": "fr"}, "ru"),
        ("", {"Accept-Language": "en", "Cookie": "lang=ru"}, "ru"),
        ("?lang=en", {"Cookie": "lang=ru"}, "en"),
        ("?lang=en", {"X-Lang": "ru"}, "ru"),
        ("?lang=xx", {}, "ru"),
    ],
)
def test_the_language_of_a_request(server, query, headers, spoken):
    with server.test_request_context(f"/{query}", headers=headers):
        assert language() == spoken


def test_the_document_says_its_language_and_theme(client):
    assert '<html lang="en" data-theme="dark">' in client.get("/?lang=en&theme=dark").text
    assert '<html lang="en" data-theme="dark">' in client.get("/").text, "the cookies keep both"
    assert '<html lang="ru" data-theme="light">' in client.get("/?lang=ru&theme=light").text
