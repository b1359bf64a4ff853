"""The entries of a feed: what each revision of a programme has done, in the very words of the page
of changes.
"""

import uuid
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from flask import request

from dashboard.feeds.atom import FeedEntry
from dashboard.request import PageRequest
from dashboard.sections import changes
from dashboard.sections.changes_since import YEARS
from dashboard.sections.small_numbers import untold_changes
from dashboard.text.actions import action_name
from dashboard.text.language import _, ngettext
from indicators.answers.history import RevisionFacts, came_in, own_revisions
from indicators.impact.causes import CausedChange, caused_changes

NEWEST = 30
"""So many deeds a feed remembers: who has not read it for longer goes to the page."""
LISTED = 20
"""Numbers that an entry spells out; of more it says how many there are."""


def programme_entries(page_request: PageRequest) -> Iterator[FeedEntry]:
    """Every deed that changed something of the programme, the newest first."""
    revisions = _revisions(page_request)
    for facts, changed in _with_changes(page_request, revisions):
        yield _entry(page_request, facts, change_lines(page_request, changed))


def indicator_entries(page_request: PageRequest, code: str) -> Iterator[FeedEntry]:
    """The deeds that changed a number of one indicator."""
    revisions = _revisions(page_request)
    for facts, changed in _with_changes(page_request, revisions):
        own = [each for each in changed if each.change.indicator == code]
        if own:
            yield _entry(page_request, facts, change_lines(page_request, own), code)


def _revisions(page_request: PageRequest) -> Sequence[RevisionFacts]:
    code = page_request.facts.code
    return page_request.asker.ask(own_revisions, code, NEWEST, page_request.as_of)


def _with_changes(
    page_request: PageRequest, revisions: Sequence[RevisionFacts]
) -> Iterator[tuple[RevisionFacts, Sequence[CausedChange]]]:
    """Each deed with what it changed."""
    for facts in revisions:
        is_first = _is_first(page_request, facts)
        yield facts, () if is_first else changes_of(page_request, facts.number)


def _is_first(page_request: PageRequest, facts: RevisionFacts) -> bool:
    """Whether it made the programme: there was nothing to change before."""
    return facts.number == page_request.asker.ask(came_in, page_request.facts.code)


def changes_of(page_request: PageRequest, number: int) -> Sequence[CausedChange]:
    """What one revision changed of whole years, the whole territory first."""
    span = number - 1, number
    changed = page_request.asker.ask(caused_changes, page_request.facts.code, *span, YEARS)
    plain = [each for each in changed if not each.change.within_year]
    return sorted(plain, key=lambda each: each.change.district is not None)


def change_lines(page_request: PageRequest, changed: Sequence[CausedChange]) -> Sequence[str]:
    """How many numbers have changed and why, then each, up to ``LISTED``."""
    untold = untold_changes(page_request)
    if not changed:
        return [untold or _("No number has changed.")]
    left = len(changed) - LISTED
    sentences = [changes.sentence(page_request, each) for each in changed[:LISTED]]
    more = ngettext("And {number} more change.", "And {number} more changes.", left)
    besides = [*([more] if left > 0 else []), *filter(None, [untold])]
    return [changes.causes_text(changed), *sentences, *besides]


def _entry(
    page_request: PageRequest, facts: RevisionFacts, lines: Sequence[str], indicator: str = ""
) -> FeedEntry:
    title = _("{action}, revision {revision}").format(
        action=action_name(facts.action), revision=facts.number
    )
    href = page_request.page("/changes", since=facts.number - 1, until=facts.number)
    if _is_first(page_request, facts):
        href = page_request.page("/")
    identity = identity_of(page_request.facts.code, facts.number, facts.at, indicator)
    return FeedEntry(identity, title, facts.at, urljoin(request.host_url, href), lines)


def identity_of(*parts: object) -> str:
    """A URI that is the same for ever and wherever the server stands: of the programme, the deed and
    its moment, so that two servers with a programme of one code do not share it.
    """
    return uuid.uuid5(uuid.NAMESPACE_OID, "itog/" + "/".join(map(str, parts))).urn
