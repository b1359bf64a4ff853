"""A hundred things that stewards may do, in any order; then every revision is computed anew from
the rows it left.

The independent computation is that of ``reference.py``: it reads the tables as they are, row by
row, with what ``since`` and ``until`` say of each, and knows nothing of the engine, of cells or of
importers.
"""

import csv
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy import func, select

from data.audit.proving import seals
from data.database.closing import close_year, reopen_year
from data.editing import RowInput, context_of, newest_row, save, texts_of
from data.imports import ImportOptions, import_file, kind_of, undo
from data.organisations.merging import merge, unmerge
from data.refusals import Refusal
from data.tables.organisations import Organisation
from data.tables.places import District
from data.tables.revisions import ImportRun
from indicators.answers.snapshots import create, snapshots, verify
from indicators.engine import kept_sums
from tests import template_databases
from tests.depth import examples
from tests.record_tables import Consultation, Event, EventDistrict
from tests.sample_programme import yaml_of
from tests.soundness.agreement import check, clock
from tests.soundness.reference import Rules
from tests.soundness.towns import CUTS, TREE, Town

AFTER = clock("2030-01-01")
STEPS = 100
VISITS = {"kind": "count", "measure": "consultations"}
CALLERS = {"kind": "distinct", "of": "organisation", "measure": "consultations"}
DEFINITIONS: dict[str, list[dict[str, Any]]] = {
    "visits": [VISITS, {**VISITS, "filter": {"topic": ["law"]}}, {**VISITS, "years": "2015.."}],
    "callers": [CALLERS, {**CALLERS, "accumulate": "to_date"}],
    "people": [{"kind": "sum", "amount": "people", "measure": "consultations"}],
    "events": [
        {"kind": "count", "measure": "events"},
        {"kind": "sum", "amount": "participants", "measure": "events"},
    ],
    "mixed": [{"kind": "formula", "formula": "visits + if_none(events, 0)"}],
    "share": [{"kind": "ratio", "numerator": {"indicator": "visits"}, "denominator": CALLERS}],
    "opinion": [{"kind": "observed", "combine": {"places": "sum", "periods": "none"}}],
}
ORGANISATIONS = ("a", "b", "c", "d")
PERIODS = ("2014", "2015-Q1", "2016")
YEARS = (2014, 2015, 2016)
NUMBERED = st.integers(1, 12).map("n{}".format)
DAYS = st.tuples(st.sampled_from(YEARS), st.integers(1, 12), st.integers(1, 28)).map(
    "{0[0]}-{0[1]:02}-{0[2]:02}".format
)
CONSULTATIONS = st.fixed_dictionaries(
    {
        "number": NUMBERED,
        "date": DAYS,
        "district": st.sampled_from(["", "dock", "port", "hill", "field"]),
        "organisation": st.sampled_from(["", *ORGANISATIONS]),
        "request": st.just("consulting"),
        "topic": st.sampled_from(["", "law", "other"]),
        "people": st.sampled_from(["", "1", "5"]),
    }
)
EVENTS = st.fixed_dictionaries(
    {
        "number": NUMBERED,
        "date": DAYS,
        "districts": st.sampled_from(["", "hill", "dock;pier", "dock;hill;field"]),
        "type": st.just("seminar"),
        "title": st.just("An event"),
        "participants": st.sampled_from(["", "0", "7"]),
    }
)
RECORDS = {"consultations": CONSULTATIONS, "events": EVENTS}
TABLES = {
    "consultations": Consultation,
    "events": Event,
    "organisations": Organisation,
    "districts": District,
}
NAMED = st.one_of(
    st.tuples(st.sampled_from(sorted(RECORDS)), NUMBERED),
    st.tuples(st.just("organisations"), st.sampled_from(ORGANISATIONS)),
    st.tuples(st.just("districts"), st.sampled_from(["hill", "field", "pier"])),
)
"""A kind and a number that one of its rows may have."""
KINDS = st.sampled_from(sorted(RECORDS))
COVERS = st.sampled_from(["none", "2014..2016", "2015", "2016-Q1"])
FILES = KINDS.flatmap(
    lambda kind: st.tuples(
        st.just(kind),
        st.lists(RECORDS[kind], min_size=1, max_size=4, unique_by=lambda row: row["number"]),
    )
)


