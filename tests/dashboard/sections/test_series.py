from decimal import Decimal

import pytest

from dashboard.sections.series import by_period, scale_of
from tests.dashboard.factories import answer, definition


@pytest.mark.parametrize(
    ("largest", "text"),
    [(4_950_000, "4,95"), (230_000, "230,0"), (900, "900")],
    ids=["millions", "thousands", "roubles"],
)
def test_money_of_a_chart_has_one_scale(largest, text):
    money = definition(kind="sum", measure="grant_awards", amount="awarded")
    answers = [answer(value=largest), answer(value=1)]
    assert scale_of(money, answers).text(Decimal(largest)) == text


def test_absent_values_have_words_and_no_number():
    states = ["value", "no_data", "not_applicable", "not_due"]
    answers = [
        answer(value=0 if state == "value" else None, state=state, period=f"201{n}")
        for n, state in enumerate(states)
    ]
    frame = by_period(definition(), answers, scale_of(definition(), answers))
    assert [row["value"] for row in frame] == [0, None, None, None]
    assert len({row["text"] for row in frame}) == 4


def test_hover_cannot_be_read_as_markup():
    odd = definition(unit={"ru": "<b>", "en": "<b>"})
    frame = by_period(odd, [answer(value=5)], scale_of(odd, []))
    assert "&lt;b&gt;" in frame[0]["hover"]
