"""What differs between two moments, as rows with their causes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from indicators.answers.moments import revision_at
from indicators.answers.reader import ProgrammeReader
from indicators.exact import cut
from indicators.impact.causes import CausedChange, caused_changes
from indicators.impact.lapses import Lapse, lapses
from indicators.sheets.queries import CHANGE_COLUMNS, change_row
from indicators.sheets.row_stream import Row
from indicators.sheets.rows import RowSheet, plain

CAUSES, AMOUNTS, DEEDS = "revisions", "amounts", "deeds"
VERDICT = ("state", "status")


def caused_rows(
    session: Session, programme: str, since: str, until: str | None, grains: Sequence[str]
) -> RowSheet:
    """The answers that differ between two moments, old and new side by side; ``revisions`` are those
    that changed them, the newest first, ``amounts`` what each of these has added to the value:
    nothing where they do not add up to the difference; ``deeds`` what each has done to rows and
    rules («added+corrected»).

    Beside the rows stand ``since`` as a revision, and what the passing of time alone has changed
    (``by_clock``).
    """
    start = revision_at(session, programme, since)
    end = None if until is None else revision_at(session, programme, until)
    changes = caused_changes(session, programme, start, end, grains)
    now = ProgrammeReader(session, programme, end).catalogue
    was_there = any(each.change.old for each in changes)
    before = ProgrammeReader(session, programme, start).catalogue if was_there else now
    rows = [
        change_row(each.change, before, now)
        | {
            CAUSES: [facts.number for facts in each.revisions],
            AMOUNTS: _amounts(each),
            DEEDS: ["+".join(each.deeds.get(facts.number, ())) for facts in each.revisions],
        }
        for each in changes
    ]
    newest = newest_revision(session)
    by_clock = [_lapse_row(each) for each in lapses(session, programme, since, end)]
    columns = (*CHANGE_COLUMNS, CAUSES, AMOUNTS, DEEDS)
    return RowSheet(newest, end or newest, columns, rows).but(since=start, by_clock=by_clock)


def _amounts(each: CausedChange) -> list[Any]:
    amounts = [each.amount(facts.number) for facts in each.revisions]
    return [plain(cut(amount)) for amount in amounts if amount is not None]


def _lapse_row(each: Lapse) -> Row:
    sides = {"old": each.then, "new": each.now}
    return {
        "indicator": each.now.indicator,
        "district": each.now.district,
        "period": each.now.period,
        "due_on": plain(each.now.due_on),
        **{f"{side}_{name}": getattr(sides[side], name) for name in VERDICT for side in sides},
    }
