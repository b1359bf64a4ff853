"""Tables of month sums that are changed say what a table of the same records says that is made anew."""

import random
from collections import defaultdict
from typing import NamedTuple

import pytest

from indicators.engine.month_sums import SEPARATOR, JoinedSums
from indicators.engine.sum_table import SumTable

YEARS = (2014, 2016)


class Fact(NamedTuple):
    """One record: what a table groups it by, its key, its amount, whether it is made up."""

    value: str | None
    district: str | None
    year: int
    month: int | None
    key: str | None
    amount: int
    illustrative: bool


def _fact(dice: random.Random) -> Fact:
    return Fact(
        dice.choice(["law", "finance", "", None]),
        dice.choice(["north", "south", "", None]),
        dice.randint(*YEARS),
        dice.choice([None, *range(1, 13)]),
        dice.choice([None, "1", "2", "10", "12", "21"]),
        dice.choice([0, 7, -3, 2**40]),
        dice.random() < 0.2,
    )


def _table(facts: list[Fact]) -> SumTable:
    """As the database would give it: a row a group, its keys in one text, once a record."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact[:4]].append(fact)
    by_value: dict[str | None, JoinedSums] = {}
    for (value, *group), inside in groups.items():
        keys = [fact.key for fact in inside if fact.key is not None]
        total, made_up = sum(f.amount for f in inside), sum(f.illustrative for f in inside)
        sums = by_value.setdefault(value, JoinedSums())
        sums.rows.append([*group, len(inside), len(keys), total, made_up])
        sums.keys.append([*group, SEPARATOR.join(keys) if keys else None])
    return SumTable.of(by_value)


def _content(table: SumTable) -> dict[object, object]:
    """What a table says, whatever positions it says it by."""
    districts = {"": 0, "north": 1, "south": 2}
    content: dict[object, object] = {}
    for value, sums in table.by_value(YEARS).items():
        met = sums.sightings(districts, YEARS[0], {})
        if sums.rows:
            # of keys their number alone: each table numbers them for itself
            spread = sorted(zip(met.districts.tolist(), met.slots.tolist(), strict=True))
            content[value] = sorted(map(repr, sums.rows)), spread
    return content


@pytest.mark.parametrize("seed", range(40))
def test_a_changed_table_is_that_of_the_records_which_are_left(seed: int) -> None:
    dice = random.Random(seed)
    living = [_fact(dice) for _ in range(dice.choice([0, 1, 30, 300]))]
    table = _table(living)
    for _ in range(6):
        came = [_fact(dice) for _ in range(dice.choice([0, 1, 40]))]
        dice.shuffle(living)
        number = dice.choice([0, len(living) // 2, len(living)])
        went, living = living[:number], living[number:] + came
        table = table.changed(_table(came), _table(went))
        anew = _table(living)
        assert not table.differs_from(anew)
        assert not anew.differs_from(table)
        assert _content(table) == _content(anew)
        assert table.records == len(living)
        # what is read again goes on as what was never written
        table = SumTable.read(table.content())


def test_a_table_differs_by_a_record_a_key_and_an_amount() -> None:
    fact = Fact("law", "north", 2015, 3, "1", 5, illustrative=False)
    table = _table([fact])
    assert not table.differs_from(_table([fact]))
    for other in (
        [],
        [fact, fact],
        [fact._replace(key="2")],
        [fact._replace(amount=6)],
        [fact._replace(month=None)],
        [fact._replace(district=None)],
        [fact._replace(value=None)],
        [fact._replace(illustrative=True)],
    ):
        assert table.differs_from(_table(other)), other
