"""Versions of definitions by code and revision: which is in force, who depends on whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.refusals import LANGUAGES, LONGEST, Names, Problem, Refusal, quoted, refuse
from data.tables.definitions import DefinitionVersion
from data.words.offers import offer, unknown, with_code
from indicators import formula
from indicators.definition import Aggregate, Definition, Side, read
from indicators.periods import Gathering, Period

PUBLISHED = "published"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class PublishedVersion:
    """A published version of a definition."""

    definition: Definition
    version: int
    published_in: int


class Counts(NamedTuple):
    """An aggregate whose records are behind a number, and what it gathers beside the period."""

    aggregate: Aggregate
    gathering: Gathering


class Withdrawal(NamedTuple):
    """The revision in which a version went out of force, and what it said."""

    revision: int
    definition: Definition


class Catalogue:
    """The definitions of a programme as of a revision."""

    def __init__(self, versions: Iterable[PublishedVersion]) -> None:
        self.versions: dict[str, list[PublishedVersion]] = {}
        for version in versions:
            self.versions.setdefault(version.definition.code, []).append(version)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes in the order in which they are shown."""
        return tuple(
            sorted(self.versions, key=lambda code: (self.newest(code).definition.position, code))
        )

    def newest(self, code: str) -> PublishedVersion:
        """The newest published version of a code, whatever its years."""
        if code not in self.versions:
            raise unknown("unknown_indicator", "indicator", code, self.names)
        return self.versions[code][-1]

    def name(self, code: str) -> dict[str, str]:
        """What an indicator is called, by language."""
        names = self.newest(code).definition.name
        return {language: names.in_language(language) for language in LANGUAGES}

    @cached_property
    def names(self) -> dict[str, Names]:
        """What every indicator is called, by its code."""
        return {code: self.name(code) for code in sorted(self.versions)}

    def name_with_code(self, code: str) -> dict[str, str]:
        """An indicator as readers know it and as it is typed; the code alone of one that there is
        not.
        """
        return with_code(self.names.get(code, {}), code)

    def in_force(self, code: str, year: int) -> PublishedVersion | None:
        """The newest version whose years contain ``year``."""
        living = (
            version for version in reversed(self.versions[code]) if year in version.definition.years
        )
        return next(living, None)

    def nearest(self, code: str, year: int) -> PublishedVersion:
        """The version in force in ``year``, else the newest; refuses an unknown code."""
        newest = self.newest(code)
        return self.in_force(code, year) or newest

    def all_versions(self) -> Iterator[PublishedVersion]:
        """Every published version."""
        return (version for versions in self.versions.values() for version in versions)

    def all_definitions(self) -> Iterator[Definition]:
        """Every published version's definition."""
        return (version.definition for version in self.all_versions())

    def without_newest(self, code: str) -> "Catalogue":
        """What stands once the newest version of a code is withdrawn; refused while a formula needs
        the last one.
        """
        newest = self.newest(code)
        users = sorted(user for user, names in self.inputs.items() if code in names)
        if users and len(self.versions[code]) == 1:
            names = {
                each: ", ".join(quoted(self.name(user)[each], each) for user in users)
                for each in LANGUAGES
            }
            raise refuse("withdrawal_breaks_formula", indicator=self.name(code), users=names)
        return Catalogue(version for version in self.all_versions() if version is not newest)

    @cached_property
    def inputs(self) -> dict[str, frozenset[str]]:
        """The indicators that any version of each code reads."""
        return {
            code: frozenset(name for version in versions for name in version.definition.inputs)
            for code, versions in self.versions.items()
        }

    def behind(self, codes: Iterable[str]) -> list[Definition]:
        """Every version of some indicators and of what they are computed from, however far."""
        reached = set(codes)
        # readers before their inputs: one pass reaches inputs of inputs
        for code in reversed(self.in_order):
            if code in reached:
                reached |= self.inputs[code]
        return [each for each in self.all_definitions() if each.code in reached]

    def crosses_a_break(self, code: str, period: Period) -> bool:
        """Whether one version is in force at the beginning of a period and another, or none, later."""
        in_force = (self.in_force(code, year) for year in range(period.year, period.final_year + 1))
        return len({version and version.version for version in in_force}) > 1

    def counted(self, definition: Definition, period: Period) -> tuple[Counts, ...]:
        """The records behind a number of a period: none behind formulas and reported values."""
        return tuple(part for side in self.sides(definition, period) for part in side)

    def sides(self, definition: Definition, period: Period) -> tuple[tuple[Counts, ...], ...]:
        """The records behind each side of a ratio; any other number has one side."""
        if definition.kind != "ratio":
            return (tuple(Counts(part, definition.gathering) for part in definition.aggregates),)
        return tuple(
            self._of_side(side, definition, period)
            for side in (definition.numerator, definition.denominator)
        )

    def _of_side(self, side: Side | None, of: Definition, period: Period) -> tuple[Counts, ...]:
        if isinstance(side, Aggregate):
            return (Counts(side, of.gathering),)
        if side is None or self.crosses_a_break(side.indicator, period):
            return ()
        version = self.in_force(side.indicator, period.final_year)
        return self.counted(version.definition, period) if version is not None else ()

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """The codes, inputs before those that read them."""
        return tuple(TopologicalSorter(self.inputs).static_order())

    def check(
        self,
        parts: Mapping[str, Names] | None = None,
        files: Iterable[tuple[str, Definition]] = (),
    ) -> None:
        """Refuse unknown inputs, cycles and unknown parts; ``parts`` are those of the programme
        with their names, ``files`` those from which definitions came.
        """
        files = list(files)
        problems = [*self._unknown_inputs(files), *self._unknown_parts(parts, files)]
        if problems:
            raise Refusal(problems)
        try:
            _ = self.in_order
        except CycleError as error:
            raise refuse("formula_cycle", path=self._path(reversed(error.args[1]))) from error

    def _path(self, codes: Iterable[str]) -> dict[str, str]:
        named = [self.name_with_code(code) for code in codes]
        return {language: " → ".join(each[language] for each in named) for language in LANGUAGES}

    def _unknown_inputs(self, files: Sequence[tuple[str, Definition]]) -> Iterator[Problem]:
        for definition in self.all_definitions():
            for name in (name for name in definition.inputs if name not in self.versions):
                yield self._unknown_input(definition, name, _file_of(definition, files))

    def _unknown_input(self, definition: Definition, name: str, file: str | None) -> Problem:
        at = {} if definition.formula is None else _pointed(definition.formula, name)
        params = {
            "where": "",
            "indicator": self.name_with_code(definition.code),
            "input": name[:LONGEST],
            **offer(self.names, name),
            **at,
        }
        field = "formula" if definition.formula is not None else None
        return Problem("formula_unknown_code", params, file, field=field)

    def _unknown_parts(
        self, parts: Mapping[str, Names] | None, files: Sequence[tuple[str, Definition]]
    ) -> Iterator[Problem]:
        if parts is None:
            return
        for definition in self.all_definitions():
            if definition.part is not None and definition.part not in parts:
                yield Problem(
                    "unknown_part",
                    {"part": definition.part[:LONGEST], **offer(parts, definition.part)},
                    _file_of(definition, files),
                    field="part",
                )


