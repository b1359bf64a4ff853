"""An evaluation as rows: what goes in, every step of each total, what it comes to."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from indicators.evaluation.calculation import Total
from indicators.evaluation.evaluation import Evaluated, Evaluation, evaluation
from indicators.evaluation.inputs import INPUTS
from indicators.evaluation.rating import rating_of
from indicators.evaluation.subjects import ActivityFact, IndicatorDegree
from indicators.evaluation.symbols import in_symbols
from indicators.sheets.row_stream import Roubles
from indicators.sheets.rows import RowSheet, plain
from indicators.states import HIDDEN, VALUE, Outcome

INDICATOR_ROW, ACTIVITY_ROW, INPUT_ROW, STEP_ROW, RESULT_ROW = (
    "indicator",
    "activity",
    "input",
    "step",
    "result",
)
ROW_KINDS = (INDICATOR_ROW, ACTIVITY_ROW, INPUT_ROW, STEP_ROW, RESULT_ROW)
EVALUATION_COLUMNS = (
    "programme",
    "year",
    "methodology",
    "part",
    "row",
    "code",
    "symbol",
    "formula",
    "total",
    "value",
    "state",
    "rating",
    "plan",
    "fact",
    "degree_raw",
    "weight",
    "stage",
    "case",
    "basis",
)

Row = Mapping[str, Any]


def evaluation_rows(
    session: Session,
    programme: str,
    year: int,
    methodology: str | None = None,
    as_of: int | None = None,
    on: datetime.date | None = None,
) -> RowSheet:
    """The evaluation of a programme's year: the programme first, then its parts in their order."""
    evaluated = evaluation(session, programme, year, methodology, as_of, on)
    rows = [
        _row(evaluated, each.subject.code, **fields)
        for each in (evaluated.whole, *evaluated.parts)
        for fields in _fields(evaluated, each)
    ]
    return RowSheet(evaluated.newest, as_of or evaluated.newest, EVALUATION_COLUMNS, rows)


def _row(evaluated: Evaluation, part: str | None, **fields: Any) -> Row:
    common = {
        "programme": evaluated.programme,
        "year": evaluated.year,
        "methodology": evaluated.methodology.code,
        "part": part,
    }
    return dict.fromkeys(EVALUATION_COLUMNS) | common | fields


def _fields(evaluated: Evaluation, side: Evaluated) -> Iterator[Row]:
    yield from map(_indicator, side.subject.indicators)
    yield from map(_activity, side.subject.activities)
    for total in side.totals:
        yield from _total(evaluated, side.subject.level, total)


def _indicator(degree: IndicatorDegree) -> Row:
    answer = degree.answer
    return {
        "row": INDICATOR_ROW,
        "code": degree.code,
        "symbol": "СД",
        "value": plain(degree.degree),
        "state": answer.state,
        "plan": plain(answer.plan),
        "fact": plain(answer.value),
        "degree_raw": plain(degree.raw),
        "weight": plain(degree.weight),
        "stage": degree.stage,
        "case": degree.case,
    }


def _activity(activity: ActivityFact) -> Row:
    value = None if activity.is_done is None else int(activity.is_done)
    return {
        "row": ACTIVITY_ROW,
        "code": activity.number,
        "value": value,
        "state": HIDDEN if activity.is_hidden else None,
        "degree_raw": plain(activity.reached),
        "case": activity.by,
    }


def _total(evaluated: Evaluation, level: str, total: Total) -> Iterator[Row]:
    for code, outcome in total.inputs.items():
        symbol, is_money = INPUTS[code].symbol, INPUTS[code].is_money
        yield {
            "row": INPUT_ROW,
            "code": code,
            "symbol": symbol,
            "total": total.missing,
            "value": _value(outcome, money=is_money),
            "state": outcome.state,
        }
    for each in total.steps:
        step = each.step
        yield {
            "row": STEP_ROW,
            "code": step.code,
            "symbol": step.symbol,
            "formula": in_symbols(evaluated.methodology, level, step),
            "total": total.missing,
            "value": _value(each.outcome),
            "state": each.outcome.state,
            "basis": step.basis,
        }
    for rated in evaluated.methodology.results:
        outcome = total.outcome(rated.of)
        rating = rating_of(rated, outcome)
        yield {
            "row": RESULT_ROW,
            "code": rated.of,
            "total": total.missing,
            "value": _value(outcome),
            "state": outcome.state,
            "rating": rating.code if rating is not None else None,
            "basis": rated.basis,
        }


def _value(outcome: Outcome, *, money: bool = False) -> Any:
    if outcome.state != VALUE:
        return None
    if money:
        amount = outcome.fraction
        return Roubles(plain(Decimal(amount.numerator) / Decimal(amount.denominator), money=True))
    return plain(outcome.fraction)
