"""A split is one scan for all values of its attribute, and no value's number is another one for it.

The figures are made twice by nobody of ours: by pandas from the same rows, and by a pass of the
records for each value.
"""

import itertools
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from indicators.answers.disaggregation import shares
from indicators.answers.reader import ProgrammeReader
from indicators.engine.compute import Engine
from indicators.engine.context import EngineContext
from indicators.engine.rollup import STORED_VIEWS, View
from indicators.engine.split_sums import SplitSums
from indicators.engine.tally import Window
from indicators.periods import RANGE
from tests.soundness.towns import CUTS, TREE, Town

YEARS = (2014, 2016)
PLACES = [None, "dock", "pier", "hill", "field", "port"]
TOPICS = ["law", "finance", None]
ORGANISATIONS = 6
VIEWS: tuple[tuple[View, ...], ...] = (STORED_VIEWS, (("year", "plain"),), ((RANGE, "plain"),))

VISITS: dict[str, Any] = {"kind": "count", "measure": "consultations"}
DEFINED: dict[str, tuple[str, dict[str, Any]]] = {
    "visits": ("topic", VISITS),
    "copies": ("topic", VISITS | {"filter": {"request": ["copying"]}}),
    "lawful": ("topic", VISITS | {"filter": {"topic": ["law"]}}),
    "to_date": ("topic", VISITS | {"accumulate": "to_date"}),
    "grown": ("topic", VISITS | {"change": {"from": "previous", "as": "difference"}}),
    "since_base": (
        "topic",
        VISITS | {"change": {"from": "base", "as": "percent"}, "baseline": {"year": 2014}},
    ),
    "per_resident": ("topic", VISITS | {"per": {"residents": 1000}}),
    "people": ("topic", {"kind": "sum", "measure": "consultations", "amount": "people"}),
    "days": ("topic", {"kind": "average", "measure": "consultations", "amount": "days"}),
    "askers": ("topic", {"kind": "distinct", "measure": "consultations", "of": "organisation"}),
    "ever_asked": (
        "topic",
        {
            "kind": "distinct",
            "measure": "consultations",
            "of": "organisation",
            "accumulate": "to_date",
        },
    ),
    "a_visitor": (
        "topic",
        {
            "kind": "ratio",
            "numerator": {"kind": "count", "measure": "consultations"},
            "denominator": {
                "kind": "distinct",
                "measure": "consultations",
                "of": "organisation",
                "filter": {"topic": ["law", "grants"]},
            },
        },
    ),
    "money": ("form", {"kind": "sum", "measure": "supports", "amount": "amount"}),
    "events": ("type", {"kind": "count", "measure": "events"}),
    "hosts": ("type", {"kind": "distinct", "measure": "events", "of": "organisation"}),
}


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """Consultations on days, months and years at random; some say no topic, place or person."""
    dice = random.Random(2014)
    shapes = ("{}-{:02}-05", "{}-{:02}-05", "{}-{:02}", "{}")
    frame = pd.DataFrame(
        {
            "date": dice.choice(shapes).format(dice.randint(*YEARS), dice.randint(1, 12)),
            "district": dice.choice(PLACES),
            "topic": dice.choice(TOPICS),
            "request": dice.choice(["consulting", "copying"]),
            "asker": dice.choice([None, *range(ORGANISATIONS)]),
            "people": dice.choice([None, 1, 2, 5]),
            "days": dice.choice([None, 3, 8]),
        }
        for _ in range(150)
    ).astype(object)
    return frame.where(frame.notna(), None)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory, rows: pd.DataFrame) -> Iterator[Town]:
    folder: Path = tmp_path_factory.mktemp("harbour")
    with Town(f"sqlite:///{folder / 'town.db'}", districts=TREE, cuts=CUTS, years=YEARS) as town:
        for code, (_attribute, fields) in DEFINED.items():
            town.define(code, **fields)
        with town.revision():
            _fill(town, rows)
        yield town


def _fill(town: Town, rows: pd.DataFrame) -> None:
    askers = [town.organisation(f"NGO {number}") for number in range(ORGANISATIONS)]
    for row in rows.to_dict("records"):
        asker, district, date = row.pop("asker"), row.pop("district"), row.pop("date")
        row["organisation_id"] = None if asker is None else askers[int(asker)]
        town.record("consultations", date, *filter(None, [district]), **row)
    dice = random.Random(7)
    for number in range(40):
        date = f"{dice.randint(*YEARS)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        amount = dice.choice([None, Decimal("0.10"), Decimal("1000.01")])
        form = dice.choice(["financial", "property"])
        town.record("supports", date, "hill", form=form, amount=amount, illustrative=number < 3)
        shared = dice.sample(PLACES[1:], dice.randint(0, 3))
        columns = {"type": dice.choice(["seminar", "forum"]), "organisation_id": askers[number % 3]}
        town.record("events", date, *map(str, shared), title=f"Fair {number}", **columns)
    town.population(5000, "2015-01-01")
    for kind in ("consultations", "supports", "events"):
        town.cover(kind, "2014-Q2", "2014-12", "2015")


