"""The money of a year in a form: totals that add up, and where what an act states does not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.tables.programmes import Budget
from indicators.answers.facts import PartFacts
from indicators.answers.money import COLUMNS, TOTAL, Budgets, Sums, counted, sums_of
from indicators.evaluation.subjects import ActivityFact


@dataclass(frozen=True)
class Gap:
    """Where what is stated of a part (of the programme: null) is not the sum of what lies below."""

    part: str | None
    column: str
    stated: Decimal
    below: Decimal


@dataclass(frozen=True)
class PartialSum:
    """A sum of a part (of the programme: null) over what is known, while some of it is not."""

    part: str | None
    column: str
    unknown: int


@dataclass(frozen=True)
class FormMoney:
    """The four columns of the programme, its parts and activities in a year, in roubles."""

    budgets: Budgets
    parts: Sequence[PartFacts]
    activities: Sequence[ActivityFact]
    year: int

    def sums(self, part: str | None) -> Sums:
        """What is stated of a part or of the programme, else the sum of what lies below it."""
        own = self._own(part)
        return sums_of(counted(own)) if own else _added(self._below(part))

    def sources(self, part: str | None) -> Mapping[str, Sums]:
        """The columns by source of funds; none where they are not stated of all that is added up."""
        own = self._own(part)
        if own:
            codes = dict.fromkeys(row.funding for row in own if row.funding != TOTAL)
            return {code: sums_of(row for row in own if row.funding == code) for code in codes}
        if any(_has_money(each.money) for each in self._activities(part)):
            return {}
        return _merged(
            [self.sources(each) for each in self._parts(part) if _has_money(self.sums(each))]
        )

    def gaps(self) -> Iterator[Gap]:
        """Every stated sum that is not that of its parts and activities."""
        for part in (None, *(each.code for each in self.parts)):
            below = _added(self._below(part))
            for column, stated in self.sums(part).items():
                amount = below[column]
                if stated is not None and amount is not None and stated != amount:
                    yield Gap(part, column, stated, amount)

    def partial_sums(self) -> Iterator[PartialSum]:
        """Every sum to which something that has money brings nothing, as nothing states it."""
        for part in (None, *(each.code for each in self.parts)):
            below = (
                [] if self._own(part) else [each for each in self._below(part) if _has_money(each)]
            )
            for column in COLUMNS:
                unknown = sum(each[column] is None for each in below)
                if 0 < unknown < len(below):
                    yield PartialSum(part, column, unknown)

    def _own(self, part: str | None) -> Sequence[Budget]:
        return [row for row in self.budgets.rows if row.year == self.year and row.part == part]

    def _below(self, part: str | None) -> list[Sums]:
        parts = [self.sums(code) for code in self._parts(part)]
        return [*parts, *(each.money for each in self._activities(part))]

    def _parts(self, part: str | None) -> list[str]:
        return [each.code for each in self.parts if each.parent == part]

    def _activities(self, part: str | None) -> list[ActivityFact]:
        return [each for each in self.activities if each.part == part]


def _added(listed: Iterable[Sums]) -> Sums:
    """The exact sum of each column over what is known; null where nothing is."""
    known = list(listed)
    return {name: _sum(each[name] for each in known) for name in COLUMNS}


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _merged(listed: Sequence[Mapping[str, Sums]]) -> Mapping[str, Sums]:
    """Sources of several parts together; none where a part does not state them."""
    # without that part the sources would be less than the total beside them
    if not all(listed):
        return {}
    codes = dict.fromkeys(code for each in listed for code in each)
    return {code: _added(each[code] for each in listed if code in each) for code in codes}


def _has_money(sums: Sums) -> bool:
    return any(amount is not None for amount in sums.values())
