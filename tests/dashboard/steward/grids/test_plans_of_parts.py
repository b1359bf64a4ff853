"""Plans of parts in the grid: its rows are the values of an attribute, under the plan of the whole."""

from collections.abc import Iterator

import pytest

from dashboard.text.formats import EN_DASH
from indicators.answers.grid import answers
from indicators.answers.question import Question
from tests.dashboard.steward.grids.test_grids import JSON, WHY, cells, grid
from tests.dashboard.stewarding_world import changeable, signed_in, text_of
from tests.sample_programme import SampleProgramme

FORM = "?indicator=supported&split=form"
DIRECTION = "?indicator=awarded&split=direction"


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Of 4 supports 3 were financial and 1 informational; one grant was awarded, to sport."""
    with changeable(tmp_path_factory.mktemp("parts")) as world:
        with world.revision():
            world.define("supported", kind="count", measure="supports", periodicity="quarter")
            for form in ("financial", "financial", "financial", "informational"):
                world.record("supports", "2014-03-05", "north", form=form)
            world.cover("supports", "2014..2016")
            world.record("grants", "2014-02-01", decision="awarded", decided_on="2014-03-01",
                         direction="sport")  # fmt: skip
            world.observe("opinion", "2015", 50, by="sex=women", stage="refined")
            world.target("supported", "2014", 10)
        yield world


def cell(page: str, indicator: str, period: str, by: str = "", district: str = "") -> str:
    """The name of a cell, whatever row stands in it; without ``by`` that of the whole."""
    address = (indicator, district, period, by)
    (name,) = [name for name in cells(page) if _at(name) == address]
    return name


def _at(name: str) -> tuple[str, ...]:
    _mark, indicator, district, period, _row, *by = name.split("|")
    return indicator, district, period, "".join(by)


def plans(world: SampleProgramme, indicator: str, attribute: str) -> dict[str | None, object]:
    question = Question(world.code, (indicator,), (2014, 2014), split=attribute)
    with world.database.read() as session:
        return {
            each.split: (each.value, each.plan, each.status)
            for each in answers(session, question)
            if each.plan is not None
        }


def test_every_value_of_a_list_has_a_row_under_the_whole(anna, world):
    page = grid(anna, FORM)
    rows = dict.fromkeys(_at(name)[-1] for name in cells(page))
    assert list(rows) == [
        "",
        "form=financial",
        "form=property",
        "form=informational",
        "form=consulting",
        "form=training",
    ]
    assert cells(page)[cell(page, "supported", "2014")] == "10"
    words = text_of(page)
    assert "Property" in words
    assert "need not add up" in words
    assert "Another value" not in words
    assert "Disaggregation" in text_of(grid(anna, "?indicator=supported"))


def test_plans_of_parts_are_saved_as_one_revision_and_judge_their_parts(anna, world):
    page = grid(anna, FORM)
    data = cells(page) | {
        cell(page, "supported", "2014", "form=financial"): "4",
        cell(page, "supported", "2014", "form=property"): "2",
    }
    before = world.database.newest()
    saved = anna.post(f"/steward/targets{FORM}", data=data | WHY | {"do": "save"})
    assert saved.status_code == 303
    assert world.database.newest() == before + 1
    # 3 of 4; of property 0 of 2
    assert plans(world, "supported", "form") == {
        "financial": (3, 4, "not_achieved"),
        "property": (0, 2, "not_achieved"),
    }
    receipt = text_of(anna.get(saved.location).text)
    assert "supported, Form of support: Property" in receipt
    assert f"plan: {EN_DASH} → 4" in receipt
    after = grid(anna, FORM)
    assert cells(after)[cell(after, "supported", "2014", "form=financial")] == "4"
    # the whole has kept its own
    assert cells(after)[cell(after, "supported", "2014")] == "10"
    assert cells(grid(anna))[cell(grid(anna), "supported", "2014")] == "10"


def test_an_act_of_another_day_makes_an_edition_and_an_emptied_cell_withdraws_all(anna, world):
    def save(text: str, **words: str) -> None:
        page = grid(anna, FORM)
        change = {cell(page, "supported", "2014", "form=financial"): text}
        answer = anna.post(f"/steward/targets{FORM}", data=change | WHY | words)
        assert answer.status_code == 303

    save("5")
    save("3", set_on="2014-12-20", change_reason="budget")
    assert plans(world, "supported", "form") == {"financial": (3, 5, "not_achieved")}
    save("3", set_on="2016-03-01", change_reason="budget")
    assert plans(world, "supported", "form") == {"financial": (3, 3, "achieved")}
    save("")
    assert plans(world, "supported", "form") == {}


def test_the_check_foretells_the_status_of_a_part(anna):
    page = grid(anna, FORM)
    data = {
        cell(page, "supported", "2014", "form=financial"): "3",
        # nothing has come of it: 0 of 1
        cell(page, "supported", "2014", "form=training"): "1",
        "do": "check",
    }
    verdict = anna.post(f"/steward/targets{FORM}", data=data, headers=JSON).get_json()
    assert verdict["status_changes"] == [
        "supported, Form of support: Financial, 2014: No plan → Achieved",
        "supported, Form of support: Training of staff and volunteers, 2014: No plan → Not achieved",
    ]
    wrong = {cell(page, "supported", "2014", "form=financial"): "lots", "do": "check"}
    refused = anna.post(f"/steward/targets{FORM}", data=wrong, headers=JSON).get_json()
    assert refused["count"] == "1 cell changed, 1 to be mended"


def test_who_was_faster_is_told_in_the_cell_of_the_part(server, anna):
    page = grid(anna, FORM)
    mine = cell(page, "supported", "2014", "form=property")
    boris = signed_in(server, "boris")
    assert boris.post(f"/steward/targets{FORM}", data={mine: "7"} | WHY).status_code == 303
    refused = anna.post(f"/steward/targets{FORM}", data={mine: "9"} | WHY)
    assert refused.status_code == 409
    assert "boris" in refused.text
    assert 'data-stands="7"' in refused.text


def test_a_value_that_no_list_closes_may_be_typed(anna, world):
    page = grid(anna, DIRECTION)
    assert "direction=sport" in {name.rpartition("|")[2] for name in cells(page)}
    assert "Another value" in text_of(page)
    page = grid(anna, f"{DIRECTION}&value=youth")
    youth = cell(page, "awarded", "2014", "direction=youth")
    sport = cell(page, "awarded", "2014", "direction=sport")
    saved = anna.post(f"/steward/targets{DIRECTION}", data={youth: "2", sport: "1"} | WHY)
    assert saved.status_code == 303
    assert plans(world, "awarded", "direction") == {
        "sport": (1, 1, "achieved"),
        "youth": (0, 2, "not_achieved"),
    }
    # what is planned keeps its row though nothing has come of it
    assert cell(grid(anna, DIRECTION), "awarded", "2014", "direction=youth")


def test_a_district_and_a_quarter_of_a_part(anna, world):
    query = f"{FORM}&district=north&grain=quarter&year=2014"
    page = grid(anna, query)
    name = cell(page, "supported", "2014-Q1", "form=financial", "north")
    assert anna.post(f"/steward/targets{query}", data={name: "3"} | WHY).status_code == 303
    question = Question(
        world.code, ("supported",), (2014, 2014), ("quarter",), "north", split="form"
    )
    with world.database.read() as session:
        parts = [
            (each.split, each.period, each.value, each.plan)
            for each in answers(session, question)
            if each.plan is not None
        ]
    assert parts == [("financial", "2014-Q1", 3, 3)]


def test_of_what_is_reported_the_reported_values_are_rows(anna, world):
    page = grid(anna, "?indicator=opinion&split=sex")
    women = cell(page, "opinion", "2015", "sex=women")
    assert "Another value" not in text_of(page)
    saved = anna.post("/steward/targets?indicator=opinion&split=sex", data={women: "40"} | WHY)
    assert saved.status_code == 303


def test_an_unknown_attribute_and_a_forged_part_are_refused(anna, world):
    assert anna.get("/steward/targets?indicator=supported&split=colour").status_code in (400, 404)
    before = world.database.newest()
    forged = {"c|supported||2014||form=golden": "4"} | WHY
    refused = anna.post(f"/steward/targets{FORM}", data=forged)
    assert refused.status_code == 400
    assert world.database.newest() == before
