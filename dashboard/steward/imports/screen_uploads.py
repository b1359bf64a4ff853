"""``/steward/imports/uploads/…``: a file that was sent: its problems, mended in place; then its
preview and loading.
"""

from http import HTTPStatus

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.http.upload_limit import bounded, limit_mb
from dashboard.jobs.routes import begin, jobs
from dashboard.sign_in.guard import require
from dashboard.steward.audit.changes import changes_in_words
from dashboard.steward.imports import correction_list, presenter
from dashboard.steward.imports.checking import uploads_in
from dashboard.steward.imports.corrections import mend
from dashboard.steward.imports.coverage_rules import coverage_rules
from dashboard.steward.imports.form import chosen, fields_of, sent_file
from dashboard.steward.imports.loading import loading_page
from dashboard.steward.imports.store import CheckResult, Upload, Uploads
from dashboard.steward.pages import author, page, programme, reason, redirect_to, url
from dashboard.steward.screen import Screen
from dashboard.steward.years import closed
from dashboard.text import formats
from dashboard.text.labels import kind_name
from dashboard.text.language import _
from data.clock import now
from data.imports import Corrections, context_of
from data.refusals import Conflict, Problem, Refusal, refuse

SCREEN = Screen("/steward/imports/uploads", None, 21)


@SCREEN.get("/<token>")
def show(token: str, refused: Refusal | None = None) -> ResponseReturnValue:
    """What the check found: a table of problems to mend, or what loading would do; a load under way
    or done.
    """
    if address := _loading_page(token):
        return redirect_to(address)
    upload = mine(token)
    if upload.programme != programme().code:
        return redirect_to(request.path, programme=upload.programme)
    check_result = uploads().check_result_of(upload)
    return _page(
        upload, check_result or CheckResult(upload.version), check_result is not None, refused
    )


@SCREEN.post("/<token>/mend")
def mend_cells(token: str) -> ResponseReturnValue:
    """Take over what was mended and chosen, and check again."""
    upload = changing_upload(token)
    check_result = uploads().check_result_of(upload) or CheckResult(upload.version)
    try:
        choices = chosen(request.form, upload)
        # What was mended in one sheet, or read by one source, means nothing in another.
        same = (choices["sheet"], choices["source"]) == (upload.sheet, upload.source)
        choices["corrections"] = mend(upload, check_result, request.form) if same else Corrections()
    except Refusal as refusal:
        return show(token, refusal)
    return check_upload(uploads().change(upload, **choices))


@SCREEN.post("/<token>/mend/cells")
def keep_cells(token: str) -> ResponseReturnValue:
    """Keep what is typed into the table, for a script, as one types; nothing is checked yet."""
    try:
        upload = changing_upload(token)
        check_result = uploads().check_result_of(upload) or CheckResult(upload.version)
        uploads().keep_corrections(upload, mend(upload, check_result, request.form))
    except Refusal as refusal:
        return jsonify(detail=" ".join(presenter.sentences(refusal.problems))), status_of(refusal)
    saved = _("What you typed is kept, {at}; press “Check again” when you are done.")
    return jsonify(saved=saved.format(at=formats.moment(now())))


@SCREEN.post("/<token>/file")
def put_file(token: str) -> ResponseReturnValue:
    """Check a mended file in place of the first."""
    upload = changing_upload(token)
    try:
        return check_upload(uploads().put(upload, sent_file()))
    except Refusal as refusal:
        return show(token, refusal)


@SCREEN.post("/<token>/load")
def load(token: str) -> ResponseReturnValue:
    """Load a file that is sound, with a reason; once."""
    if address := _loading_page(token):
        return redirect_to(address)
    upload = changing_upload(token)
    check_result = uploads().check_result_of(upload)
    try:
        why = reason()
        if (
            check_result is None
            or check_result.receipt is None
            or check_result.receipt.proposed_covers
        ):
            raise refuse("upload_not_checked", name=upload.name)
        override_closed_years = closed.agreed(
            closed.of_touch(programme(), check_result.reach, "load", check_result.numbers)
        )
        return begin(
            "load",
            upload.name,
            **_job_arguments(upload),
            override_closed_years=override_closed_years,
            reason=why,
        )
    except Refusal as refusal:
        return show(token, refusal)


@SCREEN.post("/<token>/remove")
def remove(token: str) -> ResponseReturnValue:
    """Forget a file."""
    uploads().remove(changing_upload(token))
    return redirect_to("/steward/imports")


def _page(
    upload: Upload, check_result: CheckResult, checked: bool, refused: Refusal | None
) -> Response:
    proposed = check_result.receipt.proposed_covers if check_result.receipt else None
    numbers = (
        None
        if check_result.numbers is None
        else changes_in_words(programme(), check_result.numbers, ahead=True)
    )
    lines = presenter.with_typing(
        presenter.of_rows(check_result), uploads().corrections_of(upload), upload.corrections
    )
    total, bad_rows = presenter.size(check_result.problems)
    with database().read() as session:
        lists = presenter.lists(upload.kind, lines, context_of(session, programme().code))
    return page(
        "upload.html",
        upload.name,
        status_of(refused) if refused else HTTPStatus.OK,
        upload=upload,
        check_result=check_result,
        checked=checked,
        proposed=proposed,
        kind=kind_name(upload.kind),
        kinds=presenter.kind_names(),
        fields=fields_of(upload, proposed),
        total=total,
        bad_rows=bad_rows,
        whole=presenter.sentences(presenter.of_the_whole(check_result)),
        lines=lines,
        lists=lists,
        columns=[
            (head, presenter.column_names(upload.kind, head)) for head in check_result.excerpt.heads
        ],
        mended=list(correction_list.mended(upload.corrections, check_result.excerpt, upload.kind)),
        notes=presenter.sentences(check_result.notes),
        sheets=check_result.sheets,
        saved_name=upload.source,
        coverage_rules=coverage_rules(),
        numbers=numbers,
        closed=closed.of_touch(programme(), check_result.reach, "load", check_result.numbers),
        limit=limit_mb(),
        refused=presenter.sentences(refused.problems) if refused else [],
    )


def check_upload(upload: Upload) -> ResponseReturnValue:
    """Check it in the background; where that cannot begin now, what was mended is kept and stands
    there.
    """
    try:
        return begin("check", upload.name, **_job_arguments(upload))
    except Refusal as refusal:
        return show(upload.token, refusal)


def _job_arguments(upload: Upload) -> dict[str, str]:
    """What the work on an upload is told."""
    back = url(f"{SCREEN.path}/{upload.token}", programme=upload.programme)
    return {"token": upload.token, "account": author(), "back": back}


def mine(token: str) -> Upload:
    """An upload of the reader's own."""
    return uploads().find(token, author())


def changing_upload(token: str) -> Upload:
    """An upload of the reader's, for a programme that is still theirs to change; as the form has
    seen it.
    """
    bounded()
    upload = mine(token)
    require("steward", upload.programme)
    if _loading_page(token):
        raise Conflict(Problem("upload_loading", {"name": upload.name}))
    if request.form.get("version") != str(upload.version):
        raise Conflict(Problem("upload_moved"))
    return upload


def _loading_page(token: str) -> str | None:
    return loading_page(jobs(), token, author())


def uploads() -> Uploads:
    """What was sent to this server."""
    return uploads_in(jobs().folder)
