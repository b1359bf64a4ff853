"""A language that nobody speaks: every sentence of the catalogues stands in brackets, and what stands
outside them was never said to be a sentence.
"""

import re
from gettext import NullTranslations

import pytest
from lxml import html

from dashboard.text import language
from tests.dashboard.looks.test_in_words import ADDRESSES

OPENS, CLOSES = "⟦", "⟧"
CONTENT = {
    "visits", "opinion", "north", "south", "left", "right", "test", "okrugs", "khabarovsk",  # of the town
    "html", "pdf", "png", "svg", "pptx", "xlsx", "zip", "csv", "json", "docx", "icalendar", "api", "eng", "apache",
}  # fmt: skip
"""Words of the town's own and names that are alike in every language."""
ADDRESS = re.compile(r"\S*[a-z0-9][./@=?][a-z0-9/]\S*")
"""A site, a path, a file's name."""


class Brackets(NullTranslations):
    """Every sentence in brackets, its placeholders among them."""

    def gettext(self, message: str) -> str:
        return f"{OPENS}{message}{CLOSES}"

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)


@pytest.fixture
def client(server, monkeypatch):
    monkeypatch.setattr(language, "translations", lambda _language: Brackets())
    return server.test_client()


def outside(text: str) -> str:
    """What stands in no brackets."""
    depth, kept = 0, []
    for sign in text:
        depth += sign == OPENS
        kept.append(sign if depth == 0 else " ")
        depth -= sign == CLOSES
    return "".join(kept)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_english_word_stands_outside_the_catalogues(client, address):
    joined = f"{address}{'&' if '?' in address else '?'}view=text&lang=ru"
    page = html.fromstring(client.get(joined).text)
    text = outside(
        " ".join(page.xpath("//body//text()[not(ancestor::textarea or ancestor::code)]"))
    )
    assert CLOSES not in text
    words = re.findall("[A-Za-z]{3,}", ADDRESS.sub(" ", text))
    assert {word for word in words if word.lower() not in CONTENT} == set()


def test_the_brackets_find_what_is_outside():
    assert outside("⟦a ⟦b⟧ c⟧ d").split() == ["d"]
