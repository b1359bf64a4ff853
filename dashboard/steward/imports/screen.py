"""``/steward/imports``: the files that were loaded, the form for another one, and taking one back."""

from http import HTTPStatus

from flask import Response, request
from flask.typing import ResponseReturnValue

from dashboard.http import context
from dashboard.http.context import database
from dashboard.http.late_view import late_view
from dashboard.http.upload_limit import bounded, limit_mb
from dashboard.jobs.routes import begin, jobs
from dashboard.sign_in.guard import require
from dashboard.steward.audit.changes import changed_numbers, changes_in_words
from dashboard.steward.imports import correction_list, effects
from dashboard.steward.imports.checking import uploads_in
from dashboard.steward.imports.form import chosen, fields, sent_file
from dashboard.steward.imports.loaded import Loaded
from dashboard.steward.imports.presenter import kind_names, sentences
from dashboard.steward.pages import (
    author,
    changing,
    page,
    programme,
    reason,
    redirect_to,
    url,
)
from dashboard.steward.screen import Screen
from dashboard.steward.years import closed
from dashboard.text.labels import kind_name
from dashboard.text.language import _
from dashboard.text.sending import waiting_sentence
from data.imports import (
    ImportSummary,
    UndoPlan,
    import_run,
    imported_beside,
    mended,
    newest_imports,
    undo_plan,
    undo_reach,
)
from data.refusals import Conflict, Problem, Refusal
from data.sending import sent_files
from data.words.whole import whole

SCREEN = Screen("/steward/imports", lambda: _("Imports"), 20)
ROWS = 50
"""Imports of one page."""


@SCREEN.get()
def listed(refused: Refusal | None = None, status: int = HTTPStatus.OK) -> Response:
    """The imports of the programme, newest first, page by page; the form, for those who may."""
    facts = programme()
    before = whole(request.args.get("before", ""))
    with database().read() as session:
        runs = newest_imports(session, facts.code, ROWS + 1, before)
        sent = sent_files.waiting(session, facts.code)
    return page(
        "imports.html",
        _("Imports"),
        status,
        runs=runs[:ROWS],
        newest=url(SCREEN.path) if before is not None else None,
        older=url(SCREEN.path, before=runs[ROWS - 1].id) if len(runs) > ROWS else None,
        waiting=list(uploads_in(jobs().folder).of(author(), facts.code)),
        sent=waiting_sentence(sent) if sent else "",
        fields=fields(request.values),
        kinds=kind_names(),
        kind_name=kind_name,
        limit=limit_mb(),
        refused=sentences(refused.problems) if refused else [],
    )


@SCREEN.post("/uploads")
def upload() -> ResponseReturnValue:
    """Keep a file and begin to check it."""
    bounded()
    facts = changing()
    try:
        file = sent_file()
        kept = uploads_in(jobs().folder).begin(author(), facts.code, file, **chosen(request.form))
    except Refusal as refusal:
        return listed(refusal, HTTPStatus.BAD_REQUEST)
    back = url(f"/steward/imports/uploads/{kept.token}", programme=facts.code)
    return begin("check", kept.name, token=kept.token, account=author(), back=back)


SCREEN.get("/template/<kind>.xlsx", role="reporter")(
    late_view("dashboard.steward.imports.template.template")
)


@SCREEN.get("/<int:number>")
def receipt(number: int) -> ResponseReturnValue:
    """All there is to say of an import: what became of its rows, and the numbers that it changed."""
    run = _run(number)
    if run.programme != programme().code:
        return redirect_to(request.path, programme=run.programme)
    with database().read() as session:
        corrections = mended(session, number)
        others = imported_beside(session, run)
    return page(
        "import.html",
        _("Import {number}").format(number=number),
        run=run,
        kind=kind_name(run.kind),
        mended=list(
            correction_list.mended(
                corrections, correction_list.of_receipt(run.sheets, run.headings), run.kind
            )
        ),
        notes=sentences(run.notes),
        others=others,
        can_again=bool(run.undone_in and Loaded(jobs().folder).find(run)),
        numbers=changed_numbers(run.programme, run.revision - 1, run.revision),
    )


