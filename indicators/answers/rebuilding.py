"""All ready answers computed anew – of one programme or of a thousand, here or by a cluster – and what
differs written in one revision, or nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from data.columnar.arrivals import programmes_with_changes
from data.database.database import Change, Database, newest_revision
from data.distributed.partitions import PartedTable, laid_out
from data.progress import ReportProgress, silently
from indicators.answers.doctor import CellDifference, doctor, store_differences
from indicators.answers.touched import touch_everything
from indicators.engine.compute import Engine
from indicators.engine.context import EngineContext
from indicators.engine.programme_sums import SumsOfMany
from indicators.records.copies import Answering
from indicators.records.selection import Scope

AT_ONCE = 100
"""Programmes whose records lie in files together and are counted by one statement: their sums are in
memory at the same time.
"""
NAMED = 10
"""Programmes that the summary of a revision names."""
REASON = "itog cells rebuild"


class RecordReader(Answering, Protocol):
    """What reads records in the place of the database, out of files that are handed over to it."""

    def use(self, tables: Sequence[PartedTable]) -> None:
        """Answer from these from now on."""


@dataclass(frozen=True)
class FileExchange:
    """A ``reader``, and the ``folder`` in which it finds files; the system's own without one."""

    reader: RecordReader
    folder: Path | None = None


@dataclass(frozen=True)
class RebuildingReceipt:
    """What came of it: how many ``cells`` differed; without a ``revision`` none did."""

    programmes: int
    cells: int
    revision: int | None = None


def rebuild(
    database: Database,
    programmes: Mapping[str, int],
    exchange: FileExchange | None = None,
    report_progress: ReportProgress = silently,
) -> RebuildingReceipt:
    """Compute every cell of some programmes, by code, from the records, and write what differs.

    Others may write meanwhile: a programme that they have changed is computed once more under the
    writers' lock.
    """
    with database.read() as session:
        revision = newest_revision(session)
        differences: dict[int, list[CellDifference]] = {}
        for share in _in_shares(tuple(programmes.values())):
            with _source(session, share, exchange) as source:
                for programme, engine in _engines(session, share, source):
                    differences[programme] = doctor(engine)
                    report_progress(len(differences), len(programmes))
    differing = {number: each for number, each in differences.items() if each}
    cells = sum(map(len, differing.values()))
    if not cells:
        return RebuildingReceipt(len(programmes), 0)
    codes = [code for code, number in programmes.items() if number in differing]
    with database.transaction(
        "repair", _summary(codes), reason=REASON, override_closed_years=True
    ) as change:
        _write(change, differing, revision)
        return RebuildingReceipt(len(programmes), cells, change.revision)


def _write(
    change: Change, differing: Mapping[int, Sequence[CellDifference]], revision: int
) -> None:
    """Write what was computed as of ``revision``, unless that is no longer what the records say."""
    # flushed, the change's own revision has no rows yet
    later = programmes_with_changes(change.session, revision, change.revision)
    for programme, differences in differing.items():
        if programme in later:
            touch_everything(change, programme, {each.indicator for each in differences})
        else:
            store_differences(change, programme, differences)


@contextmanager
def _source(
    session: Session, programmes: Sequence[int], exchange: FileExchange | None
) -> Iterator[Answering | None]:
    """What reads the records in the place of the database, if anything does."""
    if exchange is None:
        yield None
        return
    with laid_out(session, programmes, exchange.folder) as tables:
        exchange.reader.use(tables)
        yield exchange.reader


def _engines(
    session: Session, programmes: Sequence[int], source: Answering | None
) -> Iterator[tuple[int, Engine]]:
    """An engine for each programme."""
    contexts = {each: EngineContext(Scope(session, each)) for each in programmes}
    # counted for all of them at once
    many = None if source is None else SumsOfMany(contexts, source)
    for each, context in contexts.items():
        sums = None if many is None else many.of_programme(each)
        yield each, Engine(context.scope, context=context, sums=sums)


def _in_shares(programmes: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(programmes), AT_ONCE):
        yield programmes[first : first + AT_ONCE]


def _summary(codes: Sequence[str]) -> str:
    """The programmes that a revision is of; of very many the first ones, and how many more."""
    more = len(codes) - NAMED
    return ", ".join(codes[:NAMED]) + (f" +{more}" if more > 0 else "")
