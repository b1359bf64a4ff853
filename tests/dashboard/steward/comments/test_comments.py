"""Comments to colleagues: written at records and numbers, read by those who have signed in alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.accounts import accounts
from data.audit import events
from data.backups.making import make_backup
from data.backups.restoring import restore
from data.comments import reading, writing
from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from data.topics import Topic
from tests.dashboard.stewarding_world import changeable, signed_in, text_of
from tests.sample_programme import SampleProgramme

START = "/steward/comments"
RECORD = {"kind": "organisations", "number": "NGO-1"}
NUMBER = {"indicator": "visits", "period": "2014", "district": "north"}
PAGE = "/steward/records/organisations/NGO-1"
TEXT = "Where does the act lie?"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SampleProgramme]:
    with changeable(tmp_path) as world:
        yield world


def write(
    client: FlaskClient,
    *names: str,
    text: str = TEXT,
    stewards: bool = False,
    **topic: str,
) -> int:
    data = {"text": text, "addressee": list(names), **(topic or RECORD)}
    return client.post(START, data=data | ({"stewards": "1"} if stewards else {})).status_code


def mark(client: FlaskClient, address: str = "/steward/comments") -> int:
    """How many comments the menu says wait."""
    counts = re.search(r"Comments \((\d+)\)", client.get(address).text)
    return int(counts[1]) if counts else 0


@pytest.mark.parametrize("topic", [RECORD, NUMBER])
def test_a_comment_waits_for_whom_it_is_for_until_they_reply_or_settle_it(
    server: Flask, world: SampleProgramme, topic: dict[str, str]
) -> None:
    anna, boris, pavel, vera = (
        signed_in(server, name) for name in ("anna", "boris", "pavel", "vera")
    )
    assert write(anna, "boris", **topic) == 303
    assert [mark(each) for each in (anna, boris, pavel, vera)] == [0, 1, 0, 0]
    home = text_of(boris.get("/steward").text)
    assert TEXT in home
    assert "Colleagues have written to you: 1" in home
    assert TEXT in text_of(vera.get(START, query_string=topic).text)
    assert TEXT not in text_of(vera.get(START, query_string={**RECORD, "number": "NGO-2"}).text)
    assert boris.post(f"{START}/1/reply", data={"text": "In the safe"}).status_code == 303
    assert [mark(each) for each in (anna, boris)] == [1, 0]
    assert "In the safe" in text_of(anna.get("/steward").text)
    assert vera.post(f"{START}/1/settle").status_code == 403
    assert anna.post(f"{START}/1/settle").status_code == 303
    assert [mark(each) for each in (anna, boris)] == [0, 0]
    assert TEXT not in text_of(anna.get(START).text)
    assert TEXT in text_of(anna.get(f"{START}?state=settled").text)
    assert vera.post(f"{START}/1/reply", data={"text": "Not there"}).status_code == 303
    assert [mark(each) for each in (anna, boris, pavel, vera)] == [1, 1, 0, 0]
    with world.database.read() as session:
        deeds = [each.action for each in events.events(session)]
    assert [deed for deed in deeds if deed.startswith("comment")] == [
        *("comment_replied", "comment_settled", "comment_replied", "comment_added"),
    ]


def test_it_stands_at_the_record_through_corrections_and_withdrawal(
    server: Flask, world: SampleProgramme
) -> None:
    anna = signed_in(server, "anna")
    assert write(anna, stewards=True) == 303
    assert mark(signed_in(server, "boris")) == 1
    assert mark(signed_in(server, "vera")) == 0
    assert TEXT in text_of(anna.get(PAGE).text)
    listed = anna.get("/steward/records?kind=organisations").text
    assert ">1 comment</a>" in listed
    fields = {"number": "NGO-9", "name": "Veterans", "do": "save", "reason": "Renumbered"}
    form = {
        f"f-{name}" if name in ("number", "name") else name: text for name, text in fields.items()
    }
    assert anna.post(PAGE, data=form | {"began": "1"}).status_code == 303
    renamed = PAGE.replace("NGO-1", "NGO-9")
    assert TEXT in text_of(anna.get(renamed).text)
    row = re.findall(r'name="began" value="(\d+)"', anna.get(renamed).text)[0]
    gone = {"do": "withdraw", "reason": "Closed", "began": row}
    assert anna.post(renamed, data=gone).status_code == 303
    assert TEXT in text_of(anna.get(renamed).text)


def test_it_stands_at_the_number_for_those_who_have_signed_in_alone(
    server: Flask, world: SampleProgramme
) -> None:
    vera = signed_in(server, "vera")
    topic = {"indicator": "visits", "period": "2015"}
    assert write(vera, stewards=True, text="Is it all of them?", **topic) == 303
    with world.database.read() as session:
        (comment,) = reading.at_topic(session, DEFAULT_PROGRAMME, Topic(**topic))
    assert (comment.author, comment.to_stewards, comment.addressees) == ("vera", True, ())
    for address in ("/", "/indicator/visits?period=2015", "/api/v1/values?indicator=visits"):
        assert "Is it all of them?" not in server.test_client().get(address).text
    assert server.test_client().get(START).status_code == 401
    assert server.test_client().post(START, data={"text": "x", **topic}).status_code == 401


def test_what_cannot_be_written_is_refused_and_stays_typed(
    server: Flask, world: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = signed_in(server, "anna")
    refused = anna.post(START, data={"text": "Kept words", **RECORD})
    assert refused.status_code == 400
    assert "Kept words</textarea>" in refused.text
    assert "whom the comment is for" in text_of(refused.text)
    assert write(anna, "boris", text="  ") == 400
    assert write(anna, "boris", text="x" * 2_001) == 400
    assert write(anna, "wheels") == 404
    assert write(anna, "elsewhere") == 400
    assert write(anna, "boris", kind="organisations", number="NGO-7") == 404
    assert write(anna, "boris", kind="organisations") == 400
    assert write(anna, "boris", indicator="visits", period="2014", district="moon") == 404
    assert write(signed_in(server, "vera"), "boris") == 403
    assert write(signed_in(server, "elsewhere"), "anna") == 403
    assert anna.post(f"{START}/7/reply", data={"text": "x"}).status_code == 404
    monkeypatch.setattr(writing, "MOST", 1)
    assert write(anna, "boris") == 303
    assert write(anna, "boris") == 400
    assert signed_in(server, "elsewhere").post(f"{START}/1/settle").status_code == 403


def test_a_backup_has_the_comments(world: SampleProgramme, tmp_path: Path) -> None:
    topic = Topic(**RECORD)
    with world.database.writing("test") as session:
        writing.add(session, world.code, topic, "anna", TEXT, ["boris"], to_stewards=False)
        writing.reply(session, 1, "boris", "In the safe")
    make_backup(world.database, tmp_path / "copy.itogbak")
    copy = Database(f"sqlite:///{tmp_path / 'restored.db'}")
    restore(copy, tmp_path / "copy.itogbak")
    with copy.read() as session:
        (comment,) = reading.at_topic(session, world.code, topic)
        waits = reading.waiting_count(session, accounts.account_of(session, "anna"))
    assert (comment.text, comment.addressees, waits) == (TEXT, ("boris",), 1)
    assert [each.text for each in comment.replies] == ["In the safe"]