# ---------------------------------------------------------------- a pass for each value


@pytest.mark.parametrize("code", DEFINED)
@pytest.mark.parametrize("years", [YEARS, (2015, 2015), (2015, 2016)])
def test_each_part_is_that_of_a_pass_for_its_value_alone(
    harbour: Town, code: str, years: tuple[int, int]
) -> None:
    attribute, _fields = DEFINED[code]
    with harbour.database.read() as session:
        together, alone = _parts(session, harbour, code, attribute)
        for value, views in itertools.product(together, VIEWS):
            of_value = together[value](Window(*years), views)
            assert of_value == alone[value](Window(*years), views), (value, views)
            assert of_value or code == "lawful"


Readings = Callable[[Window, tuple[View, ...]], dict[Any, Any]]


def _parts(
    session: Session, town: Town, code: str, attribute: str
) -> tuple[dict[str, Readings], dict[str, Readings]]:
    """The readings of each value, out of one scan for all and by an engine that knows of no split."""
    reader = ProgrammeReader(session, town.code)
    parts = shares(reader.scope, reader.catalogue, (code,), attribute)
    contexts = [EngineContext(reader.scope, whole_years=whole) for whole in (False, True)]
    # the sums tell the same values as the records, in the same order
    for context in contexts:
        of_sums = shares(reader.scope, reader.catalogue, (code,), attribute, (), context)
        assert list(of_sums) == list(parts)
    values = [value for each in parts.values() for value in each.accepted]
    splits = [SplitSums(context, attribute, values) for context in contexts]
    together, alone = {}, {}
    for value, share in parts.items():
        of_all = [
            Engine(reader.scope, share.catalogue, share.parts, split, split.context)
            for split in splits
        ]
        by_itself = Engine(reader.scope, share.catalogue, share.parts)
        # where nothing shorter than a year is asked for, no months are read
        together[value] = lambda window, views, it=of_all: it[
            all(grain in ("year", RANGE) for grain, _ in views)
        ].indicator(code, window, views)
        alone[value] = lambda window, views, it=by_itself: it.indicator(code, window, views)
    return together, alone  # type: ignore[return-value]


# ---------------------------------------------------------------- pandas

EXPECTED: dict[str, Callable[[pd.DataFrame], Any]] = {
    "visits": len,
    "copies": lambda rows: int((rows["request"] == "copying").sum()),
    "people": lambda rows: int(rows["people"].dropna().sum()),
    "askers": lambda rows: rows["asker"].nunique(),
}
INSIDE = {
    None: PLACES,
    "dock": ["dock"],
    "port": ["port", "dock", "pier"],
    "hill": ["hill"],
    "left": ["port", "pier", "hill"],
    "right": ["dock"],
}


@pytest.mark.parametrize("code", EXPECTED)
@pytest.mark.parametrize("place", INSIDE)
def test_the_parts_of_a_place_are_those_of_pandas(
    harbour: Town, rows: pd.DataFrame, code: str, place: str | None
) -> None:
    cut = "okrugs" if place in CUTS["okrugs"] else None
    answers = harbour.ask(code, split="topic", district=place, cut=cut)
    values = {(each.split, int(each.period)): each.value or 0 for each in answers}
    here = rows[rows["district"].isin(INSIDE[place])]
    years = here["date"].str[:4].astype(int)
    named = here["topic"].fillna("none")
    expected = {
        (topic, year): EXPECTED[code](here[(named == topic) & (years == year)])
        for topic, year in itertools.product(("law", "finance", "none"), range(2014, 2017))
    }
    assert values == expected


def test_a_range_of_years_counts_each_organisation_once(harbour: Town, rows: pd.DataFrame) -> None:
    answers = harbour.ask("askers", split="topic", by=("range",), years=(2015, 2016))
    late = rows[rows["date"].str[:4] >= "2015"]
    expected = late.groupby(late["topic"].fillna("none"))["asker"].nunique().to_dict()
    assert {each.split: each.value for each in answers} == expected


# ---------------------------------------------------------------- how much is read


def test_a_split_reads_the_records_as_often_for_six_values_as_for_one(town: Town) -> None:
    town.define("visits", **VISITS)
    statements: list[str] = []
    event.listen(
        town.database.engine,
        "before_cursor_execute",
        lambda *event_arguments: statements.append(event_arguments[2]),
    )
    read = []
    for topics in (["law"], ["finance", "grants", "other", "registration", None]):
        for topic in topics:
            town.record("consultations", "2015-03-05", "north", topic=topic)
        statements.clear()
        town.ask("visits", split="topic", by=("district", "month"))
        read.append(len(statements))
    assert read[0] == read[1]
