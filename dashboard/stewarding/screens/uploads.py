"""``/steward/imports/uploads/…``: a file that was sent: its problems, mended in place; then its preview and loading."""

from http import HTTPStatus

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from dashboard.background.routes import begin, jobs
from dashboard.refusing import status_of
from dashboard.signing.guard import require
from dashboard.stewarding import closed
from dashboard.stewarding.changed import said_of
from dashboard.stewarding.pages import author, go, page, programme, reason, way
from dashboard.stewarding.screen import Screen
from dashboard.stewarding.uploads import shown
from dashboard.stewarding.uploads.checking import uploads_in
from dashboard.stewarding.uploads.choosing import chosen, fields_of, sent_file
from dashboard.stewarding.uploads.limit import bounded, limit_mb
from dashboard.stewarding.uploads.loading import under_way
from dashboard.stewarding.uploads.mending import mend
from dashboard.stewarding.uploads.store import Found, Upload, Uploads
from dashboard.stewarding.uploads.words import kept_words, upload_words
from data.clock import now
from data.importers import Mending
from data.refusals import Conflict, Problem, Refusal, refuse

SCREEN = Screen("/steward/imports/uploads", None, 21)


@SCREEN.get("/<token>")
def show(token: str, refused: Refusal | None = None) -> ResponseReturnValue:
    """What the check found: a table of problems to mend, or what loading would do; a load under way or done."""
    if address := _under_way(token):
        return go(address)
    upload = _mine(token)
    if upload.programme != programme().code:
        return go(request.path, programme=upload.programme)
    found = _uploads().found(upload)
    return _page(upload, found or Found(upload.version), found is not None, refused)


@SCREEN.post("/<token>/mend")
def mend_cells(token: str) -> ResponseReturnValue:
    """Take over what was mended and chosen, and check again."""
    upload = _changing(token)
    found = _uploads().found(upload) or Found(upload.version)
    try:
        said = chosen(request.form)
        # What was mended in one sheet means nothing in another.
        said["mending"] = mend(upload, found, request.form) if said["sheet"] == upload.sheet else Mending()
    except Refusal as refusal:
        return show(token, refusal)
    return _check(_uploads().change(upload, **said))


@SCREEN.post("/<token>/mend/cells")
def keep_cells(token: str) -> ResponseReturnValue:
    """Keep what is typed into the table, for a script, as one types; nothing is checked yet."""
    try:
        upload = _changing(token)
        found = _uploads().found(upload) or Found(upload.version)
        _uploads().keep_typed(upload, mend(upload, found, request.form))
    except Refusal as refusal:
        return jsonify(detail=" ".join(shown.sentences(refusal.problems))), status_of(refusal)
    return jsonify(saved=kept_words()["saved"].format(at=f"{now():%H:%M:%S}"))


@SCREEN.post("/<token>/file")
def put_file(token: str) -> ResponseReturnValue:
    """Check a mended file in place of the first."""
    upload = _changing(token)
    try:
        return _check(_uploads().put(upload, sent_file()))
    except Refusal as refusal:
        return show(token, refusal)


@SCREEN.post("/<token>/load")
def load(token: str) -> ResponseReturnValue:
    """Load a file that is sound, with a reason; once."""
    if address := _under_way(token):
        return go(address)
    upload = _changing(token)
    found = _uploads().found(upload)
    try:
        why = reason()
        if found is None or found.receipt is None or found.receipt.proposed_covers:
            raise refuse("upload_not_checked", name=upload.name)
        settled = closed.agreed(closed.of_touch(programme(), found.reach, "load", found.numbers))
        return begin("load", upload.name, **_said(upload), settled=settled, reason=why)
    except Refusal as refusal:
        return show(token, refusal)


@SCREEN.post("/<token>/remove")
def remove(token: str) -> ResponseReturnValue:
    """Forget a file."""
    _uploads().remove(_changing(token))
    return go("/steward/imports")


def _page(upload: Upload, found: Found, checked: bool, refused: Refusal | None) -> Response:
    proposed = found.receipt.proposed_covers if found.receipt else None
    numbers = None if found.numbers is None else said_of(programme(), found.numbers, ahead=True)
    return page(
        "upload.html",
        upload.name,
        status_of(refused) if refused else HTTPStatus.OK,
        upload=upload,
        found=found,
        checked=checked,
        proposed=proposed,
        kind=shown.kind_name(upload.kind),
        kinds=shown.kind_names(),
        fields=fields_of(upload, proposed),
        whole=shown.sentences(shown.of_the_whole(found)),
        lines=shown.typed_over(shown.of_rows(found), _uploads().typed(upload)),
        columns=[(head, shown.column_names(upload.kind, head)) for head in found.excerpt.heads],
        mended=list(shown.mended(upload.mending, found.excerpt)),
        notes=shown.sentences(found.notes),
        sheets=found.sheets,
        numbers=numbers,
        closed=closed.of_touch(programme(), found.reach, "load", found.numbers),
        limit=limit_mb(),
        refused=shown.sentences(refused.problems) if refused else [],
        words=upload_words(found),
    )


def _check(upload: Upload) -> ResponseReturnValue:
    """Check it in the background; where that cannot begin now, what was mended is kept and stands there."""
    try:
        return begin("check", upload.name, **_said(upload))
    except Refusal as refusal:
        return show(upload.token, refusal)


def _said(upload: Upload) -> dict[str, str]:
    """What the work on an upload is told."""
    back = way(f"{SCREEN.path}/{upload.token}", programme=upload.programme)
    return {"token": upload.token, "account": author(), "back": back}


def _mine(token: str) -> Upload:
    return _uploads().find(token, author())


def _changing(token: str) -> Upload:
    """An upload of the reader's, for a programme that is still theirs to change; as the form has seen it."""
    bounded()
    upload = _mine(token)
    require("steward", upload.programme)
    if _under_way(token):
        raise Conflict(Problem("upload_loading", {"name": upload.name}))
    if request.form.get("version") != str(upload.version):
        raise Conflict(Problem("upload_moved"))
    return upload


def _under_way(token: str) -> str | None:
    return under_way(jobs(), token, author())


def _uploads() -> Uploads:
    return uploads_in(jobs().folder)
