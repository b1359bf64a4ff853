"""What reporters send waits: it is counted nowhere until a steward has loaded it."""

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from dashboard.jobs import routes
from data import imports
from data.audit import events
from data.sending import sent_files
from data.tables.sending import SentFile
from indicators.answers.question import Question
from indicators.sheets.queries import values
from tests.dashboard.stewarding_world import signed_in, text_of
from tests.dashboard.waiting import wait_for_end
from tests.sample_programme import SampleProgramme

HEAD = "number,date,district,request\n"
GOOD = HEAD + "u1,2016-03-05,north,consulting\nu2,2016-04-05,north,consulting\n"
MIXED = (
    HEAD
    + "u1,2016-03-05,north,consulting\nu2,2016-03-06,south,consulting\nu3,2016-03-07,,consulting\n"
)
START = "/steward/sent"


def send(client: FlaskClient, content: str, **fields: Any) -> TestResponse:
    """What a reporter gets who sends a file."""
    file = (io.BytesIO(content.encode()), "march.csv")
    data = {"kind": "consultations", "covers": "2016-03..2016-04", "file": file, **fields}
    return client.post(f"{START}?lang=en", data=data)


def sent(world: SampleProgramme) -> list[SentFile]:
    with world.database.read() as session:
        rows = list(session.scalars(select(SentFile).order_by(SentFile.id)))
        assert all(row.content is None or row.state == "waiting" for row in rows)
        return rows


def visits(world: SampleProgramme) -> Any:
    with world.database.read() as session:
        question = Question(world.code, indicators=("visits",), years=(2016, 2016))
        return values(session, question).rows[0]["value"]


def checked(client: FlaskClient, number: int) -> str:
    """The address of the preview of a file that waits."""
    answer = client.post(f"{START}/{number}/check")
    assert answer.status_code == 303, answer.text
    jobs = client.application.extensions[routes.EXTENSION]
    return wait_for_end(jobs, answer.location.rpartition("/")[2]).result


def loaded(client: FlaskClient, preview: str) -> TestResponse:
    address = preview.partition("?")[0]
    page = client.get(preview).text
    version = page.partition('name="version" value="')[2].partition('"')[0]
    answer = client.post(f"{address}/load", data={"version": version, "reason": "as sent"})
    if answer.status_code != 303:
        return answer
    jobs = client.application.extensions[routes.EXTENSION]
    job = wait_for_end(jobs, answer.location.rpartition("/")[2])
    return client.get(job.result) if job.result else client.get(f"/jobs/{job.token}")


def test_what_is_sent_waits_and_counts_once_a_steward_has_loaded_it(
    server: Flask, world: SampleProgramme
) -> None:
    rita, anna = signed_in(server, "rita"), signed_in(server, "anna")
    before = visits(world)
    assert send(rita, GOOD, note="of March and April").status_code == 303
    (row,) = sent(world)
    assert (row.state, row.rows, row.districts, row.author) == ("waiting", 2, ["north"], "rita")
    assert visits(world) == before
    with world.database.read() as session:
        assert imports.imports(session) == []
    assert "waits for a steward" in text_of(rita.get(START).text)
    assert "1 sent file waits" in text_of(anna.get("/steward").text)
    assert "1 sent file waits" in text_of(anna.get("/steward/imports").text)
    assert "of March and April" in text_of(anna.get(START).text)
    assert anna.get(f"{START}/{row.id}/file").data == GOOD.encode()
    receipt = loaded(anna, checked(anna, row.id))
    assert "Sent by rita" in text_of(receipt.text)
    assert "Who anna" in text_of(receipt.text)
    with world.database.read() as session:
        (run,) = imports.imports(session)
        deeds = [event.action for event in events.events(session)]
    assert (run.author, run.sent_by, run.accepted, run.covered) == ("anna", "rita", 2, 2)
    (row,) = sent(world)
    assert (row.state, row.import_id, row.settled_by) == ("accepted", run.id, "anna")
    assert "file_sent" in deeds
    assert "accepted, anna" in text_of(rita.get(START).text)
    assert "1 sent file waits" not in text_of(anna.get("/steward").text)


