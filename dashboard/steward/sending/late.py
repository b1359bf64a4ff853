"""Who is late: reporters of a programme with the periods that they have not sent."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.http.context import database
from dashboard.text import formats
from dashboard.text.labels import kind_name, place_name
from data import clock
from data.accounts import accounts
from data.imports.values.periods import Month, covered
from data.sending.sent_files import SentFileFacts
from indicators.answers.facts import Facts
from indicators.answers.unsent import ReporterScope, UnsentPeriods, unsent

REPORTER = "reporter"


@dataclass(frozen=True)
class LateLine:
    """What one reporter is late with, in words."""

    name: str
    kind: str
    periods: str
    number: int
    due_on: str
    districts: str


def late_lines(facts: Facts, waiting: Iterable[SentFileFacts]) -> list[LateLine]:
    """A line for each reporter and kind."""
    months = _months(facts, waiting)
    with database().read() as session:
        scopes = [
            ReporterScope(each.name, each.districts, each.kinds, months[each.id])
            for each in accounts.listed(session)
            if each.role == REPORTER and not each.disabled and each.may(REPORTER, facts.code)
        ]
        debts = unsent(session, facts.code, clock.today(), scopes) if scopes else ()
    return [_line(facts, each) for each in debts]


def _line(facts: Facts, debt: UnsentPeriods) -> LateLine:
    first, last = debt.periods[0], debt.periods[-1]
    names = [formats.period(first.label)]
    names += [formats.period(last.label)] if last != first else []
    return LateLine(
        debt.reporter,
        kind_name(debt.kind),
        " – ".join(names),
        len(debt.periods),
        formats.date(debt.due_on),
        ", ".join(place_name(facts, code) for code in debt.districts if code),
    )


def _months(
    facts: Facts, waiting: Iterable[SentFileFacts]
) -> dict[int, dict[tuple[str, str], set[Month]]]:
    """The months of each reporter, kind and district that wait."""
    months: dict[int, dict[tuple[str, str], set[Month]]] = defaultdict(lambda: defaultdict(set))
    for each in waiting:
        # '' is the one leaf of a programme without districts
        for leaf in each.districts or tuple(facts.places.leaves) or ("",):
            months[each.account_id][each.kind, leaf] |= covered(each.covers) or set()
    return months
