"""Every word of the interface in both languages, and the language of a request."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

import dashboard
from dashboard.http.context import language
from dashboard.text.language import translations

SOURCES = Path(dashboard.__file__).parent
KEYWORDS = {"_": None, "ngettext": (1, 2)}


def messages() -> list[tuple[str, ...]]:
    found = extract_from_dir(SOURCES, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return sorted(
        {
            said if isinstance(said, tuple) else (said,)
            for _file, _line, said, _comments, _context in found
        }
    )


@pytest.mark.parametrize("message", messages(), ids=lambda said: said[0][:60])
def test_every_message_has_a_russian_translation(message):
    words = translations("ru")
    shown = (
        words.ngettext(message[0], message[1], 5)
        if len(message) == 2
        else words.gettext(message[0])
    )
    assert shown != message[-1]


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
