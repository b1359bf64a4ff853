"""What a definition's YAML may not be: more than it looks, or what nobody sees."""

import datetime
import re

import pytest

from data.markup.markup import load
from data.refusals import Refusal
from indicators.definition import read, read_new
from indicators.definition.editing import edited, fields_of

WORDS = "unit: {ru: ед., en: units}\nkind: count\nmeasure: events\n"
NAME = "name: {ru: Показатель, en: Indicator}\n"
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 12)
)
"""Nine times as large with each line: all of it would not fit into any memory."""


def rules_of(text: str) -> list[str]:
    with pytest.raises(Refusal) as caught:
        read_new(text)
    return [problem.rule for problem in caught.value.problems]


@pytest.mark.parametrize(
    "fields",
    [
        BOMB,
        "a: &a [*a]\n",
        "name: &n {ru: a, en: b}\nunit: *n\n",
        f"a: {'[' * 50_000}",
        f"a: {'{a: ' * 3000}",
        "- " * 3000,
    ],
    ids=["a bomb", "itself", "one alias", "brackets", "braces", "lists"],
)
def test_aliases_and_depths_are_refused_before_anything_is_made_of_them(fields: str) -> None:
    assert rules_of(fields) == ["yaml_tangled"]
    with pytest.raises(Refusal):
        fields_of(fields)


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("2014-13-45", "yaml_value"),
        ("9" * 5000, "yaml_value"),
        ('!!int "x"', "yaml_value"),
        ("!!bool x", "yaml_value"),
        ('"\\ud800', "yaml_open"),
        ("!!python/object x", "yaml_tag"),
        ("a: b", "yaml_colon"),
        ("[a, b", "yaml_open"),
        ("'a", "yaml_open"),
        ("*a", "yaml_tangled"),
        ("@a", "yaml_character"),
        ("1\nact: 2", "yaml_doubled_key"),
        ("1\n\tb: 2", "yaml_tab"),
        ("1\nb", "yaml_no_colon"),
        ("1\n---\na: 1", "yaml_several"),
        ('"\\q"', "yaml_escape"),
        ("\x01", "yaml_control"),
        ("{[a]: b}", "yaml_key"),
        ("{a: b, {c}: d}", "yaml_key"),
        ("\n  ? {c: d}\n  : e", "yaml_key"),
    ],
)
def test_what_cannot_be_yaml_is_said_with_its_line_in_the_reader_s_language(
    value: str, rule: str
) -> None:
    with pytest.raises(Refusal) as caught:
        read_new(f"code: i\n{NAME}{WORDS}act: {value}\n")
    (problem,) = caught.value.problems
    assert problem.rule == rule
    assert {*problem.params.values()} & {6, 7}, "its line"
    without_what_was_typed = re.sub(r"«.*?»|YAML|U\+", "", problem.text("ru"))
    assert not re.search("[A-Za-z]{3}", without_what_was_typed)


def test_a_day_in_place_of_a_name_is_a_word() -> None:
    assert load("2014-03-05: {2014-03-06: 2014-03-07}\n") == {
        "2014-03-05": {"2014-03-06": datetime.date(2014, 3, 7)}
    }
    assert rules_of(f"code: i\n{NAME}{WORDS}2014-03-05: 1\n'2014-03-05': 2\n") == [
        "yaml_doubled_key"
    ]
    with pytest.raises(Refusal) as caught:
        read_new(f"code: i\n{NAME}{WORDS}2014-03-05: 1\n")
    assert "“2014-03-05”" in caught.value.text("en")


def test_a_doubled_key_is_named() -> None:
    with pytest.raises(Refusal) as caught:
        read_new(f"code: i\n{NAME}{WORDS}{NAME}")
    assert "«name» стоит дважды: второй раз – в строке 6" in caught.value.text("ru")


@pytest.mark.parametrize("sign", ["\\0", "\\x08", "\\x1b", "\\x7f", "\\x85", "\\ud800", "\\udfff"])
def test_characters_that_nobody_sees_are_refused_at_their_field(sign: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_new(
            f'code: i\nname: {{ru: "Имя{sign}", en: Name}}\n{WORDS}filter: {{type: ["a{sign}"]}}\n"k{sign}": 1\n'
        )
    problems = [(problem.rule, problem.field) for problem in caught.value.problems]
    assert problems == [("yaml_unseen", each) for each in ("name.ru", "filter.type", "k\ufffd")]
    assert "name.ru" in caught.value.text("en").encode().decode()


def test_lines_and_tabs_are_text() -> None:
    text = f'code: i\n{NAME}{WORDS}method: {{ru: "один\\n\\tдва", en: "one\\n\\ttwo"}}\n'
    assert read_new(text).method == read(text).method


def test_a_code_longer_than_any_table_has_room_for_is_refused() -> None:
    assert rules_of(f"code: {'c' * 101}\n{NAME}{WORDS}") == ["definition_code_long"]
    assert read_new(f"code: {'c' * 100}\n{NAME}{WORDS}").code == "c" * 100


def test_what_was_published_before_these_rules_stays_readable() -> None:
    text = 'code: i\nname: &n {ru: "Имя\\x08", en: Name}\nunit: *n\nkind: count\nmeasure: events\n'
    assert read(text).unit == read(text).name


def test_what_nobody_sees_is_shown_as_a_sign_and_stays_in_the_text_until_it_is_mended() -> None:
    text = f'code: i\nname: {{ru: "Имя\\ud800", en: Name}}\n{WORDS}'
    assert fields_of(text)["name"]["ru"] == "Имя\ufffd"
    assert "\\ud800" in edited(text, {("unit", "ru"): "шт."}).lower()
    assert read_new(edited(text, {("name", "ru"): "Имя"})).name.ru == "Имя"


def test_what_is_read_of_one_text_twice_is_nobody_else_s() -> None:
    text = "outer: &one {inner: [1, 2014-03-05]}\nagain: *one\n"
    first = load(text)
    first["outer"]["inner"].append("mine")
    second = load(text)
    assert second == {key: {"inner": [1, datetime.date(2014, 3, 5)]} for key in ("outer", "again")}
    assert second["outer"] is second["again"]
