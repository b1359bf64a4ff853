"""A small town with a two-level tree of districts and a second cut, for tests of soundness."""

from collections.abc import Sequence
from typing import Any, Self

from sqlalchemy import select

from data.tables.base import EffectiveRow
from data.tables.coverage import Coverage
from data.tables.places import District
from data.tables.programmes import Passport
from indicators.answers.answer import Answer
from indicators.answers.doctor import CellDifference, doctor
from indicators.answers.grid import answers
from indicators.answers.history import revisions
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.drill_down.pages import RecordPage
from indicators.drill_down.records import records
from indicators.engine.compute import Engine
from tests.record_tables import EventDistrict
from tests.sample_programme import SampleProgramme, months

# ``port`` has two districts of its own; ``field`` belongs to no okrug.
TREE = ("port", "port/dock", "port/pier", "hill", "field")
# ``port`` is in the left okrug and so is ``pier``, which says nothing itself; ``dock`` says
# otherwise.
CUTS = {"okrugs": {"left": ["port", "hill"], "right": ["dock"]}}


class Town(SampleProgramme):
    """A world whose districts may have a parent, written ``parent/child``; any row of it can be
    closed.
    """

    def __init__(
        self, url: str, *, districts: Sequence[str] = ("north", "south"), **rest: Any
    ) -> None:
        self._identities: dict[int, int] = {}
        super().__init__(url, districts=districts, **rest)

    def __enter__(self) -> Self:
        return self

    def register(self, number: int, **words: Any) -> None:
        """An organisation that records name by a ``number`` of this town, and what it says of
        itself.
        """
        self._identities[number] = self.organisation(f"organisation {number}", **words)

    def record(self, kind: str, date: str, *districts: str, **columns: Any) -> Any:
        """As every world does; an organisation that is registered is known by its number here."""
        named = columns.get("organisation_id")
        if named in self._identities:
            columns = columns | {"organisation_id": self._identities[named]}
        return super().record(kind, date, *districts, **columns)

    def _add_districts(
        self, districts: Sequence[str], cuts: dict[str, dict[str, Sequence[str]]]
    ) -> None:
        codes = [path.rpartition("/")[2] for path in districts]
        parents = [path.rpartition("/")[0] or None for path in districts]
        self._leaves = tuple(code for code in codes if code not in parents)
        for position, (code, parent) in enumerate(zip(codes, parents, strict=True)):
            members = [
                place
                for places in cuts.values()
                for place, inside in places.items()
                if code in inside
            ]
            self.place(code, position=position, parent=parent, member_of=";".join(members) or None)
        for cut, places in cuts.items():
            for position, code in enumerate(places):
                self.place(code, position=position, cut=cut)

    def place(self, code: str, **columns: Any) -> District:
        """A district, or with ``cut`` a place of a cut."""
        row: District = self._add(
            District(number=code, fingerprint="", name_ru=code, **columns), "districts"
        )
        return row

    def cover(
        self, kind: str, *periods: str, districts: Sequence[str] | None = None, **columns: Any
    ) -> None:
        """As every world does, but in one flush: a town of many tests is covered often."""
        leaves = self.leaves if districts is None else districts
        slots = sorted({slot for period in periods for slot in months(period)})
        with self.revision() as change:
            fields = {
                "programme_id": self.programme_id,
                "since": change.revision,
                "kind": kind,
            } | columns
            for district in leaves:
                change.session.add_all(
                    Coverage(**fields, district=district, year=y, month=m) for y, m in slots
                )
            change.session.flush()
            change.touch(self.programme_id, kind, years=[year for year, _ in slots])

    def shut(self, row: Any, subject: str, **touched: Any) -> None:
        """Close any row: a target, a month of coverage, a population, a district."""
        with self.revision() as change:
            old = change.session.get(type(row), row.id)
            assert isinstance(old, EffectiveRow)
            old.until = change.revision
            change.session.flush()
            change.touch(self.programme_id, subject, **touched)

    def last_for(self, first_year: int, last_year: int) -> None:
        """Change the years of the programme."""
        self._restate(first_year=first_year, last_year=last_year)

    def settle(self, settings: dict[str, Any]) -> None:
        """Change the settings of the programme."""
        self._restate(settings=settings)

    def _restate(self, **changes: Any) -> None:
        with self.revision("passport") as change:
            statement = select(Passport).where(
                Passport.programme_id == self.programme_id, Passport.until.is_(None)
            )
            old = change.session.scalars(statement).one()
            old.until = change.revision
            change.session.flush()
            names = ("first_year", "last_year", "texts", "settings")
            self._add(
                Passport(**{name: getattr(old, name) for name in names} | changes), "passport"
            )

    def correct(self, kind: str, row: Any, *districts: str, **columns: Any) -> Any:
        """Correct a record; an event takes its districts along unless others are given."""
        with self.revision() as change:
            linked = select(EventDistrict.district).where(EventDistrict.record_id == row.id)
            named = districts or tuple(change.session.scalars(linked)) if kind == "events" else ()
            new = self.replace(kind, row, **columns)
            change.session.add_all(EventDistrict(record_id=new.id, district=name) for name in named)
        return new

    # ------------------------------------------------------------ asking

    def ask(self, *indicators: str, **question: Any) -> list[Answer]:
        """The answers to a question about this town."""
        with self.database.read() as session:
            return answers(session, self.question(*indicators, **question))

    def one(self, indicator: str, **question: Any) -> Answer:
        """The only answer to a question."""
        (answer,) = self.ask(indicator, **question)
        return answer

    def year(self, indicator: str, year: int, **question: Any) -> Answer:
        """The answer for one year."""
        return self.one(indicator, years=(year, year), **question)

    def values(self, *indicators: str, **question: Any) -> list[Any]:
        """The values alone, in the order of the rows."""
        return [answer.value for answer in self.ask(*indicators, **question)]

    def behind(self, indicator: str, period: str | None = None, **question: Any) -> RecordPage:
        """The records behind a number."""
        with self.database.read() as session:
            return records(session, self.question(indicator, **question), period)

    def question(self, *indicators: str, **question: Any) -> Question:
        return Question(programme=self.code, indicators=indicators, **question)

    def doctor(self) -> list[CellDifference]:
        """The cells that do not say what recomputation says, now and at each earlier revision."""
        with self.database.read() as session:
            states = [None, *(past.number for past in revisions(session, self.code))]
            return [
                difference
                for at in states
                for difference in doctor(Engine(ProgrammeReader(session, self.code, at).scope))
            ]

    @property
    def revision_number(self) -> int:
        with self.database.read() as session:
            return ProgrammeReader(session, self.code).newest
