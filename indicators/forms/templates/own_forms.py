"""The forms that a programme has of its own: listed, and filled as of a revision."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.passports import programme_id
from data.refusals import LONGEST, Names, NotFound, Problem, refuse
from data.tables.form_templates import FormTemplate
from data.words.offers import offer
from indicators.answers.answer import Answer
from indicators.forms import form_names
from indicators.forms.annual import CODE
from indicators.forms.annual import NAME as NAME_OF_REPORT
from indicators.forms.form import FormQuestion
from indicators.forms.templates.places import Cells, cells_of, codes_in
from indicators.forms.year import FormYear


@dataclass(frozen=True)
class OwnForm:
    """A form that a programme has of its own."""

    code: str
    name: str
    extension: str

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
    return tuple(OwnForm(row.code, row.name, row.extension) for row in rows)


def own_form_facts(session: Session, code: str, question: FormQuestion) -> OwnFormFacts:
    """What a programme's own form is filled with; refuses a code that it has not, and a quarter: these
    forms are of whole years.
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
    form = OwnForm(row.code, row.name, row.extension)
    if question.quarter is not None:
        raise refuse("form_quarter_needless", form=form.names)
    year, places = FormYear(session, question), tuple(row.places)
    return OwnFormFacts(
        form=form,
        question=question,
        programme=year.programme,
        revision=year.reader.revision,
        places=places,
        cells=cells_of(year, places),
        answers={each: year.answer(each) for each in codes_in(places) if each in year.definitions},
        content=base64.b64decode(row.content),
    )


def unknown_form(session: Session, code: str, question: FormQuestion) -> NotFound:
    """That there is no such form, and which there are: the official ones and the programme's own."""
    own = own_forms(session, question.programme, question.as_of)
    names = {**form_names(), CODE: NAME_OF_REPORT, **{each.code: each.names for each in own}}
    return NotFound(Problem("form_unknown", {"form": code[:LONGEST], **offer(names, code)}))
