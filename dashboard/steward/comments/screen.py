"""``/steward/comments``: what colleagues write to each other at records and numbers; what waits for
the reader.
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import redirect, request
from flask.typing import ResponseReturnValue

from dashboard.accounts.comments import waiting_comments
from dashboard.accounts.reader import account, may
from dashboard.components.header import comments_words
from dashboard.http import context, urls
from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.sign_in.guard import require
from dashboard.steward.comments.comment_lines import (
    ROOM,
    comment_lines,
    known_addressees,
    lines_at,
    place_of,
)
from dashboard.steward.pages import author, changing, lines, page, programme
from dashboard.steward.screen import Screen
from dashboard.steward.topics import make_sure, read_topic, record_page, topic_words
from dashboard.text.language import _
from data.audit import events
from data.comments import reading, writing
from data.passports import programme_code
from data.refusals import Refusal
from data.topics import Topic, topic_of
from indicators.answers.facts import Facts

SCREEN = Screen(ROOM, lambda: comments_words(waiting_comments()), 3, role="viewer")
WRITER = "comments"
ROLE = "viewer"


@SCREEN.get()
def listed() -> ResponseReturnValue:
    """The comments about one thing; or those that wait for the reader, and all of the programme."""
    facts, topic = programme(), read_topic(request.args)
    if topic.is_whole:
        return _at(facts, topic)
    is_settled = request.args.get("state") == "settled"
    reader = account()
    with database().read() as session:
        waiting = reading.waiting(session, reader) if reader and not is_settled else []
        others = reading.in_programme(session, facts.code, is_settled=is_settled)
    ids = {each.id for each in waiting}
    return page(
        "comments.html",
        _("Comments"),
        waiting=comment_lines(waiting),
        others=comment_lines(each for each in others if each.id not in ids),
        is_settled=is_settled,
    )


@SCREEN.post()
def add() -> ResponseReturnValue:
    """Write a comment about what the form names."""
    facts, topic = changing(ROLE), read_topic(request.form)
    addressees = request.form.getlist("addressee")
    if addressees:
        require("steward", facts.code)
    try:
        make_sure(facts, topic)
        with database().writing(WRITER) as session:
            identity = writing.add(
                session,
                facts.code,
                topic,
                author(),
                request.form.get("text", ""),
                addressees,
                to_stewards="stewards" in request.form,
            )
            events.note(session, author(), "comment_added", str(identity), **_place(facts, topic))
    except Refusal as refusal:
        return _at(facts, topic, refusal)
    return _onward(facts.code, topic, identity)


@SCREEN.post("/<int:number>/reply")
def reply(number: int) -> ResponseReturnValue:
    """Write under a comment."""
    facts, topic = _commented(number)
    try:
        with database().writing(WRITER) as session:
            writing.reply(session, number, author(), request.form.get("text", ""))
            events.note(session, author(), "comment_replied", str(number), **_place(facts, topic))
    except Refusal as refusal:
        return _at(facts, topic, refusal)
    return _onward(facts.code, topic, number)


@SCREEN.post("/<int:number>/settle")
def settle(number: int) -> ResponseReturnValue:
    """Say that a comment is settled: whoever wrote it, or a steward."""
    facts, topic = _commented(number)
    with database().writing(WRITER) as session:
        if writing.comment_row(session, number).author != author():
            require("steward", facts.code)
        writing.settle(session, number, author())
        events.note(session, author(), "comment_settled", str(number), **_place(facts, topic))
    return _onward(facts.code, topic, number)


def _place(facts: Facts, topic: Topic) -> dict[str, str]:
    """Where a comment stands, as the audit has it."""
    return {"programme": facts.code, **topic.named}


def _at(facts: Facts, topic: Topic, refused: Refusal | None = None) -> ResponseReturnValue:
    """The comments about one thing, and the form for another."""
    return page(
        "comments_at.html",
        _("Comments"),
        status_of(refused) if refused else HTTPStatus.OK,
        lead=topic_words(facts, topic),
        refused=lines(refused),
        topic=topic,
        comments=lines_at(facts, topic),
        addressees=known_addressees(facts),
        back=record_page(facts.code, topic) if may("steward", facts.code) else "",
        inputs=request.form,
    )


def _commented(number: int) -> tuple[Facts, Topic]:
    """The programme and the topic of a comment, if the reader may see it."""
    with database().read() as session:
        comment = writing.comment_row(session, number)
        code, topic = programme_code(session, comment.programme_id), topic_of(comment)
    require(ROLE, code)
    return context.facts(code), topic


def _onward(code: str, topic: Topic, number: int) -> ResponseReturnValue:
    """Back to the page on which the comment was written."""
    before = urls.page_before()
    is_page = bool(before) and urls.can_be_read(urlsplit(before).path)
    address = before if is_page else place_of(code, topic)
    return redirect(f"{address}#comment-{number}", HTTPStatus.SEE_OTHER)
