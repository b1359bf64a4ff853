"""The rules of a number computed the slow way: for every question every record is looked at, one by
one.

Reads the tables as they are and knows nothing of the engine: plain Python, sets and exact
fractions.
"""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.soundness.composing import (
    combined,
    evaluated,
    in_python,
    known,
    marks_of,
    observed,
    subject_of,
    summarised,
    verdict,
    worst,
)
from tests.soundness.terms import (
    NO_DATA,
    NONE,
    NOT_APPLICABLE,
    NOT_DUE,
    VALUE,
    WHOLE,
    Fact,
    Judgement,
    Month,
    Place,
    ReferenceReading,
    Span,
    falls,
    gathers_years,
    inside,
    label_of,
    months_between,
    passes,
)

Rows = list[dict[str, Any]]

# measure: (table, name of its date, kind whose coverage it needs)
MEASURES = {
    "consultations": ("consultation", "", "consultations"),
    "events": ("event", "", "events"),
    "supports": ("support", "", "supports"),
    "publications": ("publication", "", "publications"),
    "initiatives": ("initiative", "", "initiatives"),
    "legal_acts": ("legal_act", "", "legal_acts"),
    "grant_applications": ("grant_application", "", "grants"),
    "grant_awards": ("grant_application", "decided_", "grants"),
    "grant_reports": ("grant_application", "reported_", "grants"),
}
SIDES = ("numerator", "denominator")


@cache
def fields_of(definition: str) -> dict[str, Any]:
    """The fields of a definition from its YAML."""
    return dict(YAML(typ="safe").load(definition))


