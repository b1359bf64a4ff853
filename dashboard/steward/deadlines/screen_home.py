"""``/steward``: what the reader has begun, what came back, what is due this week and this month,
what is late.
"""

import datetime
from collections.abc import Iterator

from flask.typing import ResponseReturnValue

from dashboard.accounts.reader import account, may
from dashboard.http import context
from dashboard.http.context import database
from dashboard.steward.deadlines import waiting
from dashboard.steward.deadlines.own import own_deadlines
from dashboard.steward.deadlines.screen_deviations import unexplained
from dashboard.steward.deadlines.text import of_programme
from dashboard.steward.pages import author, page, programme, redirect_to, url
from dashboard.steward.screen import Screen
from dashboard.text import formats
from dashboard.text.language import _, ngettext
from dashboard.text.sending import waiting_sentence
from data import clock
from data.drafts.reading import drafts
from data.organisations.duplicates import proposals
from data.sending.sent_files import waiting as waiting_files
from indicators.answers.facts import Facts
from indicators.decisions.decisions import OPEN, OVERDUE, decisions

WEEK = 7
SCREEN = Screen("/steward", lambda: _("My work"), 0)


@SCREEN.get(role="reporter")
def mine() -> ResponseReturnValue:
    """What the reader has begun and what is due, in every programme of theirs; then what waits in
    the shown one. A reporter's work is what they send.
    """
    if not may("steward"):
        return redirect_to("/steward/sent")
    today = clock.today()
    reader = account()
    own = [
        own_deadlines(facts, author(), today)
        for facts in context.programmes()
        if reader is not None and reader.may("steward", facts.code)
    ]
    back, drafts_begun = waiting.begun()
    comments = waiting.comments()
    comments_title = _("Colleagues have written to you: {number}").format(number=len(comments))
    return page(
        "home.html",
        _("My work"),
        lead=f"{author()}, {formats.date(today)}",
        begun=[
            (title, rows)
            for title, rows in (
                (comments_title, comments),
                (_("Sent back to you"), back),
                (_("Files that wait to be loaded"), waiting.files()),
                (_("Drafts you have begun"), drafts_begun),
            )
            if rows
        ],
        own=[each for each in own if each.due or each.month or each.late or each.reported_periods],
        waiting=list(_waiting(programme(), today)),
    )


def _waiting(facts: Facts, today: datetime.date) -> Iterator[tuple[str, str]]:
    """What somebody could do now: a sentence and the way to it."""
    with database().read() as session:
        proposed = len(drafts(session, facts.code, states=("proposed",)))
        sent = waiting_files(session, facts.code)
    if sent:
        yield waiting_sentence(sent), url("/steward/sent")
    if proposed:
        sentence = ngettext(
            "{number} definition is proposed", "{number} definitions are proposed", proposed
        )
        yield sentence, url("/steward/definitions")
    if alike := len(context.asker().ask(proposals, facts.code)):
        sentence = ngettext(
            "{number} pair of organisations may be one",
            "{number} pairs of organisations may be one",
            alike,
        )
        yield sentence, url("/steward/organisations")
    if late := sum(row.periods for row in of_programme(facts, today) if row.is_late):
        yield (
            ngettext("{number} period is late", "{number} periods are late", late),
            url("/steward/overdue"),
        )
    yield from _decisions(facts, today)
    if missing := unexplained(facts):
        sentence = ngettext(
            "{number} deviation from a plan has no reason",
            "{number} deviations from plans have no reason",
            missing,
        )
        yield sentence, url("/steward/deviations")


def _decisions(facts: Facts, today: datetime.date) -> Iterator[tuple[str, str]]:
    """What meetings have decided and is past its day, or will be within a week."""
    listed = context.asker().ask(decisions, facts.code)
    if late := sum(each.state_on(today) == OVERDUE for each in listed):
        sentence = ngettext("{number} decision is overdue", "{number} decisions are overdue", late)
        yield sentence, url("/steward/decisions", state=OVERDUE)
    week = today + datetime.timedelta(days=WEEK)
    if near := sum(each.state_on(today) == OPEN and each.due_on <= week for each in listed):
        sentence = ngettext(
            "{number} decision is due within a week",
            "{number} decisions are due within a week",
            near,
        )
        yield sentence, url("/steward/decisions", state=OPEN)
