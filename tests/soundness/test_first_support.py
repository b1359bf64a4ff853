"""Filters and parts by the year of an organisation's first support: computed anew whenever a support of
any year comes or goes, a grant is awarded or not, or organisations become one or several.
"""

import random
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import select, text

from data.organisations.merging import merge, unmerge
from indicators.answers.reader import ProgrammeReader
from indicators.definition.conditions import FilterCondition, accepts
from indicators.drill_down.exclusion import Reason
from indicators.drill_down.inclusion import counting_of
from indicators.engine import kept_sums
from indicators.measures import measures
from indicators.records.conditions import fulfils
from indicators.records.organisations import field_of
from tests import template_databases
from tests.depth import examples
from tests.soundness.towns import CUTS, TREE, Town

FIRST = "organisation_first_supported"
CODES = {
    "newly_supported": ("supports", [True], True),
    "newly_awarded": ("grant_awards", [True], False),
    "newcomers": ("consultations", [True], False),
    "others": ("consultations", {"values": [False], "empty": True}, False),
    "strangers": ("consultations", {"empty": True}, False),
    "named": ("consultations", {"empty": False}, False),
}
"""Measure, filter, and whether organisations are counted rather than records."""
YEARS = (2014, 2015, 2016)


def founded(url: str) -> Town:
    with Town(url, districts=TREE, cuts=CUTS) as town, town.revision():
        for code, (measure, accepted, is_distinct) in CODES.items():
            counted = {"kind": "distinct", "of": "organisation"} if is_distinct else {}
            fields = {"kind": "count", "measure": measure, "filter": {FIRST: accepted}}
            town.define(code, **fields | counted)
        for kind in ("consultations", "supports", "grants"):
            town.cover(kind, "2014..2016")
    return town


@pytest.fixture
def city(database_url: str) -> Iterator[Town]:
    with template_databases.from_template(database_url, founded).over(database_url) as town:
        yield town


def living(town: Town, table: str) -> pd.DataFrame:
    with town.database.read() as session:
        return pd.read_sql(text(f"SELECT * FROM {table} WHERE until IS NULL"), session.connection())


def plainly(town: Town) -> dict[tuple[str, int], int]:
    """Each number from the tables as they lie, with plain pandas."""
    into = living(town, "organisation_merge").set_index("organisation_id")["into_id"].to_dict()

    def end(identity: Any) -> Any:
        while identity in into:
            identity = into[identity]
        return identity

    grants = living(town, "grant_application")
    grants = grants[(grants["decision"] == "awarded") & grants["decided_on"].notna()]
    frames = {
        "consultations": living(town, "consultation").assign(on=lambda rows: rows["date"]),
        "supports": living(town, "support").assign(on=lambda rows: rows["date"]),
        "grant_awards": grants.assign(on=grants["decided_on"]),
    }
    for name, frame in frames.items():
        named = frame["organisation_id"].astype(object).where(frame["organisation_id"].notna())
        years = frame["on"].astype(str).str[:4].astype(int)
        frames[name] = pd.DataFrame({"whose": named.map(end, na_action="ignore"), "year": years})
    support = pd.concat([frames["supports"], frames["grant_awards"]]).dropna()
    firsts = support.groupby("whose")["year"].min().to_dict()
    counts = {}
    for code, (measure, accepted, is_distinct) in CODES.items():
        rows = frames[measure]
        is_first = rows["whose"].map(firsts) == rows["year"]
        unnamed, values = rows["whose"].isna(), accepted
        if isinstance(accepted, dict):
            either = [] if accepted["empty"] else [True, False]
            values = [*accepted.get("values", either), *([None] if accepted["empty"] else [])]
        kept = (is_first & ~unnamed & (True in values)) | (~is_first & ~unnamed & (False in values))
        chosen = rows[kept | (unnamed & (None in values))]
        for year in YEARS:
            mine = chosen[chosen["year"] == year]["whose"]
            counts[code, year] = int(mine.nunique() if is_distinct else len(mine))
    return counts


def figures(town: Town, **question: Any) -> dict[tuple[str, int], Any]:
    answers = town.ask(*CODES, years=(2014, 2016), **question)
    return {(answer.indicator, int(answer.period)): answer.value for answer in answers}


def some_deed(town: Town, dice: random.Random, rows: list[tuple[str, Any]]) -> None:
    """A record that comes, late or not, one that goes, or organisations that become one."""
    people = [*organisations_of(town), None]
    date = f"{dice.choice(YEARS)}-0{dice.randint(1, 9)}-05"[: dice.choice((10, 10, 4))]
    match dice.choice(("consultations", "supports", "supports", "grants", "gone", "merge", "part")):
        case "gone" if rows:
            town.close(*rows.pop(dice.randrange(len(rows))))
        case "grants":
            decision, day = dice.choice(("awarded", "refused")), f"{dice.choice(YEARS)}-11-02"
            decided = {"decision": decision, "decided_on": day}
            row = town.record(
                "grants", "2014-02-02", organisation_id=dice.choice(people), **decided
            )
            rows.append(("grants", row))
        case "merge" | "part" as deed:
            join_or_part(town, dice, deed)
        case "consultations" | "supports" as kind:
            row = town.record(kind, date, "pier", organisation_id=dice.choice(people))
            rows.append((kind, row))


