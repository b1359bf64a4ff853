"""What a file says of its numbers, so that they can be checked later: which answers they are, and their
checksum.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.refusals import refuse
from data.tables.kind_versions import KindVersion
from indicators.answers import canonical
from indicators.answers.reader import ProgrammeReader

READERS_AT = "readers_at"
"""The field of a file that says that its answers are those of readers, and when."""


@dataclass(frozen=True)
class FileChecksum:
    """All answers of a programme as of a revision, on the day ``on``, have this checksum.

    ``readers_at`` is the newest revision when they were answered for readers from whom small numbers
    are hidden: the checksum is of what these saw. Without it the answers are in full.
    """

    programme: str
    revision: int
    on: datetime.date
    checksum: str
    readers_at: int | None = None


def file_checksum(session: Session, programme: str, revision: int, on: str) -> FileChecksum:
    """The checksum of all that whoever asks is answered as of a revision on a day, «2026-11-22»."""
    reader = ProgrammeReader(session, programme, revision)
    day = datetime.date.fromisoformat(on)
    readers_at = None if reader.suppression is None else reader.newest
    return FileChecksum(programme, revision, day, _checksum(reader, day), readers_at)


def read_file_checksum(fields: Mapping[str, Any]) -> FileChecksum:
    """What a file says; refuses one that does not say which answers it means."""
    if missing := sorted(_missing(fields)):
        raise refuse("claim_incomplete", names=", ".join(missing))
    return FileChecksum(
        fields["programme"],
        fields["revision"],
        datetime.date.fromisoformat(fields["on"]),
        fields["checksum"],
        fields.get(READERS_AT),
    )


def matches(session: Session, of_file: FileChecksum) -> bool:
    """Whether a file's checksum is that of the answers; refuses where what was hidden from readers can
    no longer be told.
    """
    reader = ProgrammeReader(session, of_file.programme, of_file.revision)
    if of_file.readers_at is not None:
        reader.hide_as_at(of_file.readers_at)
    is_same = _checksum(reader, of_file.on) == of_file.checksum
    if (
        not is_same
        and of_file.readers_at is not None
        and _kinds_changed(session, of_file.readers_at)
    ):
        raise refuse("claim_of_other_limits", revision=of_file.readers_at)
    return is_same


def _checksum(reader: ProgrammeReader, on: datetime.date) -> str:
    return canonical.checksum(canonical.lines(reader, on, canonical.ready(reader)))


def _missing(fields: Mapping[str, Any]) -> Iterator[str]:
    """The fields that a file lacks, or that are none."""
    types = {"programme": str, "revision": int, "on": str, "checksum": str}
    yield from (name for name, type_ in types.items() if not isinstance(fields.get(name), type_))
    if not isinstance(fields.get(READERS_AT), int | None):
        yield READERS_AT
    try:
        datetime.date.fromisoformat(str(fields.get("on")))
    except ValueError:
        if isinstance(fields.get("on"), str):
            yield "on"


def _kinds_changed(session: Session, revision: int) -> bool:
    """Whether a kind of records has been published since: what is small is by today's kinds."""
    later = select(KindVersion.id).where(KindVersion.since > revision)
    return session.scalar(later.limit(1)) is not None
