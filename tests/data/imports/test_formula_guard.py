"""What keeps a spreadsheet from running a text can be taken off again without a trace."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.words.formula_guard import guarded, unguarded

DANGERS = "=+-@\t\r"


@given(st.text() | st.text("'=+-@\t\r.1 a"))
@example("'=1")
@example("''-5")
@example("'-5")
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.sampled_from(DANGERS), st.text())
def test_whatever_begins_like_a_formula_is_guarded(sign: str, rest: str) -> None:
    written = guarded(sign + rest)
    number = rest.replace(".", "", 1).isdecimal()
    assert written == f"'{sign}{rest}" or (sign in "+-" and number)


@pytest.mark.parametrize(
    "text", ["-5", "-5.00", "+7", "0", "12.50", "", "НКО «Мост»", "д'Артаньян", "'Мост'"]
)
def test_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


@pytest.mark.parametrize("text", ["'Мост'", "'-5", "'", "''", "'2014", "' =1"])
def test_an_apostrophe_of_the_texts_own_stays(text: str) -> None:
    assert unguarded(text) == text
