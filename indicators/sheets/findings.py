"""Findings as rows: what deserves a look in a year, by topic and in the order of the lists."""

from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.definition.catalogue import Catalogue
from indicators.findings.finding import Finding
from indicators.findings.findings import findings
from indicators.sheets.row_stream import Row
from indicators.sheets.rows import RowSheet, plain, value_row

OF_ANSWER = ("programme", "indicator", "period", "value", "state", "plan", "degree_raw", "status")
FINDING_COLUMNS = (
    "topic",
    "rank",
    "rule",
    *OF_ANSWER,
    "missed_years",
    "movement",
    "before",
    "change",
    "within_margin",
    "notable",
)


def finding_rows(session: Session, question: Question, year: int) -> RowSheet:
    """Every finding of the year: those of a topic together, ranked from 1.

    ``missed_years`` is for how many years without a break the plan was missed, ``before`` the value
    of the year before, ``change`` what it has changed by where the two compare; ``within_margin``
    says whether chance alone may have made that, ``notable`` whether it is as much as the
    definition speaks of, where either is known.
    """
    catalogue = ProgrammeReader(session, question.programme, question.as_of).catalogue
    rows = [
        {"topic": topic, "rank": rank, "rule": finding.rule, **_of_years(finding, catalogue)}
        for topic, listed in findings(session, question, year).topics.items()
        for rank, finding in enumerate(listed, 1)
    ]
    newest = newest_revision(session)
    return RowSheet(newest, question.as_of or newest, FINDING_COLUMNS, rows)


def _of_years(finding: Finding, catalogue: Catalogue) -> Row:
    years = finding.years
    now = value_row(years.now, catalogue)
    fields: dict[str, Any] = {name: now[name] for name in OF_ANSWER}
    return fields | {
        "missed_years": len(years.missed),
        "movement": years.movement,
        "before": None if years.before is None else value_row(years.before, catalogue)["value"],
        "change": plain(years.change),
        "within_margin": years.is_within_margin,
        "notable": years.is_notable,
    }
