"""Courses held for NGOs, several districts together."""

from data.imports.columns import (
    Labels,
    calendar_day,
    districts,
    flag,
    label,
    money,
    needed,
    number,
    organisation,
    origin,
    record_day,
    whole,
    word,
)
from data.imports.columns.batch import Batch
from data.imports.columns.kind import record_kind
from data.imports.columns.order import in_order
from data.imports.context.context import Context
from data.words.vocabulary import vocabulary

SUBJECTS = vocabulary(law=("Право", "Law"), finance=("Финансы", "Finance"))


def check_course(batch: Batch, _context: Context) -> None:
    """A certificate is not older than the course."""
    in_order(batch, "date", "certified_on")


KIND = record_kind(
    name="courses",
    table="course",
    words=Labels("Курсы", "Courses"),
    columns=(
        number("Номер курса", "Course number"),
        record_day(),
        districts(),
        organisation(),
        needed(word("subject", SUBJECTS, "Предмет", "Subject")),
        label("teacher", "Преподаватель", "Teacher"),
        whole("learners", "Слушателей", "Learners"),
        money("cost", "Стоимость, руб.", "Cost, roubles"),
        flag("remote", "Дистанционно", "Remote"),
        calendar_day("certified_on", "certified", "Дата удостоверения", "Certified on", after=1),
        *origin(),
    ),
    arrange=check_course,
    example=(
        {"number": "К-1", "date": "2014-03-05", "districts": "north;south", "subject": "law"},
    ),
)
