"""A page of records is typed over like a sheet: only what differs is saved, all of it or nothing."""

from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.dashboard.html_forms import forms
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

ADDRESS = "/steward/sheet?kind=consultations&column=date,district,request,people,note&words="


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Three records for each test, told apart by the letter of their numbers."""
    with changeable(tmp_path_factory.mktemp("sheet")) as world:
        with world.revision():
            for letter in "ABCDE":
                for number in range(3):
                    world.record(
                        "consultations",
                        f"2015-0{number + 1}-05",
                        "north",
                        number=f"{letter}-{number}",
                        request="consulting",
                        people=2,
                        note="first\nsecond" if number == 2 else "one line",
                    )
        yield world


def living(world: SampleProgramme, letter: str) -> dict[str, Consultation]:
    with world.database.read() as session:
        rows = session.scalars(select(Consultation).where(Consultation.as_of(None)))
        return {row.number: row for row in rows if row.number.startswith(letter)}


def fields(browser: FlaskClient, letter: str) -> dict[str, str]:
    """The form of the sheet as a browser would send it untouched."""
    page = browser.get(f"{ADDRESS}{letter}-").text
    (form,) = [each for each in forms(page) if each.action == "/steward/sheet"]
    return dict(form.fields)


def cell(world: SampleProgramme, number: str, column: str) -> str:
    return f"cell|{living(world, number[0])[number].id}|{column}"


def test_only_what_differs_is_saved_and_new_rows_with_it(anna, world):
    inputs = fields(anna, "A") | {"reason": "the log", "do": "save"}
    inputs[cell(world, "A-0", "people")] = "5"
    inputs[cell(world, "A-1", "request")] = "Copying"
    inputs |= {
        "cell|+0|number": "A-9",
        "cell|+0|date": "07.05.2015",
        "cell|+0|request": "Internet and legal databases",
    }
    inputs["cell|+0|district"] = "south"
    before = {number: row.id for number, row in living(world, "A").items()}
    receipt = anna.post("/steward/sheet", data=inputs)
    assert receipt.status_code == 303, receipt.text
    rows = living(world, "A")
    assert (rows["A-0"].people, rows["A-1"].request) == (5, "copying")
    assert (rows["A-9"].district, rows["A-9"].request) == ("south", "internet")
    assert rows["A-2"].id == before["A-2"]
    assert rows["A-2"].note == "first\nsecond"
    assert rows["A-0"].note == "one line"


def test_a_sheet_that_nobody_has_typed_into_changes_nothing(anna, world):
    inputs = fields(anna, "B") | {"reason": "none", "do": "save"}
    before = {number: row.id for number, row in living(world, "B").items()}
    page = anna.post("/steward/sheet", data=inputs)
    assert page.status_code == 200
    assert "Nothing has changed" in page.text
    assert {number: row.id for number, row in living(world, "B").items()} == before


def test_what_is_wrong_stands_in_its_cell_and_nothing_typed_is_lost(anna, world):
    inputs = fields(anna, "C") | {"do": "save"}
    inputs[cell(world, "C-0", "people")] = "many"
    inputs[cell(world, "C-1", "request")] = "dancing"
    inputs["cell|+0|note"] = "a new one without a day"
    page = anna.post("/steward/sheet", data=inputs)
    assert page.status_code == 400
    assert page.text.count(" data-wrong>") + page.text.count(" data-wrong ") >= 2
    for words in ("many", "dancing", "a new one without a day", "reason"):
        assert words in unescape(page.text), words
    checked = anna.post(
        "/steward/sheet", data=inputs | {"do": "check"}, headers={"Accept": "application/json"}
    ).get_json()
    wrong = {name for name, each in checked["cells"].items() if each["wrong"]}
    assert {cell(world, "C-0", "people"), cell(world, "C-1", "request")} <= wrong
    assert {row.people for row in living(world, "C").values()} == {2}


def test_somebody_faster_is_named(anna, world, server):
    inputs = fields(anna, "D") | {"reason": "mine", "do": "save"}
    inputs[cell(world, "D-0", "people")] = "7"
    boris = signed_in(server, "boris")
    other = dict(inputs)
    other[cell(world, "D-0", "people")] = "8"
    assert boris.post("/steward/sheet", data=other).status_code == 303
    late = anna.post("/steward/sheet", data=inputs)
    assert late.status_code == 409
    assert "boris" in late.text
    assert living(world, "D")["D-0"].people == 8


@pytest.mark.parametrize("name", ["cell|1|wheels", "cell|999999|people", "cell|x|people"])
def test_a_cell_that_there_is_not_is_refused(anna, name):
    answer = anna.post("/steward/sheet", data={"kind": "consultations", name: "1", "reason": "x"})
    assert answer.status_code == 400
    assert "no cell" in answer.text


def test_only_stewards_of_the_programme_type_into_it(server, world):
    for name in ("vera", "elsewhere"):
        browser = signed_in(server, name)
        assert browser.get(f"{ADDRESS}E").status_code == 403
        assert browser.post("/steward/sheet", data={"kind": "consultations"}).status_code == 403
