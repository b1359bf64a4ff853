"""The forms that a programme has of its own: loaded with it, listed, and filled as of a revision."""

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database.database import Change
from data.passports import part_names, programme_id
from data.refusals import LONGEST, Names, NotFound, Problem, Refusal, refuse
from data.tables.form_templates import FormTemplate
from data.words.offers import offer
from indicators.answers.answer import Answer
from indicators.definition.catalogue import read_catalogue
from indicators.forms import form_names
from indicators.forms.annual import CODE
from indicators.forms.annual import NAME as NAME_OF_REPORT
from indicators.forms.form import FormQuestion
from indicators.forms.templates import check_template, extensions
from indicators.forms.templates.container import PACKED_LIMIT
from indicators.forms.templates.places import Cells, cells_of, codes_in, known_places
from indicators.forms.year import FormYear

FOLDER = "forms"
MOST = 30
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")


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


def load_templates(change: Change, programme: int, folder: Path) -> None:
    """Keep the forms of a programme's folder with it; refuses a file that is none, and a place that
    the programme has not.
    """
    paths = sorted(path for path in (folder / FOLDER).glob("*") if not path.name.startswith("."))
    _check_names(paths)
    catalogue = read_catalogue(change.session, programme)
    codes = dict.fromkeys(each.code for each in catalogue.all_definitions())
    known = known_places(codes, part_names(change.session, programme))
    for path in paths:
        change.session.add(_row(change, programme, path, known))
    change.session.flush()


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


def _row(change: Change, programme: int, path: Path, known: tuple[str, ...]) -> FormTemplate:
    with path.open("rb") as file:
        content = file.read(PACKED_LIMIT + 1)
    checked = check_template(path.name, content, known)
    return FormTemplate(
        code=path.stem,
        extension=checked.extension,
        name=checked.name,
        places=list(checked.places),
        content=base64.b64encode(content).decode("ascii"),
        programme_id=programme,
        since=change.revision,
    )


def _check_names(paths: list[Path]) -> None:
    problems = list(_wrong_names(paths))
    if len(paths) > MOST:
        problems.append(Problem("form_templates_many", {"limit": MOST}, file=FOLDER))
    if problems:
        raise Refusal(problems)


def _wrong_names(paths: list[Path]) -> Iterator[Problem]:
    taken = {CODE, *form_names()}
    for path in paths:
        if path.suffix.removeprefix(".") not in extensions() or not NAME.fullmatch(path.stem):
            listed = ", ".join(f".{each}" for each in extensions())
            yield Problem("form_template_name", {"extensions": listed}, file=path.name[:LONGEST])
        elif path.stem in taken:
            yield Problem("form_template_taken", {"code": path.stem}, file=path.name)
        taken.add(path.stem)
