"""The effect of publishing definitions or of withdrawing one, before it happens: nothing is stored,
nobody waits.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from data.decks import Deck
from data.passports import part_names
from data.progress import ReportProgress, silently
from data.refusals import refuse
from indicators.answers.cells import Content, computed, stored_cells
from indicators.answers.reader import ProgrammeReader
from indicators.answers.snapshots import SnapshotFacts
from indicators.answers.touched import Years, touched_from
from indicators.definition import Definition
from indicators.definition.catalogue import Catalogue, PublishedVersion
from indicators.definition.proposals import proposals
from indicators.drill_down.pages import RecordPage
from indicators.engine.compute import Engine
from indicators.engine.context import EngineContext
from indicators.impact.affected_meetings import AffectedMeetings, meetings_with
from indicators.impact.changed_answer import AnswerKey, ChangedAnswer, compared, in_order
from indicators.impact.changed_parts import changed_reported_parts, reported_parts
from indicators.impact.changes import answered, everywhere
from indicators.impact.effect_records import Moved, records_moved

WORDS = {
    "name",
    "unit",
    "description",
    "method",
    "source",
    "responsible",
    "periodicity",
    "part",
    "position",
    "act",
}
# `years` too: which version is in force is asked for year by year (`_affected`)
JUDGING = {"direction", "band", "weight", "key", "decimals", "years"}
"""With ``WORDS`` the fields that no cell depends on: what they change is seen without computing
anything.
"""


@dataclass(frozen=True)
class Effect:
    """What would differ.

    ``codes`` get or lose a version; ``followers`` read them; records enter or leave the counts.

    ``moved`` holds the first records and how many there are: all together, then those of each side
    of a ratio.
    """

    programme: str
    revision: int
    codes: tuple[str, ...]
    followers: tuple[str, ...]
    changed: tuple[ChangedAnswer, ...]
    moved: tuple[Moved, ...]
    affected_meetings: AffectedMeetings
    catalogue: Catalogue  # as it would be

    @cached_property
    def status_changes(self) -> tuple[ChangedAnswer, ...]:
        """The answers that get another status."""
        return tuple(
            change for change in self.changed if _status(change.old) != _status(change.new)
        )

    def of_grains(self, grains: Iterable[str]) -> list[ChangedAnswer]:
        """What differs in periods of some grains."""
        chosen = set(grains)
        return [change for change in self.changed if change.at.grain in chosen]

    @property
    def entering(self) -> RecordPage:
        """The records that enter the count, whatever their part."""
        return self.moved[0].entering

    @property
    def leaving(self) -> RecordPage:
        """The records that leave the count."""
        return self.moved[0].leaving

    @property
    def sides(self) -> tuple[Moved, ...]:
        """Of a ratio: numerator and denominator apart."""
        return self.moved[1:]

    @property
    def snapshots(self) -> tuple[SnapshotFacts, ...]:
        return self.affected_meetings.snapshots

    @property
    def decks(self) -> tuple[Deck, ...]:
        return (
            *self.affected_meetings.bound,
            *self.affected_meetings.living,
            *self.affected_meetings.reworded,
        )


def effect_of_publishing(
    session: Session,
    programme: str,
    texts: Iterable[tuple[str, str]],
    report_progress: ReportProgress = silently,
) -> Effect:
    """What publishing definitions given as (file name, YAML) would change; refuses what publishing
    would refuse.
    """
    reader = ProgrammeReader(session, programme)
    # by publishing's own reading of the files, so that it is refused for the same reasons
    new = [proposed.definition for proposed in proposals(texts, reader.catalogue.all_definitions())]
    if not new:
        raise refuse("definition_unchanged")
    after = with_new(reader, new)
    # a formula that would lose an input is refused here, before anybody reads the numbers
    after.check(part_names(session, reader.programme_id))
    return _effect(
        reader, after, tuple(dict.fromkeys(definition.code for definition in new)), report_progress
    )


def effect_of_withdrawing(
    session: Session, programme: str, code: str, report_progress: ReportProgress = silently
) -> Effect:
    """What withdrawing the newest version of a code would change; refuses what withdrawing would
    refuse.
    """
    reader = ProgrammeReader(session, programme)
    return _effect(reader, reader.catalogue.without_newest(code), (code,), report_progress)


def with_newest_meetings(session: Session, effect: Effect) -> Effect:
    """The same effect with the snapshots and decks of now: taking one is no revision."""
    before = ProgrammeReader(session, effect.programme)
    return replace(
        effect,
        affected_meetings=_affected_meetings(
            before, effect.catalogue, effect.changed, effect.codes
        ),
    )


def with_new(reader: ProgrammeReader, new: Iterable[Definition]) -> Catalogue:
    """The catalogue as it would be with definitions published now."""
    versions = list(reader.catalogue.all_versions())
    for definition in new:
        known = [each.version for each in versions if each.definition.code == definition.code]
        # above every living number of its code, and so the newest: the number itself is in no
        # comparison
        versions.append(
            PublishedVersion(definition, max(known, default=0) + 1, reader.revision + 1)
        )
    return Catalogue(versions)


def _effect(
    before: ProgrammeReader,
    catalogue: Catalogue,
    codes: tuple[str, ...],
    report_progress: ReportProgress,
) -> Effect:
    after = ProgrammeReader(before.session, before.code)
    # the same records under another catalogue: the difference is the definition's alone
    after.catalogue = catalogue
    years = _affected(before, catalogue, codes)
    fresh = _computed(after, years, report_progress)
    # also what computing did not touch: a status may change where no number does
    candidates = everywhere(before, codes) | set(fresh)
    clock = before.clock(None)
    # one clock, as in `changes`: the effect must equal what `itog changes` will say
    old, new = answered(before, candidates, clock), answered(after, candidates, clock, fresh)
    parts = changed_reported_parts(
        # parts only of what counts otherwise: new words alone leave them as they are
        before,
        after,
        reported_parts(after, [code for code in codes if years.get(code)]),
        clock,
    )
    changed = tuple(in_order([*compared(before.code, candidates, old, new), *parts]))
    # of the codes themselves: what follows them reads numbers, not records
    moved = records_moved(before, after, codes)
    touched = _touched(changed, codes)
    followers = tuple(code for code in catalogue.codes if code in touched and code not in codes)
    meetings = _affected_meetings(before, catalogue, changed, codes)
    return Effect(
        before.code, before.revision, codes, followers, changed, moved, meetings, catalogue
    )


def _affected_meetings(
    before: ProgrammeReader,
    after: Catalogue,
    changed: Iterable[ChangedAnswer],
    codes: Iterable[str],
) -> AffectedMeetings:
    # a living deck with the old name on its slide changes though its numbers do not
    reworded = [code for code in codes if _words(before.catalogue, code) != _words(after, code)]
    return meetings_with(before, {change.indicator for change in changed}, reworded)


def _words(catalogue: Catalogue, code: str) -> Any:
    """What stands beside an indicator's number wherever it is shown."""
    definition = catalogue.newest(code).definition if code in catalogue.versions else None
    return definition and (definition.name, definition.unit, definition.decimals)


