"""What the database already knows and a file's values refer to: years, places, organisations,
codes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.disaggregations import AttributeSpellings, parts_of
from data.imports.context.organisations import OrganisationNames
from data.imports.context.places import DistrictNames
from data.imports.values.codes import LANGUAGES, Codes
from data.imports.values.periods import Month
from data.markup import markup
from data.passports import passport, programme_id
from data.tables.definitions import DefinitionVersion, Observation
from data.tables.programmes import Part
from data.tables.snapshots import Snapshot
from data.units import is_percent, whole_of

OBSERVED = "observed"
"""The kind of definition that takes reported values; what else a definition says is not the
importers' business.
"""

WEIGHTED = "weighted_mean"
"""The rule of combining values that needs their weights."""


@dataclass
class Claim:
    """What a file of records says of its completeness: these months of these leaf districts."""

    months: frozenset[Month] | None = None  # None: any; nothing is claimed
    districts: frozenset[str] | None = None  # None: all
    is_scope: bool = False  # whether whoever sends the file may report no other districts

    def has(self, year: int, month: int | None) -> bool:
        """Whether a record of this month, or of some month of this year, may be in the file."""
        if self.months is None:
            return True
        return (
            (year, month) in self.months
            if month
            else any(year == covered for covered, _ in self.months)
        )


@dataclass(frozen=True)
class Confirmed:
    """Values that somebody has looked at and calls right: each by its row and what is written
    there, or every one.
    """

    values: frozenset[tuple[int, str]] = frozenset()
    every: bool = False

    def has(self, row: int, text: str) -> bool:
        return self.every or (row, text.strip()) in self.values


@dataclass
class Context:
    """One programme as the importers see it."""

    session: Session
    programme_id: int
    code: str
    first_year: int
    last_year: int
    # what the programme is called, by language
    title: Mapping[str, str] = field(default_factory=dict)
    # what each second cut is called
    cuts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    claim: Claim = field(default_factory=Claim)
    confirmed: "Confirmed | None" = None
    _read: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict, repr=False)

    @cached_property
    def places(self) -> DistrictNames:
        return DistrictNames(self.session, self.programme_id, self.cut_name)

    @cached_property
    def organisations(self) -> OrganisationNames:
        return OrganisationNames(self.session, self.programme_id)

    @cached_property
    def indicators(self) -> Codes:
        """The codes with a published definition, named as the newest version of each is."""
        return Codes(
            {code: versions[-1] for code, versions in self._definitions.items()},
            self._name_of_definition,
        )

    @property
    def only_year(self) -> str | None:
        """The year that a part of a year without its own can only mean, in a programme of one year."""
        return str(self.first_year) if self.first_year == self.last_year else None

    def confirms(self, row: int, text: str) -> bool:
        """Whether somebody has said that the value of a row is right as it is written."""
        return self.confirmed is not None and self.confirmed.has(row, text)

    def is_observed(self, code: str) -> bool:
        """Whether some published version of an indicator takes reported values."""
        return any(version.get("kind") == OBSERVED for version in self.definitions(code))

    def is_weighted(
        self, code: str, year: int, rules: Sequence[str] = ("places", "periods")
    ) -> bool:
        """Whether an indicator's values of a year combine by a weighted mean, of places or of
        periods.
        """
        combine = self.in_force(code, year).get("combine")
        return isinstance(combine, Mapping) and WEIGHTED in map(combine.get, rules)

    def name_of(self, code: str) -> Mapping[str, str]:
        """What an indicator is called, by language; its code where nothing else is said."""
        return dict.fromkeys(LANGUAGES, code) | dict(self._name_of_definition(code))

    def cut_name(self, cut: str) -> Mapping[str, str]:
        """What a second cut is called, by language; its code where nothing is said."""
        return dict.fromkeys(LANGUAGES, cut) | dict(self.cuts.get(cut) or {})

    def whole_of(self, code: str, year: int) -> int | None:
        """What all of something is in the unit of an indicator in a year; nothing of what is no
        share.
        """
        unit = self.in_force(code, year).get("unit")
        return whole_of(str(unit.get("ru", "") if isinstance(unit, Mapping) else unit))

    def in_force(self, code: str, year: int) -> Mapping[str, Any]:
        """What the newest published version that is valid for a year says; nothing without one."""
        versions = [
            version for version in self.definitions(code) if _has_year(version.get("years"), year)
        ]
        return versions[-1] if versions else {}

    def declared(self, code: str) -> Mapping[str, Any]:
        """The disaggregations that the newest published version of an indicator declares."""
        versions = self.definitions(code)
        declared = versions[-1].get("disaggregations") if versions else None
        return declared if isinstance(declared, Mapping) else {}

    def attribute_names(self, code: str, language: str) -> dict[str, str]:
        """What the attributes of an indicator are called, by their codes, as far as its definition
        says.
        """
        names = {
            str(name): declaration.get("name")
            for name, declaration in self.declared(code).items()
            if isinstance(declaration, Mapping)
        }
        return {
            name: str(words[language])
            for name, words in names.items()
            if words and language in words
        }

    def is_in_percent(self, code: str) -> bool:
        """Whether every published version of an indicator has the unit «%»."""
        units = self._units(code)
        return bool(units) and all(is_percent(str(unit.get("ru", ""))) for unit in units)

    def unit(self, code: str) -> Mapping[str, str]:
        """The unit of an indicator's newest published version, by language."""
        newest = (self._units(code) or [{}])[-1]
        return {language: str(newest.get(language) or "–") for language in ("ru", "en")}

    def _units(self, code: str) -> list[Mapping[str, Any]]:
        """The units of the published versions, oldest first."""
        units = [version.get("unit") for version in self.definitions(code)]
        return [unit if isinstance(unit, Mapping) else {"ru": unit} for unit in units]

    @cached_property
    def disaggregations(self) -> "Disaggregations":
        return Disaggregations(self)

    def definitions(self, code: str) -> Sequence[Mapping[str, Any]]:
        """What the published versions of an indicator say, oldest first."""
        if code not in self._read:
            self._read[code] = [markup.load(text) or {} for text in self._definitions.get(code, ())]
        return self._read[code]

    @cached_property
    def _definitions(self) -> Mapping[str, Sequence[str]]:
        mine = (DefinitionVersion.programme_id == self.programme_id, DefinitionVersion.as_of(None))
        published = (*mine, DefinitionVersion.state == "published")
        fields = select(DefinitionVersion.code, DefinitionVersion.text).where(*published)
        texts: dict[str, list[str]] = {}
        for code, text in self.session.execute(
            fields.order_by(DefinitionVersion.code, DefinitionVersion.version)
        ):
            texts.setdefault(code, []).append(text)
        return texts

    def _name_of_definition(self, code: str) -> Mapping[str, str]:
        name = self.definitions(code)[-1].get("name")
        return name if isinstance(name, Mapping) else {}

    @cached_property
    def parts(self) -> Codes:
        """The programme's parts by code."""
        mine = (Part.programme_id == self.programme_id, Part.as_of(None))
        rows = self.session.execute(
            select(Part.code, Part.name_ru, Part.name_en).where(*mine).order_by(Part.position)
        )
        names = {code: {"ru": ru, "en": en or ru} for code, ru, en in rows}
        return Codes(names, names.__getitem__)

    @cached_property
    def snapshots(self) -> Codes:
        """The numbers of the programme's snapshots, with their titles."""
        mine = select(Snapshot.id, Snapshot.title).where(Snapshot.programme_id == self.programme_id)
        titles = {
            str(identity): dict.fromkeys(LANGUAGES, title)
            for identity, title in self.session.execute(mine)
        }
        return Codes(titles, titles.__getitem__)


