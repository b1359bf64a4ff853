"""``POST /api/v1/imports``: programs send files by tokens, once for each key."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from dashboard.accounts import policy
from dashboard.http import upload_limit
from dashboard.sign_in import guard
from data import imports
from data.accounts import accounts, tokens
from data.clock import today
from data.refusals import Refusal
from data.sending import sent_files
from data.sources import saved
from data.tables.tokens import ApiToken
from indicators.impact import loading_effect
from tests import template_databases
from tests.commands.conftest import filled
from tests.dashboard.api.conftest import client_of
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

ADDRESS = "/api/v1/imports"
ROWS = """number;date;district;request
A-1;2014-05-06;north;consulting
A-2;2014-05-07;south;consulting
"""
FAULTS = """number;date;district;request
A-1;2014-05-06;nowhere;consulting
A-2;2014-15-07;south;consulting
"""
ABOUT = {"kind": "consultations", "programme": "town", "covers": "none"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path / 'itog.db'}"
    with template_databases.from_template(url, filled).over(url) as world:
        yield world


@pytest.fixture
def client(world: SampleProgramme) -> FlaskClient:
    return client_of(world.database)


def token(world: SampleProgramme, role: str = "steward", programme: str | None = None) -> str:
    """A token of a role."""
    with world.database.writing("test") as session:
        return tokens.add(
            session,
            f"{role} {programme}",
            role=role,
            author="test",
            ends_on=today(),
            programme=programme,
        )


def send(
    client: FlaskClient, key: str | None, body: Any = ROWS, headers: Any = (), **about: str
) -> TestResponse:
    """What a program gets that sends a body by a token."""
    authorization = {"Authorization": f"Bearer {key}"} if key else {}
    return client.post(
        ADDRESS,
        query_string=ABOUT | {"lang": "en"} | about,
        data=body,
        headers={**authorization, **dict(headers)},
    )


def rules(answer: TestResponse) -> list[str]:
    assert answer.json is not None
    return [each["rule"] for each in answer.json["problems"]]


def rows(world: SampleProgramme) -> int:
    with world.database.read() as session:
        numbers = select(func.count()).where(Consultation.number.in_(["A-1", "A-2"]))
        return session.scalar(numbers) or 0


def test_a_body_is_foreseen_loaded_and_loaded_no_second_time(
    client: FlaskClient, world: SampleProgramme
) -> None:
    opening = token(world, programme="town")
    (foreseen,) = send(client, opening, dry_run="yes").json["rows"]
    assert (foreseen["accepted"], foreseen["changed"], foreseen["dry_run"]) == (2, False, True)
    assert rows(world) == 0
    answer = send(client, opening, file_name="visits/may.csv")
    (receipt,) = answer.json["rows"]
    assert (receipt["accepted"], receipt["changed"], receipt["file"]) == (2, True, "may.csv")
    assert rows(world) == 2
    with world.database.read() as session:
        (run,) = imports.imports(session)
        (facts,) = tokens.listed(session)
    assert (run.id, run.revision, run.author) == (
        receipt["id"],
        answer.json["revision"],
        "api: steward town",
    )
    assert facts.used_at is not None
    (again,) = send(client, opening).json["rows"]
    assert (again["changed"], again["skipped"]) == (False, 2)


def test_a_file_of_a_form_is_loaded(client: FlaskClient, world: SampleProgramme) -> None:
    opening = token(world)
    form = {"file": (BytesIO(ROWS.encode()), "May.csv")}
    assert send(client, opening, form).json["rows"][0]["file"] == "May.csv"
    assert rows(world) == 2
    nothing = send(client, opening, {"other": (BytesIO(b"x"), "x.csv")})
    assert (nothing.status_code, rules(nothing)) == (400, ["upload_field_missing"])


def test_faults_are_refused_with_row_column_and_remedy(
    client: FlaskClient, world: SampleProgramme
) -> None:
    opening = token(world)
    english, russian = (send(client, opening, FAULTS, lang=lang) for lang in ("en", "ru"))
    assert english.status_code == 400
    assert english.mimetype == "application/problem+json"
    places = [(each["row"], each["column"], each["value"]) for each in english.json["problems"]]
    assert places == [(2, "district", "nowhere"), (3, "date", "2014-15-07")]
    assert "строка 2" in russian.json["detail"]
    assert rows(world) == 0


@pytest.mark.parametrize(
    ("role", "programme", "status", "rule"),
    [
        ("viewer", None, 403, "token_role_missing"),
        ("steward", "another", 403, "token_of_another_programme"),
    ],
)
def test_a_lower_role_and_another_programme_are_refused(
    client: FlaskClient, world: SampleProgramme, role, programme, status: int, rule: str
) -> None:
    answer = send(client, token(world, role, programme))
    assert (answer.status_code, rules(answer)) == (status, [rule])
    assert "itog tokens make" in answer.json["detail"]
    assert rows(world) == 0


def test_without_a_token_that_opens_nothing_is_read(
    client: FlaskClient, world: SampleProgramme
) -> None:
    opening = token(world)
    for key, rule in ((None, "token_missing"), ("itog_x", "token_unknown")):
        answer = send(client, key)
        assert (answer.status_code, rules(answer)) == (401, [rule])
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    with world.database.writing("test") as session:
        tokens.revoke(session, "steward None")
    assert rules(send(client, opening)) == ["token_revoked"]
    with world.database.writing("test") as session:
        session.execute(
            update(ApiToken).values(revoked_at=None, ends_on=today().replace(year=2020))
        )
    assert rules(send(client, opening)) == ["token_ended"]
    assert rows(world) == 0


def test_a_repeated_key_has_the_first_answer_and_no_other_body(
    client: FlaskClient, world: SampleProgramme
) -> None:
    opening, key = token(world), {"Idempotency-Key": "sending-1"}
    first, second = (send(client, opening, headers=key) for _number in range(2))
    assert first.data == second.data
    assert first.json["rows"][0]["changed"]
    for body, about in ((FAULTS, {}), (ROWS, {"covers": "2014"})):
        other = send(client, opening, body, key, **about)
        assert (other.status_code, rules(other)) == (409, ["request_key_used"])
    another = send(client, token(world, "publisher"), headers=key)
    assert not another.json["rows"][0]["changed"], "a key is its token's own"


def test_a_refusal_keeps_the_key_and_is_worked_out_anew(
    client: FlaskClient, world: SampleProgramme
) -> None:
    opening, key = token(world), {"Idempotency-Key": "sending-1"}
    first, second = (send(client, opening, FAULTS, key) for _number in range(2))
    assert first.status_code == 400
    assert first.json == second.json
    assert rules(send(client, opening, ROWS, key)) == ["request_key_used"]
    wrong = send(client, opening, headers={"Idempotency-Key": "ж".encode().decode("latin-1")})
    assert rules(wrong) == ["request_key_wrong"]


def test_two_at_once_under_one_key_are_one(world: SampleProgramme) -> None:
    opening, key = token(world), {"Idempotency-Key": "sending-1"}
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda _n: send(client_of(world.database), opening, headers=key), range(4))
        )
    bodies = {answer.data for answer in answers if answer.status_code == 200}
    waiting = [answer for answer in answers if answer.status_code != 200]
    assert len(bodies) == 1
    assert all(rules(answer) == ["request_key_waits"] for answer in waiting)
    assert rows(world) == 2


def test_what_is_too_large_is_refused_by_its_announced_size(
    client: FlaskClient, world: SampleProgramme
) -> None:
    client.application.config[upload_limit.LIMIT] = 1
    answer = send(client, token(world), b"x" * ((1 << 20) + 1))
    assert (answer.status_code, rules(answer)) == (413, ["upload_too_large"])


@pytest.mark.parametrize(
    ("about", "rule"),
    [
        ({"kind": "consultation"}, "import_unknown_kind"),
        ({"dry_run": "maybe"}, "choice_wrong"),
        ({"dryrun": "yes"}, "unknown_parameter"),
        ({"programme": ""}, "parameter_missing"),
    ],
)
def test_what_is_not_understood_is_refused(
    client: FlaskClient, world: SampleProgramme, about: dict[str, str], rule: str
) -> None:
    assert rules(send(client, token(world), **about)) == [rule]


def test_the_address_takes_what_is_sent_and_nothing_else(client: FlaskClient) -> None:
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST, OPTIONS")
    assert rules(answer) == ["method_wrong_sending"]


def test_where_reading_is_closed_a_token_reads(client: FlaskClient, world: SampleProgramme) -> None:
    client.application.extensions[policy.EXTENSION] = policy.Policy(reading_signed=True)
    guard.close(client.application)
    opening = {"Authorization": f"Bearer {token(world, 'viewer')}"}
    answer = client.get("/api/v1/programmes", headers=opening)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer.headers["Vary"]
    stranger = client.get("/api/v1/programmes", headers={"Authorization": "Bearer itog_x"})
    assert (stranger.status_code, rules(stranger)) == (401, ["token_unknown"])


THEIRS = """№;Когда;Где;О чём;Кто
A-1;06.05.2014;С;вопрос;Иванова
A-2;07.05.2014;Ю;вопрос;Петров
"""
SOURCE = """name: CRM
kind: consultations
covers: dates
columns: {№: number, Когда: date, Где: district, О чём: request}
left_out: [Кто]
words: {district: {С: north, Ю: south}, request: {вопрос: consulting}}
"""


def save_source(world: SampleProgramme) -> None:
    with world.database.transaction("source", "CRM", author="test") as change:
        saved.keep_text(change, "town", SOURCE)


def test_a_file_of_a_saved_source_is_read_by_it(
    client: FlaskClient, world: SampleProgramme
) -> None:
    save_source(world)
    opening = token(world)
    answer = send(client, opening, THEIRS, source="CRM", covers="")
    assert answer.status_code == 200, answer.json
    (receipt,) = answer.json["rows"]
    source = next(note for note in receipt["notes"] if note["rule"] == "receipt_source")
    assert (receipt["accepted"], source["name"], source["version"]) == (2, "CRM", 1)
    assert rows(world) == 2
    assert rules(send(client, opening, ROWS, source="CRM")) == ["source_columns_changed"]
    assert rules(send(client, opening, THEIRS, source="crn")) == ["source_unknown"]
    assert rules(send(client, opening, THEIRS, source="CRM", kind="events")) == [
        "source_other_kind"
    ]


def test_a_dry_run_tells_the_numbers_that_the_same_file_then_changes(
    client: FlaskClient, world: SampleProgramme
) -> None:
    opening = token(world)
    foreseen = send(client, opening, covers="2014-05", dry_run="yes").json
    before = foreseen["revision"]
    send(client, opening, covers="2014-05")
    since = {"programme": "town", "since": before, "by": "year"}
    changes = client.get("/api/v1/changes", query_string=since).json["rows"]
    causes = ("revisions", "amounts", "deeds")
    plain = [
        {name: value for name, value in row.items() if name not in causes}
        for row in changes
        if not row["within_year"]
    ]
    assert foreseen["changes"] == plain
    assert foreseen["changes_total"] == len(plain) > 0
    again = send(client, opening, covers="2014-05", dry_run="yes").json
    assert (again["changes"], again["changes_total"]) == ([], 0)


def test_a_dry_run_of_many_rows_works_out_no_numbers(
    client: FlaskClient, world: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading_effect, "CHEAP", 1)
    foreseen = send(client, token(world), dry_run="yes").json
    assert (foreseen["changes"], foreseen["changes_total"]) == (None, None)


def reporter_token(world: SampleProgramme, **scope: Any) -> str:
    with world.database.writing("test") as session:
        about = {"role": "reporter", "programmes": ["town"], **scope}
        account = accounts.add(session, "petrova", "a long password", **about)
        return tokens.add(
            session, "her system", role="reporter", author="test", ends_on=today(),
            account_id=account.id,
        )  # fmt: skip


def waiting(world: SampleProgramme) -> list[tuple[str, str, int, str]]:
    with world.database.read() as session:
        listed = sent_files.waiting(session, "town")
    return [(each.author, each.kind, each.rows, each.covers) for each in listed]


def test_what_a_reporters_token_sends_waits_and_is_counted_nowhere(
    client: FlaskClient, world: SampleProgramme
) -> None:
    opening = reporter_token(world)
    foreseen = send(client, opening, dry_run="yes").json
    assert (foreseen["waits"], foreseen["rows"][0]["accepted"], waiting(world)) == (False, 2, [])
    key = {"Idempotency-Key": "once"}
    answer = send(client, opening, headers=key).json
    assert send(client, opening, headers=key).json == answer
    assert (answer["waits"], answer["rows"][0]["changed"], answer["rows"][0]["id"]) == (
        True, False, None
    )  # fmt: skip
    assert waiting(world) == [("api: her system", "consultations", 2, "none")]
    assert rows(world) == 0


def test_a_reporters_token_is_bound_to_its_accounts_districts_kinds_and_life(
    client: FlaskClient, world: SampleProgramme
) -> None:
    opening = reporter_token(world, districts=["north"], kinds=["consultations"])
    assert rules(send(client, opening)) == ["import_district_not_yours"]
    assert rules(send(client, opening, kind="events")) == ["sending_kind_not_yours"]
    assert rules(send(client, opening, districts="south")) == ["sending_district_not_yours"]
    assert rules(send(client, opening, source="CRM")) == ["source_unknown"]
    assert rules(send(client, opening, programme="another")) == ["token_account_closed"]
    with world.database.writing("test") as session:
        accounts.disable(session, "petrova")
    closed = send(client, opening)
    assert (closed.status_code, rules(closed)) == (401, ["token_account_closed"])
    assert waiting(world) == []


@pytest.mark.parametrize(("role", "account"), [("reporter", None), ("steward", 1)])
def test_a_reporters_token_is_somebodys_and_no_other_is(
    world: SampleProgramme, role: str, account: int | None
) -> None:
    with world.database.writing("test") as session, pytest.raises(Refusal) as refusal:
        tokens.add(
            session, "x", role=role, author="test", ends_on=today(), account_id=account
        )  # fmt: skip
    assert "--account" in refusal.value.text("en")
