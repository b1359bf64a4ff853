"""Districts side by side as rows: each indicator of each place with its rank among the others."""

from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.exact import cut
from indicators.ranking.basis import OWN
from indicators.ranking.ranking import Ranking
from indicators.ranking.rankings import rankings
from indicators.sheets.row_stream import Row
from indicators.sheets.rows import RowSheet, plain

RANKING_COLUMNS = (
    "programme",
    "indicator",
    "district",
    "period",
    "basis",
    "value",
    "rank",
    "equal",
    "total",
    "within_margin",
    "better",
    "least",
    "lower_quartile",
    "median",
    "upper_quartile",
    "greatest",
    "whole",
    "reason",
    "illustrative",
)
BETTER = {"increase": "more", "decrease": "less"}
QUARTILES = ("least", "lower_quartile", "median", "upper_quartile", "greatest")


def ranking_rows(session: Session, question: Question, year: int) -> RowSheet:
    """Every indicator of every place in the order of the catalogue, or of the question's district
    alone.

    ``value`` is by what places are compared: the indicator's own number, or so many per 10,000
    residents (``basis``). Without it there is a ``reason``; of fewer than four numbers there are no
    quartiles.
    """
    reader = ProgrammeReader(session, question.programme, question.as_of)
    reader.places.key_of(question.district)
    listed = rankings(session, question, year)
    rows = [
        _row(question.programme, year, ranking, code)
        for ranking in listed.rankings
        for code in ranking.numbers
        if question.district in (None, code)
    ]
    newest = newest_revision(session)
    return RowSheet(newest, question.as_of or newest, RANKING_COLUMNS, rows)


def _row(programme: str, year: int, ranking: Ranking, code: str) -> Row:
    rank, number = ranking.rank(code), ranking.numbers[code]
    fields: dict[str, Any] = {
        "programme": programme,
        "indicator": ranking.definition.code,
        "district": code,
        "period": str(year),
        "basis": ranking.basis,
        "value": _plain(ranking, number.value),
        "rank": rank and rank.place,
        "equal": rank and rank.equal,
        "total": rank and rank.total,
        "within_margin": rank and rank.within_margin,
        "better": BETTER.get(ranking.definition.direction),
        "whole": _plain(ranking, ranking.whole.value),
        "reason": ranking.reason(code),
        "illustrative": number.illustrative,
    }
    return fields | _spread(ranking)


def _spread(ranking: Ranking) -> dict[str, Any]:
    """The quartiles; of few numbers their ends alone."""
    known = dict(zip(QUARTILES, ranking.quartiles, strict=False))
    ends = known if ranking.has_quartiles else {name: known.get(name) for name in QUARTILES[::4]}
    return {name: _plain(ranking, ends.get(name)) for name in QUARTILES}


def _plain(ranking: Ranking, value: Fraction | None) -> Any:
    """Money in roubles and kopecks; so much per residents is a number."""
    is_money = ranking.basis == OWN and ranking.definition.is_money
    return None if value is None else plain(cut(value), money=is_money)
