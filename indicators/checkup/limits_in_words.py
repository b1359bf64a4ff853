"""What limits of small numbers hide, as sentences say it; also of limits that are not published yet."""

from typing import Any

from sqlalchemy.orm import Session

from data.imports.columns.kind import SmallNumbers
from data.imports.registry import kind_of, kinds
from data.passports import codes
from data.refusals import Problem
from indicators.checkup.hidden_cells import QUARTER, YEAR, HiddenCells, hidden_cells

DIVISIONS = {YEAR: {"ru": "год", "en": "year"}, QUARTER: {"ru": "квартал", "en": "quarter"}}
"""What divides numbers of districts beside an attribute."""


def words_of(cells: HiddenCells) -> dict[str, Any]:
    """The parameters of a sentence about hidden numbers."""
    kind = kind_of(cells.kind)
    return {
        "programme": cells.programme,
        "kind": kind.words._asdict(),
        "by": DIVISIONS.get(cells.by) or kind.column(cells.by).words._asdict(),
        "total": cells.total,
        "small": cells.small,
        "beside": cells.beside,
    }


def effect_of(session: Session, kind: str, small: SmallNumbers | None) -> list[Problem]:
    """What readers would not see of today's numbers of all programmes, were these the limits of a kind;
    nothing of a kind without limits, or that is new.
    """
    if small is None or kind not in kinds():
        return []
    if small.of is not None and small.of not in {each.name for each in kind_of(kind).columns}:
        return [Problem("kind_hides_later", {"column": small.of})]
    hidden = [
        cells
        for programme in codes(session)
        for cells in hidden_cells(session, programme, {kind: small})
    ]
    return [
        Problem("kind_hides_most" if cells.is_most else "kind_hides", words_of(cells))
        for cells in hidden
    ] or [Problem("kind_hides_nothing")]
