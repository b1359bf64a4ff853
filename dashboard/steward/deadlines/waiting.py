"""What a steward has begun and not ended: files that were sent, drafts, and drafts that came back."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.accounts.reader import account, may
from dashboard.http import context, urls
from dashboard.http.context import database
from dashboard.jobs.routes import jobs
from dashboard.steward.audit import names
from dashboard.steward.comments.comment_lines import CommentLine, comment_lines, place_of
from dashboard.steward.definitions import drafts as draft_actions
from dashboard.steward.imports.checking import uploads_in
from dashboard.steward.imports.store import CheckResult, Upload
from dashboard.steward.pages import author
from dashboard.text import formats
from dashboard.text.labels import kind_name
from dashboard.text.language import _, ngettext
from data.comments import reading
from data.drafts.reading import Draft, SentBack, drafts, sent_back, sent_back_of

EXCERPT = 160
"""Signs of a comment that a list shows."""


@dataclass(frozen=True)
class Waiting:
    """One thing to go on with: its name and address, and what there is to know of it."""

    name: str
    address: str
    state: str
    aside: str = ""


def files() -> list[Waiting]:
    """The reader's files that were sent and not loaded, newest first."""
    uploads = uploads_in(jobs().folder)
    return [
        _file(each, uploads.check_result_of(each))
        for each in uploads.of(author())
        if may("steward", each.programme)
    ]


def comments() -> list[Waiting]:
    """What colleagues have written that waits for the reader, the oldest first."""
    reader = account()
    with database().read() as session:
        listed = reading.waiting(session, reader) if reader else []
    return [_comment(line) for line in comment_lines(listed)]


def begun() -> tuple[list[Waiting], list[Waiting]]:
    """The reader's drafts that came back, and those that are being written, the one touched last
    first.
    """
    with database().read() as session:
        back = [
            each for each in sent_back(session, author()) if may("steward", each.draft.programme)
        ]
        mine = [
            each
            for each in drafts(session, states=("open",))
            if each.author == author()
            and may("steward", each.programme)
            # it waits for its author, not for who gave it back
            and sent_back_of(session, each.id) is None
        ]
    return [_back(each) for each in back], [_draft(each) for each in mine]


def _file(upload: Upload, check_result: CheckResult | None) -> Waiting:
    labels = (kind_name(upload.kind), *_of(upload.programme))
    address = urls.to_rooms(upload.programme, f"/steward/imports/uploads/{upload.token}")
    return Waiting(upload.name, address, _state(check_result), " · ".join(labels))


def _comment(line: CommentLine) -> Waiting:
    comment = line.facts
    last = comment.replies[-1] if comment.replies else comment
    text = last.text if len(last.text) <= EXCERPT else f"{last.text[:EXCERPT]}…"
    address = f"{place_of(comment.programme, comment.topic)}#comment-{comment.id}"
    moment = formats.moment(last.at)
    return Waiting(
        line.about, address, f"{last.author}, {moment}: {text}", " · ".join(_of(comment.programme))
    )


def _state(check_result: CheckResult | None) -> str:
    if check_result is None:
        return _("not checked yet")
    if check_result.problems:
        return ngettext(
            "{number} problem to mend", "{number} problems to mend", len(check_result.problems)
        )
    return _("sound, can be loaded")


def _draft(draft: Draft) -> Waiting:
    saved = _("saved {at}").format(at=formats.moment(draft.at))
    return Waiting(_name(draft), _url(draft), saved, " · ".join(_of(draft.programme)))


def _back(each: SentBack) -> Waiting:
    back = _("sent back by {author}, {at}").format(author=each.by, at=formats.moment(each.at))
    return Waiting(
        _name(each.draft), _url(each.draft), f"{back}: {each.reason}" if each.reason else back
    )


def _name(draft: Draft) -> str:
    return draft_actions.title(draft)


def _url(draft: Draft) -> str:
    return urls.to_rooms(draft.programme, f"/steward/definitions/drafts/{draft.id}")


def _of(programme: str) -> Iterator[str]:
    """Whose it is, where the reader is a steward of several programmes."""
    if sum(may("steward", each.code) for each in context.programmes()) > 1:
        yield names.programme(programme)
