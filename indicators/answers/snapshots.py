"""Snapshots: a revision with a name, an author and a checksum of every answer it gives."""

import datetime
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.audit import events
from data.clock import local_day, now
from data.confidentiality import has_closed_records
from data.database.database import Database, newest_revision
from data.passports import programme_id
from data.progress import ReportProgress, silently
from data.refusals import LANGUAGES, NotFound, Problem, refuse
from data.tables.programmes import Programme
from data.tables.snapshots import Snapshot
from data.words.offers import offer
from data.words.titles import titled
from indicators.answers import canonical
from indicators.answers.reader import ProgrammeReader

# kept with each snapshot: under another engine only the recomputation may differ (ARCHITECTURE.md,
# A meeting)
ENGINE = "3"
"""Raised when the same records begin to give other answers."""


@dataclass(frozen=True)
class SnapshotFacts:
    """What a snapshot says of itself; ``at`` is UTC, ``taken_on`` the clock of its answers.

    ``checksum`` is of all answers in full, and so empty for whom some of them are hidden.
    """

    id: int
    programme: str
    title: str
    author: str
    at: datetime.datetime
    taken_on: datetime.date
    revision: int
    answers: int
    checksum: str
    engine: str


@dataclass(frozen=True)
class Verification:
    """What three checks of a snapshot found; each difference is named by what it is about."""

    snapshot: SnapshotFacts
    stored: bool
    answered: Sequence[str]
    recomputed: Sequence[str]

    @property
    def of_another_engine(self) -> bool:
        return self.snapshot.engine != ENGINE

    @cached_property
    def holds(self) -> bool:
        """Whether the numbers still stand; another engine may count otherwise, and that is said."""
        return self.stored and not self.answered and (self.of_another_engine or not self.recomputed)


def create(
    database: Database,
    title: str,
    programme: str,
    *,
    author: str = "itog",
    report_progress: ReportProgress = silently,
) -> SnapshotFacts:
    """Name the newest revision; refuses an empty title and a programme that answers nothing."""
    named = titled(title)
    # computed before the lock is taken: a minute of answers must not keep the writers waiting
    with database.read() as session:
        taken = _new_snapshot(session, programme, report_progress)
    with database.writing(f"snapshot «{named}»") as session:
        taken.title, taken.author = named, author
        session.add(taken)
        session.flush()
        events.note(
            session, author, "snapshot_taken", named, programme=programme, revision=taken.revision
        )
        return _facts(taken, programme)


def snapshots(session: Session, programme: str | None = None) -> tuple[SnapshotFacts, ...]:
    """The snapshots of a programme or of all, newest first."""
    statement = select(Snapshot, Programme.code).join(
        Programme, Programme.id == Snapshot.programme_id
    )
    if programme is not None:
        statement = statement.where(Snapshot.programme_id == programme_id(session, programme))
    rows = session.execute(statement.order_by(Snapshot.id.desc())).all()
    programmes = {(code, row.programme_id) for row, code in rows}
    closed = {code for code, number in programmes if has_closed_records(session, code, number)}
    return tuple(_facts(row, code, is_closed=code in closed) for row, code in rows)


def snapshot(session: Session, identity: int) -> SnapshotFacts:
    """One snapshot; refuses an unknown one and names the known ones."""
    row = session.get(Snapshot, identity)
    if row is None:
        known = session.execute(select(Snapshot.id, Snapshot.title).order_by(Snapshot.id))
        titles = {str(number): dict.fromkeys(LANGUAGES, title) for number, title in known}
        params = {"id": identity, "known": offer(titles, str(identity))["known"]}
        raise NotFound(Problem("unknown_snapshot", params))
    code = session.scalars(select(Programme.code).where(Programme.id == row.programme_id)).one()
    return _facts(row, code, is_closed=has_closed_records(session, code, row.programme_id))


def verify(session: Session, identity: int) -> Verification:
    """Check what is stored, what is answered now, and what the records give."""
    facts = snapshot(session, identity)
    kept = session.scalars(select(Snapshot.lines).where(Snapshot.id == identity)).one()
    text = zlib.decompress(kept).decode()
    lines = text.split("\n")
    reader = ProgrammeReader(session, facts.programme, facts.revision)
    return Verification(
        facts,
        # three checks, each for another fault: the row altered, a cell altered, the engine or a
        # record
        stored=canonical.checksum(lines) == facts.checksum,
        answered=differences(
            lines, canonical.lines(reader, facts.taken_on, canonical.ready(reader))
        ),
        recomputed=differences(
            lines, canonical.lines(reader, facts.taken_on, canonical.recomputed(reader))
        ),
    )


def differences(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """What two lists of lines do not say alike."""
    # a line that differs is in both sets, each time otherwise: it is named once
    return sorted({canonical.key_of(line) for line in set(before) ^ set(after)})


def _new_snapshot(session: Session, programme: str, report_progress: ReportProgress) -> Snapshot:
    """The newest revision of a programme with all that it answers, without a title yet."""
    reader = ProgrammeReader(session, programme, newest_revision(session))
    # its checksum would be that of nothing, and hold for ever
    if not reader.catalogue.codes:
        raise refuse("snapshot_of_nothing", programme=programme)
    # one moment for the day and for the row: midnight must not fall between
    at = now()
    lines = canonical.lines(reader, local_day(at), canonical.ready(reader), report_progress)
    return Snapshot(
        programme_id=reader.programme_id,
        at=at,
        taken_on=local_day(at),
        revision=reader.revision,
        definitions={
            code: [version.version for version in reader.catalogue.versions[code]]
            for code in reader.catalogue.codes
        },
        answers=len(lines),
        checksum=canonical.checksum(lines),
        engine=ENGINE,
        lines=zlib.compress("\n".join(lines).encode()),
    )


def _facts(row: Snapshot, programme: str, *, is_closed: bool = False) -> SnapshotFacts:
    return SnapshotFacts(
        row.id,
        programme,
        row.title,
        row.author,
        row.at,
        row.taken_on,
        row.revision,
        row.answers,
        # whoever knows all the other answers could try small numbers until it fits
        "" if is_closed else row.checksum,
        row.engine,
    )