def _file_of(definition: Definition, files: Sequence[tuple[str, Definition]]) -> str | None:
    """The file from which a definition came; None of one that is published."""
    return next((name for name, each in files if each == definition), None)


def _pointed(text: str, name: str) -> dict[str, Any]:
    """Where a formula names an indicator first."""
    excerpt = formula.pointed(text, formula.parse(text).places[name])
    where = {
        language: f" ({words}: {excerpt['formula']})"
        for language, words in excerpt["where"].items()
    }
    return {"position": excerpt["position"], "where": where}


def read_catalogue(session: Session, programme: int, revision: int | None = None) -> Catalogue:
    """The definitions of a programme that were published and not withdrawn as of ``revision``."""
    columns = (DefinitionVersion.text, DefinitionVersion.version, DefinitionVersion.since)
    statement = (
        select(*columns)
        .where(DefinitionVersion.programme_id == programme, DefinitionVersion.state == PUBLISHED)
        .where(DefinitionVersion.as_of(revision))
        .order_by(DefinitionVersion.version)
    )
    return Catalogue(
        PublishedVersion(read(text), version, since)
        for text, version, since in session.execute(statement)
    )


def withdrawal_of(session: Session, programme: int, code: str) -> Withdrawal | None:
    """When the last version of a code was withdrawn, if it was, and what it said."""
    statement = (
        select(DefinitionVersion.since, DefinitionVersion.text)
        .where(
            DefinitionVersion.programme_id == programme,
            DefinitionVersion.code == code,
            DefinitionVersion.state == WITHDRAWN,
        )
        .order_by(DefinitionVersion.since.desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    return Withdrawal(row.since, read(row.text)) if row is not None else None
