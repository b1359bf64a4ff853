"""Findings as rows: what deserves a look in a year, by topic and in the order of the lists."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.decisions.numbers import DecisionNumbers, decision_numbers, longest_overdue
from indicators.definition.catalogue import Catalogue
from indicators.findings.finding import TO_ASK, Finding
from indicators.findings.findings import findings
from indicators.sheets.row_stream import Row
from indicators.sheets.rows import RowSheet, plain, value_row

DECISION_OVERDUE = "decision_overdue"
"""The rule of a finding that no indicator's years have, but a meeting's decision."""
OF_ANSWER = ("programme", "indicator", "period", "value", "state", "plan", "degree_raw", "status")
OF_YEARS = ("missed_years", "movement", "before", "change", "within_margin", "notable")
OF_DECISION = ("decision", "owner", "due_on")
FINDING_COLUMNS = ("topic", "rank", "rule", *OF_ANSWER, *OF_YEARS, *OF_DECISION)


def ranked_findings(
    session: Session, question: Question, year: int
) -> Mapping[str, Sequence[Finding | DecisionNumbers]]:
    """Each topic's list; of what is to be asked about, decisions that are overdue come first,
    whatever the year.
    """
    topics: dict[str, Sequence[Finding | DecisionNumbers]] = dict(
        findings(session, question, year).topics
    )
    listed = decision_numbers(session, question.programme, question.as_of, question.on)
    return topics | {TO_ASK: [*longest_overdue(listed), *topics[TO_ASK]]}


def finding_rows(session: Session, question: Question, year: int) -> RowSheet:
    """Every finding of the year: those of a topic together, ranked from 1.

    ``missed_years`` is for how many years without a break the plan was missed, ``before`` the value
    of the year before, ``change`` what it has changed by where the two compare; ``within_margin``
    says whether chance alone may have made that, ``notable`` whether it is as much as the
    definition speaks of, where either is known. Of a decision the number is that of its own period,
    ``owner`` was to act by ``due_on``.
    """
    catalogue = ProgrammeReader(session, question.programme, question.as_of).catalogue
    rows = [
        {"topic": topic, "rank": rank, **_row(question.programme, finding, catalogue)}
        for topic, listed in ranked_findings(session, question, year).items()
        for rank, finding in enumerate(listed, 1)
    ]
    newest = newest_revision(session)
    return RowSheet(newest, question.as_of or newest, FINDING_COLUMNS, rows)


def _row(programme: str, finding: Finding | DecisionNumbers, catalogue: Catalogue) -> Row:
    blank: dict[str, Any] = dict.fromkeys(FINDING_COLUMNS[2:])
    if isinstance(finding, Finding):
        return blank | {"rule": finding.rule, **_of_years(finding, catalogue)}
    return blank | {"rule": DECISION_OVERDUE, "programme": programme, **_of_decision(finding)}


def _of_decision(each: DecisionNumbers) -> Row:
    now = {} if each.now is None else value_row(each.now.answer, each.now.catalogue)
    fields: dict[str, Any] = {name: now[name] for name in OF_ANSWER if name in now}
    decision = each.decision
    return fields | {
        "indicator": decision.indicator,
        "period": each.period if decision.indicator else decision.period,
        "missed_years": 0,
        "decision": decision.number,
        "owner": decision.owner,
        "due_on": plain(decision.due_on),
    }


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
