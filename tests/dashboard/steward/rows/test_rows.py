"""Many records are changed alike: what it would do is seen, then it is one revision or nothing."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from sqlalchemy import select

from dashboard.jobs import routes
from data.editing import alike
from tests.dashboard.stewarding_world import changeable, signed_in, text_of
from tests.dashboard.waiting import wait_for_end
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

LIST = "/steward/records?kind=consultations"


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Thirty records for each test that changes some, told apart by the letter of their numbers."""
    with changeable(tmp_path_factory.mktemp("rows")) as world:
        with world.revision():
            for letter in "WCR":
                for number in range(30):
                    world.record(
                        "consultations",
                        f"201{'456'['WCR'.index(letter)]}-{number % 12 + 1:02}-05",
                        "north",
                        number=f"{letter}-{number:02}",
                        request="consulting",
                        people=number % 3,
                    )
        yield world


def living(world: SampleProgramme, letter: str) -> dict[str, Consultation]:
    with world.database.read() as session:
        rows = session.scalars(select(Consultation).where(Consultation.as_of(None)))
        return {row.number: row for row in rows if row.number.startswith(letter)}


def ids(world: SampleProgramme, *numbers: str) -> str:
    rows = living(world, numbers[0][0])
    return ",".join(str(rows[number].id) for number in numbers)


def test_ticked_records_are_withdrawn_together_with_the_effect_seen_first(server, anna, world):
    rows = ids(world, "W-01", "W-13", "W-25")
    page = anna.get(f"/steward/rows?kind=consultations&row={rows}&do=withdraw")
    assert [f"W-{number}" in page.text for number in ("01", "13", "25", "02")] == [
        True,
        True,
        True,
        False,
    ]
    assert "3 records" in text_of(page.text)
    fields = {"kind": "consultations", "row": rows}
    begun = anna.post("/steward/rows/effect", data=fields)
    jobs, token = server.extensions[routes.EXTENSION], begun.location.rpartition("/")[2]
    worked_out = anna.get(wait_for_end(jobs, token).result)
    assert "32" in text_of(worked_out.text)
    assert "29" in text_of(worked_out.text)
    assert len(living(world, "W")) == 30
    refused = anna.post("/steward/rows", data=fields)
    assert refused.status_code == 400
    assert len(living(world, "W")) == 30
    receipt = anna.post("/steward/rows", data=fields | {"reason": "entered twice"})
    assert receipt.status_code == 303
    assert set(living(world, "W")) == {f"W-{n:02}" for n in range(30)} - {"W-01", "W-13", "W-25"}
    again = anna.post("/steward/rows", data=fields | {"reason": "again"})
    assert again.status_code == 409
    assert "anna" in again.text
    undo = f"{receipt.location}/undo"
    assert undo in anna.get(receipt.location).text
    assert anna.post(undo, data={"reason": " "}).status_code == 400
    undone = anna.post(undo, data={"reason": "they are three visits"})
    assert undone.status_code == 303
    assert len(living(world, "W")) == 30
    assert anna.post(undo, data={"reason": "once more"}).status_code == 409


def test_one_column_of_all_that_were_found_says_one_thing(anna, world):
    page = anna.get(
        "/steward/rows?kind=consultations&every=1&words=C-&is-people=2&do=set&set=request&value=Копирование"
    )
    assert "10 records" in text_of(page.text)
    assert re.search(r"<del>Consulting</del> → <ins>Copying</ins>", page.text)
    named = re.search(r'name="row" value="([\d,]+)"', page.text)[1]
    fields = {"kind": "consultations", "row": named, "do": "set", "set": "request"}
    saved = anna.post(
        "/steward/rows", data=fields | {"value": "Копирование", "reason": "the log was wrong"}
    )
    assert saved.status_code == 303
    requests = {number: row.request for number, row in living(world, "C").items()}
    assert requests == {f"C-{n:02}": "copying" if n % 3 == 2 else "consulting" for n in range(30)}
    unchanged = anna.post(
        "/steward/rows",
        data=fields | {"row": ids(world, "C-02"), "value": "copying", "reason": "once more"},
    )
    assert "unchanged=1" in unchanged.location


def test_what_the_rows_cannot_say_is_told_by_the_record_and_nothing_is_half_done(anna, world):
    rows = ids(world, "R-01", "R-02")
    for column, value, reason in (
        ("people", "many", "R-01: "),
        ("request", "dancing", "R-02: "),
        ("number", "R-99", "R-99"),
        ("date", "31.02.2016", "R-01: "),
    ):
        address = f"/steward/rows?kind=consultations&row={rows}&do=set&set={column}&value={value}"
        page = anna.get(address).text
        assert reason in unescape(page), column
        assert ">Change the records<" not in page
        fields = {"kind": "consultations", "row": rows, "do": "set", "set": column}
        answer = anna.post("/steward/rows", data=fields | {"value": value, "reason": "test"})
        assert answer.status_code == 400
        assert reason in unescape(answer.text)
    assert len(living(world, "R")) == 30


@pytest.mark.parametrize(
    ("choice", "status", "reason"),
    [
        ("kind=consultations", 400, "No record is ticked"),
        ("kind=consultations&row=999999", 400, "no row 999999"),
        ("kind=consultations&row=x", 400, "no row 0"),
        ("kind=wheels&row=1", 404, "wheels"),
        ("kind=consultations&row=1&do=set&set=wheels", 400, "wheels"),
        ("kind=consultations&every=1&do=withdraw", 400, "No more than 10 records"),
    ],
)
def test_what_cannot_be_changed_alike_is_refused_with_the_remedy(
    anna, monkeypatch, choice, status, reason
):
    monkeypatch.setattr("dashboard.steward.rows.rows_change.MOST_AT_ONCE", 10)
    answer = anna.get(f"/steward/rows?{choice}")
    assert answer.status_code == status
    assert reason in unescape(answer.text)


def test_only_stewards_of_the_programme_change_rows(server, world):
    rows = {"kind": "consultations", "row": ids(world, "R-01"), "reason": "test"}
    for name in ("vera", "elsewhere"):
        browser = signed_in(server, name)
        assert browser.get("/steward/rows?kind=consultations&row=1").status_code == 403
        assert browser.post("/steward/rows", data=rows).status_code == 403
    assert len(living(world, "R")) == 30
    assert alike.MOST_AT_ONCE == 1_000