class Rules:
    """A programme's tables as of a revision, and the rules over them; ``on`` is the clock."""

    def __init__(self, session: Session, programme: int, revision: int, on: datetime.date) -> None:
        self.session = session
        self.programme = programme
        self.revision = revision
        self.on = on
        self._tables: dict[str, Rows] = {}
        self._facts: dict[str, list[Fact]] = {}
        self._readings: dict[Any, ReferenceReading] = {}
        passport = self.rows("passport")[0]
        self.first_year, self.last_year = passport["first_year"], passport["last_year"]

    @cached_property
    def in_the_end(self) -> "Rules":
        """The same when nothing is due any more."""
        return Rules(self.session, self.programme, self.revision, datetime.date.max)

    # ------------------------------------------------------------ tables

    def rows(self, table: str) -> Rows:
        """The rows of a table that were true at the revision."""
        if table not in self._tables:
            statement = text(f"SELECT * FROM {table} WHERE programme_id = :programme")
            rows = [
                dict(row)
                for row in self.session.execute(statement, {"programme": self.programme}).mappings()
            ]
            self._tables[table] = [
                row for row in rows if row["since"] <= self.revision < (row["until"] or 10**9)
            ]
        return self._tables[table]

    def facts(self, measure: str) -> list[Fact]:
        """The records of a measure, each once."""
        if measure not in self._facts:
            table, prefix, _ = MEASURES[measure]
            rows = self.rows(table)
            if measure == "grant_awards":
                rows = [row for row in rows if row["decision"] == "awarded"]
            dated = [row for row in rows if row[f"{prefix}on" if prefix else "date"] is not None]
            self._facts[measure] = [self._fact(measure, table, prefix, row) for row in dated]
        return self._facts[measure]

    def _fact(self, measure: str, table: str, prefix: str, row: dict[str, Any]) -> Fact:
        day, identity = str(row[f"{prefix}on" if prefix else "date"]), row["organisation_id"]
        to_the_year = row["precision"] == "year" if not prefix else row[f"{prefix}month"] is None
        return Fact(
            id=(measure, row["id"]),
            year=int(day[:4]),
            month=None if to_the_year else int(day[5:7]),
            districts=self._districts_of(table, row),
            organisation=self.counts_as(row["organisation_id"]),
            illustrative=bool(row["illustrative"]),
            columns=row
            | self.organisation_columns(self.counts_as(identity))
            | {"organisation_first_supported": self.is_of_first_support(identity, int(day[:4]))},
        )

    def organisation_columns(self, identity: int | None) -> dict[str, Any]:
        """What the organisation as which one counts says of itself."""
        living = [row for row in self.rows("organisation") if identity in (row["id"], row["chain"])]
        (said_by,) = living if identity is not None and living else [{}]
        return {f"organisation_{name}": said_by.get(name) for name in ("district", "activities")}

    def is_of_first_support(self, organisation: int | None, year: int) -> bool | None:
        """Whether the earliest record of a support or an award of the organisation is of this year."""
        identity = self.counts_as(organisation)
        grants = [row for row in self.rows("grant_application") if row["decision"] == "awarded"]
        supports = [(row, row["date"]) for row in self.rows("support")]
        dated = [*supports, *((row, row["decided_on"]) for row in grants)]
        mine = [
            int(str(day)[:4])
            for row, day in dated
            if day is not None and self.counts_as(row["organisation_id"]) == identity
        ]
        return None if identity is None else bool(mine) and min(mine) == year

    def counts_as(self, organisation: int | None) -> int | None:
        """The organisation into which another was merged, however many times."""
        into = {row["organisation_id"]: row["into_id"] for row in self.rows("organisation_merge")}
        while organisation in into:
            organisation = into[organisation]
        return organisation

    def _districts_of(self, table: str, row: dict[str, Any]) -> frozenset[str]:
        if table == "event":
            return frozenset(
                link["district"] for link in self._links if link["event_id"] == row["id"]
            )
        return frozenset({row["district"]} if row["district"] else ())

    @cached_property
    def _links(self) -> Rows:
        return [
            dict(row)
            for row in self.session.execute(text("SELECT * FROM event_district")).mappings()
        ]

    @cached_property
    def covered(self) -> dict[str, dict[tuple[str, int, int], bool]]:
        """Covered (leaf, year, month) of each kind, with whether it is illustrative."""
        slots_of: dict[str, dict[tuple[str, int, int], bool]] = {}
        for row in self.rows("coverage"):
            slots = slots_of.setdefault(row["kind"], {})
            slot = (row["district"], row["year"], row["month"])
            slots[slot] = slots.get(slot, False) or bool(row["illustrative"])
        return slots_of

    @cached_property
    def versions(self) -> dict[str, list[tuple[int, dict[str, Any]]]]:
        """The published versions of each code, the newest last."""
        by_code: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        for row in sorted(self.rows("definition_version"), key=lambda row: int(row["version"])):
            if row["state"] == "published":
                by_code.setdefault(row["code"], []).append((row["version"], fields_of(row["text"])))
        return by_code

    def in_force(self, code: str, year: int) -> tuple[int, dict[str, Any]] | None:
        for version, definition in reversed(self.versions[code]):
            first, _, last = str(definition.get("years", "..")).partition("..")
            if (not first or year >= int(first)) and (not last or year <= int(last)):
                return version, definition
        return None

    # ------------------------------------------------------------ places

    @cached_property
    def districts(self) -> dict[str, dict[str, Any]]:
        return {row["number"]: row for row in self.rows("district")}

    @cached_property
    def leaves(self) -> list[str]:
        main = [code for code, row in self.districts.items() if row["cut"] is None]
        parents = {self.districts[code]["parent"] for code in main}
        return [code for code in main if code not in parents] or [""]

    def upwards(self, district: str) -> list[str]:
        """A district, its parent, its parent's …"""
        districts = [district]
        while parent := self.districts[districts[-1]]["parent"]:
            districts.append(parent)
        return districts

    def okrug(self, district: str, cut: str) -> str | None:
        """The place of a cut that a district lies in: its own word, else its parent's."""
        for place in self.upwards(district):
            for member in (self.districts[place]["member_of"] or "").split(";"):
                if member and self.districts[member]["cut"] == cut:
                    return member
        return None

    def lies_in(self, districts: Iterable[str], place: Place) -> bool:
        """Whether a record of these districts counts in a place."""
        cut, code = place
        named = set(districts)
        if place == WHOLE:
            return True
        if code == NONE and cut is None:
            return not named or any(district not in self.leaves for district in named)
        if code == NONE:
            return not named or any(self.okrug(district, str(cut)) is None for district in named)
        if cut is None:
            return any(code in self.upwards(district) for district in named)
        return any(self.okrug(district, cut) == code for district in named)

    def leaves_of(self, place: Place) -> list[str]:
        if place == WHOLE or place[1] == NONE or self.leaves == [""]:
            return self.leaves
        return [leaf for leaf in self.leaves if self.lies_in([leaf], place)]

    def parts_of(self, place: Place) -> list[Place]:
        """The districts whose reported values make up a place's."""
        cut, code = place
        if code == NONE:
            return []
        if cut is not None:
            return [(None, leaf) for leaf in self.leaves_of(place)]
        main = [row for row in self.districts.values() if row["cut"] is None]
        return [(None, row["number"]) for row in main if row["parent"] == code]

    def peers_of(self, place: Place) -> list[Place]:
        """The places with which one is compared."""
        cut, code = place
        if code in (None, NONE):
            return []
        if cut is not None:
            return [(cut, one) for one, row in self.districts.items() if row["cut"] == cut]
        if code in self.leaves:
            return [(None, leaf) for leaf in self.leaves]
        return [
            (None, one)
            for one, row in self.districts.items()
            if row["cut"] is None
            and one not in self.leaves
            and row["parent"] == self.districts[str(code)]["parent"]
        ]

    # ------------------------------------------------------------ indicators

    def indicator(
        self, code: str, place: Place, period: Span, *, within: bool = False
    ) -> ReferenceReading:
        """What is known of an indicator by the version in force, at the clock."""
        key = (code, place, period, within)
        if key not in self._readings:
            self._readings[key] = self._indicator(code, place, period, within)
        return self._readings[key]

    def _indicator(self, code: str, place: Place, period: Span, within: bool) -> ReferenceReading:
        years = range(period.first[0], period.last[0] + 1)
        in_force = [self.in_force(code, year) for year in years]
        if len({version and version[0] for version in in_force}) > 1:
            return ReferenceReading(NOT_APPLICABLE, marks=frozenset({"break"}))
        version = in_force[-1]
        if version is None:
            return ReferenceReading(NOT_APPLICABLE)
        return self.defined(version[1], place, period, within)

    def defined(
        self, definition: dict[str, Any], place: Place, period: Span, within: bool
    ) -> ReferenceReading:
        """What one definition gives: its kind, then per residents, then change."""
        due = period.end + datetime.timedelta(days=definition.get("due_days", 31))
        if definition.get("change"):
            reading = self._changed(definition, place, period, within)
        else:
            reading = self._by_kind(definition, place, period, within)
            if definition.get("lower_bound"):
                reading = replace(reading, marks=reading.marks | {"lower_bound"})
            if definition.get("per"):
                reading = self._per(definition["per"]["residents"], reading, place, period)
            reading = self._additive(definition, reading, place, period, within)
        return reading.now(self.on, due)

    def _by_kind(
        self, definition: dict[str, Any], place: Place, period: Span, within: bool
    ) -> ReferenceReading:
        kind = definition["kind"]
        if kind == "ratio":
            return self._ratio(definition, place, period, within)
        if kind == "formula":
            return self._formula(definition, place, period, within)
        if kind == "observed":
            return self._observed(definition, place, period, within) or ReferenceReading(NO_DATA)
        return self.aggregate(definition, definition, place, period, within)

    # ------------------------------------------------------------ over records

    def chosen(
        self,
        aggregate: dict[str, Any],
        of: dict[str, Any],
        place: Place,
        period: Span,
        within: bool,
    ) -> tuple[list[Fact], Month, list[Fact]]:
        """The records counted, the first month of their window, and those of the period itself."""
        start = period.first
        if of.get("accumulate"):
            start = (self.first_year, 1)
        elif of.get("window"):
            year, month = divmod(period.last[0] * 12 + period.last[1] - of["window"]["months"], 12)
            start = (year, month + 1)
        elif within and not period.whole_years:
            start = (period.first[0], 1)
        accepted = [
            fact
            for fact in self.facts(aggregate["measure"])
            if passes(fact, aggregate.get("filter", {}))
        ]
        here = [fact for fact in accepted if self.lies_in(fact.districts, place)]
        gathers = gathers_years(of, within)
        counted = [fact for fact in here if falls(fact, start, period, gathers=gathers)]
        if of.get("balance"):
            counted = of_last_months(counted, aggregate)
        return (
            counted,
            start,
            [fact for fact in here if falls(fact, period.first, period, gathers=gathers)],
        )

    def aggregate(
        self,
        aggregate: dict[str, Any],
        of: dict[str, Any],
        place: Place,
        period: Span,
        within: bool,
    ) -> ReferenceReading:
        counted, start, own = self.chosen(aggregate, of, place, period, within)
        slots = self.covered.get(MEASURES[aggregate["measure"]][2], {})
        leaves = self.leaves_of(place)
        everything = {
            (leaf, *month) for leaf in leaves for month in months_between(start, period.last)
        }
        covered = everything & set(slots)
        own_covered = {(leaf, *month) for leaf in leaves for month in period.months()} & set(slots)
        coverage = Fraction(len(covered), len(everything)) if everything else Fraction(0)
        reading = ReferenceReading(
            NO_DATA, records=frozenset(fact.id for fact in counted), coverage=coverage
        )
        if not (own or own_covered) or (coverage < 1 and not counted):
            return reading
        subjects = [subject_of(fact, aggregate) for fact in counted]
        known = [subject for subject in subjects if subject is not None]
        undated = self._undated(aggregate, place, period, start, gathers_years(of, within))
        marks = {
            "partial": coverage < 1,
            "null_amounts": len(known) < len(subjects),
            "illustrative": any(fact.illustrative for fact in counted)
            or any(slots[slot] for slot in covered),
            "approximate_date": undated,
        }
        value = summarised(aggregate["kind"], known, aggregate.get("percent"))
        if of.get("balance") and not known:
            value = None
        state = NOT_APPLICABLE if value is None else VALUE
        return replace(
            reading,
            state=state,
            value=value,
            marks=frozenset(mark for mark, holds in marks.items() if holds),
        )

    def _undated(
        self, aggregate: dict[str, Any], place: Place, period: Span, start: Month, gathers: bool
    ) -> bool:
        """Whether a record is known to a year only of which the months asked are a part."""
        years = range(start[0], period.last[0] + 1)
        return any(
            fact.month is None
            and fact.year in years
            and not falls(fact, start, period, gathers=gathers)
            and passes(fact, aggregate.get("filter", {}))
            and self.lies_in(fact.districts, place)
            for fact in self.facts(aggregate["measure"])
        )

    def _additive(
        self,
        definition: dict[str, Any],
        reading: ReferenceReading,
        place: Place,
        period: Span,
        within: bool,
    ) -> ReferenceReading:
        """Mark the whole whose districts do not add up to it: distinct counts, and events shared by
        districts.
        """
        kind = definition["kind"]
        may = kind == "distinct" or (
            kind in ("count", "sum") and definition.get("measure") == "events"
        )
        if (
            definition.get("per")
            or not may
            or place != WHOLE
            or reading.state != VALUE
            or self.leaves == [""]
        ):
            return reading
        parts = [
            self.aggregate(definition, definition, (None, leaf), period, within)
            for leaf in (*self.leaves, NONE)
        ]
        total = sum((part.value or Fraction(0) for part in parts), Fraction(0))
        return (
            reading
            if total == reading.value
            else replace(reading, marks=reading.marks | {"not_additive"})
        )

    # ------------------------------------------------------------ composed

    def _ratio(
        self, definition: dict[str, Any], place: Place, period: Span, within: bool
    ) -> ReferenceReading:
        sides = [self._side(definition[name], definition, place, period, within) for name in SIDES]
        value = None
        state = worst(sides)
        if state == VALUE:
            upper, lower = (known(side) for side in sides)
            state = NOT_APPLICABLE if lower == 0 else VALUE
            value = (
                None if lower == 0 else upper / lower * Fraction(str(definition.get("scale", 1)))
            )
        records = [side.records for side in sides if side.records is not None]
        return ReferenceReading(
            state,
            value,
            sides[0].value,
            sides[1].value,
            frozenset().union(*records) if records else None,
            min(side.coverage for side in sides),
            marks_of(sides),
        )

    def _side(
        self, side: dict[str, Any], of: dict[str, Any], place: Place, period: Span, within: bool
    ) -> ReferenceReading:
        if "indicator" in side:
            return self.indicator(side["indicator"], place, period, within=within)
        return self.aggregate(side, of, place, period, within)

    def _formula(
        self, definition: dict[str, Any], place: Place, period: Span, within: bool
    ) -> ReferenceReading:
        met: list[ReferenceReading] = []

        def look(code: str, function: str, steps: int) -> ReferenceReading:
            met.append(self._input(code, function, steps, place, period, within))
            return met[-1]

        reading = evaluated(in_python(definition["formula"]), look)
        if reading.state == NOT_DUE:
            # a condition that waits has a branch already, whose coverage counts
            return replace(
                self.in_the_end.defined(definition, place, period, within), state=NOT_DUE
            )
        coverage = min((inner.coverage for inner in met), default=Fraction(0))
        return ReferenceReading(
            reading.state, reading.value, coverage=coverage, marks=marks_of(met)
        )

    def _input(
        self, code: str, function: str, steps: int, place: Place, period: Span, within: bool
    ) -> ReferenceReading:
        own = self.indicator(code, place, period, within=within)
        match function:
            case "coverage":
                is_reported = own.state in (VALUE, NO_DATA)
                return replace(own, state=VALUE, value=own.coverage) if is_reported else own
            case "share":
                return self._share([own, self.indicator(code, WHOLE, period, within=within)])
            case "rank":
                peers = self.peers_of(place)
                others = [self.indicator(code, peer, period, within=within) for peer in peers]
                version = self.in_force(code, period.last[0])
                return self._rank(own, others, bool(version) and version[1].get("direction"))
            case "previous" | "shift":
                return self._earlier(code, function, steps, own, place, period, within)
        return own

    def _earlier(
        self,
        code: str,
        function: str,
        steps: int,
        own: ReferenceReading,
        place: Place,
        period: Span,
        within: bool,
    ) -> ReferenceReading:
        if period.grain == "range":
            return replace(own, state=worst([own, ReferenceReading(NOT_APPLICABLE)]), value=None)
        earlier = period.years_before(steps) if function == "previous" else period.before(steps)
        if self.in_force(code, earlier.first[0]) != self.in_force(code, period.first[0]):
            return ReferenceReading(NOT_APPLICABLE, marks=frozenset({"break"}))
        return self.indicator(code, place, earlier, within=within)

    @staticmethod
    def _share(pair: list[ReferenceReading]) -> ReferenceReading:
        state, value = worst(pair), None
        if state == VALUE:
            own, whole = (known(each) for each in pair)
            state, value = (VALUE, own / whole) if whole else (NOT_APPLICABLE, None)
        coverage = min(each.coverage for each in pair)
        return ReferenceReading(state, value, coverage=coverage, marks=marks_of(pair))

    @staticmethod
    def _rank(
        own: ReferenceReading, others: list[ReferenceReading], direction: Any
    ) -> ReferenceReading:
        if not others:
            return replace(own, state=worst([own, ReferenceReading(NOT_APPLICABLE)]), value=None)
        coverage = min(other.coverage for other in others)
        marks = marks_of(others)
        if any(other.state == NOT_DUE for other in others):
            return ReferenceReading(NOT_DUE, coverage=coverage, marks=marks)
        if own.state != VALUE:
            return ReferenceReading(own.state, coverage=coverage, marks=marks)
        ordered = sorted(
            (known(other) for other in others if other.state == VALUE),
            reverse=direction != "decrease",
        )
        unknown = {"partial"} if any(other.state == NO_DATA for other in others) else set()
        place = Fraction(1 + ordered.index(known(own)))
        return ReferenceReading(VALUE, place, coverage=coverage, marks=marks | unknown)

    def _per(
        self, residents: int, reading: ReferenceReading, place: Place, period: Span
    ) -> ReferenceReading:
        """Per so many residents; a range of years or no place at all has no residents."""
        if place[1] == NONE or period.grain == "range":
            return replace(
                reading, state=worst([reading, ReferenceReading(NOT_APPLICABLE)]), value=None
            )
        people = self.people(place, period.first[0])
        if reading.state == NO_DATA or people is None:
            return replace(reading, state=NO_DATA, value=None)
        marks = reading.marks - {"not_additive"} | ({"illustrative"} if people[1] else set())
        if reading.state != VALUE:
            return replace(reading, marks=marks)
        if people[0] == 0:
            return replace(reading, state=NOT_APPLICABLE, value=None, marks=marks)
        value = known(reading) / people[0] * residents
        return replace(
            reading,
            value=value,
            numerator=reading.value,
            denominator=Fraction(people[0]),
            marks=marks,
        )

    def people(self, place: Place, year: int) -> tuple[int, bool] | None:
        """Residents of a place in a year: as reported for it, else of all its districts."""
        rows = [row for row in self.rows("population") if str(row["on_date"])[:4] == str(year)]
        own = [row for row in rows if row["district"] == place[1]]
        if own:
            first = min(own, key=lambda row: str(row["on_date"]))
            return first["people"], bool(first["illustrative"])
        parts = [self.people(part, year) for part in self.parts_of(place)]
        known_parts = [part for part in parts if part is not None]
        if not parts or len(known_parts) < len(parts):
            return None
        return sum(part[0] for part in known_parts), any(part[1] for part in known_parts)

    def _changed(
        self, definition: dict[str, Any], place: Place, period: Span, within: bool
    ) -> ReferenceReading:
        level = {name: value for name, value in definition.items() if name != "change"}
        now = self.defined(level, place, period, within)
        if period.grain == "range":
            state = worst([now, ReferenceReading(NOT_APPLICABLE)])
            return replace(now, state=state, value=None, numerator=None, denominator=None)
        then = self._then(definition, level, place, period, within)
        state, value = worst([now, then]), None
        percent = definition["change"]["as"] == "percent"
        if state == VALUE:
            value = known(now) - known(then)
            if percent:
                state = NOT_APPLICABLE if then.value == 0 else VALUE
                value = None if then.value == 0 else value / known(then) * 100
        sides = (now.value, then.value) if percent else (None, None)
        coverage = min(now.coverage, then.coverage)
        return ReferenceReading(state, value, *sides, now.records, coverage, marks_of([now, then]))

    def _then(
        self,
        definition: dict[str, Any],
        level: dict[str, Any],
        place: Place,
        period: Span,
        within: bool,
    ) -> ReferenceReading:
        if definition["change"]["from"] == "previous":
            return self.defined(level, place, period.years_before(1), within)
        base = definition["baseline"]
        if base.get("value") is None:
            return self.defined(
                level, place, period.years_before(period.first[0] - base["year"]), within
            )
        if place != WHOLE or period.grain != "year":
            return ReferenceReading(NO_DATA)
        return ReferenceReading(VALUE, Fraction(str(base["value"])), coverage=Fraction(1))

    # ------------------------------------------------------------ observed

    def _observed(
        self, definition: dict[str, Any], place: Place, period: Span, within: bool
    ) -> ReferenceReading | None:
        code, combine = definition["code"], definition["combine"]
        own = self._reported(code, combine, place, period)
        if own is None or not within or period.whole_years or combine.get("periods") != "sum":
            return own
        months = period.last[1] - period.first[1] + 1
        starts = range(1, period.first[1], months)
        year = period.first[0]
        earlier = [
            Span(label_of(period, at), period.grain, (year, at), (year, at + months - 1))
            for at in starts
        ]
        return combined(
            "sum", [*(self._reported(code, combine, place, part) for part in earlier), own]
        )

    def _reported(
        self, code: str, combine: dict[str, str], place: Place, period: Span
    ) -> ReferenceReading | None:
        exact = self._exact(code, combine, place, period)
        if exact is not None:
            return exact
        parts = [self._reported(code, combine, part, period) for part in self.parts_of(place)]
        candidates = [combined(combine.get("places", NONE), parts)]
        for length in (12,) if period.grain == "range" else (6, 3, 1):
            inner = [part for part in inside(period, length) if part.label != period.label]
            # a year of a range may itself be put together; other periods are as they were reported
            read = self._reported if period.grain == "range" else self._exact
            readings = [read(code, combine, place, part) for part in inner]
            candidates.append(combined(combine.get("periods", NONE), readings))
        best: ReferenceReading | None = None
        # a later way is better only where it has a number that an earlier has not, or covers more
        for candidate in candidates:
            if candidate is not None and (best is None or _worth(candidate) > _worth(best)):
                best = candidate
        return best

    def _exact(
        self, code: str, combine: dict[str, str], place: Place, period: Span
    ) -> ReferenceReading | None:
        rows = [
            row
            for row in self.rows("observation")
            if row["indicator"] == code
            and row["district"] == place[1]
            and row["period"] == period.label
        ]
        best: dict[str, dict[str, Any]] = {}
        for row in rows:
            if row["by"] not in best or row["stage"] == "refined":
                best[row["by"]] = row
        if "" in best:
            return observed(best[""])
        sets = {tuple(sorted(pair.split("=")[0] for pair in by.split(";"))) for by in best}
        if len(sets) != 1 or "sum" not in combine.values():
            return None
        return combined("sum", [observed(row) for row in best.values()])

    # ------------------------------------------------------------ plan

    def judged(self, code: str, place: Place, period: Span, reading: ReferenceReading) -> Judgement:
        """Plan, degree and status."""
        rows = [
            row
            for row in self.rows("target")
            if row["indicator"] == code
            and row["period"] == period.label
            and row["district"] == place[1]
        ]
        version = self.in_force(code, period.last[0])
        whole = bool(rows)
        if not rows and period.grain == "range" and version and version[1].get("targets"):
            rows, whole = self._targets_of_years(code, place, period, reading)
        known_values = [Fraction(row["value"]) for row in rows if row["value"] is not None]
        whole = whole and len(known_values) == len(rows)
        plan = sum(known_values, Fraction(0)) if whole else None
        illustrative = any(row["illustrative"] for row in rows) and bool(rows)
        marks = frozenset({"illustrative"} if illustrative else set())
        if version is None:
            return Judgement(plan, marks=marks)
        judgement = verdict(version[1], reading, plan)
        return replace(judgement, plan=plan, marks=judgement.marks | marks)

    def _targets_of_years(
        self, code: str, place: Place, period: Span, reading: ReferenceReading
    ) -> tuple[Rows, bool]:
        """The targets of the years, and whether each has one; none across a break."""
        years = [str(year) for year in range(period.first[0], period.last[0] + 1)]
        rows = [
            row
            for row in self.rows("target")
            if row["indicator"] == code and row["period"] in years and row["district"] == place[1]
        ]
        crosses = "break" in reading.marks or len(rows) < len(years)
        return ([], False) if crosses else (rows, True)


def of_last_months(facts: list[Fact], aggregate: dict[str, Any]) -> list[Fact]:
    """Those of each district's last month that states an amount; what is known to a year is its end."""
    last: dict[frozenset[str], tuple[int, int]] = {}
    for fact in facts:
        if subject_of(fact, aggregate) is not None:
            month = (fact.year, fact.month or 13)
            last[fact.districts] = max(month, last.get(fact.districts, month))
    return [fact for fact in facts if last.get(fact.districts) == (fact.year, fact.month or 13)]


def _worth(reading: ReferenceReading) -> tuple[bool, Fraction]:
    return reading.state == VALUE, reading.coverage
