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
from tests.soundness.terms import NONE, VALUE, Judgement, Place, ReferenceReading, span
from tests.soundness.towns import Town

STEP = 17  # the records are listed for some answers only: several queries each
CLOSE = Fraction(5, 10**28)


def check(
    town: Town, codes: tuple[str, ...], *, as_of: int | None = None, **options: Any
) -> list[Answer]:
    """Ask, and compare every row with the rules; returns the rows."""
    question = town.question(*codes, as_of=as_of, **options)
    with town.database.read() as session:
        revision = as_of or newest_revision(session)
        rules = Rules(session, town.programme_id, revision, options["on"])
        rows = answers(session, question)
        for answer in rows:
            place = _place(answer.district, options.get("cut"), rules)
            period = span(answer.period)
            reading = rules.indicator(
                answer.indicator, place, period, within=options.get("within_year", False)
            )
            judged = rules.judged(answer.indicator, place, period, reading)
            fields, expected = _fields(answer), _expected(reading, judged)
            assert _differences(fields, expected) == {}, (answer, reading, judged)
        _check_grid(rows, codes, rules, options)
        for answer in rows[::STEP]:
            _check_records(session, question, answer)
    return rows


def _check_records(session: Session, question: Question, answer: Answer) -> None:
    """Behind a number there are as many records as it says."""
    if answer.records is None:
        return
    behind = question.but(indicators=(answer.indicator,), district=answer.district)
    listed = records(session, behind, answer.period)
    assert (listed.total, len(listed.rows)) == (answer.records, answer.records), (answer, listed)


def _check_grid(
    listed: list[Answer], codes: tuple[str, ...], rules: Rules, options: dict[str, Any]
) -> None:
    """Every indicator × place × period has one row; «none» may be left out only where nothing lies
    in it.
    """
    rows = {(answer.indicator, answer.district, answer.period) for answer in listed}
    assert len(rows) == len(listed)
    periods = {answer.period for answer in listed}
    grid = {
        (code, place, period)
        for code in codes
        for place in _places(rules, options)
        for period in periods
    }
    assert rows <= grid
    within = options.get("within_year", False)
    for code, place, period in grid - rows:
        assert place == NONE
        assert not rules.indicator(
            code, (options.get("cut"), NONE), span(period), within=within
        ).records


def _places(rules: Rules, options: dict[str, Any]) -> list[str | None]:
    if options.get("district") is not None or "district" not in options["by"]:
        return [options.get("district")]
    of_cut = [code for code, row in rules.districts.items() if row["cut"] == options["cut"]]
    return [*(of_cut if options.get("cut") else rules.leaves), NONE]


def _place(district: str | None, cut: str | None, rules: Rules) -> Place:
    if district is None:
        return None, None
    if district == NONE:
        return cut, NONE
    return rules.districts[district]["cut"], district


def _fields(answer: Answer) -> dict[str, Any]:
    named = ("value", "state", "records", "coverage", "plan", "degree_raw", "degree", "status")
    fields = {name: getattr(answer, name) for name in named}
    if answer.state == VALUE:
        fields |= {
            "exact": Fraction(answer.exact or 0),
            "numerator": answer.numerator,
            "denominator": answer.denominator,
            "marks": set(answer.marks),
        }
    return fields


def _expected(reading: ReferenceReading, judged: Judgement) -> dict[str, Any]:
    expected = {
        "value": reading.value if reading.state == VALUE else None,
        "state": reading.state,
        "records": None if reading.records is None else len(reading.records),
        "coverage": reading.coverage,
        "plan": judged.plan,
        "degree_raw": judged.degree_raw,
        "degree": judged.degree,
        "status": judged.status,
    }
    if reading.state == VALUE:
        marks = reading.marks | judged.marks | ({"partial"} if reading.coverage < 1 else set())
        expected |= {
            "exact": reading.value,
            "numerator": reading.numerator,
            "denominator": reading.denominator,
            "marks": marks,
        }
    return expected


def _differences(fields: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    return {
        name: (fields[name], value)
        for name, value in expected.items()
        if not _same(fields[name], value)
    }


def _same(value: Any, expected: Any) -> bool:
    """What is printed agrees to twenty-eight digits; the exact value, a fraction in both, wholly."""
    if isinstance(value, float):
        return value == float(expected)
    if isinstance(value, Decimal) and isinstance(expected, Fraction):
        return abs(Fraction(value) - expected) <= CLOSE * max(1, abs(expected))
    return bool(value == expected)


def clock(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
