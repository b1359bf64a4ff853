"""What the database already knows and a file's values refer to: years, places, organisations, codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from data import markup
from data.disaggregations import Spellings, parts_of
from data.importers.steps.periods import Month
from data.importers.steps.problems import Bad
from data.refusals import some
from data.tables.definitions import DefinitionVersion, Observation
from data.tables.organisations import Organisation
from data.tables.places import District
from data.tables.programmes import Part

OBSERVED = "observed"
"""The kind of definition that takes reported values; what else a definition says is not the importers' business."""


@dataclass
class Claim:
    """What a file of records says of its completeness: these months of these leaf districts."""

    months: frozenset[Month] | None = None  # None: any; nothing is claimed
    districts: frozenset[str] | None = None  # None: all

    def has(self, year: int, month: int | None) -> bool:
        """Whether a record of this month, or of some month of this year, may be in the file."""
        if self.months is None:
            return True
        return (year, month) in self.months if month else any(year == covered for covered, _ in self.months)


@dataclass
class Context:
    """One programme as the importers see it."""

    session: Session
    programme_id: int
    code: str
    first_year: int
    last_year: int
    claim: Claim = field(default_factory=Claim)

    @cached_property
    def places(self) -> "Places":
        return Places(self)

    @cached_property
    def organisations(self) -> "Organisations":
        return Organisations(self)

    @cached_property
    def indicators(self) -> frozenset[str]:
        """The codes with a published definition."""
        return frozenset(self.session.scalars(select(DefinitionVersion.code).where(*self._published)))

    def is_observed(self, code: str) -> bool:
        """Whether some published version of an indicator takes reported values."""
        asked = select(DefinitionVersion.text).where(*self._published, DefinitionVersion.code == code)
        return any((markup.load(text) or {}).get("kind") == OBSERVED for text in self.session.scalars(asked))

    def declared(self, code: str) -> Mapping[str, Any]:
        """The disaggregations that the newest published version of an indicator declares."""
        asked = select(DefinitionVersion.text).where(*self._published, DefinitionVersion.code == code)
        newest = self.session.scalar(asked.order_by(DefinitionVersion.version.desc()).limit(1))
        declared = (markup.load(newest or "") or {}).get("disaggregations")
        return declared if isinstance(declared, Mapping) else {}

    @cached_property
    def disaggregations(self) -> "Disaggregations":
        return Disaggregations(self)

    @property
    def _published(self) -> tuple[ColumnElement[bool], ...]:
        mine = DefinitionVersion.programme_id == self.programme_id
        return mine, DefinitionVersion.state == "published", DefinitionVersion.as_of(None)

    @cached_property
    def parts(self) -> frozenset[str]:
        mine = Part.programme_id == self.programme_id
        return frozenset(self.session.scalars(select(Part.code).where(mine, Part.as_of(None))))


class Disaggregations:
    """How the attributes of each observed indicator are written: as declared, else as it stands, else as met first."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._known: dict[str, Spellings] = {}

    def of(self, indicator: str) -> Spellings:
        """Those of one indicator; what is learnt of a file stays for its other rows."""
        if indicator not in self._known:
            self._known[indicator] = self._read(indicator)
        return self._known[indicator]

    def _read(self, indicator: str) -> Spellings:
        session, spellings = self.context.session, Spellings.declared(self.context.declared(indicator))
        mine = Observation.programme_id == self.context.programme_id
        stands = select(Observation.by).where(mine, Observation.indicator == indicator, Observation.as_of(None))
        for by in session.scalars(stands.distinct().order_by(Observation.by)):
            spellings.learn(parts_of(by).items())
        return spellings


class Places:
    """The programme's living districts."""

    def __init__(self, context: Context) -> None:
        asked = (District.number, District.parent, District.cut, District.name_ru, District.name_en)
        living = (District.programme_id == context.programme_id, District.as_of(None))
        rows = context.session.execute(select(*asked).where(*living).order_by(District.position, District.id)).all()
        self.main = [row.number for row in rows if row.cut is None]
        self.cuts = {row.number: row.cut for row in rows if row.cut is not None}
        parents = {row.parent for row in rows}
        self.leaves = [code for code in self.main if code not in parents]
        names = [(name, row.number) for row in rows if row.cut is None for name in (row.name_ru, row.name_en) if name]
        self.spellings: dict[str, str] = {name.casefold(): code for name, code in reversed(names)}
        self.spellings |= {code.casefold(): code for code in self.main}

    def code_of(self, text: str) -> str:
        """The code of a place of the main tree, given as its code or name."""
        typed = text.strip()
        code = self.spellings.get(typed.casefold())
        said = {"district": typed, "known": some(self.main, typed)}
        if code is None and typed in self.cuts:
            raise Bad("import_district_of_cut", cut=self.cuts[typed], **said)
        if code is None:
            raise Bad("import_district_unknown" if self.main else "import_no_districts", **said)
        return code


class Organisations:
    """The programme's living organisations by number, ИНН and ОГРН; records refer to the first row of the chain."""

    def __init__(self, context: Context) -> None:
        first = func.coalesce(Organisation.chain, Organisation.id)
        asked = select(first, Organisation.number, Organisation.inn, Organisation.ogrn)
        living = (Organisation.programme_id == context.programme_id, Organisation.as_of(None))
        self.numbers: dict[int, str] = {}
        self._by_number: dict[str, int] = {}
        self._by_registration: dict[str, int | None] = {}
        for identity, number, *registrations in context.session.execute(asked.where(*living)):
            self.numbers[identity] = number
            self._by_number[number] = identity
            for registration in filter(None, registrations):
                self._by_registration[registration] = None if registration in self._by_registration else identity

    def identity(self, text: str) -> int:
        """The organisation that ``text`` names."""
        typed = text.strip()
        found = self._by_number.get(typed) or self._by_registration.get(typed)
        if found is None:
            rule = "import_organisation_ambiguous" if typed in self._by_registration else "import_organisation_unknown"
            raise Bad(rule)
        return found
