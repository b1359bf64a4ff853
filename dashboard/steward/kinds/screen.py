"""``/steward/kinds``: what is recorded, and a form for a kind of records of one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http import context
from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.steward.kinds.form import (
    BLANK_ROWS,
    ColumnRow,
    KindForm,
    RuleRow,
    form_from,
    form_of,
    text_of,
)
from dashboard.steward.kinds.labels import column_types
from dashboard.steward.pages import author, changing, lines, page, reason, reason_text, redirect_to
from dashboard.steward.screen import Screen
from dashboard.text.labels import kind_name
from dashboard.text.language import _
from data.declaring.publishing import check, living_texts, proposals, publish
from data.imports import kind_of, kinds_in_order
from data.imports.columns import Column
from data.imports.declarations.making import columns_of, small_of
from data.imports.declarations.reading import read_declaration
from data.imports.declarations.schema import KindDeclaration
from data.imports.help import explain
from data.refusals import Refusal
from indicators.checkup.limits_in_words import effect_of
from indicators.definition.column_readers import column_readers

SCREEN = Screen("/steward/kinds", lambda: _("Kinds of records"), 71)


@dataclass(frozen=True)
class ColumnLine:
    """A column of a kind in words."""

    title: str
    code: str
    help: str


@dataclass(frozen=True)
class CheckedKind:
    """What the check says of a kind that is sound: its columns, the indicators that count by what it
    retires, and in sentences what its limits of small numbers would hide.
    """

    columns: Sequence[ColumnLine]
    readers: Sequence[str]
    effects: Sequence[str]


@SCREEN.get()
def listing() -> ResponseReturnValue:
    """Every kind with its columns; those of one's own lead to their form."""
    own = context.asker().ask(living_texts)
    return page(
        "kinds.html",
        _("Kinds of records"),
        lead=_(
            "What can be recorded, loaded from files and counted. Add a kind of your own where none fits."
        ),
        kinds=[(kind, kind_name(kind.name), _lines(kind.columns)) for kind in kinds_in_order()],
        own=own,
    )


@SCREEN.get("/new", role="publisher")
def blank() -> ResponseReturnValue:
    """The form of a kind that is to be."""
    return _form(KindForm(), None)


@SCREEN.get("/<code>", role="publisher")
def kind(code: str) -> ResponseReturnValue:
    """The form of one's own kind as it stands; of any other the list has all that there is."""
    before = _before(code)
    if before is None:
        return redirect_to("/steward/kinds", kind=kind_of(code).name)
    return _form(form_of(before), before)


@SCREEN.post("/new", role="publisher")
def add() -> ResponseReturnValue:
    """Check what was typed, or publish it."""
    return _answer(None)


@SCREEN.post("/<code>", role="publisher")
def change(code: str) -> ResponseReturnValue:
    """The same of another version."""
    return _answer(_before(code))


def _answer(before: KindDeclaration | None) -> ResponseReturnValue:
    changing("publisher")
    form, text = KindForm(), ""
    try:
        form = form_from(request.form)
        text = text_of(form, before)
        checked = _checked(form.code, text)
        if request.form.get("do") == "publish":
            return _publish(form.code, text)
    except Refusal as refusal:
        return _form(form, before, text=text, refusal=refusal)
    return _form(form, before, text=text, checked=checked)


def _checked(code: str, text: str) -> CheckedKind:
    texts = [(f"{code}.yaml", text)]
    (declaration,) = check(texts)
    with database().read() as session:
        retired = [name for each in proposals(session, texts) for name in each.retired]
        effects = effect_of(session, code, small_of(declaration))
        return CheckedKind(
            _lines(list(columns_of(declaration))),
            column_readers(session, code, retired),
            [each.sentence(context.language()) for each in effects],
        )


def _publish(code: str, text: str) -> ResponseReturnValue:
    with database().transaction("kinds", code, author=author(), reason=reason()) as change:
        publish(change, [(f"{code}.yaml", text)])
    return redirect_to(f"/steward/audit/{change.revision}")


def _before(code: str) -> KindDeclaration | None:
    text = context.asker().ask(living_texts).get(code)
    return read_declaration(text) if text else None


def _form(
    form: KindForm,
    before: KindDeclaration | None,
    *,
    text: str = "",
    checked: CheckedKind | None = None,
    refusal: Refusal | None = None,
) -> ResponseReturnValue:
    title = kind_name(before.code) if before else _("A new kind of records")
    return page(
        "kind.html",
        title,
        status_of(refusal) if refusal else HTTPStatus.OK,
        form=form,
        rows=[*form.columns, *[ColumnRow()] * BLANK_ROWS],
        rules=[*form.rules, RuleRow()],
        types=column_types(),
        is_new=before is None,
        text=text,
        checked=checked,
        refused=lines(refusal),
        reason=reason_text(),
    )


def _lines(columns: Sequence[Column]) -> list[ColumnLine]:
    language = context.language()
    return [
        ColumnLine(
            getattr(column.words, language),
            column.name,
            explain(column, language),
        )
        for column in columns
    ]
