"""A target may be of one value of an attribute: of what is counted by the records' own, of what is
reported by those of its reports.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.database.database import Database
from data.refusals import Refusal
from data.tables.definitions import DefinitionVersion, Target
from tests.data.imports.conftest import World

HEADER = "indicator;period;value;set_on;{}\n"


@pytest.fixture
def city(database_url: str, tmp_path: Path) -> Iterator[World]:
    """The small programme with an indicator that counts supports, and one that is computed."""
    database = Database(database_url)
    world = World(database, tmp_path)
    with database.transaction("publish", "supports") as change:
        for code, text in (
            ("supported", "kind: count\nmeasure: supports\nname: {ru: Поддержки, en: Supports}"),
            ("half", "kind: formula\nformula: supported / 2\nname: {ru: Половина, en: Half}"),
            ("awards", "kind: count\nmeasure: grant_awards\nname: {ru: Гранты, en: Grants}"),
            ("money", "kind: sum\nmeasure: budgets\namount: cash\nname: {ru: Деньги, en: Money}"),
            ("odd", "kind: count\nmeasure: nobodys\nname: {ru: Чужие, en: Odd}"),
            (
                "won",
                "kind: ratio\nnumerator: {measure: grant_awards}\n"
                "denominator: {measure: grant_applications}\nname: {ru: Доля, en: Share}",
            ),
        ):
            change.session.add(
                DefinitionVersion(
                    code=code,
                    version=1,
                    state="published",
                    text=text,
                    programme_id=1,
                    since=change.revision,
                )
            )
    yield world
    database.dispose()


def parts(world: World) -> list[tuple[str, str]]:
    return sorted((by, str(value)) for by, value in world.rows(Target, "by", "value"))


def test_a_part_of_what_is_counted_stands_beside_the_whole(city):
    rows = (
        "supported;2016;10;01.11.2013;\n"
        "supported;2016;4;01.11.2013;Финансовая\n"
        "supported;2016;6;01.11.2013;property\n"
    )
    assert city.load("targets", HEADER.format("by:form") + rows).accepted == 3
    assert parts(city) == [("", "10"), ("form=financial", "4"), ("form=property", "6")]
    # another act is another edition of the part alone
    later = "supported;2016;3;20.12.2016;financial\n"
    assert city.load("targets", HEADER.format("by:Форма поддержки") + later).accepted == 1
    assert len(parts(city)) == 4


@pytest.mark.parametrize(
    ("columns", "row", "rule"),
    [
        ("by:colour", "supported;2016;4;;red", "import_target_attribute"),
        ("by:form", "supported;2016;4;;golden", "import_word"),
        ("by:form;by:authority", "supported;2016;4;;financial;x", "import_target_by_many"),
        ("by:form", "half;2016;4;;financial", "import_target_computed"),
        ("by:form", "odd;2016;4;;financial", "import_target_measure"),
        # every award was decided so: nothing is divided by it
        ("by:decision", "awards;2016;4;;awarded", "import_target_attribute"),
        ("by:decision", "won;2016;4;;awarded", "import_target_attribute"),
        ("by:unit", "money;2016;4;;rub", "import_target_attribute"),
        ("by:sex", "survey;2016;4;;women", "import_target_attribute"),
    ],
)
def test_what_an_indicator_is_not_divided_by_is_refused(city, columns, row, rule):
    assert city.refused("targets", HEADER.format(columns) + row + "\n") == [rule]


def test_a_part_of_what_is_reported_is_known_by_its_reports(city):
    reported = "indicator;period;value;by:Пол\nsurvey;2015;5;женщины\nsurvey;2015;6;мужчины\n"
    city.load("observations", reported)
    plan = HEADER.format("by:пол")
    assert city.load("targets", plan + "survey;2016;4;;Женщины\n").accepted == 1
    assert parts(city) == [("Пол=женщины", "4")]
    others = "survey;2016;4;;дети\nsurvey;2016;5;;взрослые\n"
    assert city.refused("targets", plan + others) == ["import_target_part"] * 2


def test_measures_beside_that_of_their_kind_are_divided_as_their_kind_says(city):
    rows = (
        "awards;2016;2;;Молодёжь\n"
        "won;2016;0,5;;Молодёжь\n"
    )  # fmt: skip
    assert city.load("targets", HEADER.format("by:Направление") + rows).accepted == 2
    assert parts(city) == [("direction=Молодёжь", "0.5"), ("direction=Молодёжь", "2")]
    assert city.load("targets", HEADER.format("by:funding") + "money;2016;7;;krai\n").accepted == 1


def test_what_is_refused_is_told_which_attributes_there_are(city):
    with pytest.raises(Refusal) as refusal:
        city.load("targets", HEADER.format("by:decision") + "awards;2016;4;;awarded\n")
    (problem,) = refusal.value.problems
    assert "Конкурс (contest), Направление (direction)" in problem.sentence("ru")
    assert "Contest (contest), Direction (direction)" in problem.sentence("en")
