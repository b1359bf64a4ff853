"""A closed year is told of before anything is saved: on a record's form, in the grids, before a
file and an undo.
"""

import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.jobs import routes
from data import imports
from data.database.closing import close_year
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.dashboard.waiting import wait_for_end
from tests.sample_programme import SampleProgramme

ROWS = "number,date,district,request\nu1,{date},north,consulting\n"
READERS = pytest.mark.parametrize(
    ("name", "note", "mine"),
    [("anna", "Only a publisher may", False), ("pavel", "As a publisher you may change it", True)],
)


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Of three years 2015 is closed."""
    with changeable(tmp_path_factory.mktemp("closed")) as world:
        with world.revision("close", author="pavel", reason="approved <by> the council") as change:
            close_year(change, world.programme_id, 2015)
        yield world


@pytest.fixture(scope="module")
def imported(world: SampleProgramme, tmp_path_factory) -> int:
    """An import that reaches the closed year."""
    path = tmp_path_factory.mktemp("file") / "late.csv"
    path.write_text(ROWS.replace("u1", "late").format(date="2015-03-05"), encoding="utf-8")
    receipt = imports.import_file(
        world.database,
        "consultations",
        path,
        imports.ImportOptions(world.code, "none"),
        reason="late",
        override_closed_years=True,
    )
    assert receipt.import_id
    return receipt.import_id


def notes(page: str) -> tuple[str, str]:
    """What a page tells of closed years, and what it keeps for a date that may yet be typed."""
    note = re.search(r'<div class="closed-note"( hidden)?>(.*?)</div>', page, re.DOTALL)
    if not note:
        return "", ""
    lines = re.findall(r"<p[^>]*?( hidden)?>(.*?)</p>", note[2], re.DOTALL)
    visible, kept = (
        [text for hidden, text in lines if bool(note[1] or hidden) is kept]
        for kept in (False, True)
    )
    return tuple(unescape(re.sub(r"<[^>]+>", "", " ".join(texts))) for texts in (visible, kept))  # type: ignore[return-value]


def record(client: FlaskClient, date: str) -> str:
    """The page of the record of a day."""
    page = client.get(f"/steward/records?kind=consultations&period={date}").text
    return unescape(re.search(r'"(/steward/records/consultations/(?!new)[^"]+)"', page)[1])


@READERS
def test_a_records_form_tells_of_its_own_closed_year(server, name, note, mine):
    client = signed_in(server, name)
    visible, _ = notes(client.get(record(client, "2015-01")).text)
    assert "The year 2015 is closed (pavel" in visible
    assert "approved <by> the council" in visible
    assert note in visible
    visible, kept = notes(client.get(record(client, "2014-03")).text)
    assert visible == ""
    assert "The year 2015 is closed" in kept
    russian = client.get(f"{record(client, '2015-01')}?lang=ru").text
    assert "2015 год закрыт (pavel" in notes(russian)[0]


def test_a_new_record_knows_the_closed_years_and_shows_them_with_the_first_refusal(server):
    anna = signed_in(server, "anna")
    blank = anna.get("/steward/records/consultations/new").text
    assert 'id="f-date" name="f-date"' in blank
    assert re.findall(r'name="(f-[^"]+)"[^>]*data-says-year', blank) == ["f-date"]
    assert notes(blank)[0] == ""
    assert "2015" in notes(blank)[1]
    data = {"f-date": "05.03.2015", "f-request": "consulting", "reason": ""}
    refused = anna.post("/steward/records/consultations/new", data=data)
    assert refused.status_code == 400
    assert "The year 2015 is closed" in notes(refused.text)[0]


def test_every_date_that_counts_says_its_year_and_the_register_of_organisations_says_none(server):
    anna = signed_in(server, "anna")
    grants = anna.get("/steward/records/grants/new").text
    assert set(re.findall(r'name="(f-[^"]+)"[^>]*data-says-year', grants)) == {
        "f-date",
        "f-decided_on",
        "f-reported_on",
    }
    assert "data-says-year" not in anna.get("/steward/records/organisations/new").text
    assert "The year 2015 is closed" in notes(anna.get("/steward/records/districts/new").text)[0], (
        "of every year"
    )


@READERS
@pytest.mark.parametrize("kind", ["targets", "observations"])
def test_a_closed_column_says_so_and_is_a_publishers_alone(server, name, note, mine, kind):
    page = signed_in(server, name).get(f"/steward/{kind}").text
    heads = [
        re.sub(r"<[^>]+>", "", head).split()
        for head in re.findall(r'<th scope="col">(.*?)</th>', page)
    ]
    assert [head[1:] for head in heads[1:]] == [[], ["closed"], []]
    cells = re.findall(
        r'name="c\|[^|]+\|[^|]*\|(\d+)\|[^"]*"[^>]* aria-label="([^"]+)"([^>]*)>', page
    )
    assert {year for year, label, _ in cells if label.endswith(", closed")} == {"2015"}
    assert {year for year, _, rest in cells if "readonly" in rest} == (set() if mine else {"2015"})
    assert note in notes(page)[0]


def test_quarters_of_a_closed_year_are_closed_and_those_of_another_are_not(server):
    anna = signed_in(server, "anna")
    address = "/steward/targets?indicator=visits&grain=quarter&year="
    assert anna.get(f"{address}2015").text.count('class="grid__closed"') == 4
    other = anna.get(f"{address}2016").text
    assert "grid__closed" not in other
    assert notes(other) == ("", "")


def test_what_was_typed_before_a_year_was_closed_can_be_taken_back(server):
    anna = signed_in(server, "anna")
    refused = anna.post("/steward/targets", data={"c|law||2015|": "9", "reason": "r"})
    assert refused.status_code == 400
    (cell,) = re.findall(r'<input class="grid__cell" name="c\|law\|\|2015\|"[^>]*>', refused.text)
    assert 'value="9"' in cell
    assert "readonly" not in cell


@READERS
def test_a_files_preview_tells_of_the_closed_year_it_changes(server, name, note, mine):
    client = signed_in(server, name)

    def preview(date: str) -> str:
        data = {
            "kind": "consultations",
            "covers": "none",
            "file": (io.BytesIO(ROWS.format(date=date).encode()), "a.csv"),
        }
        begun = client.post("/steward/imports/uploads", data=data)
        job = wait_for_end(server.extensions[routes.EXTENSION], begun.location.rpartition("/")[2])
        return client.get(job.result).text

    closed, open_ = preview("2015-02-02"), preview("2016-02-02")
    assert "This file changes the closed year 2015 (pavel" in notes(closed)[0]
    assert note in notes(closed)[0]
    assert re.search(r"\d+ numbers? would change", closed), "which numbers, everybody may see"
    assert ("/load" in closed) == mine
    assert notes(open_) == ("", "")
    assert "/load" in open_


@READERS
def test_an_undo_tells_of_the_closed_year_it_changes(server, imported, name, note, mine):
    client = signed_in(server, name)
    page = client.get(f"/steward/imports/{imported}/undo").text
    assert "The undo changes the closed year 2015 (pavel" in notes(page)[0]
    assert note in notes(page)[0]
    assert ('name="reason"' in page) == mine
    begun = client.post(f"/steward/imports/{imported}/effect")
    job = wait_for_end(server.extensions[routes.EXTENSION], begun.location.rpartition("/")[2])
    assert re.search(r"\d+ numbers? would change", client.get(job.result).text)


DRAFT = """code: visits
name: {ru: Визиты, en: Visits}
unit: {ru: ед., en: units}
kind: count
measure: consultations
filter: {topic: [law]}
"""


@READERS
def test_an_effect_tells_which_closed_years_would_change(server, world, name, note, mine):
    client = signed_in(server, name)
    draft = client.post("/steward/definitions/visits/draft", data={"own": "1"}).location
    address = draft.partition("?")[0]
    version = re.search(r'name="version" value="(\d+)"', client.get(address).text)
    client.post(address, data={"version": version and version[1], "tab": "yaml", "text": DRAFT})
    visible, _ = notes(client.get(f"{address}/effect").text)
    assert "Numbers of the closed year 2015 would change (pavel" in visible
    assert note in visible


def test_a_refusal_in_the_browser_names_the_field_of_the_form(server):
    anna = signed_in(server, "anna")
    data = {
        "f-date": "2015-03-05",
        "f-district": "north",
        "f-request": "consulting",
        "reason": "late",
    }
    refused = unescape(
        anna.post("/steward/records/consultations/new", data={**data, "do": "save"}).text
    )
    assert "filling in the field “Why”" in refused
    assert "--reason" not in refused


def test_what_a_steward_may_not_save_has_no_button(server):
    anna, pavel = signed_in(server, "anna"), signed_in(server, "pavel")
    address = record(anna, "2015-01")
    assert 'name="do"' not in anna.get(address).text
    assert anna.get(record(anna, "2014-03")).text.count('name="do"') == 2
    assert pavel.get(address).text.count('name="do"') == 2
    quarters = "/steward/targets?indicator=visits&grain=quarter&year=2015"
    assert 'name="do"' not in anna.get(quarters).text
    assert pavel.get(quarters).text.count('name="do"') == 2


def test_a_publisher_ticks_that_a_closed_year_is_meant_apart_from_the_reason(server, world):
    pavel = signed_in(server, "pavel")
    data = {
        "f-number": "К/15",
        "f-date": "05.03.2015",
        "f-request": "consulting",
        "reason": "found late",
    }
    before = world.database.newest()
    refused = pavel.post("/steward/records/consultations/new", data=data)
    assert refused.status_code == 400
    assert "ticking “I change a closed year”" in refused.text
    assert ticks(refused.text) == [""]
    silent = pavel.post(
        "/steward/records/consultations/new", data=data | {"reason": "", "closed_year": "1"}
    )
    assert ticks(silent.text) == [" checked"]
    assert world.database.newest() == before
    assert (
        pavel.post(
            "/steward/records/consultations/new", data=data | {"closed_year": "1"}
        ).status_code
        == 303
    )
    address = "/steward/records/consultations/К%2F15"
    page = pavel.get(address).text
    assert len(ticks(page)) == 2, "one to save, one to withdraw"
    began = re.search(r'name="began" value="(\d+)"', page)[1]
    gone = {"do": "withdraw", "began": began, "reason": "twice"}
    assert pavel.post(address, data=gone).status_code == 400
    assert pavel.post(address, data=gone | {"closed_year": "1"}).status_code == 303


def test_a_steward_ticks_nothing_and_gains_nothing_by_it(server, world):
    anna, before = signed_in(server, "anna"), world.database.newest()
    data = {
        "f-date": "05.03.2015",
        "f-request": "consulting",
        "reason": "late",
        "closed_year": "1",
    }
    refused = anna.post("/steward/records/consultations/new", data=data)
    assert (refused.status_code, ticks(refused.text)) == (400, [])
    cell = {"c|law||2015|": "9", "reason": "r", "closed_year": "1"}
    assert anna.post("/steward/targets", data=cell).status_code == 400
    assert world.database.newest() == before


def test_a_grid_and_an_undo_take_a_closed_year_only_with_the_tick(server, world, imported):
    pavel = signed_in(server, "pavel")
    cell = {"c|awarded||2015|": "9", "reason": "r"}
    assert len(ticks(pavel.get("/steward/targets").text)) == 1
    assert pavel.post("/steward/targets", data=cell).status_code == 400
    assert pavel.post("/steward/targets", data=cell | {"closed_year": "1"}).status_code == 303
    undo = f"/steward/imports/{imported}/undo"
    assert len(ticks(pavel.get(undo).text)) == 1
    refused = pavel.post(undo, data={"reason": "wrong"})
    assert refused.status_code == 400
    assert "ticking “I change a closed year” and filling in the field “Why”" in refused.text


def ticks(page: str) -> list[str]:
    """The fields with which a page lets a closed year be meant, as they are set; a hidden one is
    none.
    """
    boxes = re.findall(
        r'<label class="upload__tick closed-tick"[^>]*?( hidden)?><input([^>]*)>', page
    )
    return [" checked" if "checked" in rest else "" for hidden, rest in boxes if not hidden]
