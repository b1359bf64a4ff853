"""What differs from an earlier moment: old and new, and what made it differ."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.accounts.reader import may
from dashboard.components import status
from dashboard.components.attributes import aria
from dashboard.components.links import LinkOption, choice, link
from dashboard.components.panels import TableColumn, empty_note, left_out, panel
from dashboard.components.stacked import stacked_table
from dashboard.http import urls
from dashboard.request import PageRequest
from dashboard.text import changed_answers, formats
from dashboard.text.actions import action_name
from dashboard.text.language import _, ngettext
from data.refusals import refuse
from indicators.answers.history import RevisionFacts, revisions
from indicators.answers.moments import revision_at
from indicators.answers.snapshots import SnapshotFacts, snapshots
from indicators.impact.causes import CausedChange, caused_changes

MOST = 200
"""So many changes are listed; the address of the programs has all of them."""
NEWEST = 30
"""So many revisions are offered to compare with; an address may name any."""
YEARS = ("year",)


@dataclass(frozen=True)
class ChangesSince:
    """The moments that a page compares, and what differs between them."""

    page_request: PageRequest

    @cached_property
    def since(self) -> str | None:
        """The chosen moment, else the newest snapshot, else the revision before the newest."""
        chosen = self.page_request.address.choices.get("since")
        if chosen or self._snapshots:
            return chosen or f"s{self._snapshots[-1].id}"
        return str(self._revisions[1].number) if len(self._revisions) > 1 else None

    @property
    def until(self) -> str | None:
        return self.page_request.address.choices.get("until")

    @cached_property
    def span(self) -> tuple[int, int] | None:
        """The two revisions; refuses a moment that there is not."""
        if self.since is None:
            return None
        start, end = (self._revision(word) for word in (self.since, self.until))
        return start, end

    def check(self) -> None:
        """Refuse a moment that there is not, and two in the wrong order."""
        if self.span is not None and self.span[0] > self.span[1]:
            raise refuse("revisions_out_of_order", since=self.span[0], until=self.span[1])

    @cached_property
    def changes(self) -> Sequence[CausedChange]:
        """Whole years, the whole territory first."""
        if self.span is None:
            return ()
        code = self.page_request.facts.code
        changes = self.page_request.asker.ask(caused_changes, code, *self.span, YEARS)
        plain = [each for each in changes if not each.change.within_year]
        return sorted(plain, key=lambda each: each.change.district is not None)

    def options(self, name: str) -> Iterator[LinkOption]:
        """The moments to choose from: meetings first, then the newest revisions."""
        chosen = {"since": self.since, "until": self.until}[name]
        for facts in reversed(self._snapshots):
            yield self._option(name, f"s{facts.id}", _meeting(facts), chosen)
        for revision in self._revisions[:NEWEST]:
            yield self._option(name, str(revision.number), _revision(revision), chosen)

    def _option(self, name: str, word: str, label: str, chosen: str | None) -> LinkOption:
        return LinkOption(label, self.page_request.href(**{name: word}), word == chosen)

    def _revision(self, word: str | None) -> int:
        if word is None:
            return self.page_request.as_of or self.page_request.asker.revision()
        return self.page_request.asker.read(revision_at, self.page_request.facts.code, word)

    @cached_property
    def _snapshots(self) -> Sequence[SnapshotFacts]:
        return self.page_request.asker.read(snapshots, self.page_request.facts.code)

    @cached_property
    def _revisions(self) -> Sequence[RevisionFacts]:
        return self.page_request.asker.ask(revisions, self.page_request.facts.code)


def draw(page_request: PageRequest) -> list[Component]:
    """The two moments to choose, and what differs between them: drawn together, as a meeting's
    snapshot makes no revision by which a page would know that there is one more.
    """
    listed = ChangesSince(page_request)
    return [_moments(listed), _differing(listed)]


def _moments(listed: ChangesSince) -> Component:
    now = LinkOption(_("Current"), listed.page_request.href(until=None), listed.until is None)
    choices = [
        choice("since", _("Changed since"), listed.options("since")),
        choice("until", _("Up to"), [now, *listed.options("until")]),
    ]
    return html.Div(choices, className="filters", role="group", **aria(label=_("Choices")))


def _differing(listed: ChangesSince) -> Component:
    """How many numbers differ and why, and each of them."""
    if not listed.changes:
        return panel(
            _("What changed"), empty_note(_("No number differs between the two.")), wide=True
        )
    table = _table(listed.page_request, listed.changes[:MOST])
    return panel(
        _("What changed"),
        [table, *_left_out(len(listed.changes) - MOST)],
        note=_causes(listed.changes),
        wide=True,
    )


def _meeting(facts: SnapshotFacts) -> str:
    return _("Snapshot {id}, {date}: {title}").format(
        id=facts.id, date=formats.day_of(facts.at), title=facts.title
    )


def _revision(facts: RevisionFacts) -> str:
    return _("Revision {revision}, {date}").format(
        revision=facts.number, date=formats.day_of(facts.at)
    )


def _causes(changes: Sequence[CausedChange]) -> str:
    """«Изменилось 14 чисел: импорт – 10, правка – 4»: each by what changed it last."""
    counted = Counter(cause_name(each) for each in changes)
    sentence = ngettext("{number} number changed", "{number} numbers changed", len(changes))
    parts = (f"{name} – {number}" for name, number in counted.most_common())
    return f"{sentence}: {', '.join(parts)}."


def cause_name(each: CausedChange) -> str:
    """What changed an answer last, as a part of a sentence."""
    if not each.revisions:
        return _("the programme's passport")
    name = action_name(each.revisions[0].action)
    return f"{name[:1].lower()}{name[1:]}"


def _left_out(number: int) -> list[Component]:
    sentence = ngettext(
        "{number} more change is at /api/v1/changes.",
        "{number} more changes are at /api/v1/changes.",
        number,
    )
    return left_out(number, sentence)


def _table(page_request: PageRequest, changes: Sequence[CausedChange]) -> Component:
    columns = [
        TableColumn(_("Indicator")),
        TableColumn(_("Place")),
        TableColumn(_("Period")),
        TableColumn(_("Was"), number=True),
        TableColumn(_("Is now"), number=True),
        TableColumn(_("Status before")),
        TableColumn(_("Status now")),
        TableColumn(_("Changed by")),
    ]
    rows = [_row(page_request, each) for each in changes]
    return stacked_table(columns, rows, caption=_("What changed"))


def _row(page_request: PageRequest, each: CausedChange) -> list[Any]:
    change, facts = each.change, page_request.facts
    known = change.indicator in facts.catalogue.versions
    year = int(change.period)
    definition = page_request.definition(change.indicator, year) if known else None
    before, now = changed_answers.values(definition, change)
    name = changed_answers.name(facts, definition, change)
    url = page_request.page(
        f"/indicator/{change.indicator}", period=change.period, district=change.district
    )
    return [
        link(name, url) if known else name,
        changed_answers.place(facts, change),
        changed_answers.period(change),
        before,
        now,
        _status(change.old),
        _status(change.new),
        _links(page_request, each),
    ]


def _status(answer: Any) -> Any:
    return formats.EN_DASH if answer is None or answer.status is None else status.chip_of(answer)


def _links(page_request: PageRequest, each: CausedChange) -> Any:
    """The revisions behind a change; whoever may see the audit is led there."""
    if not each.revisions:
        return _("the programme's passport")
    texts = [f"{action_name(facts.action)}, {formats.day_of(facts.at)}" for facts in each.revisions]
    if not may("steward", page_request.facts.code):
        return html.Span("; ".join(texts))
    room = page_request.facts.code
    links = [
        html.A(text, href=urls.to_rooms(room, f"/steward/audit/{facts.number}"))
        for text, facts in zip(texts, each.revisions, strict=True)
    ]
    return html.Span([part for each_link in links for part in (each_link, html.Br())][:-1])
