"""The least, the greatest, the median and percentiles of an amount: by hand, and against pandas at every
place and period; kept, split, taken back and asked as of before.
"""

import itertools
import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from indicators.contributions.asking import dimensions
from indicators.contributions.decomposition import DifferenceQuestion
from indicators.engine import kept_sums
from indicators.engine.ordered import percentile
from indicators.periods import parse
from tests.soundness.towns import CUTS, TREE, Town

DAYS: dict[str, Any] = {"measure": "consultations", "amount": "days"}
ORDERS = {
    "least": {"kind": "min"},
    "middle": {"kind": "median"},
    "late": {"kind": "percentile", "percent": 90},
    "most": {"kind": "max"},
}
PERCENTS = {"least": 0.0, "middle": 0.5, "late": 0.9, "most": 1.0}
PLACES = [None, "dock", "pier", "hill", "field", "port"]
PARENTS = {"dock": {"dock", "port"}, "pier": {"pier", "port"}, "": {"none"}}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, pd.DataFrame]]:
    """A town of three hundred requests, and the same as a table of pandas."""
    dice = random.Random(7)
    url = f"sqlite:///{tmp_path_factory.mktemp('ordered') / 'town.db'}"
    with Town(url, districts=TREE, cuts=CUTS) as town:
        rows = []
        with town.revision():
            for code, order in ORDERS.items():
                town.define(code, **DAYS, **order)
            town.cover("consultations", "2014..2016")
            for _ in range(300):
                place, month = dice.choice(PLACES), dice.randint(1, 12)
                year, days = dice.choice((2014, 2015, 2016)), dice.choice([None, *range(12)])
                topic = dice.choice(["law", "other", None])
                where = () if place is None else (place,)
                town.record(
                    "consultations", f"{year}-{month:02}-05", *where, days=days, topic=topic
                )
                rows.append((place or "", year, month, days, topic))
        yield town, pd.DataFrame(rows, columns=["place", "year", "month", "days", "topic"])


def expected(rows: pd.DataFrame, code: str) -> float | None:
    known = rows["days"].dropna()
    return None if known.empty else float(np.percentile(known, PERCENTS[code] * 100))


def test_every_place_and_period_is_what_pandas_says(harbour: tuple[Town, pd.DataFrame]) -> None:
    town, table = harbour
    for code, grain in itertools.product(ORDERS, ("range", "year", "quarter", "month")):
        for answer in town.ask(code, by=("district", grain)):
            rows = table[[_lies(place, answer.district) for place in table["place"]]]
            value = expected(_in_period(rows, answer.period), code)
            assert _float(answer.value) == pytest.approx(value), answer


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _lies(place: str, district: str | None) -> bool:
    places = PARENTS.get(place, {place})
    # what lies at a parent is in none of its districts
    return district in places or (place == "port" and district == "none")


def _in_period(rows: pd.DataFrame, label: str) -> pd.DataFrame:
    period = parse(label)
    year = rows["year"].between(period.year, period.final_year)
    return rows[year & rows["month"].between(period.first_month, period.last_month)]


def test_parts_are_ordered_by_themselves(harbour: tuple[Town, pd.DataFrame]) -> None:
    town, table = harbour
    parts = {row.split: row for row in town.ask("middle", years=(2015, 2015), split="topic")}
    for topic in ("law", "other"):
        rows = table[(table["year"] == 2015) & (table["topic"] == topic)]
        assert float(parts[topic].value or 0) == expected(rows, "middle")
    place = town.ask("middle", years=(2015, 2015), split="topic", district="port")
    assert len(place) == len(parts)


