"""Small worlds for tests: a programme with districts, definitions, records, coverage and targets in
a few lines.

    with World(database_url, districts=("north", "south")) as world:
        with world.revision():                        # everything inside is one revision
            world.define("visits", kind="count", measure="consultations")
            world.record("consultations", "2014-03-05", "north", people=2)
            world.cover("consultations", "2014..2015")
            world.target("visits", "2014", 10)
        world.record("events", "2015-06", "north", "south", title="Fair")   # a revision of its own

Dates may be known to the day, month or year only: ``2014-03-05``, ``2014-03``, ``2014``.
"""

import datetime
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML

from data.database.database import Change, Database
from data.tables.base import Versioned
from data.tables.coverage import Coverage
from data.tables.decisions import Decision, NumberNote
from data.tables.definitions import DeviationReason, Observation, Target
from data.tables.organisations import Organisation
from data.tables.places import District, Population
from data.tables.programmes import Activity, Budget, Part, Passport, Programme
from indicators.answers import cells
from indicators.definition import publishing
from indicators.definition.catalogue import read_catalogue
from indicators.periods import parse
from tests import template_databases
from tests.record_tables import (
    Consultation,
    Event,
    EventDistrict,
    Grant,
    Initiative,
    LegalAct,
    Publication,
    Support,
)

Cuts = Mapping[str, Mapping[str, Sequence[str]]]
TABLES: dict[str, Any] = {
    "consultations": Consultation,
    "events": Event,
    "grants": Grant,
    "initiatives": Initiative,
    "legal_acts": LegalAct,
    "publications": Publication,
    "supports": Support,
}
NEEDED: dict[str, dict[str, Any]] = {
    "consultations": {"request": "consulting"},
    "events": {"type": "seminar", "title": "An event"},
    "grants": {},
    "initiatives": {"title": "An initiative", "outcome": "supported"},
    "legal_acts": {"type": "order", "act_number": "1", "title": "An act"},
    "publications": {"medium": "website", "title": "A publication"},
    "supports": {"form": "financial"},
}


