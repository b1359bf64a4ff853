"""Values that can hardly be meant are asked about at their cell, and taken once somebody says that
they are right.
"""

from decimal import Decimal

import pytest

from data.imports import Corrections
from data.tables.definitions import DefinitionVersion, Observation, Target
from tests.data.imports.conftest import PROGRAMME, World

SOMEBODY_ASKS = Corrections()
SURE = Corrections(confirms_all=True)
OBSERVED = "kind: observed\ncombine: {places: none, periods: none}"
INDICATORS = {
    "people": f"name: {{ru: Участники, en: Visitors}}\nunit: {{ru: чел., en: people}}\n{OBSERVED}",
    "size": f"name: {{ru: Средняя группа, en: Group}}\nunit: {{ru: чел., en: people}}\ndecimals: 1\n{OBSERVED}",
    "share": f"name: {{ru: Доля довольных, en: Share}}\nunit: {{ru: '%', en: '%'}}\n{OBSERVED}",
    "growth": f"name: {{ru: Темп роста, en: Growth rate}}\nunit: {{ru: '%', en: '%'}}\n{OBSERVED}",
    "part": f"name: {{ru: Доля единицы, en: Part}}\nunit: {{ru: доля, en: share}}\n{OBSERVED}",
    "money": f"name: {{ru: Деньги, en: Money}}\nunit: {{ru: млн руб., en: m roubles}}\n{OBSERVED}",
}


@pytest.fixture
def city(world: World) -> World:
    """The small programme with indicators in several units."""
    with world.database.transaction("publish", "units") as change:
        programme = change.session.query(DefinitionVersion.programme_id).limit(1).scalar()
        for code, text in INDICATORS.items():
            stamp = {"programme_id": programme, "since": change.revision}
            change.session.add(
                DefinitionVersion(code=code, version=1, state="published", text=text, **stamp)
            )
    return world


def table(*rows: str) -> str:
    return "indicator;district;period;value;stage\n" + "".join(f"{row};refined\n" for row in rows)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("people;;2016;61,4", "doubt_fraction"),
        ("people;;2016;-5", "doubt_negative"),
        ("share;;2016;250", "doubt_above_whole"),
        ("share;;2016;-1", "doubt_negative"),
        ("part;;2016;61,4", "doubt_above_whole"),
        ("people;;2015;1200", "doubt_leap"),
        ("people;;2015;11", "doubt_leap"),
        ("people;central;2015-Q2;5000", "doubt_leap"),
    ],
)
def test_a_doubtful_value_is_asked_about_at_its_cell_and_taken_when_it_is_confirmed(
    city: World, row: str, rule: str
) -> None:
    city.load(
        "observations",
        table("people;;2014;120", "people;central;2014-Q2;50"),
        covers=None,
        corrections=SOMEBODY_ASKS,
    )
    with pytest.raises(Exception, match="--sure") as refused:
        city.load("observations", table(row), covers=None, corrections=SOMEBODY_ASKS)
    (problem,) = refused.value.problems
    assert (problem.rule, problem.row, problem.column) == (rule, 2, "value")
    value = row.rpartition(";")[2]
    assert all(value in problem.sentence(language) for language in ("ru", "en"))
    other = Corrections(confirmed=((2, "7"), (3, value)))
    assert city.refused("observations", table(row), covers=None, corrections=other) == [rule]
    city.load(
        "observations", table(row), covers=None, corrections=Corrections(confirmed=((2, value),))
    )
    stands = city.rows(Observation, "value")[-1]
    assert stands == (Decimal(value.replace(",", ".")),)
    assert (
        city.load("observations", table(row), covers=None, corrections=SOMEBODY_ASKS).skipped == 1
    )


@pytest.mark.parametrize(
    "rows",
    [
        ("size;;2016;61,4",),
        ("growth;;2016;250",),
        ("growth;;2016;-12,5",),
        ("share;;2016;100", "share;;2015;0"),
        ("part;;2016;0,614",),
        ("money;;2016;61,4", "money;;2017;-30"),
        ("people;;2014;2", "people;;2015;9", "people;;2016;0", "people;;2017;5000"),
        ("people;;2014;120", "people;;2015;1199", "people;central;2016;1", "people;;2016;-"),
    ],
)
def test_what_its_definition_and_its_past_allow_is_not_asked_about(
    city: World, rows: tuple[str, ...]
) -> None:
    assert city.load(
        "observations", table(*rows), covers=None, corrections=SOMEBODY_ASKS
    ).accepted == len(rows)


def test_a_leap_within_one_file_is_asked_about_too(city: World) -> None:
    rows = table("money;;2014;61,4", "money;;2015;614")
    assert city.refused("observations", rows, covers=None, corrections=SOMEBODY_ASKS) == [
        "doubt_leap"
    ]


def test_a_plan_is_held_against_the_plan_of_a_year_before(city: World) -> None:
    plans = "indicator;period;value\nconsultations;2014;70\nconsultations;2015;7000\n"
    assert city.refused("targets", plans, covers=None, corrections=SOMEBODY_ASKS) == ["doubt_leap"]
    assert (
        city.load("targets", plans, covers=None, corrections=SURE, programme=PROGRAMME).accepted
        == 2
    )
    assert city.rows(Target, "value") == [(Decimal(70),), (Decimal(7000),)]
