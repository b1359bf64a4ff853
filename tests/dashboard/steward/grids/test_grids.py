"""Plans and reported values in a grid: checked as one types, saved together or not at all, nobody
overwritten.
"""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from data.tables.definitions import Observation
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.sample_programme import SampleProgramme

WHY = {"reason": "the new act", "act": "№ 12", "set_on": "01.02.2016"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    with changeable(tmp_path_factory.mktemp("grids")) as world:
        yield world


def cells(page: str) -> dict[str, str]:
    """The fields of a grid: name and text."""
    inputs = re.findall(r'<input class="grid__cell" name="([^"]+)" value="([^"]*)"', page)
    return {unescape(name): unescape(text) for name, text in inputs}


def named(page: str, start: str) -> str:
    """The name of the cell whose name begins so: with the row that stands in it now."""
    (name,) = [name for name in cells(page) if name.startswith(f"c|{start}|")]
    return name


def grid(client: FlaskClient, query: str = "", kind: str = "targets") -> str:
    page = client.get(f"/steward/{kind}{query}")
    assert page.status_code == 200
    return page.text


def test_changed_cells_are_one_revision_with_the_act(anna, world):
    page = grid(anna)
    data = cells(page)
    assert data[named(page, "visits||2014")] == "2"
    before = world.database.newest()
    changes = {
        named(page, "visits||2014"): "1 234,5",
        named(page, "visits||2016"): "-",
        named(page, "visits||2015"): "",
        f"sure|{named(page, 'visits||2014')}": "1 234,5",
    }
    saved = anna.post("/steward/targets", data=data | changes | WHY | {"do": "save"})
    assert saved.status_code == 303
    assert world.database.newest() == before + 1
    assert saved.location.startswith(f"/steward/audit/{before + 1}")
    after = cells(grid(anna))
    assert {name.split("|")[3]: text for name, text in after.items() if "|visits|" in name} == {
        "2014": "1 234,5",
        "2015": "",
        "2016": "-",
    }
    record = anna.get("/steward/records/targets/visits%7C%7C2014%7C%7C2016-02-01").text
    assert "№ 12" in record
    assert "the new act" in record


def test_the_check_says_what_is_wrong_in_which_cell_and_which_statuses_flip(anna, world):
    page = grid(anna)
    wrong, right = named(page, "law||2014"), named(page, "visits||2014")
    verdict = anna.post(
        "/steward/targets", data={wrong: "lots", right: "3", "do": "check"}, headers=JSON
    ).get_json()
    assert verdict["cells"][right]["wrong"] == []
    assert "lots" in verdict["cells"][wrong]["wrong"][0]
    assert verdict["count"] == "2 cells changed, 1 to be mended"
    verdict = anna.post(
        "/steward/targets", data={right: "3", "do": "check"}, headers=JSON
    ).get_json()
    assert verdict["status_changes"] == ["visits, 2014: Achieved → Not achieved"]
    answer = anna.post(
        "/steward/targets", data={right: "3", "do": "check"}, headers={"Accept": "text/html"}
    )
    assert "visits, 2014: Achieved → Not achieved" in answer.text, "the same without scripts"
    assert "data-changed" in answer.text


def test_all_or_nothing_and_what_was_typed_is_kept(anna, world):
    page = grid(anna)
    before = world.database.newest()
    changes = {named(page, "visits||2016"): "7", named(page, "law||2014"): "lots"}
    refused = anna.post("/steward/targets", data=changes | WHY | {"do": "save"})
    assert refused.status_code == 400
    assert set(changes.values()) <= set(cells(refused.text).values())
    no_date = anna.post(
        "/steward/targets", data={named(page, "law||2014"): "9"} | WHY | {"set_on": "soon"}
    )
    assert no_date.status_code == 400
    no_reason = anna.post(
        "/steward/targets", data={named(page, "law||2014"): "9"} | WHY | {"reason": ""}
    )
    assert no_reason.status_code == 400
    assert "9" in cells(no_reason.text).values()
    nothing = anna.post("/steward/targets", data=cells(page) | WHY)
    assert "what stood already" in nothing.text
    assert world.database.newest() == before


def test_a_cell_that_somebody_changed_meanwhile_shows_both_values(server, anna):
    page = grid(anna)
    mine, free = named(page, "awarded||2014"), named(page, "awarded||2015")
    boris = signed_in(server, "boris")
    assert boris.post("/steward/targets", data={mine: "10"} | WHY).status_code == 303
    refused = anna.post("/steward/targets", data={mine: "20", free: "5"} | WHY)
    assert refused.status_code == 409
    assert "boris" in refused.text
    data = cells(refused.text)
    assert data[named(refused.text, "awarded||2014")] == "20"
    assert 'data-stands="10"' in refused.text
    second = anna.post("/steward/targets", data=data | WHY)
    assert second.status_code == 303
    assert cells(grid(anna))[named(grid(anna), "awarded||2014")] == "20"


def test_districts_and_quarters_of_one_indicator(anna):
    page = grid(anna, "?indicator=visits&grain=quarter&year=2016")
    assert len(cells(page)) == 3 * 4
    quarter = named(page, "visits|north|2016-Q2")
    assert (
        anna.post("/steward/targets?indicator=visits", data={quarter: "4"} | WHY).status_code == 303
    )
    assert (
        cells(grid(anna, "?indicator=visits&grain=quarter&year=2016"))[
            named(grid(anna, "?indicator=visits&grain=quarter&year=2016"), "visits|north|2016-Q2")
        ]
        == "4"
    )


def test_reported_values_keep_their_stages_apart(anna, world):
    page = grid(anna, "?stage=preliminary", kind="observations")
    assert {name.split("|")[1] for name in cells(page)} == {"opinion"}
    assert "the other stage: 61.5" in page
    early = {
        named(page, "opinion||2015"): "59,0",
        "stage": "preliminary",
        "source": "A poll",
        "reason": "first figures",
    }
    assert anna.post("/steward/observations", data=early).status_code == 303
    refined = grid(anna, kind="observations")
    assert cells(refined)[named(refined, "opinion||2015")] == ""
    assert "the other stage: 59,0" in refined
    emptied = {named(refined, "opinion||2014"): "", "stage": "refined", "reason": "not ours"}
    assert anna.post("/steward/observations", data=emptied).status_code == 303
    after = grid(anna, kind="observations")
    assert cells(after)[named(after, "opinion||2014")] == ""


@pytest.mark.parametrize(
    "name",
    [
        "c|visits",
        "c|nothing||2014|",
        "c|visits|nowhere|2014|",
        "c|visits||2014|999999",
        "c|visits||2014|x",
        f"c|visits||2014|{'9' * 40}",
    ],
)
def test_a_cell_that_there_is_not_is_refused(anna, world, name):
    before = world.database.newest()
    assert anna.post("/steward/targets", data={name: "1"} | WHY).status_code == 400
    assert world.database.newest() == before


def test_only_stewards_of_the_programme_change_cells(server, world):
    before = world.database.newest()
    for name in ("vera", "elsewhere"):
        for kind in ("targets", "observations"):
            answer = signed_in(server, name).post(
                f"/steward/{kind}", data={"c|visits||2016|": "1"} | WHY
            )
            assert answer.status_code == 403
    assert server.test_client().post("/steward/targets", data={}).status_code in (303, 401)
    assert world.database.newest() == before


def test_a_russian_reader_sees_numbers_as_they_are_written_and_they_are_read_back_the_same(
    anna, world
):
    world.target("visits", "2016", "2000.5")
    anna.set_cookie("lang", "ru")
    page = grid(anna)
    cell = named(page, "visits||2016")
    assert cells(page)[cell] == "2\u00a0000,5"
    assert (
        cells(grid(anna, kind="observations"))[
            named(grid(anna, kind="observations"), "opinion||2014")
        ]
        == "61,5"
    )
    elsewhere = named(page, "visits||2014")
    data = {**cells(page), elsewhere: cells(page)[cell], f"sure|{elsewhere}": cells(page)[cell]}
    before = world.database.newest()
    assert anna.post("/steward/targets", data=data | WHY | {"do": "save"}).status_code == 303
    assert world.database.newest() == before + 1
    changed = anna.get(f"/steward/audit/{before + 1}").text
    assert "visits · 2014" in changed
    assert "visits · 2016" not in changed
    anna.set_cookie("lang", "en")
    after = cells(grid(anna))
    assert after[named(grid(anna), "visits||2016")] == "2000.5"


# ---------------------------------------------------------------- disaggregations

AGE = {
    "age": {
        "name": {"ru": "Возраст", "en": "Age"},
        "values": {
            "old": {"ru": "старше", "en": "over 35"},
            "young": {"ru": "до 35", "en": "under 35"},
        },
    }
}
IN_PARTS = "?indicator=asked&split=age&lang=en"
SURVEY = {"indicator": "asked", "split": "age", "stage": "refined", "reason": "the survey"}


@pytest.fixture
def surveyed(world: SampleProgramme) -> SampleProgramme:
    world.define(
        "asked", kind="observed", combine={"places": "sum", "periods": "sum"}, disaggregations=AGE
    )
    return world


def test_parts_are_entered_and_corrected_beside_their_total(anna, surveyed):
    page = grid(anna, IN_PARTS, "observations")
    heads = re.findall(r'<th scope="row"><a[^>]*>([^<]+)', page)
    assert heads == ["Total", "over 35", "under 35"]
    data = {"c|asked||2015||age=young": "5", "c|asked||2015||age=old": "7", "c|asked||2014|": "3"}
    assert data.keys() <= cells(page).keys()
    assert (
        anna.post("/steward/observations", data=data | SURVEY | {"do": "save"}).status_code == 303
    )
    assert surveyed_parts(surveyed) == {
        ("age=young", "2015"): 5,
        ("age=old", "2015"): 7,
        ("", "2014"): 3,
    }
    page = grid(anna, IN_PARTS, "observations")
    (young,) = [name for name in cells(page) if name.endswith("age=young") and "|2015|" in name]
    assert cells(page)[young] == "5"
    saved = anna.post("/steward/observations", data={young: "6"} | SURVEY | {"do": "save"})
    assert saved.status_code == 303
    assert surveyed_parts(surveyed)["age=young", "2015"] == 6
    assert "age" in anna.get(saved.location).text


def test_a_value_that_nobody_reported_yet_has_a_row(anna, surveyed):
    page = grid(anna, IN_PARTS + "&value=Not%20said", "observations")
    assert "c|asked||2015||age=Not said" in cells(page)
    known = grid(anna, IN_PARTS + "&value=до%2035", "observations")
    assert cells(known).keys() == cells(grid(anna, IN_PARTS, "observations")).keys()
    assert anna.get(f"/steward/observations{IN_PARTS}&value=a%3Db").status_code == 400
    assert anna.get(f"/steward/observations{IN_PARTS.replace('age', 'colour')}").status_code == 400


def test_a_part_loaded_under_another_spelling_is_corrected_and_not_doubled(anna, surveyed):
    surveyed.observe(
        "asked", "2015", 5, by="возраст=до 35", number="asked||2015|возраст=до 35|refined"
    )
    page = grid(anna, IN_PARTS, "observations")
    (young,) = [name for name in cells(page) if name.endswith("age=young") and "|2015|" in name]
    assert cells(page)[young] == "5"
    assert (
        anna.post("/steward/observations", data={young: "6"} | SURVEY | {"do": "save"}).status_code
        == 303
    )
    assert surveyed_parts(surveyed) == {("age=young", "2015"): 6}


def test_the_form_of_one_row_offers_the_disaggregations_in_use(anna, surveyed):
    surveyed.observe("asked", "2014", 5, by="Страна рождения=Чили")
    page = anna.get("/steward/records/observations/new?lang=en").text
    assert 'name="f-by:age"' in page
    assert "Disaggregation: Age" in page
    assert 'name="f-by:Страна рождения"' in page
    assert 'id="f-by:Страна_рождения-help"' in page, "no identifier has a space"
    assert "Known: Чили. Empty is the total." in unescape(page)


def test_a_value_of_a_disaggregation_is_chosen_by_its_name_and_kept_by_its_code(anna, surveyed):
    page = unescape(anna.get("/steward/records/observations/new?lang=ru").text)
    assert "Разрез: Возраст" in page
    assert '<option value="до 35"></option>' in page
    form = {
        "f-indicator": "asked",
        "f-period": "2015",
        "f-value": "7",
        "f-by:age": "до 35",
        "reason": "опрос",
    }
    saved = anna.post("/steward/records/observations/new", data={**form, "do": "save"})
    assert saved.status_code == 303
    assert surveyed_parts(surveyed) == {("age=young", "2015"): 7}


def test_crossed_attributes_have_a_row_a_combination(anna, surveyed):
    surveyed.observe("asked", "2015", 5, by="age=young;sex=f")
    page = grid(anna, "?indicator=asked&split=age%3Bsex", "observations")
    assert {"c|asked||2014||age=old;sex=f", "c|asked||2014||age=young;sex=f"} <= cells(page).keys()


@pytest.mark.parametrize("by", ["age", "age=", "=x", "age=a=b", "age=" + "x" * 101, "x" * 3000])
def test_a_cell_of_no_part_is_refused(anna, surveyed, by):
    data = {f"c|asked||2015||{by}": "5"} | SURVEY | {"do": "save"}
    assert anna.post("/steward/observations", data=data).status_code == 400


def surveyed_parts(world: SampleProgramme) -> dict[tuple[str, str], int]:
    with world.database.read() as session:
        rows = session.scalars(
            select(Observation).where(Observation.until.is_(None), Observation.indicator == "asked")
        )
        return {(row.by, row.period): int(row.value) for row in rows}


def test_the_grid_says_where_a_weight_is_entered(anna, world):
    """And a cell that stands is corrected with the weight that it has."""
    with world.revision():
        world.define(
            "asked", kind="observed", combine={"places": "weighted_mean", "periods": "mean"}
        )
        world.define("plain", kind="observed", combine={"places": "sum"})
    world.observe("asked", "2016", 50, "north", weight=7)
    for query in ("?indicator=asked", ""):
        page = grid(anna, query, "observations")
        assert "are averaged by weight" in page
        assert 'href="/steward/records/observations/new' in page
    assert "averaged by weight" not in grid(anna, "?indicator=plain", "observations")
    assert "averaged by weight" not in grid(anna, "", "targets")
    page = grid(anna, "?indicator=asked", "observations")
    sent = cells(page) | {"reason": "why", "indicator": "asked", "do": "save"}
    refused = anna.post("/steward/observations", data=sent | {named(page, "asked|south|2016"): "5"})
    assert refused.status_code == 400
    assert "The weight is missing" in refused.text
    saved = anna.post("/steward/observations", data=sent | {named(page, "asked|north|2016"): "60"})
    assert saved.status_code == 303
    living = select(Observation).where(
        Observation.until.is_(None), Observation.indicator == "asked"
    )
    with world.database.read() as session:
        row = session.scalars(living).one()
        assert (row.value, row.weight) == (60, 7)


def test_a_doubtful_value_is_asked_about_in_its_cell_and_saved_once_it_is_called_right(anna, world):
    name = named(grid(anna), "visits||2016")
    data = {name: "61,4", "reason": "from the report"}
    checked = anna.post(
        "/steward/targets", data=data | {"do": "check"}, headers={"Accept": "application/json"}
    )
    assert checked.json["cells"][name]["asks"] is True
    assert "is a fraction, and" in checked.json["cells"][name]["wrong"][0]
    answer = anna.post("/steward/targets", data=data)
    assert answer.status_code == 400
    assert f'name="sure|{name}" value="61,4"' in unescape(answer.text)
    assert anna.post("/steward/targets", data=data | {f"sure|{name}": "61"}).status_code == 400
    missing = anna.post("/steward/targets", data=data | {f"sure|{name}": "61,4", "reason": ""})
    assert f'name="sure|{name}" value="61,4" checked' in unescape(missing.text)
    assert anna.post("/steward/targets", data=data | {f"sure|{name}": "61,4"}).status_code == 303
