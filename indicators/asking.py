"""Asking a database questions: each answer is kept under its revision, so nothing ever has to be
invalidated.
"""

import datetime
from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import copy
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache
from sqlalchemy.orm import Session

from data.database.database import Database, newest_revision
from data.decks import Deck, deck, decks
from data.organisations.duplicates import DuplicatePair, proposals
from data.passports import codes, home, programme_id
from indicators.answers.answer import Answer, answers
from indicators.answers.completeness import Completeness, completeness
from indicators.answers.deadlines import Deadline, deadlines
from indicators.answers.facts import Facts, facts_of
from indicators.answers.freshness import changed_on
from indicators.answers.history import RevisionFacts, revisions
from indicators.answers.money import YearOfMoney, money_by_year
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.answers.snapshots import SnapshotFacts, checksum_of, snapshot, snapshots
from indicators.audit_trail import RevisionRecord, revision_record
from indicators.definition.files import files
from indicators.drill_down.pages import RecordPage
from indicators.drill_down.records import records
from indicators.drill_down.reported import ReportedValue, reported
from indicators.engine.coverage import covered_shares
from indicators.engine.disaggregated import ReportedAttributes
from indicators.impact.changes import ChangedAnswer, changes
from indicators.sheets import queries
from indicators.sheets.rows import RowSheet

REMEMBERED = 2048
Result = TypeVar("Result")