class Stewards(RuleBasedStateMachine):
    """A town whose stewards are busy."""

    folder: Path
    patches: pytest.MonkeyPatch
    numbers = count(1)

    @initialize(worth=st.sampled_from([1, 20, kept_sums.WORTH]))
    def begin_town(self, worth: int) -> None:
        """A town with organisations and definitions, in a database with every trigger of a real
        one; from ``worth`` records on writers add to what was counted before.
        """
        self.patches.setattr(kept_sums, "WORTH", worth)
        self.town = Town(
            f"sqlite:///{self.folder / f'{next(self.numbers)}.db'}",
            districts=TREE,
            cuts=CUTS,
            create=template_databases.upgraded,
        )
        self.organisations = {
            name: self.town.organisation(name, number=name) for name in ORGANISATIONS
        }
        with self.town.revision():
            for code, fields in DEFINITIONS.items():
                self.town.define(code, **fields[0])

    # ------------------------------------------------------------ records

    @rule(file=FILES, covers=COVERS, update=st.booleans())
    def import_a_file(
        self, file: tuple[str, list[dict[str, str]]], covers: str, update: bool
    ) -> None:
        kind, rows = file
        path = self.folder / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as written:
            writer = csv.DictWriter(written, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        with self.allowed():
            import_file(
                self.town.database,
                kind,
                path,
                ImportOptions(self.town.code, covers, update=update),
            )

    @rule(which=st.integers(0, 99), with_edits=st.booleans())
    def undo_an_import(self, which: int, with_edits: bool) -> None:
        with self.town.database.read() as session:
            runs = list(
                session.scalars(
                    select(ImportRun.id).where(ImportRun.undone_in.is_(None)).order_by(ImportRun.id)
                )
            )
        if runs:
            with self.allowed():
                undo(self.town.database, runs[which % len(runs)], with_edits=with_edits)

    @rule(
        kind=KINDS,
        data=st.data(),
        was=st.one_of(st.none(), NUMBERED),
        override_closed_years=st.booleans(),
    )
    def write_a_record(
        self, kind: str, data: st.DataObject, was: str | None, override_closed_years: bool
    ) -> None:
        """A new record, or the correction of the one that has its number, or another that gets it."""
        fields = data.draw(RECORDS[kind])
        with self.allowed():
            self.save(
                kind,
                [RowInput(fields, self.newest_id(kind, was or fields["number"]))],
                override_closed_years=override_closed_years,
            )

    @rule(named=NAMED)
    def withdraw_a_row(self, named: tuple[str, str]) -> None:
        newest = self.newest_id(*named)
        if newest is not None:
            with self.allowed():
                self.save(named[0], [], withdrawn=[newest])

    @rule(named=NAMED)
    def bring_a_row_back(self, named: tuple[str, str]) -> None:
        kind = kind_of(named[0])
        with self.allowed():
            with self.town.database.read() as session:
                context = context_of(session, self.town.code)
                row = newest_row(session, kind, context.programme_id, named[1])
                fields = texts_of(kind, context, row.fields, "ru")
            if row.until is not None:
                self.save(kind.name, [RowInput(fields, row.id, again=True)])

    @rule(
        code=st.sampled_from(sorted(DEFINITIONS)),
        period=st.sampled_from(PERIODS),
        value=st.sampled_from(["0", "2", "-"]),
    )
    def set_a_target(self, code: str, period: str, value: str) -> None:
        fields = {"indicator": code, "period": period, "value": value}
        with self.allowed():
            self.save("targets", [RowInput(fields)])

    @rule(
        period=st.sampled_from(PERIODS),
        place=st.sampled_from(["", "hill", "field"]),
        value=st.sampled_from(["0", "3", "-"]),
    )
    def report_a_value(self, period: str, place: str, value: str) -> None:
        fields = {"indicator": "opinion", "period": period, "value": value, "district": place}
        with self.allowed():
            self.save("observations", [RowInput(fields)])

    # ------------------------------------------------------------ what numbers mean

    @rule(
        code=st.sampled_from(sorted(DEFINITIONS)),
        which=st.integers(0, 9),
        text=st.sampled_from(["x", "y", "z"]),
    )
    def publish(self, code: str, which: int, text: str) -> None:
        fields = DEFINITIONS[code][which % len(DEFINITIONS[code])]
        with self.allowed():
            self.town.publish(yaml_of(code, **fields, description={"ru": text, "en": text}))

    @rule(code=st.sampled_from(sorted(DEFINITIONS)))
    def withdraw(self, code: str) -> None:
        with self.allowed():
            self.town.withdraw(code)

    @rule(one=st.sampled_from(ORGANISATIONS), other=st.sampled_from(ORGANISATIONS))
    def merge(self, one: str, other: str) -> None:
        with self.allowed(), self.town.revision("merge") as change:
            merge(
                change, self.town.programme_id, self.organisations[one], self.organisations[other]
            )

    @rule(one=st.sampled_from(ORGANISATIONS))
    def unmerge(self, one: str) -> None:
        with self.allowed(), self.town.revision("unmerge") as change:
            unmerge(change, self.town.programme_id, self.organisations[one])

    @rule(year=st.sampled_from(YEARS), closing=st.booleans())
    def close_or_reopen(self, year: int, closing: bool) -> None:
        with self.allowed(), self.town.revision("close") as change:
            (close_year if closing else reopen_year)(change, self.town.programme_id, year)

    @rule()
    def take_a_snapshot(self) -> None:
        with self.town.database.read() as session:
            few = len(snapshots(session)) < 3
        if few:
            with self.allowed():
                create(self.town.database, "Meeting", self.town.code)

    # ------------------------------------------------------------ how

    @contextmanager
    def allowed(self) -> Any:
        """What is refused leaves nothing behind: no revision, and nothing half done."""
        before = self.town.database.newest()
        try:
            yield
        except Refusal:
            assert self.town.database.newest() == before

    def save(self, kind: str, rows: list[RowInput], **options: Any) -> None:
        save(
            self.town.database,
            kind_of(kind),
            self.town.code,
            rows,
            author="anna",
            reason="told",
            **options,
        )

    def newest_id(self, kind: str, number: str) -> int | None:
        table = TABLES[kind]
        with self.town.database.read() as session:
            return session.scalar(
                select(table.id).where(table.number == number, table.until.is_(None))
            )

    # ------------------------------------------------------------ what must hold

    def teardown(self) -> None:
        """Every answer as of every revision is what the rows of that revision give."""
        if not hasattr(self, "town"):
            return
        for revision in range(2, self.town.database.newest() + 1):
            codes = self.codes(revision)
            if codes:
                check(self.town, codes, as_of=revision, by=("district", "year"), cut=None, on=AFTER)
        check(self.town, self.codes(revision), by=("quarter",), within_year=True, on=AFTER)
        self.nothing_refers_to_what_is_gone()
        assert self.town.doctor() == []
        with self.town.database.read() as session:
            assert seals(session).broken == []
            assert all(verify(session, each.id).holds for each in snapshots(session))
        self.town.database.dispose()

    def nothing_refers_to_what_is_gone(self) -> None:
        with self.town.database.read() as session:
            places = set(session.scalars(select(District.number).where(District.as_of(None))))
            first = func.coalesce(Organisation.chain, Organisation.id)
            known = set(session.scalars(select(first).where(Organisation.as_of(None))))
            living = session.execute(
                select(Consultation.district, Consultation.organisation_id).where(
                    Consultation.as_of(None)
                )
            ).all()
            shared = select(EventDistrict.district).join(Event, Event.id == EventDistrict.record_id)
            named = {row.district for row in living} | set(
                session.scalars(shared.where(Event.as_of(None)))
            )
            assert named - {None} <= places
            assert {row.organisation_id for row in living} - {None} <= known

    def codes(self, revision: int) -> tuple[str, ...]:
        with self.town.database.read() as session:
            return tuple(Rules(session, self.town.programme_id, revision, AFTER).versions)


def test_every_answer_as_of_any_revision_is_what_its_rows_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = type("Busy", (Stewards,), {"folder": tmp_path, "patches": monkeypatch})
    calm = settings(
        max_examples=examples(2, 20),
        stateful_step_count=STEPS,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(busy, settings=calm)