def context_of(session: Session, programme: str) -> Context:
    """A programme, given by its code, as the importers see it; nothing is claimed of its coverage."""
    identity = programme_id(session, programme)
    years = passport(session, identity)
    texts = years.texts.get("short_name") or years.texts.get("name") or {}
    title = {language: str(texts.get(language) or programme) for language in LANGUAGES}
    return Context(
        session,
        identity,
        programme,
        years.first_year,
        years.last_year,
        title,
        years.settings.get("cuts") or {},
    )


def _has_year(years: Any, year: int) -> bool:
    """Whether the years that a version is valid for, as YAML has them, contain a year."""
    first, dots, last = str(years or "..").partition("..")
    return (not first or int(first) <= year) and (
        not (last or not dots) or year <= int(last or first)
    )


class Disaggregations:
    """How the attributes of each observed indicator are written: as declared, else as it stands,
    else as met first.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self._known: dict[str, AttributeSpellings] = {}

    def of(self, indicator: str) -> AttributeSpellings:
        """Those of one indicator; what is learnt of a file stays for its other rows."""
        if indicator not in self._known:
            self._known[indicator] = self._read(indicator)
        return self._known[indicator]

    def _read(self, indicator: str) -> AttributeSpellings:
        session, spellings = (
            self.context.session,
            AttributeSpellings.declared(self.context.declared(indicator)),
        )
        mine = Observation.programme_id == self.context.programme_id
        stands = select(Observation.by).where(
            mine, Observation.indicator == indicator, Observation.as_of(None)
        )
        for by in session.scalars(stands.distinct().order_by(Observation.by)):
            spellings.learn(parts_of(by).items())
        return spellings
