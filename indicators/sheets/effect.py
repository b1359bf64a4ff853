"""The effect of a definition as rows that programs read: the same names as those of «changes»."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.effect import Effect
from indicators.periods import GRAINS
from indicators.sheets.queries import CHANGE_COLUMNS, change_row
from indicators.sheets.row_stream import Roubles, Row
from indicators.sheets.rows import RowSheet, number_text, plain

EFFECT_COLUMNS = (*CHANGE_COLUMNS, "difference")
EFFECT_SHOWN = (
    "indicator",
    "district",
    "period",
    "old_value",
    "new_value",
    "difference",
    "old_status",
    "new_status",
)


def effect_sheet(session: Session, effect: Effect, grains: Collection[str] = GRAINS) -> RowSheet:
    """Every answer that would differ; beside the rows: followers, how many records move, snapshots
    and decks.
    """
    reader = ProgrammeReader(session, effect.programme)
    rows = [_row(effect, reader, change) for change in effect.of_grains(grains)]
    extra = {
        "codes": list(effect.codes),
        "followers": list(effect.followers),
        "flips": len(effect.status_changes),
        "entering": effect.entering.total,
        "leaving": effect.leaving.total,
        **{
            side.role: {"entering": side.entering.total, "leaving": side.leaving.total}
            for side in effect.sides
        },
        "snapshots": [each.id for each in effect.snapshots],
        "bound": [deck.code for deck in effect.affected_meetings.bound],
        "living": [deck.code for deck in effect.affected_meetings.living],
    }
    return RowSheet(effect.revision, effect.revision, EFFECT_COLUMNS, rows, extra)


def _row(effect: Effect, reader: ProgrammeReader, change: ChangedAnswer) -> Row:
    row = change_row(change, reader.catalogue, effect.catalogue)
    return {**row, "difference": difference(change, row)}


def difference(change: ChangedAnswer, row: Row) -> Any:
    """What to add to the old value of a change, written as its row writes values; never nothing
    where there is some.
    """
    old, new = (side.value if side is not None else None for side in (change.old, change.new))
    if old is None or new is None:
        return None
    money = isinstance(row["old_value"], str) and isinstance(row["new_value"], str)
    plain_difference = plain(new - old, money=money)
    below_a_kopeck = money and new != old and not Decimal(plain_difference)  # of averages alone
    return Roubles(number_text(new - old)) if below_a_kopeck else plain_difference
