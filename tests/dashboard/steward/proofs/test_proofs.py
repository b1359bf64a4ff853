"""Proofs: attached by stewards, shown to whom they are for, and in every backup."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from dashboard.steward.proofs.limit import LIMIT
from data.audit import events
from data.backups.making import make_backup
from data.backups.restoring import restore
from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from data.proofs import proofs
from data.proofs.folder import SETTING, ProofFolder
from data.tables.proofs import ProofPiece
from data.topics import Topic
from tests.dashboard.stewarding_world import changeable, signed_in, text_of
from tests.sample_programme import SampleProgramme

START = "/steward/proofs"
ACT = b"%PDF-1.7\n" + b"an act of many words\n" * 5_000
"""Of more than one piece."""
RECORD = {"kind": "organisations", "number": "NGO-1"}
VALUE = {"indicator": "visits", "period": "2014", "district": "north"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SampleProgramme]:
    with changeable(tmp_path) as world:
        yield world


def attach(
    client: FlaskClient, content: bytes = ACT, name: str = "act.pdf", **fields: str
) -> TestResponse:
    data = {"file": (io.BytesIO(content), name), "title": "Act of May 5", **fields}
    return client.post(f"{START}?lang=en", data=data)


def pieces(world: SampleProgramme) -> int:
    with world.database.read() as session:
        return session.scalar(select(func.count()).select_from(ProofPiece)) or 0


@pytest.mark.parametrize("subject", [RECORD, VALUE])
def test_a_file_is_attached_listed_and_taken(
    server: Flask, world: SampleProgramme, subject: dict[str, str]
) -> None:
    anna, vera, nobody = signed_in(server, "anna"), signed_in(server, "vera"), server.test_client()
    assert attach(anna, **subject).status_code == 303
    assert pieces(world) > 1
    assert "Act of May 5" in text_of(anna.get(START, query_string=subject).text)
    assert "Act of May 5" in text_of(vera.get("/proofs", query_string=subject).text)
    other = (
        {"kind": "organisations", "number": "NGO-2"} if "kind" in subject else {"indicator": "law"}
    )
    assert "Act of May 5" not in text_of(vera.get("/proofs", query_string=other).text)
    answer = vera.get("/proofs/1")
    assert answer.data == ACT
    assert answer.headers["Content-Disposition"] == "attachment; filename=act.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/pdf"
    # for those who have signed in, unless a publisher says otherwise
    assert "Act of May 5" not in nobody.get("/proofs", query_string=subject).text
    assert nobody.get("/proofs/1", headers={"Accept": "application/json"}).status_code == 401
    pavel = signed_in(server, "pavel")
    audience = {"kind": subject.get("kind", ""), "open": "yes"}
    assert anna.post(f"{START}/audience", data=audience).status_code == 403
    assert pavel.post(f"{START}/audience", data=audience).status_code == 303
    assert "Act of May 5" in nobody.get("/proofs", query_string=subject).text
    assert nobody.get("/proofs/1").data == ACT
    with world.database.read() as session:
        deeds = {event.action for event in events.events(session)}
    assert {"proof_added", "proofs_audience"} <= deeds


def test_one_content_is_kept_once_and_goes_with_its_last_proof(
    server: Flask, world: SampleProgramme
) -> None:
    anna = signed_in(server, "anna")
    attach(anna, **RECORD)
    kept = pieces(world)
    attach(anna, name="same.pdf", **VALUE)
    assert pieces(world) == kept
    again = attach(anna, **RECORD)
    assert (again.status_code, "attached here already" in text_of(again.text)) == (400, True)
    assert anna.post(f"{START}/1/remove").status_code == 303
    assert anna.get("/proofs/2").data == ACT
    assert anna.post(f"{START}/2/remove").status_code == 303
    assert pieces(world) == 0
    assert anna.get("/proofs/2").status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "It is not said what"),
        ({"kind": "organisations"}, "It is not said what"),
        ({"kind": "organisations", "number": "NGO-9"}, "NGO-9"),
        ({"indicator": "visit", "period": "2014"}, "visit"),
        ({"indicator": "visits", "period": "2014-15"}, "2014-15"),
        ({"indicator": "visits", "period": "2014", "district": "west"}, "west"),
        ({**RECORD, "name": "run.pdf", "content": "MZ"}, "neither a document nor a picture"),
    ],
)
def test_what_there_is_not_and_what_runs_is_refused(
    server: Flask, world: SampleProgramme, fields: dict[str, str], sentence: str
) -> None:
    anna = signed_in(server, "anna")
    named = {name: value for name, value in fields.items() if name not in ("name", "content")}
    answer = attach(
        anna, fields.get("content", ACT.decode()).encode(), fields.get("name", "act.pdf"), **named
    )
    assert answer.status_code in (400, 404)
    assert sentence in text_of(answer.text)
    assert pieces(world) == 0


def test_what_is_too_large_and_who_may_not_is_refused(
    server: Flask, world: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(server.config, LIMIT, 1)
    anna = signed_in(server, "anna")
    file = FileStorage(io.BytesIO(b"%PDF-" + bytes(1 << 20)), "act.pdf")
    boundary, body = encode_multipart({**RECORD, "file": file})
    form = f'multipart/form-data; boundary="{boundary}"'
    large = anna.post(f"{START}?lang=en", data=body, content_type=form)
    assert (large.status_code, "ITOG_PROOF_MB" in large.text) == (413, True)
    assert attach(signed_in(server, "vera"), **RECORD).status_code == 403
    attach(anna, **RECORD)
    elsewhere = signed_in(server, "elsewhere")
    assert elsewhere.post(f"{START}/1/remove").status_code == 403
    assert elsewhere.get("/proofs/1").status_code == 403


def test_proofs_are_in_a_backup_and_come_back(
    server: Flask, world: SampleProgramme, tmp_path: Path
) -> None:
    attach(signed_in(server, "anna"), **RECORD)
    make_backup(world.database, tmp_path / "backup.itog")
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    restore(other, tmp_path / "backup.itog")
    with other.read() as session:
        (facts,) = proofs.listed(session, DEFAULT_PROGRAMME, Topic(**RECORD))
        assert proofs.content_of(session, facts) == ACT
    other.dispose()


def test_in_a_folder_a_proof_is_read_refused_aloud_and_removed(
    server: Flask,
    world: SampleProgramme,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "proofs").mkdir()
    folder = ProofFolder(tmp_path / "proofs")
    monkeypatch.setitem(server.config, SETTING, folder)
    anna = signed_in(server, "anna")
    attach(anna, **RECORD)
    assert pieces(world) == 0
    (file,) = folder.files()
    assert anna.get("/proofs/1").data == file.read_bytes() == ACT
    file.write_bytes(ACT[1:])
    answer = anna.get("/proofs/1?lang=en")
    assert (answer.status_code, "is damaged in the folder" in text_of(answer.text)) == (503, True)
    assert file.name in caplog.text
    assert anna.post(f"{START}/1/remove").status_code == 303
    assert list(folder.files()) == []
