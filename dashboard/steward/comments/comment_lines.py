"""Comments in words: each with what it is about, whom it is for, and what the reader may do with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.accounts.reader import account, may
from dashboard.http import context, urls
from dashboard.http.context import database
from dashboard.steward.topics import record_page, topic_words
from dashboard.text.language import _
from data.accounts import accounts
from data.comments import reading
from data.comments.reading import CommentFacts
from data.topics import Topic
from indicators.answers.facts import Facts

ROOM = "/steward/comments"


@dataclass(frozen=True)
class CommentLine:
    """A comment as it is drawn; ``address`` leads to what it is about, ``target`` are those whom it is
    for.
    """

    facts: CommentFacts
    about: str
    address: str
    target: str
    may_settle: bool


def comment_lines(comments: Iterable[CommentFacts]) -> list[CommentLine]:
    """The comments of the reader's programmes, in words."""
    return [
        _line(context.facts(each.programme), each)
        for each in comments
        if may("viewer", each.programme)
    ]


def lines_at(facts: Facts, topic: Topic) -> list[CommentLine]:
    """The comments at one place."""
    with database().read() as session:
        return comment_lines(reading.at_topic(session, facts.code, topic))


def lines_at_record(facts: Facts, kind: str, numbers: Iterable[str]) -> list[CommentLine]:
    """The comments at a record, under each number that it has had."""
    with database().read() as session:
        return comment_lines(reading.at_record(session, facts.code, kind, numbers))


def known_addressees(facts: Facts) -> list[str]:
    """The accounts that a steward may address by name: whoever reads the programme, but for the
    reader; others address all stewards.
    """
    reader = account()
    if reader is None or not may("steward", facts.code):
        return []
    with database().read() as session:
        return [
            each.name
            for each in accounts.listed(session)
            if not each.disabled and each.may("viewer", facts.code) and each.name != reader.name
        ]


def place_of(programme: str, topic: Topic) -> str:
    """The page at which comments about one thing stand."""
    return urls.with_choices(ROOM, {"programme": programme, **topic.named})


def _line(facts: Facts, comment: CommentFacts) -> CommentLine:
    stewards = [_("all stewards of the programme")] if comment.to_stewards else []
    is_theirs = comment.author == (reader.name if (reader := account()) else "")
    return CommentLine(
        comment,
        topic_words(facts, comment.topic),
        _address(facts, comment.topic),
        ", ".join([*stewards, *comment.addressees]),
        may("steward", comment.programme) or is_theirs,
    )


def _address(facts: Facts, topic: Topic) -> str:
    """The record's own page for a steward, the indicator's; else the comments about it."""
    if topic.kind:
        is_steward = may("steward", facts.code)
        return record_page(facts.code, topic) if is_steward else place_of(facts.code, topic)
    choices = {"programme": facts.code, "period": topic.period, "district": topic.district}
    named = {name: value for name, value in choices.items() if value}
    return urls.with_choices(f"/indicator/{topic.indicator}", named)