def test_kept_sums_say_the_same_as_the_records(
    harbour: tuple[Town, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    town, _table = harbour
    questions = [{"by": ("district", grain)} for grain in ("range", "year", "month")]
    before = [town.values(*ORDERS, **question) for question in questions]
    monkeypatch.setattr(kept_sums, "WORTH", 1)
    with town.revision() as change:
        change.touch(town.programme_id, "consultations", years=[2014, 2015, 2016])
    assert [town.values(*ORDERS, **question) for question in questions] == before
    assert [town.values(*ORDERS, **question) for question in questions] == before
    assert town.doctor() == []


def test_amounts_of_a_record_shared_by_districts_count_once_in_each_place(port: Town) -> None:
    port.define("guests", kind="median", measure="events", amount="participants")
    port.cover("events", "2015")
    with port.revision():
        port.record("events", "2015-02", "dock", "pier", participants=10)
        port.record("events", "2015-03", "dock", participants=20)
        port.record("events", "2015-03", participants=90)
    assert port.year("guests", 2015).value == 20
    by_place = {
        row.district: row.value for row in port.ask("guests", years=(2015, 2015), by=("district",))
    }
    # port has 10 and 20, each once, though 10 lies in two of its districts
    assert port.year("guests", 2015, district="port").value == 15
    assert (by_place["dock"], by_place["pier"], by_place["none"]) == (15, 10, 90)


def test_what_is_known_to_the_year_stands_in_the_year_and_at_its_end(town: Town) -> None:
    town.define("middle", **DAYS, kind="median")
    town.define("ever", **DAYS, kind="median", accumulate="to_date")
    town.cover("consultations", "2014..2016")
    for at, days in (("2015-01", 1), ("2015", 9), ("2016-02", 3)):
        town.record("consultations", at, "north", days=days)
    ask = {"years": (2015, 2015), "by": ("half",)}
    assert town.year("middle", 2015).value == 5
    assert town.values("middle", **ask) == [1, None]
    assert town.values("middle", within_year=True, **ask) == [1, 5]
    assert town.values("ever", by=("year",)) == [None, 5, 3]
    assert town.values("ever", years=(2015, 2016), by=("half",)) == [1, 5, 3, 3]


def test_states_marks_and_money(town: Town) -> None:
    town.define("middle", kind="median", measure="supports", amount="amount", decimals=2)
    town.cover("supports", "2014..2015")
    town.record("supports", "2015-05", "north", amount=None)
    empty, unknown = town.year("middle", 2014), town.year("middle", 2015)
    # covered and without an amount: of nothing there is no middle, and it is not 0
    assert (empty.state, empty.value) == ("not_applicable", None)
    assert (unknown.state, unknown.records, unknown.marks) == (
        "not_applicable",
        1,
        ("null_amounts",),
    )
    assert town.year("middle", 2016, on=date(2030, 1, 1)).state == "no_data"
    with town.revision():
        for amount in ("0.01", "0.02"):
            town.record("supports", "2015-05", "north", amount=Decimal(amount))
    assert town.year("middle", 2015).value == Decimal("0.015")
    assert town.behind("middle", "2015").total == 3
    first = town.revision_number
    town.record("supports", "2015-06", "north", amount=Decimal(1))
    assert town.year("middle", 2015).value == Decimal("0.02")
    assert town.year("middle", 2015, as_of=first).value == Decimal("0.015")


def test_a_difference_is_not_divided(town: Town) -> None:
    town.define("middle", **DAYS, kind="median")
    town.cover("consultations", "2014..2015")
    difference = DifferenceQuestion("middle", parse("2015"), parse("2014"))
    with town.database.read() as session:
        assert dimensions(session, town.question("middle"), difference) == ()


@pytest.mark.parametrize("seed", range(20))
def test_the_percentile_is_numpy_s_and_exact(seed: int) -> None:
    dice = random.Random(seed)
    amounts = [dice.randint(-9, 9) for _ in range(dice.randint(1, 12))]
    once, numbers = np.unique(amounts, return_counts=True)
    for percent in ("0", "12.5", "33.3", "50", "90", "100"):
        exact = percentile(once, numbers, Fraction(percent))
        assert float(exact) == pytest.approx(np.percentile(amounts, float(percent)))
    assert percentile(np.array([0, 10**17 + 1]), np.array([1, 1]), Fraction(50)) == Fraction(
        10**17 + 1, 2
    )
