"""Decisions of meetings: what is to be done, who is to do it, and by when.

No number depends on them: they stand beside the numbers they are about.
"""

from dataclasses import replace

from data.imports.columns import (
    Labels,
    day,
    district,
    indicator,
    needed,
    number,
    origin,
    part,
    period,
    snapshot,
    text,
    word,
)
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.columns.order import in_order
from data.imports.context.context import Context
from data.tables.decisions import DECISION_STATES, LONGEST_DECISION, LONGEST_OWNER, Decision

MEETING = Labels("День заседания.", "The day of the meeting.")
ABOUT = Labels(
    "О каком показателе решение; пусто – не об одном из них.",
    "The indicator that the decision is about; empty: about none of them.",
)
OWNER = Labels("Кто исполняет: человек или организация.", "Who is to act: a person or a body.")
DUE = Labels("До какого дня; не раньше заседания.", "By which day; not before the meeting.")
OUTCOME = Labels("Что сделано или почему снято.", "What was done, or why it was dropped.")
PERIOD = Labels(
    "Пусто – год заседания, а после последнего года программы – этот последний.",
    "Empty: the year of the meeting, or the programme's last year where that is over.",
)


def refuse_early_deadlines(batch: Batch, _context: Context) -> None:
    """Nothing is due before it was decided."""
    in_order(batch, "held_on", "due_on")


KIND = Kind(
    name="decisions",
    table=Decision,
    words=Labels("Решения заседаний", "Decisions of meetings"),
    columns=(
        number(),
        needed(day("held_on", "Заседание", "Meeting", MEETING)),
        snapshot(),
        needed(text("text", "Решение", "Decision", characters=LONGEST_DECISION)),
        replace(indicator(), required=False, note=ABOUT),
        district(),
        replace(period(0), required=False, note=PERIOD),
        part(),
        needed(text("owner", "Ответственный", "Owner", OWNER, LONGEST_OWNER)),
        needed(day("due_on", "Срок", "Due", DUE)),
        word("state", DECISION_STATES, "Состояние", "State"),
        text("outcome", "Исход", "Outcome", OUTCOME, LONGEST_DECISION),
        *origin(),
    ),
    arrange=refuse_early_deadlines,
    place=136,
    example=(
        {"number": "2016-11/3", "held_on": "12.11.2016", "indicator": "consultations", "period": "2016",
         "text": "Открыть приём в вечерние часы в двух районах.", "owner": "Отдел по работе с НКО",
         "due_on": "01.12.2016", "state": "open"},
        {"number": "2016-11/4", "held_on": "12.11.2016", "district": "central",
         "text": "Согласовать помещение для приёма.", "owner": "Администрация района",
         "due_on": "20.11.2016", "state": "done", "outcome": "Помещение передано 18 ноября."},
    ),
)  # fmt: skip
