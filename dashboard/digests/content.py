"""What a digest says: the very words of the pages that it leads to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.accounts.policy import policy
from dashboard.accounts.reader import must_set_up
from dashboard.feeds.entries import LISTED, change_lines
from dashboard.http import context, urls
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections.changes_since import ChangesSince
from dashboard.sections.decisions import read_decisions
from dashboard.steward.deadlines.own import own_deadlines
from dashboard.steward.deadlines.text import DeadlineRow, late_rows
from dashboard.text import formats, labels
from dashboard.text.decisions import overdue_sentence, subject_text
from dashboard.text.language import _, ngettext
from data import clock
from data.accounts.accounts import AccountFacts
from data.decks import decks
from data.digests.deliveries import Delivery
from indicators.answers.facts import Facts
from indicators.answers.history import came_in
from indicators.decisions.numbers import DecisionNumbers, longest_overdue


@dataclass(frozen=True)
class DigestSection:
    """One question of a programme: a title, sentences, and the path of the page that has them."""

    title: str
    lines: Sequence[str]
    path: str


@dataclass(frozen=True)
class ProgrammeNews:
    """What there is to say of a programme; ``meetings`` are ahead, and no news by themselves."""

    name: str
    meetings: Sequence[str]
    sections: Sequence[DigestSection]


def news(account: AccountFacts, delivery: Delivery) -> list[ProgrammeNews]:
    """What a digest tells an account of its programmes, in the language of the request; nothing of a
    programme of which there is nothing, and nothing that the account could not read on the pages now.
    """
    if policy().reading_signed and must_set_up(account):
        return []
    codes = delivery.subscription.wish.programmes
    listed = (
        _of_programme(facts, account, delivery)
        for facts in context.programmes()
        if codes is None or facts.code in codes
    )
    return [each for each in listed if each.sections]


def _of_programme(facts: Facts, account: AccountFacts, delivery: Delivery) -> ProgrammeNews:
    sections = [
        *_changes(facts.code, delivery),
        *_decisions(facts.code),
        # what is late stands in the stewards' rooms, which open to stewards of the programme alone
        *(_deadlines(facts, account.name) if _is_steward(account, facts) else ()),
    ]
    return ProgrammeNews(labels.programme_name(facts), _meetings(facts.code, delivery), sections)


def _is_steward(account: AccountFacts, facts: Facts) -> bool:
    """Whether the rooms of a programme are open to an account: to one with a second factor to set up
    they are not.
    """
    return account.may("steward", facts.code) and not must_set_up(account)


def _changes(code: str, delivery: Delivery) -> Iterator[DigestSection]:
    """What `/changes` says of the revisions of the digest."""
    # what made the programme changed nothing of it
    since = max(delivery.since, context.asker().ask(came_in, code))
    if since >= delivery.until:
        return
    href = urls.with_choices(
        "/changes", {"programme": code, "since": since, "until": delivery.until}
    )
    page_request = read_page_request(href)
    changes = ChangesSince(page_request).changes
    if changes:
        lines = change_lines(page_request, changes)
        yield DigestSection(_("What changed"), lines, href)


def _decisions(code: str) -> Iterator[DigestSection]:
    """Decisions that are overdue, as the overview names them."""
    href = urls.with_choices("/", {"programme": code})
    page_request = read_page_request(href)
    late = longest_overdue(read_decisions(page_request))
    if late:
        lines = _shortened([_decision(page_request, each) for each in late])
        yield DigestSection(_("Overdue decisions"), lines, href)


def _decision(page_request: PageRequest, each: DecisionNumbers) -> str:
    subject = subject_text(page_request.facts, each)
    return ": ".join(filter(None, (subject, overdue_sentence(each))))


def _deadlines(facts: Facts, account: str) -> Iterator[DigestSection]:
    """What «My work» says of the account, and what is late in the programme."""
    today = clock.today()
    own = own_deadlines(facts, account, today)
    work, overdue = (urls.to_rooms(facts.code, path) for path in ("/steward", "/steward/overdue"))
    for title, rows, path in (
        (_("Yours, due this week"), own.due, work),
        (_("Yours, late"), own.late, work),
        (_("Late in the programme"), late_rows(facts, today), overdue),
    ):
        if rows:
            yield DigestSection(title, _shortened([deadline_text(row) for row in rows]), path)


def deadline_text(row: DeadlineRow) -> str:
    """«Консультации, 1 квартал 2016: срок 15.04.2016, опоздание 12 дней, отвечает anna»."""
    days = (
        ngettext("{number} day late", "{number} days late", row.days)
        if row.is_late
        else ngettext("{number} day is left", "{number} days are left", row.days)
    )
    due = _("due {date}").format(date=row.due_on)
    owner = _("answers: {owner}").format(owner=row.owner or _("nobody yet"))
    return f"{row.indicator}, {row.when}: {due}, {days}, {owner}"


def _meetings(code: str, delivery: Delivery) -> list[str]:
    """The meetings that the digest comes before."""
    if delivery.subscription.wish.rhythm != "meeting":
        return []
    sentence = _("Meeting of {date}: {title}")
    return [
        sentence.format(date=formats.date(delivery.due_on), title=each.title)
        for each in context.asker().read(decks)
        if each.programme == code and each.held_on == delivery.due_on
    ]


def _shortened(lines: Sequence[str]) -> list[str]:
    left = len(lines) - LISTED
    more = ngettext("And {number} more.", "And {number} more.", left)
    return [*lines[:LISTED], *([more] if left > 0 else [])]
