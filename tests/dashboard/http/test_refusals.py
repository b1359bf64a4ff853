"""A refusal on a page speaks of the page: its forms and other pages, not of a command's options."""

import re

import pytest

from dashboard.http.refusals import in_browser, sentences
from data.refusals import MESSAGES, Problem, messages, refuse

OPTION = re.compile(r"(?<!\S)--[a-z]|«itog |“itog ")
OPERATORS = re.compile(
    r"(receipt|doctor|database|backup|restore|audit|seal|openid|account|spark|sql|records_not|token)_|^subject_|_in_browser$"
)
"""What a command prints, or what only whoever runs the server can mend."""


def of_commands() -> list[str]:
    printed = (MESSAGES / "commands.yaml").read_text(encoding="utf-8")
    return [
        rule
        for rule, texts in messages().items()
        if OPTION.search(texts["en"])
        and not OPERATORS.search(rule)
        and f"\n{rule}:" not in f"\n{printed}"
    ]


@pytest.mark.parametrize("rule", of_commands())
def test_what_names_an_option_has_words_for_a_browser(rule):
    texts = messages()[in_browser(Problem(rule)).rule]
    assert [language for language in ("ru", "en") if OPTION.search(texts[language])] == []


def test_a_closed_year_names_the_field_of_the_form():
    parameters = {
        "programme": "town",
        "years": "2015",
        "author": "pavel",
        "at": "2026-01-01 10:00",
        "why": "approved",
    }
    refusal = refuse("year_closed", **parameters)
    assert "--reason" in refusal.text("en")
    assert "the field “Why”" in sentences(refusal, "en")[0]
    assert "поле «Почему»" in sentences(refusal, "ru")[0]
