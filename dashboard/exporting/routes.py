"""``/export``: order a file, watch it being made, cancel it, take it."""

import datetime
import re
from http import HTTPStatus

from flask import Flask, current_app, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from dashboard import exports
from dashboard.context import language
from dashboard.documents import document
from dashboard.exporting.jobs import Jobs
from dashboard.exporting.order import Order
from dashboard.exporting.state import CANCELLED, FAILED, READY, WAITING, Job
from dashboard.language import _
from data.refusals import refuse

EXTENSION = "itog-exports"


def register(server: Flask, jobs: Jobs) -> None:
    """Add the addresses."""
    server.extensions[EXTENSION] = jobs
    server.add_url_rule("/export", "export", order, methods=["POST"])
    server.add_url_rule("/export/<token>", "export_state", watch)
    server.add_url_rule("/export/<token>/file", "export_file", take)
    server.add_url_rule("/export/<token>/cancel", "export_cancel", cancel, methods=["POST"])


def order() -> ResponseReturnValue:
    """Begin an export and lead to its state."""
    form = exports.known(request.form.get("format", ""))
    asked = Order(form, request.values.get("deck", ""), request.values.get("page", ""), language())
    if not asked.deck and not asked.page:
        raise refuse("export_of_nothing")
    job = _jobs().start(asked, _name(asked))
    return redirect(url_for("export_state", token=job.token), HTTPStatus.SEE_OTHER)


def watch(token: str) -> ResponseReturnValue:
    """How far it is; the page asks again by itself until the file is there."""
    job = _jobs().find(token)
    headers = {"Refresh": "1"} if job.state == WAITING else {}
    return document("export.html", _title(job), job=job, words=_words(job)), headers


def take(token: str) -> ResponseReturnValue:
    """The file itself."""
    job = _jobs().find(token)
    path = _jobs().file(job)
    if job.state != READY or not path.exists():
        raise refuse("export_not_ready")
    return send_file(path, exports.module(job.form).MIME, as_attachment=True, download_name=job.name)


def cancel(token: str) -> ResponseReturnValue:
    """Stop it."""
    job = _jobs().cancel(token)
    return redirect(url_for("export_state", token=job.token), HTTPStatus.SEE_OTHER)


def _jobs() -> Jobs:
    found: Jobs = current_app.extensions[EXTENSION]
    return found


def _name(asked: Order) -> str:
    """A file name without anything that a file system could misread."""
    what = re.sub(r"[^\w.-]+", "-", asked.deck or asked.page.partition("?")[0]).strip("-.") or "itog"
    return f"{what[:60]}-{datetime.date.today():%Y-%m-%d}.{asked.form}"


def _title(job: Job) -> str:
    return {
        WAITING: _("The file is being made"),
        READY: _("The file is ready"),
        FAILED: _("The file was not made"),
        CANCELLED: _("Cancelled"),
    }[job.state]


def _words(job: Job) -> dict[str, str]:
    return {
        "progress": _("Slides ready: {done} of {total}").format(done=job.done, total=job.total),
        "starting": _("Starting…"),
        "take": _("Take the file"),
        "cancel": _("Cancel"),
        "cancelled": _("Nothing was kept."),
        "reason": job.reason or _("Its process ended without a word. Order it again."),
        "elsewhere": _("Pages work as usual meanwhile; this one may be closed, its address kept."),
    }