def organisations_of(town: Town) -> list[int]:
    return [int(number) for number in living(town, "organisation")["id"]]


def join_or_part(town: Town, dice: random.Random, deed: str) -> None:
    merges = living(town, "organisation_merge")["organisation_id"].tolist()
    with town.revision("merge") as change:
        if deed == "part" and merges:
            unmerge(change, town.programme_id, int(dice.choice(merges)))
        elif deed == "merge" and not merges:
            merge(change, town.programme_id, *dice.sample(organisations_of(town), 2))


@pytest.mark.parametrize("seed", range(examples(1, 15)))
def test_numbers_are_those_of_plain_pandas_after_every_revision(city: Town, seed: int) -> None:
    dice, rows = random.Random(seed), []
    with city.revision():
        for number in range(3):
            city.organisation(f"Club {number}")
    past = {}
    for _ in range(9):
        some_deed(city, dice, rows)
        past[city.revision_number] = plainly(city)
        assert figures(city) == past[city.revision_number]
    for revision, counts in past.items():
        assert figures(city, as_of=revision) == counts
    for (code, year), value in figures(city).items():
        if code != "newly_supported":
            assert city.behind(code, str(year)).total == value
    assert city.doctor() == []


def test_a_support_of_an_earlier_year_changes_the_numbers_of_later_ones(city: Town) -> None:
    club, crew = (int(city.organisation(name)) for name in ("Club", "Crew"))
    with city.revision():
        city.record("supports", "2016-05-04", "pier", organisation_id=club)
        city.record("consultations", "2016-01-01", "pier", organisation_id=club)
        city.record("consultations", "2016-05-05", "pier")
    assert figures(city)["newly_supported", 2016] == figures(city)["newcomers", 2016] == 1
    before = city.revision_number
    late = city.record("supports", "2014", organisation_id=club)
    assert figures(city)["newly_supported", 2014] == 1
    assert figures(city)["newly_supported", 2016] == figures(city)["newcomers", 2016] == 0
    assert figures(city, as_of=before)["newly_supported", 2016] == 1
    city.close("supports", late)
    assert figures(city)["newly_supported", 2016] == 1
    decided = {"decision": "awarded", "decided_on": "2015-03-03", "awarded": 5}
    city.record("grants", "2014-12-30", organisation_id=crew, **decided)
    with city.revision("merge") as change:
        merge(change, city.programme_id, club, crew)
    # one now, which was first supported by the grant, in the year of its award
    assert figures(city)["newcomers", 2016] == 0
    assert figures(city)["newly_awarded", 2015] == 1


def test_parts_are_those_of_indicators_of_one_value_alone(
    city: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_sums, "WORTH", 1)
    club, crew = (int(city.organisation(name)) for name in ("Club", "Crew"))
    city.define("visits", kind="count", measure="consultations")
    with city.revision():
        for organisation in (club, club, crew, None):
            city.record("consultations", "2015-05-04", "pier", organisation_id=organisation)
        city.record("supports", "2015-11-04", organisation_id=club)

    def parts(split: str) -> dict[str | None, Any]:
        answers = city.ask("visits", years=(2015, 2015), split=split)
        for answer in answers:
            page = city.behind("visits", "2015", split=split, split_value=answer.split)
            assert page.total == answer.records
        return {answer.split: answer.value for answer in answers}

    assert parts(FIRST) == {"true": 2, "false": 1, "none": 1}
    city.record("supports", "2015-12-04", organisation_id=crew)
    assert parts(FIRST) == {"true": 3, "none": 1}


def test_a_record_says_what_keeps_it_out(city: Town) -> None:
    club = int(city.organisation("Club"))
    record = city.record("consultations", "2015-05-04", "pier", organisation_id=club)
    with city.database.read() as session:
        counting = counting_of(session, city.code, "consultations", record.id)
    reasons = {each.indicator: each.reasons for each in counting.not_counted}
    assert reasons["newcomers"] == (Reason("filtered", "consultations", FIRST, False, (True,)),)


ACCEPTED = (
    (True,),
    (False, None),
    (None,),
    (),
    (True, False),
    FilterCondition(values=(True,), empty=True),
    FilterCondition(values=(False,)),
    FilterCondition(empty=True),
    FilterCondition(empty=False),
)


def test_records_are_found_as_if_each_was_asked(city: Town) -> None:
    club, crew = (int(city.organisation(name)) for name in ("Club", "Crew"))
    records = measures()["grant_applications"]
    with city.revision():
        for organisation, year in ((club, 2014), (club, 2015), (crew, 2014), (None, 2014)):
            city.record("grants", f"{year}-05-04", organisation_id=organisation)
        city.record("supports", "2014-05-04", organisation_id=club)
    with city.database.read() as session:
        scope = ProgrammeReader(session, city.code).scope
        mine = records.table.programme_id == city.programme_id
        value = field_of(scope, records, FIRST)
        rows = session.execute(select(records.table.id, value).where(mine)).all()
        for condition in ACCEPTED:
            fitting = fulfils(scope, records, FIRST, condition)
            fitting_ids = set(session.scalars(select(records.table.id).where(mine, fitting)))
            assert fitting_ids == {number for number, each in rows if accepts(condition, each)}
    assert sorted(map(str, (each for _number, each in rows))) == ["False", "False", "None", "True"]
