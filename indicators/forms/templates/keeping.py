"""Keeping the forms of a programme's own: loaded with its folder, added, replaced, withdrawn later."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from sqlalchemy import select

from data.database.database import Change
from data.passports import part_names
from data.refusals import LONGEST, Problem, Refusal, refuse
from data.tables.form_templates import FormTemplate
from data.words.offers import unknown
from indicators.definition.catalogue import read_catalogue
from indicators.forms.annual import CODE
from indicators.forms.kinds import form_names
from indicators.forms.templates import PACKED_LIMIT, check_template, extensions
from indicators.forms.templates.places import known_places

FOLDER = "forms"
MOST = 30
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")


def load_templates(change: Change, programme: int, folder: Path) -> None:
    """Keep the forms of a programme's folder with it; refuses a file that is none, and a place that
    the programme has not.
    """
    paths = sorted(path for path in (folder / FOLDER).glob("*") if not path.name.startswith("."))
    _check_names([path.name for path in paths])
    known = _known(change, programme)
    for path in paths:
        change.session.add(_row(change, programme, path.name, read_template(path), known))
    change.session.flush()


def read_template(path: Path) -> bytes:
    """A file's bytes; of one that is too large, enough to refuse it."""
    with path.open("rb") as file:
        return file.read(PACKED_LIMIT + 1)


def add_template(change: Change, programme: int, file: str, content: bytes) -> None:
    """Keep one file as a form of the programme; it replaces the one that has its code. Refuses what
    `load_templates` refuses, and the very file that is kept already.
    """
    _check_names([file])
    row = _row(change, programme, file, content, _known(change, programme))
    templates = _templates(change, programme)
    same = templates.get(row.code)
    if same is not None and (same.content, same.extension) == (row.content, row.extension):
        raise refuse("form_template_same", code=row.code)
    if same is None and len(templates) >= MOST:
        raise refuse("form_templates_many", limit=MOST)
    _replace(change, same, row)


def withdraw_template(change: Change, programme: int, code: str) -> None:
    """Offer a form no longer; refuses one that there is not. Earlier revisions keep it."""
    templates = _templates(change, programme)
    if code not in templates:
        names = {each.code: {"ru": each.name, "en": each.name} for each in templates.values()}
        raise unknown("form_template_unknown", "form", code, names)
    _replace(change, templates[code], None)


def _templates(change: Change, programme: int) -> dict[str, FormTemplate]:
    statement = select(FormTemplate).where(
        FormTemplate.programme_id == programme, FormTemplate.until.is_(None)
    )
    return {row.code: row for row in change.session.scalars(statement)}


def _replace(change: Change, old: FormTemplate | None, new: FormTemplate | None) -> None:
    if old is not None:
        old.until = change.revision
        # before the new one comes: of a code one row stands at a time
        change.session.flush()
    if new is not None:
        change.session.add(new)
        change.session.flush()


def _known(change: Change, programme: int) -> tuple[str, ...]:
    catalogue = read_catalogue(change.session, programme)
    codes = dict.fromkeys(each.code for each in catalogue.all_definitions())
    return known_places(codes, part_names(change.session, programme))


def _row(
    change: Change, programme: int, file: str, content: bytes, known: tuple[str, ...]
) -> FormTemplate:
    checked = check_template(file, content, known)
    return FormTemplate(
        code=PurePath(file).stem,
        extension=checked.extension,
        name=checked.name,
        places=list(checked.places),
        content=base64.b64encode(content).decode("ascii"),
        programme_id=programme,
        since=change.revision,
    )


def _check_names(files: list[str]) -> None:
    problems = list(_wrong_names(files))
    if len(files) > MOST:
        problems.append(Problem("form_templates_many", {"limit": MOST}, file=FOLDER))
    if problems:
        raise Refusal(problems)


def _wrong_names(files: list[str]) -> Iterator[Problem]:
    taken = {CODE, *form_names()}
    for file in files:
        code, extension = PurePath(file).stem, PurePath(file).suffix.removeprefix(".")
        if extension not in extensions() or not NAME.fullmatch(code):
            listed = ", ".join(f".{each}" for each in extensions())
            yield Problem("form_template_name", {"extensions": listed}, file=file[:LONGEST])
        elif code in taken:
            yield Problem("form_template_taken", {"code": code}, file=file)
        taken.add(code)
