"""A field changed in a form is one line of difference in the text."""

import difflib
from pathlib import Path
from typing import Any

import pytest

from data.programme.folder import shipped
from indicators.definition.editing import at, edited, fields_of

TEXT = """\
# the whole story
code: visits
name:
  ru: Обращения   # as the act says
  en: Visits
unit: {ru: ед., en: units}
description:
  ru: 'Все обращения НКО и граждан, на которые ответил центр: консультации,
    правовые базы, копирование.'
  en: Every request of NGOs and citizens that the centre has ever
    answered, each of them once.

# how it is counted
kind: count
measure: consultations
filter:
  request:
  - copying
  - consulting   # since 2015
  topic: [grants, tax]
decimals: 1 # shown so
# the end
"""


def lines_of_difference(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in list(lines)[2:] if not line.startswith("@@")]


@pytest.mark.parametrize(
    ("path", "value", "difference"),
    [
        (
            "name.ru",
            "Визиты",
            ["-  ru: Обращения   # as the act says", "+  ru: Визиты   # as the act says"],
        ),
        ("unit.en", "times", ["-unit: {ru: ед., en: units}", "+unit: {ru: ед., en: times}"]),
        ("decimals", 2, ["-decimals: 1 # shown so", "+decimals: 2 # shown so"]),
        ("decimals", None, ["-decimals: 1 # shown so"]),
        ("key", True, ["+key: true"]),
        ("method.ru", "Число записей", ["+method:", "+  ru: Число записей"]),
        ("filter.request", ["consulting"], ["-  - copying"]),
        ("filter.request", ["copying", "consulting", "premises"], ["+  - premises"]),
        ("filter.topic", ["grants"], ["-  topic: [grants, tax]", "+  topic: [grants]"]),
        ("filter.channel", ["phone"], ["+  channel:", "+  - phone"]),
        ("filter.topic", None, ["-  topic: [grants, tax]"]),
        (
            "description.en",
            "Each request of NGOs and citizens that the centre has ever answered, each of them once.",
            [
                "-  en: Every request of NGOs and citizens that the centre has ever",
                "+  en: Each request of NGOs and citizens that the centre has ever",
            ],
        ),
        (
            "description.ru",
            "Все обращения НКО и граждан, на которые ответил центр: консультации, правовые базы, печать.",
            ["-    правовые базы, копирование.'", "+    правовые базы, печать.'"],
        ),
    ],
)
def test_only_what_is_changed_differs(path: str, value: Any, difference: list[str]) -> None:
    keys = tuple(path.split("."))
    after = edited(TEXT, {keys: value})
    assert lines_of_difference(TEXT, after) == difference
    assert at(fields_of(after), keys) == value


@pytest.mark.parametrize(
    "value", ["a: b", "- x", "yes", "12", "# x", "'q'", '"', "a\nb", "{x}", "[y", "è\\ü", " x"]
)
def test_whatever_is_typed_is_read_back_as_it_was_typed(value: str) -> None:
    for path in (("name", "ru"), ("unit", "ru"), ("description", "ru"), ("method", "en"), ("act",)):
        after = edited(TEXT, {path: value})
        assert at(fields_of(after), path) == value
        assert fields_of(after)["code"] == "visits"
        assert "# as the act says" in after or path == ("name", "ru")


def test_taking_the_last_inner_field_takes_the_outer_one() -> None:
    after = edited(TEXT, {("filter", "topic"): None, ("filter", "request"): None})
    assert "filter" not in fields_of(after)
    assert "# how it is counted" in after


def test_several_changes_and_an_empty_text() -> None:
    after = edited("", {("code",): "new", ("name", "ru"): "Новый", ("kind",): "count"})
    assert fields_of(after) == {"code": "new", "name": {"ru": "Новый"}, "kind": "count"}


def test_every_shipped_file_is_edited_in_one_line() -> None:
    files = sorted(path for folder in shipped() for path in Path(folder).glob("definitions/*.yaml"))
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert edited(text, {("name", "en"): fields_of(text)["name"]["en"]}) == text
        words = fields_of(text)["name"]["en"].split()
        after = edited(text, {("name", "en"): " ".join([*words[:-1], "changed"])})
        assert len(lines_of_difference(text, after)) == 2, path.name
