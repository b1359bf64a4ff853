"""Whether the engine's answers are what the rules say, row by row."""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from indicators.answers.answer import Answer
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.drill_down.records import records
from tests.soundness.reference import Rules
from tests.soundness.terms import NONE, VALUE, Judgement, Place, Said, span
from tests.soundness.towns import Town

STEP = 17  # the records are listed for some answers only: several queries each
CLOSE = Fraction(5, 10**28)


def check(
    town: Town, codes: tuple[str, ...], *, as_of: int | None = None, **asked: Any
) -> list[Answer]:
    """Ask, and compare every row with the rules; returns the rows."""
    question = town.question(*codes, as_of=as_of, **asked)
    with town.database.read() as session:
        revision = as_of or newest_revision(session)
        rules = Rules(session, town.programme_id, revision, asked["on"])
        found = answers(session, question)
        for answer in found:
            place = _place(answer.district, asked.get("cut"), rules)
            period = span(answer.period)
            said = rules.indicator(
                answer.indicator, place, period, within=asked.get("within_year", False)
            )
            judged = rules.judged(answer.indicator, place, period, said)
            told, expected = _told(answer), _expected(said, judged)
            assert _differences(told, expected) == {}, (answer, said, judged)
        _check_grid(found, codes, rules, asked)
        for answer in found[::STEP]:
            _check_records(session, question, answer)
    return found


def _check_records(session: Session, question: Question, answer: Answer) -> None:
    """Behind a number there are as many records as it says."""
    if answer.records is None:
        return
    behind = question.but(indicators=(answer.indicator,), district=answer.district)
    listed = records(session, behind, answer.period)
    assert (listed.total, len(listed.rows)) == (answer.records, answer.records), (answer, listed)


def _check_grid(
    found: list[Answer], codes: tuple[str, ...], rules: Rules, asked: dict[str, Any]
) -> None:
    """Every indicator × place × period has one row; «none» may be left out only where nothing lies
    in it.
    """
    rows = {(answer.indicator, answer.district, answer.period) for answer in found}
    assert len(rows) == len(found)
    periods = {answer.period for answer in found}
    grid = {
        (code, place, period)
        for code in codes
        for place in _places(rules, asked)
        for period in periods
    }
    assert rows <= grid
    within = asked.get("within_year", False)
    for code, place, period in grid - rows:
        assert place == NONE
        assert not rules.indicator(
            code, (asked.get("cut"), NONE), span(period), within=within
        ).records


def _places(rules: Rules, asked: dict[str, Any]) -> list[str | None]:
    if asked.get("district") is not None or "district" not in asked["by"]:
        return [asked.get("district")]
    of_cut = [code for code, row in rules.districts.items() if row["cut"] == asked["cut"]]
    return [*(of_cut if asked.get("cut") else rules.leaves), NONE]


def _place(district: str | None, cut: str | None, rules: Rules) -> Place:
    if district is None:
        return None, None
    if district == NONE:
        return cut, NONE
    return rules.districts[district]["cut"], district


def _told(answer: Answer) -> dict[str, Any]:
    named = ("value", "state", "records", "coverage", "plan", "degree_raw", "degree", "status")
    told = {name: getattr(answer, name) for name in named}
    if answer.state == VALUE:
        told |= {
            "exact": Fraction(answer.exact or 0),
            "numerator": answer.numerator,
            "denominator": answer.denominator,
            "marks": set(answer.marks),
        }
    return told


def _expected(said: Said, judged: Judgement) -> dict[str, Any]:
    expected = {
        "value": said.value if said.state == VALUE else None,
        "state": said.state,
        "records": None if said.records is None else len(said.records),
        "coverage": said.coverage,
        "plan": judged.plan,
        "degree_raw": judged.degree_raw,
        "degree": judged.degree,
        "status": judged.status,
    }
    if said.state == VALUE:
        marks = said.marks | judged.marks | ({"partial"} if said.coverage < 1 else set())
        expected |= {
            "exact": said.value,
            "numerator": said.numerator,
            "denominator": said.denominator,
            "marks": marks,
        }
    return expected


def _differences(told: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    return {
        name: (told[name], said) for name, said in expected.items() if not _same(told[name], said)
    }


def _same(told: Any, said: Any) -> bool:
    """What is printed agrees to twenty-eight digits; the exact value, a fraction in both, wholly."""
    if isinstance(told, float):
        return told == float(said)
    if isinstance(told, Decimal) and isinstance(said, Fraction):
        return abs(Fraction(told) - said) <= CLOSE * max(1, abs(said))
    return bool(told == said)


def clock(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
