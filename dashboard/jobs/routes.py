"""``/jobs/<token>``: watch a job, cancel it, take its file."""

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from flask import Flask, current_app, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from dashboard.accounts.reader import reader
from dashboard.documents import document, refused
from dashboard.http import context
from dashboard.http.context import language
from dashboard.http.refusals import sentences
from dashboard.jobs import repeating
from dashboard.jobs.jobs import Jobs
from dashboard.jobs.kinds import JobText, kind, kinds
from dashboard.jobs.state import CANCELLED, FAILED, READY, WAITING, Job, is_token
from dashboard.offering import Link
from dashboard.sign_in.guard import to_sign_in
from dashboard.text.language import _
from data.refusals import Forbidden, NotFound, Problem, TooMany, refuse

EXTENSION = "itog-jobs"


def register(server: Flask) -> None:
    """Add the addresses, over the server's own jobs."""
    jobs = Jobs(server.config[context.WORK_FOLDER], server.extensions[context.DATABASE])
    server.extensions[EXTENSION] = jobs
    server.extensions[repeating.EXTENSION] = jobs.folder / "begun"
    server.add_url_rule("/jobs/<token>", "job", _for_owner(job_page))
    server.add_url_rule("/jobs/<token>/file", "job_file", _for_owner(take))
    server.add_url_rule("/jobs/<token>/cancel", "job_cancel", _for_owner(cancel), methods=["POST"])


def begin(kind: str, name: str, **arguments: Any) -> ResponseReturnValue:
    """Begin a job for the reader of this request and lead to its page; ``arguments`` must be what
    JSON can say.
    """
    account = reader()
    try:
        # an account, else the address, whose places are counted
        job = jobs().start(kind, arguments, name, account=account, reader=_address())
    except TooMany as refusal:
        return refused(refusal, links=_running_job_links(account, kind) if account else ())
    # only of a job that has begun
    repeating.remember(kind, job.token)
    return redirect(url_for("job", token=job.token), HTTPStatus.SEE_OTHER)


def _running_job_links(account: str, kind: str) -> list[Link]:
    """The pages of an account's jobs, on which they are watched and cancelled."""
    return [
        (_("Open the job: {name}").format(name=_with_share(job)), url_for("job", token=job.token))
        for job in jobs().waiting_of(account, kind)
    ]


def _with_share(job: Job) -> str:
    """A job's name and how much of it is done, if it has said so: two may make the same file."""
    return f"{job.name} – {100 * job.count // job.total} %" if job.total else job.name


def jobs() -> Jobs:
    """The jobs of this server."""
    current: Jobs = current_app.extensions[EXTENSION]
    return current


def _address() -> str:
    """Whom an order of nobody in particular is counted for: the address, which the state of a job
    need not tell.
    """
    key, address = str(current_app.secret_key), request.remote_addr or ""
    return blake2b(address.encode(), key=key.encode()[:64], digest_size=12).hexdigest()


def job_page(job: Job) -> ResponseReturnValue:
    """How far it is; the page asks again by itself until there is a result, and goes there if it
    has an address.
    """
    # one that makes a file stays on its page, where it is taken
    if job.state == READY and job.result:
        return redirect(job.result, HTTPStatus.SEE_OTHER)
    words: JobText = kind(job.kind).words(job)
    headers = {"Refresh": "1"} if job.state == WAITING else {}
    # a finished job needs no second one
    again = repeating.form_of(job.token, job.kind) if job.state in (FAILED, CANCELLED) else None
    page = document(
        "job.html",
        _title(job, words),
        job=job,
        progress=_progress(job, words),
        reasons=job.reason.get(language()) or [_broken_off(), words.cancelled],
        cancelled=words.cancelled,
        back=words.back or "/",
        again=again,
    )
    return page, headers


def take(job: Job) -> ResponseReturnValue:
    """The file itself."""
    path = jobs().file(job)
    # swept after an hour, while a page with the link is still open
    if job.state != READY or not path.exists():
        raise refuse("job_file_not_ready")
    return send_file(path, kind(job.kind).mime(job), as_attachment=True, download_name=job.name)


def cancel(job: Job) -> ResponseReturnValue:
    """Stop it."""
    jobs().cancel(job.token)
    return redirect(url_for("job", token=job.token), HTTPStatus.SEE_OTHER)


def _for_owner(view: Callable[[Job], ResponseReturnValue]) -> Callable[[str], ResponseReturnValue]:
    """Let a view see a job that nobody in particular began, or that the reader did."""

    @wraps(view)
    def guarded(token: str) -> ResponseReturnValue:
        try:
            job = jobs().find(token)
        except NotFound as gone:
            return _begin_again(token, gone)
        if job.kind not in kinds():  # of another version of the program
            raise NotFound(Problem("job_lost"))
        # with no account the token is the key (`Job`)
        if job.account is None or job.account == reader():
            return view(job)
        # perhaps it is theirs, and only the session is over
        if reader() is None:
            return to_sign_in()
        raise Forbidden(Problem("job_of_another"))

    return guarded


def _begin_again(token: str, gone: NotFound) -> ResponseReturnValue:
    """A job that is long gone: its form, to be sent once more as it was."""
    again = repeating.form_of(token) if is_token(token) else None
    if again is None:
        raise gone
    lines = sentences(gone, language())
    return document(
        "job_gone.html", _("This work is over"), HTTPStatus.NOT_FOUND, lines=lines, again=again
    )


def _title(job: Job, words: JobText) -> str:
    titles = {
        WAITING: words.waiting,
        READY: words.ready,
        FAILED: words.failed,
        CANCELLED: _("Cancelled"),
    }
    return titles[job.state]


def _progress(job: Job, words: JobText) -> str:
    """How far it is, or whom it waits for."""
    if job.writer:
        return Problem("writer_waits", {"writer": job.writer}).sentence(language())
    return words.progress if job.total or job.count else _("Starting…")


def _broken_off() -> str:
    return _(
        "The work was broken off: the server was restarted, or its memory or disk space ran out. Begin it again."
    )
