"""The two moments that an address compares, and what differs between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.components.links import LinkOption
from dashboard.request import PageRequest
from dashboard.text import formats
from dashboard.text.language import _
from data.refusals import refuse
from data.words.whole import whole
from indicators.answers.history import RevisionFacts, revisions
from indicators.answers.moments import revision_at
from indicators.answers.snapshots import SnapshotFacts, snapshots
from indicators.impact.affected_meetings import on_slides
from indicators.impact.causes import CausedChange, caused_changes
from indicators.impact.lapses import Lapse, lapses

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
            return chosen or f"s{self._snapshots[0].id}"
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
        """Whole years; what the meeting saw on its slides first, of that the whole territory."""
        if self.span is None:
            return ()
        code = self.page_request.facts.code
        changes = self.page_request.asker.ask(caused_changes, code, *self.span, YEARS)
        plain = [each for each in changes if not each.change.within_year]
        return sorted(
            plain,
            key=lambda each: (not self.was_on_slides(each), each.change.district is not None),
        )

    def was_on_slides(self, each: CausedChange) -> bool:
        """Whether slides of the meeting that is compared with were about the indicator."""
        return each.change.indicator in self._on_slides

    @cached_property
    def _on_slides(self) -> frozenset[str]:
        """By what the address says: another snapshot of the same revision is another meeting."""
        number = whole((self.since or "").removeprefix("s"))
        if number is None or not (self.since or "").startswith("s"):
            return frozenset()
        return self.page_request.asker.read(on_slides, self.page_request.facts.code, number)

    @cached_property
    def lapses(self) -> Sequence[Lapse]:
        """What the passing of time alone has changed."""
        if self.since is None or self.span is None:
            return ()
        code = self.page_request.facts.code
        return self.page_request.asker.ask(lapses, code, self.since, self.span[1])

    def options(self, name: str) -> Iterator[LinkOption]:
        """The moments to choose from: meetings first, then the newest revisions."""
        chosen = {"since": self.since, "until": self.until}[name]
        for facts in self._snapshots:
            yield self._option(name, f"s{facts.id}", _meeting(facts), chosen)
        for revision in self._revisions:
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
        return self.page_request.asker.ask(revisions, self.page_request.facts.code, NEWEST)


def _meeting(facts: SnapshotFacts) -> str:
    return _("Snapshot {id}, {date}: {title}").format(
        id=facts.id, date=formats.day_of(facts.at), title=facts.title
    )


def _revision(facts: RevisionFacts) -> str:
    return _("Revision {revision}, {date}").format(
        revision=facts.number, date=formats.day_of(facts.at)
    )