class SampleProgramme:
    """One programme in a database of its own; whatever is said outside ``revision()`` is a revision
    by itself.
    """

    def __init__(
        self,
        url: str,
        *,
        code: str = "town",
        years: tuple[int, int] = (2014, 2016),
        districts: Sequence[str] = ("north", "south"),
        cuts: Cuts | None = None,
        create: Callable[[Database], object] | None = None,
        **passport: Any,
    ) -> None:
        """``cuts`` are like ``{"okrugs": {"left": ["north"], "right": ["south"]}}``; ``create``
        makes the tables.
        """
        self.code = code
        self.database = Database(url, [cells.refresh])
        (create or template_databases.tables)(self.database)
        self._number = 0
        self._change: Change | None = None
        with self.revision("init") as change:
            self.programme_id = _programme(change, code, years, passport)
            self._add_districts(districts, cuts or {})

    def over(self, url: str) -> "SampleProgramme":
        """The same programme over a copy of its database."""
        same = copy(self)
        same.database = Database(url, [cells.refresh])
        return same

    def __enter__(self) -> "SampleProgramme":
        return self

    def __exit__(self, *_failure: object) -> None:
        self.database.dispose()

    @contextmanager
    def revision(self, action: str = "edit", **authorship: Any) -> Iterator[Change]:
        """One revision: what is said inside is committed together; inside another, it belongs to
        that one.
        """
        if self._change is not None:
            yield self._change
            return
        with self.database.transaction(action, action, **authorship) as change:
            change.session.expire_on_commit = False  # rows stay readable after the revision
            self._change = change
            try:
                yield change
            finally:
                self._change = None

    # ------------------------------------------------------------ what a programme says

    def define(self, code: str, **fields: Any) -> None:
        """Publish a definition; ``name`` and ``unit`` are made up unless given."""
        self.publish(yaml_of(code, **fields))

    def publish(self, *texts: str) -> None:
        """Publish definitions written as YAML."""
        with self.revision("publish") as change:
            publishing.publish(change, self.programme_id, [("test.yaml", text) for text in texts])

    def withdraw(self, code: str) -> None:
        """Withdraw the newest version of a definition."""
        with self.revision("withdraw") as change:
            newest = read_catalogue(change.session, self.programme_id).newest(code)
            publishing.withdraw(change, self.programme_id, code, newest.version, "test")

    def part(self, code: str, parent: str | None = None) -> Any:
        return self._add(Part(code=code, parent=parent, name_ru=code, name_en=code), "passport")

    def target(
        self, indicator: str, period: str, value: Any, district: str | None = None, **columns: Any
    ) -> Any:
        where = {"indicator": indicator, "period": period, "district": district}
        return self._add(
            Target(**self._numbered(columns), **where, value=_decimal(value)), "targets"
        )

    def deviation_reason(self, indicator: str, year: int, explanation: str, **columns: Any) -> Any:
        row = DeviationReason(
            **self._numbered(columns), indicator=indicator, year=year, explanation=explanation
        )
        return self._add(row, "deviation_reasons", years=[year], codes=[indicator])

    def decision(
        self, text: str, held_on: str, due_on: str, owner: str = "Anna", **columns: Any
    ) -> Any:
        """What a meeting has decided; days are written ``2014-03-05``."""
        days = {"held_on": held_on, "due_on": due_on}
        row = Decision(
            **self._numbered(columns),
            **{name: datetime.date.fromisoformat(day) for name, day in days.items()},
            text=text,
            owner=owner,
        )
        return self._add(row, "decisions")

    def number_note(self, indicator: str, period: str, text: str, **columns: Any) -> Any:
        row = NumberNote(**self._numbered(columns), indicator=indicator, period=period, text=text)
        return self._add(row, "number_notes", codes=[indicator])

    def activity(self, number: str, part: str | None, year: int, **columns: Any) -> Any:
        """A planned piece of work; days are written ``2014-03-05``."""
        days = ("planned_on", "done_on")
        fields = {
            name: datetime.date.fromisoformat(value) if name in days else value
            for name, value in columns.items()
        }
        row = Activity(
            **{"number": number, "fingerprint": "", "name_ru": number, "part": part, "year": year}
            | fields
        )
        return self._add(row, "activities", years=[year])

    def budget(self, part: str | None, year: int, **columns: Any) -> Any:
        """Money of a part or the programme (no part) in a year, in roubles."""
        row = Budget(**self._numbered(columns), part=part, year=year)
        return self._add(row, "budgets", years=[year])

    # ------------------------------------------------------------ what happened

    def record(self, kind: str, date: str, *districts: str, **columns: Any) -> Any:
        """One record; several districts make a shared event. Columns that must be filled are."""
        table = TABLES[kind]
        shared = kind == "events"
        place = None if shared or not districts else districts[0]
        values = self._numbered(NEEDED[kind] | columns)
        row = table(**_with_other_dates(values), **calendar(date), district=place)
        with self.revision() as change:
            self._add(row, kind, years=self._years_of(row))
            change.session.add_all(
                EventDistrict(record_id=row.id, district=name) for name in districts if shared
            )
        return row

    def replace(self, kind: str, row: Any, **columns: Any) -> Any:
        """Correct a record as an edit does: the old row is closed, a new one added."""
        with self.revision() as change:
            old = self.close(kind, row)
            names = [
                column.key
                for column in type(old).__table__.columns
                if column.key not in ("id", "since", "until")
            ]
            values = (
                {name: getattr(old, name) for name in names}
                | {"chain": old.chain or old.id}
                | columns
            )
            new = type(old)(**values, since=change.revision)
            change.session.add(new)
            change.session.flush()
        return new

    def close(self, kind: str, row: Any) -> Any:
        """Close a row, as an undo does."""
        with self.revision() as change:
            old = change.session.get(type(row), row.id)
            assert old is not None
            old.until = change.revision
            change.touch(self.programme_id, kind, years=self._years_of(old))
            change.session.flush()
        return old

    def cover(
        self, kind: str, *periods: str, districts: Sequence[str] | None = None, **columns: Any
    ) -> None:
        """Say that ``kind`` has been reported for the periods, in some districts or everywhere."""
        with self.revision():
            for district in self.leaves if districts is None else districts:
                for year, month in (slot for period in periods for slot in months(period)):
                    where = {"kind": kind, "district": district, "year": year, "month": month}
                    self._add(Coverage(**where, **columns), kind, years=[year])

    def observe(
        self, indicator: str, period: str, value: Any, district: str | None = None, **columns: Any
    ) -> Any:
        where = {
            "indicator": indicator,
            "period": period,
            "district": district,
            "year": parse(period).year,
        }
        row = Observation(**self._numbered(columns), **where, value=_decimal(value))
        return self._add(row, "observations", codes=[indicator])

    def population(self, people: int, on: str, district: str | None = None, **columns: Any) -> Any:
        date = datetime.date.fromisoformat(on)
        row = Population(**self._numbered(columns), district=district, on_date=date, people=people)
        return self._add(row, "populations", years=[date.year])

    def organisation(self, name: str, **columns: Any) -> int:
        """An organisation; returns the identity that records refer to."""
        row = self._add(Organisation(**self._numbered(columns), name=name), "organisations")
        return int(row.id)

    # ------------------------------------------------------------ how

    @property
    def leaves(self) -> Sequence[str]:
        return self._leaves or ("",)

    def _add_districts(self, districts: Sequence[str], cuts: Cuts) -> None:
        self._leaves = tuple(districts)
        for position, code in enumerate(districts):
            members = [
                place
                for places in cuts.values()
                for place, codes in places.items()
                if code in codes
            ]
            self._add(
                District(**_place(code, position), member_of=";".join(members) or None), "districts"
            )
        for cut, places in cuts.items():
            for position, code in enumerate(places):
                self._add(District(**_place(code, position), cut=cut), "districts")

    def _add(self, row: Any, subject: str, *, years: Any = None, codes: Any = None) -> Any:
        with self.revision() as change:
            if isinstance(row, Versioned):
                row.programme_id, row.since = self.programme_id, change.revision
            change.session.add(row)
            change.session.flush()
            change.touch(self.programme_id, subject, years=years, codes=codes)
        return row

    def _numbered(self, columns: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        return {"number": f"n{self._number}", "fingerprint": ""} | columns

    def _years_of(self, row: Any) -> list[int]:
        named = ("year", "decided_year", "reported_year")
        return [year for name in named if (year := getattr(row, name, None)) is not None]


def calendar(date: str, prefix: str = "") -> dict[str, Any]:
    """The calendar columns of ``2014-03-05``, ``2014-03`` or ``2014``; ``prefix`` names another
    date's.
    """
    year, month, day = ([int(part) for part in date.split("-")] + [0, 0])[:3]
    on = datetime.date(year, month or 1, day or 1)
    known = {"half": (month + 5) // 6, "quarter": (month + 2) // 3, "month": month} if month else {}
    columns = {"year": year, **known}
    precision = "day" if day else "month" if month else "year"
    if prefix:
        return {
            f"{prefix}_on": on,
            **{
                f"{prefix}_{name}": part
                for name, part in {**columns, "precision": precision}.items()
            },
        }
    return {"date": on, "precision": precision, **columns}


def months(period: str) -> Iterator[tuple[int, int]]:
    """Every (year, month) of ``2014``, ``2014-Q1``, ``2014-03`` or ``2014..2016``."""
    span = parse(period)
    for year in range(span.year, span.final_year + 1):
        yield from ((year, month) for month in range(span.first_month, span.last_month + 1))


def yaml_of(code: str, **fields: Any) -> str:
    """A definition as YAML; ``name`` and ``unit`` are made up unless given."""
    words = {"code": code, "name": {"ru": code, "en": code}, "unit": {"ru": "ед.", "en": "units"}}
    return dumped(words | fields)


def dumped(fields: Mapping[str, Any]) -> str:
    """Fields as YAML."""
    out, writer = io.StringIO(), YAML(typ="safe", pure=True)
    # a text that stands twice is written twice
    writer.representer.ignore_aliases = lambda _same: True
    writer.dump(dict(fields), out)
    return out.getvalue()


def _programme(change: Change, code: str, years: tuple[int, int], passport: dict[str, Any]) -> int:
    programme = Programme(code=code)
    change.session.add(programme)
    change.session.flush()
    fields = {"texts": {"name": {"ru": code, "en": code}}, "settings": {}} | passport
    change.session.add(
        Passport(
            programme_id=programme.id,
            since=change.revision,
            first_year=years[0],
            last_year=years[1],
            **fields,
        )
    )
    change.touch(programme.id, "passport")
    return programme.id


def _place(code: str, position: int) -> dict[str, Any]:
    return {
        "number": code,
        "fingerprint": "",
        "name_ru": code,
        "name_en": code,
        "position": position,
    }


def _with_other_dates(values: dict[str, Any]) -> dict[str, Any]:
    """A grant's ``decided_on`` and ``reported_on`` with their calendar columns."""
    plain = {name: value for name, value in values.items() if not name.endswith("ed_on")}
    dated = {name: value for name, value in values.items() if name.endswith("ed_on")}
    for name, value in dated.items():
        plain |= calendar(value, name.removesuffix("_on"))
    return plain


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