class Asker:
    """Reads a database for pages and addresses; remembers the last answers by revision and clock."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._remembered: LRUCache[Hashable, Any] = LRUCache(REMEMBERED)
        self._lock = Lock()
        self._newest: int | None = None

    def standing(self) -> "Asker":
        """The same asker, which reads the newest revision once: for all of one request."""
        at_revision = copy(self)
        at_revision._newest = self.database.newest()
        return at_revision

    def revision(self) -> int:
        """The newest revision."""
        return self.database.newest() if self._newest is None else self._newest

    def programmes(self) -> tuple[Facts, ...]:
        """Every programme, in order of arrival."""
        listed = self._once(("codes",), codes)
        return tuple(self.facts(code) for code in listed)

    def home(self) -> str:
        """The programme that is meant where none is named; refuses where there is none at all."""
        return home(self._once(("codes",), codes))

    def answers(self, question: Question) -> tuple[Answer, ...]:
        """The rows of a question."""
        return self._once(
            ("answers", question, self._today(question)),
            lambda session: tuple(answers(session, question)),
        )

    def records(
        self, question: Question, period: str | None, *, offset: int = 0, limit: int = 100
    ) -> RecordPage:
        """A page of the records behind one number."""
        key = ("records", question, period, offset, limit)
        return self._once(
            key, lambda session: records(session, question, period, offset=offset, limit=limit)
        )

    def reported(self, question: Question) -> tuple[ReportedValue, ...]:
        """The reported values behind an observed indicator, every stage of them."""
        return self._once(("reported", question), lambda session: reported(session, question))

    def disaggregated(
        self, programme: str, indicator: str, as_of: int | None = None
    ) -> ReportedAttributes:
        """The attributes in which an observed indicator is reported, and their values."""

        def read(session: Session) -> ReportedAttributes:
            reader = ProgrammeReader(session, programme, as_of)
            return ReportedAttributes(reader.scope, reader.catalogue.newest(indicator).definition)

        return self._once(("disaggregated", programme, indicator, as_of), read)

    def facts(self, programme: str, as_of: int | None = None) -> Facts:
        """What a programme says of itself; refuses an unknown programme or revision."""
        return self._once(
            ("facts", programme, as_of),
            lambda session: facts_of(ProgrammeReader(session, programme, as_of)),
        )

    def coverage(
        self, programme: str, as_of: int | None = None
    ) -> Mapping[tuple[str, str, int], float]:
        """The covered share, 0…1, by (kind, leaf district or ``''``, year)."""
        return self._once(
            ("coverage", programme, as_of),
            lambda session: _coverage(ProgrammeReader(session, programme, as_of)),
        )

    def money(self, programme: str, as_of: int | None = None) -> tuple[YearOfMoney, ...]:
        """A programme's money, year by year."""
        return self._once(
            ("money", programme, as_of),
            lambda session: money_by_year(ProgrammeReader(session, programme, as_of)),
        )

    def revisions(self, programme: str, limit: int = 50) -> tuple[RevisionFacts, ...]:
        """The newest revisions in which a programme existed, newest first."""
        return self._once(
            ("revisions", programme, limit), lambda session: revisions(session, programme, limit)
        )

    def revision_record(self, number: int) -> RevisionRecord:
        """One revision as the audit trail tells it."""
        return self._once(
            ("revision record", number), lambda session: revision_record(session, number)
        )

    def changed(self, programme: str, since: int, until: int) -> tuple[ChangedAnswer, ...]:
        """The whole years' answers that differ between two revisions."""
        key = ("changed", programme, since, until)
        return self._once(
            key,
            lambda session: tuple(changes(session, programme, since, until, grains=("year",))),
        )

    def changed_on(self, programme: str, as_of: int | None = None) -> Mapping[str, datetime.date]:
        """By indicator, the day on which a number of it last changed."""
        return self._once(
            ("changed on", programme, as_of), lambda session: changed_on(session, programme, as_of)
        )

    def deadlines(self, programme: str, on: datetime.date) -> tuple[Deadline, ...]:
        """Every period of every indicator for which somebody has to bring something, on a day."""
        return self._once(
            ("deadlines", programme, on), lambda session: deadlines(session, programme, on)
        )

    def completeness(self, programme: str, grain: str, year: int) -> Completeness:
        """What has been reported in a year, by its parts."""
        key = ("completeness", programme, grain, year)
        return self._once(
            key, lambda session: completeness(ProgrammeReader(session, programme), grain, year)
        )

    def duplicates(self, programme: str) -> Sequence[DuplicatePair]:
        """Organisations of a programme that may be one."""
        return self._once(
            ("duplicates", programme),
            lambda session: proposals(session, programme_id(session, programme)),
        )

    def definition_files(self, programme: str, as_of: int | None) -> Mapping[str, str]:
        """The published definitions as files: name and YAML text."""
        key = ("definition files", programme, as_of)
        return self._once(
            key, lambda session: dict(files(session, programme_id(session, programme), as_of))
        )

    def snapshots(self, programme: str | None = None) -> tuple[SnapshotFacts, ...]:
        """The snapshots of a programme or of all, newest first; they make no revision, so none is
        remembered.
        """
        with self.database.read() as session:
            return snapshots(session, programme)

    def snapshot(self, identity: int) -> SnapshotFacts:
        """One snapshot; refuses an unknown one."""
        with self.database.read() as session:
            return snapshot(session, identity)

    def checksum(self, programme: str, revision: int, on: str) -> str:
        """The checksum of all answers of a programme as of a revision on a day."""
        key = ("checksum", programme, revision, on)
        return self._once(key, lambda session: checksum_of(session, programme, revision, on))

    def decks(self) -> tuple[Deck, ...]:
        """Every deck, by title."""
        with self.database.read() as session:
            return decks(session)

    def deck(self, code: str) -> Deck:
        """One deck; refuses an unknown one."""
        with self.database.read() as session:
            return deck(session, code)

    def values_sheet(self, question: Question) -> RowSheet:
        """The rows of a question as programs read them."""
        key = ("values", question, self._today(question))
        return self._once(key, lambda session: queries.values(session, question))

    def records_sheet(
        self, question: Question, period: str | None, *, offset: int, limit: int
    ) -> RowSheet:
        """A page of the records behind one number as programs read them."""
        key = ("record rows", question, period, offset, limit)
        return self._once(
            key,
            lambda session: queries.record_rows(
                session, question, period, offset=offset, limit=limit
            ),
        )

    def programmes_sheet(self) -> RowSheet:
        """Every programme, and what may be asked of it."""
        return self._once(("programmes",), queries.programmes)

    def definitions_sheet(self, programme: str, as_of: int | None) -> RowSheet:
        """The published definitions of a programme."""
        key = ("definitions", programme, as_of)
        return self._once(key, lambda session: queries.definitions(session, programme, as_of))

    def _today(self, question: Question) -> datetime.date | None:
        """The clock is part of the question: a live answer of yesterday is another one."""
        return datetime.date.today() if question.on is None and question.as_of is None else None

    def _once(self, asked: Hashable, ask: Callable[[Session], Result]) -> Result:
        key = (self.revision(), asked)
        with self._lock:
            if key in self._remembered:
                return self._remembered[key]  # type: ignore[no-any-return]
        with self.database.read() as session:
            key = (newest_revision(session), asked)
            answer = ask(session)
        with self._lock:
            self._remembered[key] = answer
        return answer


def _coverage(reader: ProgrammeReader) -> Mapping[tuple[str, str, int], float]:
    return covered_shares(reader.scope, reader.places, reader.window(None))
