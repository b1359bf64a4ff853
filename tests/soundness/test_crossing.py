"""A number by two attributes at once: each pair is pandas' own, the pairs of a row add up to it, and the
records behind a pair are as many.
"""

import itertools
import random
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from data.refusals import Refusal
from indicators.answers.crossing import pair_of, pair_text
from indicators.engine import kept_sums
from tests.soundness.towns import CUTS, TREE, Town

VISITS: dict[str, Any] = {"kind": "count", "measure": "consultations"}
BY = "topic,channel"
YEAR = (2015, 2015)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, pd.DataFrame]]:
    """A town of two hundred requests, and the same as a table of pandas."""
    dice = random.Random(3)
    url = f"sqlite:///{tmp_path_factory.mktemp('crossing') / 'town.db'}"
    with Town(url, districts=TREE, cuts=CUTS) as town:
        rows = []
        with town.revision():
            town.define("visits", **VISITS)
            town.define("people", kind="sum", measure="consultations", amount="people")
            town.define("middle", kind="median", measure="consultations", amount="people")
            town.define("lawful", **VISITS, filter={"topic": ["law"]})
            town.define("said", kind="observed", combine={})
            town.define("poll", kind="observed", combine={})
            for part in ("age=old", "sex=f", "age=old;sex=f"):
                town.observe("poll", "2015", "3", by=part)
            town.cover("consultations", "2014..2016")
            for _ in range(200):
                fields = {
                    "topic": dice.choice(["law", "other", None]),
                    "channel": dice.choice(["phone", "online"]),
                    "people": dice.choice([None, 1, 2, 5]),
                }
                place = dice.choice(["dock", "pier", "hill"])
                town.record("consultations", f"2015-{dice.randint(1, 12):02}", place, **fields)
                rows.append({**fields, "place": place})
        table = pd.DataFrame(rows)
        table["topic"] = [row["topic"] or "none" for row in rows]
        yield town, table


def parts(town: Town, code: str, **question: Any) -> dict[str | None, Any]:
    answers = town.ask(code, **{"years": YEAR, "split": BY, **question})
    return {answer.split: answer.value for answer in answers}


def test_each_pair_is_that_of_pandas(hall: tuple[Town, pd.DataFrame]) -> None:
    town, table = hall
    for code, how in (("visits", "size"), ("people", "sum"), ("middle", "median")):
        for place in (None, "dock"):
            rows = table if place is None else table[table["place"] == place]
            pairs = rows.groupby(["topic", "channel"])
            by_pair = pairs.size() if how == "size" else pairs["people"].agg(how)
            expected = {pair_text(*pair): value for pair, value in by_pair.items()}
            counted = parts(town, code, district=place)
            assert {pair: float(value) for pair, value in counted.items()} == expected


def test_pairs_of_a_row_add_up_to_its_part(hall: tuple[Town, pd.DataFrame]) -> None:
    town, _table = hall
    by_topic = parts(town, "visits", split="topic")
    pairs = parts(town, "visits")
    for topic, whole in by_topic.items():
        assert sum(value for pair, value in pairs.items() if pair.startswith(f"{topic};")) == whole
    swapped = parts(town, "visits", split="channel,topic")
    assert {
        pair_text(*reversed(pair.split(";"))): value for pair, value in pairs.items()
    } == swapped


def test_a_filter_leaves_the_other_rows_at_nothing(hall: tuple[Town, pd.DataFrame]) -> None:
    town, table = hall
    lawful = parts(town, "lawful")
    assert lawful["other;phone"] == lawful["none;online"] == 0
    lying = (table["topic"] == "law") & (table["channel"] == "phone")
    assert lawful["law;phone"] == int(lying.sum())


def test_as_many_records_lie_behind_a_pair(hall: tuple[Town, pd.DataFrame]) -> None:
    town, _table = hall
    for pair, value in parts(town, "visits").items():
        assert town.behind("visits", "2015", split=BY, split_value=pair).total == value
    with pytest.raises(Refusal, match="law"):
        town.behind("visits", "2015", split=BY, split_value="law")


def test_kept_sums_say_the_same(
    hall: tuple[Town, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    town, _table = hall
    before = parts(town, "visits"), parts(town, "middle", by=("month",), years=(2014, 2016))
    monkeypatch.setattr(kept_sums, "WORTH", 1)
    after = parts(town, "visits"), parts(town, "middle", by=("month",), years=(2014, 2016))
    assert before == after


def test_more_than_two_and_one_twice_are_refused(hall: tuple[Town, pd.DataFrame]) -> None:
    town, _table = hall
    for split in ("topic,channel,request", "topic,topic"):
        with pytest.raises(Refusal) as caught:
            parts(town, "visits", split=split)
        assert caught.value.problems[0].rule == "split_by_two"
    for split in ("topic,weather", "weather,topic", "topic,"):
        with pytest.raises(Refusal) as caught:
            parts(town, "visits", split=split)
        assert caught.value.problems[0].rule == "unknown_split"
    with pytest.raises(Refusal) as caught:
        parts(town, "said", split=BY)
    assert caught.value.problems[0].rule == "unknown_split"


def test_reported_values_are_split_by_one_attribute_and_the_refusal_says_so(
    hall: tuple[Town, pd.DataFrame],
) -> None:
    town, _table = hall
    with pytest.raises(Refusal) as caught:
        parts(town, "poll", split="age, sex")
    (problem,) = caught.value.problems
    assert problem.rule == "split_reported_by_two"
    assert "age, sex" in problem.text("en")
    with pytest.raises(Refusal) as caught:
        parts(town, "poll", split="age,topic")
    assert caught.value.problems[0].rule == "unknown_split"
    assert parts(town, "poll", split="age")["old"] == 3


def test_no_two_pairs_are_called_alike_and_each_reads_back() -> None:
    for pair in itertools.product(("", "a", "a;b", "a\\\\", ";", "\\\\;", "a\\nb"), repeat=2):
        assert pair_of(pair_text(*pair)) == pair
    assert pair_text("a;b", "c") != pair_text("a", "b;c")
    assert pair_text("a\\", "b") != pair_text("a", "\\b")
