"""The form that began a job, kept for a day: a job that failed or is long gone can be begun again
as it was.
"""

from flask import current_app, request

from dashboard.jobs.kinds import kinds
from dashboard.submissions import keep, owner
from dashboard.submissions.store import Submissions
from dashboard.submissions.submission import Submission

EXTENSION = "itog-begun"
REPEATABLE = ("export", "snapshot")
"""Kinds that may be begun again when nobody knows any longer how the first one ended."""


def remember(kind: str, token: str) -> None:
    """Keep the form of this request for its job; one with a file is kept with the upload itself."""
    # the form, not the job's arguments: rights and choices are looked at anew when it is sent again
    form = keep.posted()
    if form is not None and not form.file:
        _store(kind).put(token, request.remote_addr or "", form)


def form_of(token: str, kind: str = "") -> Submission | None:
    """What began a job that this reader may begin; without its ``kind`` only what is safe to do
    twice.
    """
    reader = owner.typist_signed_in()
    identity = reader.id if reader else 0
    # a load or an undo is never repeated in the dark: it may have happened
    offered = [kind] if kind else [each for each in REPEATABLE if each in kinds()]
    begun = (form for each in offered for form in _store(each).of(token))
    return next((form for form in begun if form.is_of(identity)), None)


def _store(kind: str) -> Submissions:
    return Submissions(current_app.extensions[EXTENSION] / kind)