@SCREEN.get("/<int:number>/undo")
def undoing(number: int, refused: Refusal | None = None) -> ResponseReturnValue:
    """What undoing an import would do, before anybody does it."""
    run = _run(number)
    if run.programme != programme().code or run.undone_in:
        return redirect_to(f"{SCREEN.path}/{number}", programme=run.programme)
    with database().read() as session:
        plan = undo_plan(session, number)
    known = effects.effect(jobs().folder, number, context.asker().revision())
    return page(
        "undo.html",
        _("Undo import {number}").format(number=number),
        HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK,
        run=run,
        plan=plan,
        edits=sentences(plan.edits[:50]),
        forbids=sentences(plan.refused),
        closed=_closed(run),
        numbers=changes_in_words(programme(), known.numbers, ahead=True) if known else None,
        inputs=request.form,
        refused=sentences(refused.problems) if refused else [],
    )


@SCREEN.post("/<int:number>/effect")
def effect(number: int) -> ResponseReturnValue:
    """Work out which numbers an undo would change; nothing is changed yet."""
    run = _changing(number)
    back = url(f"{SCREEN.path}/{number}/undo", programme=run.programme)
    return begin("undo_effect", _named(run), import_id=number, back=back)


@SCREEN.post("/<int:number>/undo")
def undo(number: int) -> ResponseReturnValue:
    """Undo an import, with a reason."""
    run = _changing(number)
    with database().read() as session:
        plan = undo_plan(session, number)
    try:
        why = reason()
        agreed = _agreed(plan)
        override_closed_years = closed.agreed(_closed(run))
    except Refusal as refusal:
        return undoing(number, refusal)
    return begin(
        "undo",
        _named(run),
        import_id=number,
        with_edits=agreed,
        author=author(),
        reason=why,
        override_closed_years=override_closed_years,
    )


@SCREEN.post("/<int:number>/again")
def again(number: int) -> ResponseReturnValue:
    """Check the file of an import that was undone once more, mended as it was then; loading it is
    the next step.
    """
    run = _changing(number)
    files = Loaded(jobs().folder)
    before = files.find(run) if run.undone_in else None
    if before is None:
        raise Conflict(Problem("import_file_gone", {"number": number, "name": run.file_name}))
    kept = files.send_again(uploads_in(jobs().folder), before, run, author())
    back = url(f"/steward/imports/uploads/{kept.token}", programme=run.programme)
    return begin("check", kept.name, token=kept.token, account=author(), back=back)


def _run(number: int) -> ImportSummary:
    with database().read() as session:
        return import_run(session, number)


def _changing(number: int) -> ImportSummary:
    """An import of a programme that is the reader's to change."""
    run = _run(number)
    require("steward", run.programme)
    return run


def _closed(run: ImportSummary) -> closed.ClosedYearNote:
    """The closed years that undoing an import reaches, by its rows and by its numbers where they
    are known.
    """
    known = effects.effect(jobs().folder, run.id, context.asker().revision())
    facts = context.facts(run.programme)
    touch = None
    # where no year is closed none is reached, and nobody waits for all the rows to be read
    if closed.has_closed(facts):
        with database().read() as session:
            touch = undo_reach(session, run.id)
    return closed.of_touch(facts, touch, "undo", known.numbers if known else None)


def _agreed(plan: UndoPlan) -> bool:
    """Whether later corrections may go too; refuses where there are some and nobody has said so."""
    agreed = "with_edits" in request.form
    if plan.edits and not agreed:
        raise Refusal(Problem("undo_has_edits", {"count": len(plan.edits)}))
    return agreed


def _named(run: ImportSummary) -> str:
    return f"{_('No. {number}').format(number=run.id)} – {kind_name(run.kind)}: {run.file_name}"
