"""Subjects of a calculation in a few words, without a database."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicators.answers.answer import Answer
from indicators.answers.facts import PartFacts
from indicators.evaluation.subjects import (
    COUNTED,
    MISSING,
    ActivityFact,
    EvaluationSubject,
    IndicatorDegree,
)


def degree(
    raw: Any, *, weight: int = 1, status: str | None = "achieved", cap: int | None = None
) -> IndicatorDegree:
    """An indicator by its raw degree, capped where a methodology does."""
    share = Fraction(raw) if cap is None else min(Fraction(raw), Fraction(cap))
    known = status != "undetermined"
    return IndicatorDegree(
        answer("a", status),
        COUNTED if known else MISSING,
        share if known else None,
        share if known else None,
        Fraction(weight),
        None,
    )


def answer(code: str, status: str | None) -> Answer:
    fields: dict[str, Any] = dict.fromkeys(
        ("value", "numerator", "denominator", "records", "plan", "degree_raw", "degree",
         "definition_version", "source", "due_on", "district")
    )  # fmt: skip
    return Answer(
        programme="town", indicator=code, period="2015", state="value", coverage=1.0,
        status=status, revision=1, marks=(), **fields,
    )  # fmt: skip


def activity(is_done: bool | None, *, roster: Any = 10, number: str = "1") -> ActivityFact:
    return ActivityFact(
        number, None, {}, None, None, None, None, money(roster=roster), False, 2015, is_done
    )


def dated(planned_on: str | None, done_on: str | None) -> ActivityFact:
    """An activity of 2015 with its control dates."""
    days = {
        "planned_on": None if planned_on is None else datetime.date.fromisoformat(planned_on),
        "done_on": None if done_on is None else datetime.date.fromisoformat(done_on),
    }
    return replace(activity(None), **days)  # type: ignore[arg-type]


def money(*, cash: Any = None, roster: Any = None) -> Mapping[str, Decimal | None]:
    sums = {"programme_money": None, "roster_money": roster, "cash_money": cash, "fact_money": None}
    return {name: None if amount is None else Decimal(amount) for name, amount in sums.items()}


def subject(
    *degrees: IndicatorDegree,
    activities: Iterable[ActivityFact] = (),
    cash: Any = 1,
    roster: Any = 1,
    code: str | None = None,
    level: str | None = None,
) -> EvaluationSubject:
    """A part with a ``code``, else a programme."""
    part = None if code is None else PartFacts(code, None, {})
    return EvaluationSubject(
        part,
        level or ("part" if code else "programme"),
        degrees,
        tuple(activities),
        money(cash=cash, roster=roster),
    )
