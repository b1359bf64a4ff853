"""Grants: application → decision → award → report, one row an application; ``date`` is the day it
was made.
"""

from data.imports.columns import (
    Labels,
    calendar_day,
    day,
    district,
    label,
    money,
    number,
    organisation,
    origin,
    record_day,
    text,
    word,
)
from data.imports.columns.batch import Batch
from data.imports.columns.kind import index_by_organisation, record_kind
from data.imports.columns.order import in_order
from data.imports.context.context import Context
from data.words.vocabulary import vocabulary

DECISIONS = vocabulary(
    awarded=("Победитель", "Awarded"),
    refused=("Отклонена", "Refused"),
    withdrawn=("Отозвана", "Withdrawn"),
    pending=("На рассмотрении", "Pending"),
)

AWARDED, PENDING = "awarded", "pending"


def check_course(batch: Batch, _context: Context) -> None:
    """A grant is asked for, then decided, then reported; what a row says has what counting it
    needs.
    """
    in_order(batch, "date", "decided_on")
    in_order(batch, "decided_on", "reported_on")
    in_order(batch, "decided_on", "report_due_on")
    course = (batch.column(name) for name in ("decision", "decided_on"))
    for index, (decision, decided_on) in enumerate(zip(*course, strict=True)):
        if not batch.is_sound(index, "decision", "decided_on"):
            continue
        if decision == AWARDED and decided_on is None:
            batch.refuse(index, "decided_on", "import_award_undated")
        elif decision == PENDING and decided_on is not None:
            batch.refuse(
                index,
                "decision",
                "import_decided_without_decision",
                date=batch.texts["decided_on"][index],
            )
        elif decision != AWARDED:
            _refuse_what_winners_have(batch, index, str(decision))


def _refuse_what_winners_have(batch: Batch, index: int, decision: str) -> None:
    """Money and reports belong to an award: of no other row are they ever counted."""
    params = {"decision": DECISIONS.names[decision]}
    if batch.column("awarded")[index]:
        batch.refuse(index, "awarded", "import_awarded_to_no_winner", **params)
    for name in ("spent", "reported_on", "report_due_on"):
        if batch.column(name)[index]:
            batch.refuse(index, name, "import_report_of_no_award", **params)


KIND = record_kind(
    name="grants",
    table="grant_application",
    words=Labels("Гранты", "Grants"),
    columns=(
        number("Номер заявки", "Application number"),
        record_day(),
        district(),
        organisation(),
        label("contest", "Конкурс", "Contest"),
        text("title", "Проект", "Project"),
        word("decision", DECISIONS, "Решение", "Decision", default=PENDING),
        calendar_day("decided_on", "decided", "Дата решения", "Decided on", after=1,
                     known=Labels("Точность даты решения", "Date of the decision known to")),
        money("requested", "Запрошено, руб.", "Requested, roubles"),
        money("awarded", "Присуждено, руб.", "Awarded, roubles"),
        money("own_money", "Собственные средства, руб.", "Own money, roubles"),
        money("spent", "Израсходовано, руб.", "Spent, roubles"),
        calendar_day("reported_on", "reported", "Дата отчёта", "Reported on", after=2,
                     known=Labels("Точность даты отчёта", "Date of the report known to")),
        # last: columns that came later leave the contents of earlier rows as they were
        label("direction", "Направление", "Direction"),
        day("report_due_on", "Срок отчёта", "Report due on", Labels(
            "День, до которого победитель отчитывается; без него отчёт не считается просроченным.",
            "The day by which the winner reports; without it no report is overdue.",
        )),
        *origin(),
    ),
    arrange=check_course,
    place=40,
    measures={
        "grant_applications": ("decision", "contest", "direction"),
        "grant_awards": ("contest", "direction"),
        "grant_reports": ("contest",),
    },
    example=(
        {"number": "Г-2018-07", "date": "15.02.2018", "organisation": "НКО-1", "contest": "Конкурс 2018 года",
         "title": "Школа волонтёра", "decision": "awarded", "decided_on": "20.04.2018", "requested": "400 000",
         "awarded": "350 000", "own_money": "60 000,50", "reported_on": "14.12.2018", "direction": "добровольчество",
         "report_due_on": "25.12.2018"},
    ),
)  # fmt: skip

index_by_organisation(KIND)
