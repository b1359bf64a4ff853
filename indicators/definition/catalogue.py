"""Versions of definitions by code and revision: which is in force, who depends on whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.refusals import NotFound, Problem, Refusal, meant, quoted, refuse, some
from data.tables.definitions import DefinitionVersion
from indicators import formula
from indicators.definition import Aggregate, Definition, Side, read
from indicators.periods import Period

PUBLISHED = "published"
WITHDRAWN = "withdrawn"
LANGUAGES = ("ru", "en")


@dataclass(frozen=True)
class PublishedVersion:
    """A published version of a definition."""

    definition: Definition
    version: int
    published_in: int


class Counts(NamedTuple):
    """An aggregate whose records are behind a number, of the period or since the programme's first
    year.
    """

    aggregate: Aggregate
    to_date: bool


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
            raise NotFound(
                Problem("unknown_indicator", {"indicator": code, "known": self.listed(code)})
            )
        return self.versions[code][-1]

    def name(self, code: str) -> dict[str, str]:
        """What an indicator is called, by language."""
        names = self.newest(code).definition.name
        return {language: names.in_language(language) for language in LANGUAGES}

    def listed(self, like: str) -> dict[str, str]:
        """Every indicator by its name and code, for a sentence: of many, those most like what was
        meant.
        """
        return {
            language: some(
                [f"{self.name(code)[language]} ({code})" for code in sorted(self.versions)], like
            )
            for language in LANGUAGES
        }

    def in_force(self, code: str, year: int) -> PublishedVersion | None:
        """The newest version whose years contain ``year``."""
        living = (
            version for version in reversed(self.versions[code]) if year in version.definition.years
        )
        return next(living, None)

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
            return (
                tuple(
                    Counts(part, definition.accumulate is not None)
                    for part in definition.aggregates
                ),
            )
        return tuple(
            self._of_side(side, definition, period)
            for side in (definition.numerator, definition.denominator)
        )

    def _of_side(self, side: Side | None, of: Definition, period: Period) -> tuple[Counts, ...]:
        if isinstance(side, Aggregate):
            return (Counts(side, of.accumulate is not None),)
        if side is None or self.crosses_a_break(side.indicator, period):
            return ()
        version = self.in_force(side.indicator, period.final_year)
        return self.counted(version.definition, period) if version is not None else ()

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """The codes, inputs before those that read them."""
        return tuple(TopologicalSorter(self.inputs).static_order())

    def check(
        self, parts: Iterable[str] | None = None, files: Iterable[tuple[str, Definition]] = ()
    ) -> None:
        """Refuse unknown inputs, cycles and unknown parts; ``files`` are those from which
        definitions came.
        """
        problems = [*self._unknown_inputs(list(files)), *self._unknown_parts(parts)]
        if problems:
            raise Refusal(problems)
        try:
            _ = self.in_order
        except CycleError as error:
            raise refuse("formula_cycle", path=" → ".join(reversed(error.args[1]))) from error

    def _unknown_inputs(self, files: Sequence[tuple[str, Definition]]) -> Iterator[Problem]:
        for definition in self.all_definitions():
            file = next((name for name, each in files if each == definition), None)
            for name in (name for name in definition.inputs if name not in self.versions):
                yield self._unknown_input(definition, name, file)

    def _unknown_input(self, definition: Definition, name: str, file: str | None) -> Problem:
        known = sorted(self.versions)
        at = {} if definition.formula is None else _pointed(definition.formula, name)
        params = {
            "where": "",
            "code": definition.code,
            "input": name,
            "known": some(known, name),
            **at,
        }
        field = "formula" if definition.formula is not None else None
        return Problem(
            "formula_unknown_code", {**params, "near": meant(name, known)}, file, field=field
        )

    def _unknown_parts(self, parts: Iterable[str] | None) -> Iterator[Problem]:
        if parts is None:
            return
        known = set(parts)
        for definition in self.all_definitions():
            if definition.part is not None and definition.part not in known:
                yield Problem(
                    "unknown_part",
                    {"part": definition.part, "known": ", ".join(sorted(known)) or "–"},
                )


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


def withdrawn_in(session: Session, programme: int, code: str) -> int | None:
    """The revision in which the last version of a code was withdrawn, if it was."""
    statement = select(func.max(DefinitionVersion.since)).where(
        DefinitionVersion.programme_id == programme,
        DefinitionVersion.code == code,
        DefinitionVersion.state == WITHDRAWN,
    )
    return session.scalar(statement)
