"""The quick writing of cells against the plain rules, on whatever a row may hold."""

import enum
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.words import formula_guard
from indicators.drill_down.pages import RecordRow
from indicators.sheets.row_stream import Roubles, cell
from indicators.sheets.rows import RECORD_COLUMNS, RECORD_NOTES, plain, record_row


class Level(enum.IntEnum):
    """A number that prints as another."""

    HIGH = 3


class Word(enum.StrEnum):
    """A text that is more than a text."""

    FORMULA = "=1+1"


def by_rule(value: Any) -> str:
    """Each rule after the other, as the documentation of files has them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list):
        return guarded_by_rule(";".join(map(str, value)))
    return guarded_by_rule(value) if isinstance(value, str) else str(value)


def guarded_by_rule(text: str) -> str:
    formula = formula_guard._FORMULA.match(text) and not formula_guard._NUMBER.fullmatch(text)
    return f"'{text}" if formula else text


TEXTS = st.text() | st.text(alphabet="'=+-@\t\r\n ;.,1Я")
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(allow_nan=False, allow_infinity=False),
    TEXTS,
    TEXTS.map(Roubles),
    st.lists(TEXTS | st.integers()),
    st.dictionaries(TEXTS, TEXTS),
    st.sampled_from([Level.HIGH, Word.FORMULA]),
    st.dates(),
)


@given(VALUES)
def test_a_cell_is_written_by_the_rules(value: Any) -> None:
    assert cell(value) == by_rule(value)


@pytest.mark.parametrize("text", ["", "'", "''=", "=", "+1", "-1.5", "-", "@a", "\t1", "'+1", "1"])
def test_the_guard_is_the_rule(text: str) -> None:
    assert formula_guard.guarded(text) == guarded_by_rule(text)
    assert formula_guard.unguarded(formula_guard.guarded(text)) == text


@given(
    st.fixed_dictionaries({}, optional={"source": VALUES, "amount": VALUES, "number": VALUES}),
    st.lists(TEXTS).map(tuple),
    st.dates(),
)
def test_a_record_is_a_row_of_its_columns_by_name(
    values: dict[str, Any], districts: tuple[str, ...], day: Any
) -> None:
    record = RecordRow(
        "events", 1, "n", day, "day", districts, None, False, "s", None, "counted", values
    )
    common = {name: plain(getattr(record, name)) for name in RECORD_COLUMNS}
    own = {name: plain(value, money=True) for name, value in values.items()}
    notes = {name: plain(getattr(record, name)) for name in RECORD_NOTES}
    assert repr(list(record_row(record).items())) == repr([*{**common, **own, **notes}.items()])
