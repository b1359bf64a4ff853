"""Values as JSON and CSV have them."""

import csv
import datetime
import io
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.sheets.row_stream import cell
from indicators.sheets.rows import RowSheet, plain


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("3"), "3"),
        (Decimal("97.0"), "97"),
        (Decimal("0E+2"), "0"),
        (Decimal("6567.69608"), "6567.69608"),
        (Fraction(100, 3), "33.33333333333333333333333333"),
        (Decimal("0.12345678901234567890"), "0.1234567890123456789"),
        (Decimal("1e20"), "100000000000000000000"),
        (Decimal("-0.5"), "-0.5"),
        (Decimal("0.00000000004"), "0.00000000004"),
        (1 / 3, "0.3333333333"),
        (1.0, "1.0"),
        (datetime.date(2016, 5, 31), '"2016-05-31"'),
        (("a", "b"), '["a","b"]'),
        (True, "true"),
        (None, "null"),
    ],
)
def test_a_number_is_whole_when_it_is_and_else_has_every_digit(value: Any, text: str) -> None:
    row = {"it": plain(value)}
    assert (
        RowSheet(1, 1, ["it"], [row]).json()
        == f'{{"revision":1,"as_of":1,"rows":[{{"it":{text}}}]}}'
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("100.5", "100.50"),
        ("0", "0.00"),
        ("1e12", "1000000000000.00"),
        ("2.005", "2.00"),
        ("2.015", "2.02"),
    ],
)
def test_money_is_a_string_with_its_full_scale(value: str, text: str) -> None:
    assert plain(Decimal(value), money=True) == text


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15
    )
)
def test_money_loses_nothing(value: Decimal) -> None:
    assert Decimal(plain(value, money=True)) == value


@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    written = cell(text)
    assert written.endswith(text)
    number = written.lstrip("+-").replace(".", "", 1).isdecimal()
    assert number or written[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_negative_numbers_stay_numbers() -> None:
    row = {
        "whole": plain(Decimal(-5)),
        "share": plain(Decimal("-4e-11")),
        "money": plain(Decimal(-5), money=True),
    }
    assert RowSheet(1, 1, [*row], [row]).csv().splitlines() == [
        "whole,share,money",
        "-5,-0.00000000004,-5.00",
    ]


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1), max_size=5))
def test_csv_reads_back_as_it_was_written(texts: list[str]) -> None:
    sheet = RowSheet(1, 1, ["text", "more"], [{"text": text, "more": 1} for text in texts])
    read = list(csv.DictReader(io.StringIO(sheet.csv(), newline="")))
    assert [row["text"] for row in read] == [cell(text) for text in texts]


def test_the_envelope_says_the_newest_revision_and_the_one_asked() -> None:
    sheet = RowSheet(57, 12, ["a"], [{"a": 1}], {"total": 1})
    assert json.loads(sheet.json()) == {"revision": 57, "as_of": 12, "total": 1, "rows": [{"a": 1}]}
    assert list(json.loads(sheet.json()))[:2] == ["revision", "as_of"]
