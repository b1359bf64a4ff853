"""``/steward/years``: which years of a programme are closed, and closing and opening them."""

from dataclasses import dataclass
from typing import Any

from flask.typing import ResponseReturnValue

from dashboard.http import context
from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.steward.pages import (
    author,
    changing,
    lines,
    page,
    programme,
    reason,
    redirect_to,
)
from dashboard.steward.screen import Screen
from dashboard.text import formats
from dashboard.text.language import _
from data.database.closing import ClosedYearFacts, close_year, closed_years, reopen_year
from data.passports import programme_id
from data.refusals import Refusal
from indicators.answers.completeness import completeness

SCREEN = Screen("/steward/years", lambda: _("Years"), 70)


@dataclass(frozen=True)
class YearRow:
    """A year, who closed it, and how much of it has been reported."""

    year: int
    closed: ClosedYearFacts | None
    share: float
    reported: str


@SCREEN.get()
def listed(refused: Refusal | None = None) -> ResponseReturnValue:
    """Every year with its state and coverage; the forms, for those who may publish."""
    status = status_of(refused) if refused else 200
    lead = _(
        "A closed year is settled: whatever would change a number of it is refused, unless a publisher says why."
    )
    return page("years.html", _("Years"), status, lead=lead, refused=lines(refused), years=_rows())


@SCREEN.post("/<int:year>/close", role="publisher")
def close(year: int) -> ResponseReturnValue:
    """Close a year, with a reason; one revision."""
    return _write("close", year, close_year)


@SCREEN.post("/<int:year>/open", role="publisher")
def reopen(year: int) -> ResponseReturnValue:
    """Open a year again, with a reason; one revision."""
    return _write("reopen", year, reopen_year)


def _write(action: str, year: int, write: Any) -> ResponseReturnValue:
    facts = changing("publisher")
    try:
        summary = f"{facts.code}: {year}"
        with database().transaction(action, summary, author=author(), reason=reason()) as change:
            write(change, programme_id(change.session, facts.code), year)
            revision = change.revision
    except Refusal as refusal:
        return listed(refusal)
    return redirect_to(f"/steward/audit/{revision}")


def _rows() -> list[YearRow]:
    facts = programme()
    with database().read() as session:
        closed = closed_years(session, programme_id(session, facts.code))
    return [
        _row(facts.code, year, closed.get(year))
        for year in range(facts.first_year, facts.last_year + 1)
    ]


def _row(code: str, year: int, closed: ClosedYearFacts | None) -> YearRow:
    year_completeness = context.asker().ask(completeness, code, "year", year)
    shares = [
        share
        for each in (*year_completeness.kinds.values(), *year_completeness.observed.values())
        for share in each
    ]
    share = sum(shares) / len(shares) if shares else 0.0
    return YearRow(year, closed, share, formats.percent(share))
