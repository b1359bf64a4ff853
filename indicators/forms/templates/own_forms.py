"""The forms that a programme has of its own: listed, and filled as of a revision."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.passports import programme_id
from data.refusals import Names, NotFound, refuse
from data.tables.form_templates import FormTemplate
from data.words.offers import unknown
from indicators.answers.answer import Answer
from indicators.forms.annual import CODE
from indicators.forms.annual import NAME as NAME_OF_REPORT
from indicators.forms.form import QUARTERS, FormQuestion
from indicators.forms.kinds import check_whole, form_names, form_of_days
from indicators.forms.templates.places import (
    PERIOD,
    Cells,
    beyond_days,
    cells_of,
    codes_in,
    is_by_days,
    is_quarterly,
    of_years,
)
from indicators.forms.year import FormYear

MOST_NAMED = 5
"""Places that a refusal names."""


@dataclass(frozen=True)
class OwnForm:
    """A form that a programme has of its own."""

    code: str
    name: str
    extension: str
    is_quarterly: bool
    """Whether it may be of a quarter too, cumulative from January."""
    is_by_days: bool
    """Whether it may be of any days."""

    @property
    def names(self) -> Names:
        return {"ru": self.name, "en": self.name}


@dataclass(frozen=True)
class OwnFormFacts:
    """What a form of one's own is filled with: cells by place, and the answers whose statuses are
    told.
    """

    form: OwnForm
    question: FormQuestion
    programme: Names
    revision: int
    places: tuple[str, ...]
    cells: Cells
    answers: Mapping[str, Answer]
    content: bytes


def own_forms(session: Session, programme: str, as_of: int | None = None) -> tuple[OwnForm, ...]:
    """The forms that a programme has of its own, by name."""
    rows = session.scalars(
        select(FormTemplate)
        .where(
            FormTemplate.programme_id == programme_id(session, programme),
            FormTemplate.as_of(as_of),
        )
        .order_by(FormTemplate.name, FormTemplate.code)
    )
    return tuple(map(_form, rows))


def _form(row: FormTemplate) -> OwnForm:
    return OwnForm(
        row.code, row.name, row.extension, is_quarterly(row.places), is_by_days(row.places)
    )


def own_form_facts(session: Session, code: str, question: FormQuestion) -> OwnFormFacts:
    """What a programme's own form is filled with; refuses a code that it has not, and a quarter or days
    of which the form cannot tell.
    """
    row = session.scalar(
        select(FormTemplate).where(
            FormTemplate.programme_id == programme_id(session, question.programme),
            FormTemplate.as_of(question.as_of),
            FormTemplate.code == code,
        )
    )
    if row is None:
        raise unknown_form(session, code, question)
    form = _form(row)
    if question.days is not None and question.district is None:
        _check_days(form, row.places)
    else:
        check_whole(question, form.names)
    if question.quarter is not None:
        _check_quarter(form, question.quarter, row.places)
    year, places = FormYear(session, question), tuple(row.places)
    return OwnFormFacts(
        form=form,
        question=question,
        programme=year.programme,
        revision=year.reader.revision,
        places=places,
        cells=cells_of(year, places),
        answers={
            code: year.of_question[code] for code in codes_in(places) if code in year.of_question
        },
        content=base64.b64decode(row.content),
    )


def _check_quarter(form: OwnForm, quarter: int, places: Sequence[str]) -> None:
    if quarter not in QUARTERS:
        raise refuse("form_quarter_wrong", quarter=quarter)
    yearly = of_years(places)
    if yearly:
        raise refuse("form_quarter_places", form=form.names, places=", ".join(yearly[:MOST_NAMED]))
    if not form.is_quarterly:
        raise refuse("form_quarter_period", form=form.names)


def _check_days(form: OwnForm, places: Sequence[str]) -> None:
    if PERIOD not in places:
        raise refuse("form_days_period", form=form.names, other=form_of_days())
    if beyond := beyond_days(places):
        named = ", ".join(beyond[:MOST_NAMED])
        raise refuse("form_days_places", form=form.names, places=named, other=form_of_days())


def unknown_form(session: Session, code: str, question: FormQuestion) -> NotFound:
    """That there is no such form, and which there are: the official ones and the programme's own."""
    own = own_forms(session, question.programme, question.as_of)
    names = {**form_names(), CODE: NAME_OF_REPORT, **{each.code: each.names for each in own}}
    return unknown("form_unknown", "form", code, names)
