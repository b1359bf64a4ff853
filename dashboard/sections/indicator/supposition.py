"""What an address supposes: another plan of the shown year, another pace until its end."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from dashboard.request import PACE, TARGET
from dashboard.sections.indicator.pace import read_pace
from dashboard.sections.indicator.within_year import finest, of_year
from dashboard.sections.subject import Subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.pace import each_name
from data.imports.columns.percents import without_sign
from data.imports.problems import InvalidValue
from data.imports.values.values import bounded
from data.refusals import LONGEST, Problem
from data.units import is_percent, whole_of
from indicators.answers.answer import Answer
from indicators.answers.pace import YearPace
from indicators.answers.supposition import supposed

OF_CELLS = dict.fromkeys(("import_percent", "import_number_is_date"), "import_number")
"""What is said of cells of a file, in the words for a field."""
ANCHOR = "what-if"


@dataclass(frozen=True)
class SupposedNumber:
    """What somebody has typed, and the number that it is or the problem that it has."""

    text: str
    value: Decimal | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class SupposedRow:
    """An answer beside the one that there is, with what it supposes."""

    name: str
    answer: Answer


@dataclass(frozen=True)
class Supposition:
    """Of the whole shown year of an indicator."""

    subject: Subject

    @cached_property
    def year(self) -> Answer:
        """The answer that there is."""
        return of_year(self.subject)

    @cached_property
    def pace(self) -> YearPace | None:
        """How the year goes against its plan, or against the one that is supposed."""
        return read_pace(self.subject, finest(self.subject), replace(self.year, plan=self.plan))

    @property
    def plan(self) -> Decimal | None:
        return self.year.plan if self.target.value is None else self.target.value

    @cached_property
    def target(self) -> SupposedNumber:
        number = self._read(TARGET)
        whole = whole_of(self.subject.definition.unit.ru)
        known = self.year.value
        is_part = whole is not None and known is not None and 0 <= known <= whole
        if number.value is None or whole is None or not is_part or number.value <= whole:
            return number
        return _refused(number, "supposition_beyond_whole", whole=whole)

    @cached_property
    def monthly(self) -> SupposedNumber:
        """The pace of each part of the year that is to come."""
        number = self._read(PACE)
        if number.value is not None and self.pace is None:
            return _refused(number, "supposition_without_pace")
        return number

    @property
    def has_room(self) -> bool:
        """Whether anything can be supposed: a number is known, and judged by a plan."""
        known = self.year.value is not None or self.pace is not None
        return known and self.subject.definition.band is None

    @property
    def rows(self) -> Iterator[SupposedRow]:
        """The answer that there is, and what the suppositions make of it."""
        definition = self.subject.definition
        yield SupposedRow(_("As it is"), self.year)
        if self.target.value is not None:
            named = _("If the plan is {plan}").format(
                plan=labels.plan_text(definition, self.target.value)
            )
            yield SupposedRow(named, supposed(definition, self.year, self.plan))
        if self.pace is not None:
            yield from self._ends(self.pace)

    def _ends(self, pace: YearPace) -> Iterator[SupposedRow]:
        definition = self.subject.definition
        at_present = supposed(definition, self.year, self.plan, pace.expected)
        yield SupposedRow(_("The year’s end at the present pace"), at_present)
        if self.monthly.value is not None:
            end = pace.at(Fraction(self.monthly.value))
            named = _("The year’s end with {number} {each}").format(
                number=formats.plain(self.monthly.value), each=each_name(pace.grain)
            )
            yield SupposedRow(named, supposed(definition, self.year, self.plan, end))

    @property
    def is_percent(self) -> bool:
        return is_percent(self.subject.definition.unit.ru)

    def _read(self, name: str) -> SupposedNumber:
        text = self.subject.page_request.address.choices.get(name, "")
        if not text:
            return SupposedNumber(text)
        number = SupposedNumber(text[:LONGEST])
        try:
            value = bounded(without_sign(text) if self.is_percent else text)
        except InvalidValue as invalid:
            return _refused(number, OF_CELLS.get(invalid.rule, invalid.rule), **invalid.params)
        return (
            _refused(number, "supposition_negative") if value < 0 else replace(number, value=value)
        )


def _refused(number: SupposedNumber, rule: str, **params: object) -> SupposedNumber:
    return SupposedNumber(number.text, problem=Problem(rule, {**params, "value": number.text}))