def _touched(changed: Iterable[ChangedAnswer], codes: Iterable[str]) -> set[str]:
    return {change.indicator for change in changed} | set(codes)


def _affected(
    before: ProgrammeReader, catalogue: Catalogue, codes: Iterable[str]
) -> dict[str, Years]:
    """The years of each indicator to compute: where another version counts otherwise, and what
    reads it there.
    """
    window = before.window(None)
    everything = range(window.first_year, window.last_year + 1)
    own = {
        # only years in which a number may differ: computing is what takes long
        code: frozenset(
            year
            for year in everything
            if _counts(before.catalogue, code, year) != _counts(catalogue, code, year)
        )
        for code in codes
    }
    return touched_from(catalogue, own, frozenset(everything))


def _counts(catalogue: Catalogue, code: str, year: int) -> Any:
    """What a year's number is made by, without the words around it."""
    version = catalogue.in_force(code, year) if code in catalogue.versions else None
    return version and version.definition.model_dump(exclude=WORDS | JUDGING)


def _computed(
    after: ProgrammeReader, years: dict[str, Years], report_progress: ReportProgress
) -> dict[AnswerKey, Content | None]:
    """The cells as they would be; ``None`` where one that stands would go."""
    # of drafts nothing is kept: most of them nobody publishes
    context = EngineContext(after.scope, kept=True, keeps=False)
    engine = Engine(after.scope, after.catalogue, context=context)
    contents: dict[AnswerKey, Content | None] = {}
    for number, (code, affected) in enumerate(years.items()):
        report_progress(number, len(years))
        stands = stored_cells(after.session, after.programme_id, [code], affected)
        # a code that would be withdrawn has no cells: each that stands would go
        fresh = computed(engine, code, affected) if code in after.catalogue.versions else {}
        contents |= {
            AnswerKey(indicator, *key): fresh.get((indicator, key))
            for indicator, key in {**stands, **fresh}
        }
    return contents


def _status(answer: object) -> str | None:
    return getattr(answer, "status", None)