def test_rows_of_others_are_refused_by_row_and_nothing_waits(
    server: Flask, world: SampleProgramme
) -> None:
    rita = signed_in(server, "rita")
    answer = send(rita, MIXED)
    text = text_of(answer.text)
    assert answer.status_code == 400
    assert "row 3" in text
    assert "row 4" in text
    assert "row 2" not in text
    assert text.count("not of your districts") == 2
    # of another district, though the file says that it is one's own
    taken = send(rita, HEAD + "s1,2014-03-05,north,consulting\n", update="1", covers="none")
    assert "of another district" in text_of(taken.text)
    others = send(rita, GOOD, districts="south")
    assert others.status_code == 403
    kinds = send(rita, GOOD, kind="events")
    assert kinds.status_code == 403
    assert "Your kinds" in text_of(kinds.text)
    assert sent(world) == []


def test_a_file_that_is_sent_back_says_why_and_is_sent_again(
    server: Flask, world: SampleProgramme
) -> None:
    rita, anna = signed_in(server, "rita"), signed_in(server, "anna")
    send(rita, GOOD)
    (row,) = sent(world)
    assert anna.post(f"{START}/{row.id}/return", data={"answer": " "}).status_code == 400
    preview = checked(anna, row.id)
    assert anna.post(f"{START}/{row.id}/return", data={"answer": "April lacks"}).status_code == 303
    page = rita.get(START).text
    assert "April lacks" in text_of(page)
    assert "kind=consultations" in page
    # whoever had its preview open loads nothing that is settled
    assert "waits no longer" in text_of(loaded(anna, preview).text)
    with world.database.read() as session:
        assert imports.imports(session) == []
    assert anna.post(f"{START}/{row.id}/check").status_code == 409
    assert send(rita, GOOD).status_code == 303
    assert [each.state for each in sent(world)] == ["returned", "waiting"]


def test_each_takes_back_their_own_alone(server: Flask, world: SampleProgramme) -> None:
    rita, oleg = signed_in(server, "rita"), signed_in(server, "oleg")
    send(rita, GOOD)
    (row,) = sent(world)
    assert "march.csv" not in oleg.get(START).text
    assert oleg.post(f"{START}/{row.id}/withdraw").status_code == 403
    for address in ("check", "return"):
        assert rita.post(f"{START}/{row.id}/{address}", data={"answer": "x"}).status_code == 403
    assert rita.get(f"{START}/{row.id}/file").status_code == 403
    assert signed_in(server, "vera").post(f"{START}/{row.id}/check").status_code == 403
    assert rita.post(f"{START}/{row.id}/withdraw").status_code == 303
    assert [each.state for each in sent(world)] == ["withdrawn"]
    assert rita.get("/steward/imports").status_code == 403
    assert rita.get("/steward").location == START


def test_one_record_is_sent_by_a_form(server: Flask, world: SampleProgramme) -> None:
    rita = signed_in(server, "rita")
    address = f"{START}/record?kind=consultations"
    assert rita.get(address).status_code == 200
    form = {"f-number": "u1", "f-date": "2016-03-05", "f-request": "consulting"}
    wrong = rita.post(address, data={"kind": "consultations", **form, "f-district": "south"})
    assert "not of your districts" in text_of(wrong.text)
    assert sent(world) == []
    right = rita.post(address, data={"kind": "consultations", **form, "f-district": "north"})
    assert right.status_code == 303
    (row,) = sent(world)
    assert (row.rows, row.covers) == (1, "none")


def test_who_is_late_is_seen_until_they_have_sent(server: Flask, world: SampleProgramme) -> None:
    """The town is 2014 to 2016, of which 2014 and 2015 are covered: four quarters are owed."""
    anna, rita = signed_in(server, "anna"), signed_in(server, "rita")

    def late() -> str:
        return text_of(anna.get(START).text.partition("Who is late")[2])

    assert "rita" in late()
    assert "(4)" in late()
    send(rita, GOOD, covers="2016-01..2016-06")
    assert "(2)" in late()
    send(rita, GOOD, covers="2016")
    assert "rita Consult" not in late()
    assert "oleg" in late()


def test_too_many_and_too_large_are_refused(
    server: Flask, world: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    rita = signed_in(server, "rita")
    monkeypatch.setattr(sent_files, "MOST_WAITING", 1)
    assert send(rita, GOOD).status_code == 303
    assert "1 files of yours wait" in text_of(send(rita, GOOD).text)
    monkeypatch.setattr(sent_files, "MOST_MB", 0)
    assert send(rita, GOOD).status_code == 413
