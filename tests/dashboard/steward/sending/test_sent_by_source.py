"""A reporter's file of another system waits as it came, and is read by the source as that was when it was sent."""

import datetime

import pytest
from flask import Flask

from data import imports
from data.accounts import accounts, tokens
from data.passports import DEFAULT_PROGRAMME
from data.sending.content import MARK, SourceVersion, file_of, source_of, with_source
from data.sources.saved import keep_text, withdraw
from tests.dashboard.steward.sending.test_sent_files import (
    START,
    checked,
    loaded,
    send,
    sent,
)
from tests.dashboard.stewarding_world import signed_in, text_of
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

SOURCE = """
name: CRM
kind: consultations
covers: dates
columns: {№: number, Принято: date, Участок: district, Тема: request}
left_out: [Оператор]
words:
  district: {Сев.: north, Юж.: south}
  request: {вопрос: consulting}
"""
HEAD = "№;Принято;Участок;Тема;Оператор\n"
FILE = HEAD + "п-1;05.03.2016;Сев.;вопрос;Иванова\nп-2;11.03.2016;Сев.;вопрос;Петров\n"
EVENTS = "name: Halls\nkind: events\ncolumns: {№: number, День: date, Тип: type, Имя: title}\n"


def save(world: SampleProgramme, text: str = SOURCE) -> None:
    with world.revision() as change:
        keep_text(change, DEFAULT_PROGRAMME, text)


def districts(world: SampleProgramme) -> list[tuple[str, str | None]]:
    """The records of 2016 with their districts."""
    with world.database.read() as session:
        rows = session.query(Consultation).where(Consultation.until.is_(None))
        return sorted((row.number, row.district) for row in rows if row.year == 2016)


def test_the_steward_reads_it_by_the_version_that_it_was_sent_by_and_the_receipt_names_it(
    server: Flask,
    world: SampleProgramme,
) -> None:
    save(world)
    rita, anna = signed_in(server, "rita"), signed_in(server, "anna")
    assert '<option value="CRM">' in rita.get(START).text
    assert send(rita, FILE, source="CRM", covers="").status_code == 303
    (row,) = sent(world)
    # of the months of its rows, as the source says
    assert (row.rows, row.covers, row.districts) == (2, "2016-03", ["north"])
    for page in (rita.get(f"{START}?lang=en"), anna.get(f"{START}?lang=en")):
        assert "Read by the source: CRM, version 1" in text_of(page.text)
    assert anna.get(f"{START}/{row.id}/file").data == FILE.encode()
    save(world, SOURCE.replace("Сев.: north", "Сев.: south"))
    with world.revision() as change:
        withdraw(change, DEFAULT_PROGRAMME, "CRM")
    preview = checked(anna, row.id)
    page = text_of(anna.get(f"{preview}&lang=en").text)
    assert "The file is sound" in page
    assert "Read by the source “CRM”, version 1" in page
    assert "Columns of the file that were not loaded: “Оператор”" in page
    receipt = text_of(loaded(anna, preview).text)
    assert "Sent by rita" in receipt
    with world.database.read() as session:
        (run,) = imports.imports(session)
    notes = {note.rule: note.params for note in run.notes}
    assert (notes["receipt_source"]["name"], notes["receipt_source"]["version"]) == ("CRM", 1)
    assert (run.sent_by, run.covers) == ("rita", "2016-03")
    assert districts(world) == [("п-1", "north"), ("п-2", "north")]


@pytest.mark.parametrize(
    ("file", "source", "sentence"),
    [
        (FILE.replace("Тема", "Повод"), "CRM", "the file lacks: “Тема”; new columns: “Повод”"),
        (FILE.replace("п-2;11.03.2016;Сев.", "п-2;11.03.2016;Зап."), "CRM", "Зап."),
        # the word is matched, and the district that it means is not hers
        (FILE.replace("п-2;11.03.2016;Сев.", "п-2;11.03.2016;Юж."), "CRM", "not of your districts"),
        ("number,date,district,request\nu1,2016-03-05,north,consulting\n", "CRM", "lacks: “№”"),
        ("№;День;Тип;Имя\n1;05.03.2016;fair;x\n", "Halls", "Events"),
        (FILE, "Another’s", "no source “Another’s”"),
        (FILE, "", "no such column"),
    ],
)
def test_what_the_source_or_the_account_does_not_allow_is_refused_and_nothing_waits(
    server: Flask,
    world: SampleProgramme,
    file: str,
    source: str,
    sentence: str,
) -> None:
    save(world)
    save(world, EVENTS)
    rita = signed_in(server, "rita")
    # a source of a kind that is not hers is none of hers
    assert "Halls" not in rita.get(START).text
    answer = send(rita, file, source=source)
    assert answer.status_code in (400, 403, 404)
    assert sentence in text_of(answer.text)
    assert sent(world) == []


def test_a_program_sends_by_a_source_of_the_kind_it_names(
    server: Flask,
    world: SampleProgramme,
) -> None:
    save(world)
    save(world, EVENTS)
    with world.database.writing("test") as session:
        rita = accounts.account_of(session, "rita")
        until = datetime.date.max
        key = tokens.add(
            session, "crm", role="reporter", author="test", ends_on=until, account_id=rita.id
        )

    def post(**about: str):
        return server.test_client().post(
            "/api/v1/imports",
            query_string={"kind": "consultations", "programme": DEFAULT_PROGRAMME, "lang": "en"}
            | about,
            data=FILE.encode(),
            headers={"Authorization": f"Bearer {key}"},
        )

    assert post(source="Halls").json["problems"][0]["rule"] == "source_other_kind"
    assert post(source="crm").json["problems"][0]["rule"] == "source_unknown"
    assert sent(world) == []
    foreseen = post(source="CRM", dry_run="yes").json
    assert (foreseen["waits"], foreseen["rows"][0]["accepted"]) == (False, 2)
    answer = post(source="CRM").json
    assert (answer["waits"], answer["rows"][0]["accepted"]) == (True, 2)
    (row,) = sent(world)
    assert (row.id, row.covers) == (answer["number"], "2016-03")


@pytest.mark.parametrize("name", ["CRM", "Приёмная «Амур»\n", "😀" * 100, '"' * 100])
@pytest.mark.parametrize("file", [b"", b"a;b\n1;2\n", b"PK\x03\x04\n\x00", MARK + b'["CRM", 1]\nx'])
def test_the_file_comes_back_as_it_was_and_names_no_source_by_itself(
    name: str, file: bytes
) -> None:
    source = SourceVersion(name, 12_345)
    kept = with_source(file, source)
    assert (source_of(kept[:1_000]), file_of(kept)) == (source, file)
    plain = with_source(file, None)
    assert (source_of(plain[:1_000]), file_of(plain)) == (None, file)
