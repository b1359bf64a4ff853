"""Addresses give the rows of the commands, under tags, and refuse with a sentence that says what to
do.
"""

import csv
import io
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from data.database.database import Database
from tests.commands.conftest import runner
from tests.dashboard.api.conftest import client_of
from tests.sample_programme import SampleProgramme

SAME = [
    ("values", "programme=town", ()),
    ("values", "programme=town&by=district,quarter&indicator=visits,law_share", ("--by", "district,quarter",
     "--indicator", "visits", "--indicator", "law_share")),
    ("values", "programme=town&within_year=true&by=month&years=2014", ("--within-year", "--by", "month",
     "--years", "2014")),
    ("values", "programme=town&as_of=2&on=2014-06-01", ("--as-of", "2", "--on", "2014-06-01")),
    ("values", "programme=town&split=topic&indicator=visits", ("--split", "topic", "--indicator", "visits")),
    ("values", "programme=town&by=range&years=2014..2015", ("--by", "range", "--years", "2014..2015")),
    ("values", "programme=town&by=district,range", ("--by", "district,range")),
    ("records", "programme=town&indicator=law_share&period=2014", ("--indicator", "law_share", "--period", "2014")),
    ("records", "programme=town&indicator=visits&district=none", ("--indicator", "visits", "--district", "none")),
]  # fmt: skip


def get(client: FlaskClient, address: str, **headers: str) -> Any:
    return client.get(
        f"/api/v1/{address}",
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


@pytest.mark.parametrize(("name", "query", "words"), SAME)
def test_rows_are_those_of_the_command(
    fixed_town: SampleProgramme, client: FlaskClient, name: str, query: str, words: tuple[str, ...]
) -> None:
    printed = runner(fixed_town.database.url)(
        name, "--programme", "town", *words, "--format", "json"
    ).stdout
    answer = get(client, f"{name}?{query}").get_json()
    assert answer["rows"]
    assert {"next": None} | json.loads(printed) == {"next": None} | answer


@pytest.mark.parametrize(("name", "query", "words"), SAME)
def test_csv_is_that_of_the_command(
    fixed_town: SampleProgramme, client: FlaskClient, name: str, query: str, words: tuple[str, ...]
) -> None:
    printed = runner(fixed_town.database.url)(
        name, "--programme", "town", *words, "--format", "csv"
    ).stdout
    answer = get(client, f"{name}?{query}&format=csv")
    assert answer.mimetype == "text/csv"
    rows, expected = (
        list(csv.reader(io.StringIO(text))) for text in (answer.get_data(as_text=True), printed)
    )
    assert rows == expected


def test_programmes_say_what_may_be_asked(client: FlaskClient) -> None:
    (row,) = get(client, "programmes").get_json()["rows"]
    assert (row["code"], row["first_year"], row["last_year"]) == ("town", 2014, 2016)
    assert [each["code"] for each in row["districts"]] == ["north", "south"]
    assert sorted(row["indicators"]) == ["awarded", "law_share", "visits"]


def test_definitions_are_what_was_published(client: FlaskClient) -> None:
    rows = get(client, "definitions?programme=town").get_json()["rows"]
    assert {row["code"]: row["definition"]["kind"] for row in rows} == {
        "awarded": "sum",
        "law_share": "ratio",
        "visits": "count",
    }
    assert {(row["version"], row["published_in"]) for row in rows} == {(1, 2)}


def test_pages_of_records_meet_every_record_once_even_if_some_come_between(
    town: SampleProgramme, changing: FlaskClient
) -> None:
    address: str | None = "/api/v1/records?programme=town&indicator=visits&limit=2"
    met: list[str] = []
    while address is not None:
        answer = changing.get(address).get_json()
        met += [row["number"] for row in answer["rows"]]
        address = answer["next"]
        town.record("consultations", "2014-01-01", "north")
    assert len(met) == len(set(met)) == answer["total"] == 4


BY_DAY = ["2014-03-05", "2014-05-06", "2014-05-07", "2015-05-07"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("order=-date", BY_DAY[::-1]),
        ("order=-number", BY_DAY[::-1]),
        ("order=topic", BY_DAY),
        ("search=cmd", BY_DAY[:1]),
        ("search=cmd&order=-topic", BY_DAY[:1]),
    ],
)
def test_records_go_by_the_order_and_have_the_words_that_are_asked_for(
    client: FlaskClient, choice: str, expected: list[str]
) -> None:
    address: str | None = f"/api/v1/records?programme=town&indicator=visits&limit=3&{choice}"
    met: list[str] = []
    while address is not None:
        answer = client.get(address).get_json()
        assert answer["total"] == len(expected)
        met += [row["date"] for row in answer["rows"]]
        address = answer["next"]
    assert met == expected


def test_a_tag_changes_with_revision_question_and_clock(
    town: SampleProgramme, changing: FlaskClient
) -> None:
    query = "values?programme=town"
    answers = [
        get(changing, address) for address in (query, f"{query}&by=month", f"{query}&on=2015-01-01")
    ]
    again = get(changing, query)
    town.record("consultations", "2014-01-01", "north")
    later = get(changing, query)
    assert again.headers["ETag"] == answers[0].headers["ETag"]
    assert len({answer.headers["ETag"] for answer in [*answers, later]}) == 4
    assert [answer.headers["Itog-Revision"] for answer in (again, later)] == ["2", "3"]


@pytest.mark.parametrize(
    "address",
    ["programmes", "values?programme=town", "records?programme=town&indicator=visits", "definitions?programme=town",
     "openapi.json"],
)  # fmt: skip
def test_nothing_is_sent_twice_to_who_has_it(client: FlaskClient, address: str) -> None:
    answer = get(client, address, If_None_Match=get(client, address).headers["ETag"])
    assert (answer.status_code, answer.get_data()) == (304, b"")
    assert answer.headers["ETag"]


OPEN = ["programmes", "values?programme=town", "values?programme=town&format=csv", "openapi.json"]


@pytest.mark.parametrize("address", OPEN)
@pytest.mark.parametrize(
    "sent",
    [
        'W/"{}"',
        '"other", W/"{}"',
        'W/"other","{}"',
        '"{}-gzip"',
        'W/"{}-br"',
        '"{};gzip"',
        '"{}--gzip"',
        "{}",
        "*",
    ],
)
def test_a_tag_is_known_as_proxies_send_it_back(
    client: FlaskClient, address: str, sent: str
) -> None:
    whole = get(client, address)
    answer = get(
        client, address, If_None_Match=sent.replace("{}", whole.headers["ETag"].strip('"'))
    )
    assert (answer.status_code, answer.get_data()) == (304, b"")
    assert answer.headers["ETag"] == whole.headers["ETag"]
    assert answer.headers.get("Itog-Revision") == whole.headers.get("Itog-Revision")


@pytest.mark.parametrize("sent", ['W/"other"', '"{}x"', '"{}-gzip2"', "", "W/"])
def test_another_tag_is_not_taken_for_it(client: FlaskClient, sent: str) -> None:
    tag = get(client, "programmes").headers["ETag"].strip('"')
    assert get(client, "programmes", If_None_Match=sent.replace("{}", tag)).status_code == 200


def test_of_what_is_refused_nobody_has_a_copy(client: FlaskClient) -> None:
    assert get(client, "values?programme=nowhere", If_None_Match="*").status_code == 404


def test_csv_for_a_spreadsheet_opens_at_a_double_click(client: FlaskClient) -> None:
    """A byte-order mark, and in Russian the dividers of a Russian spreadsheet; the values are those
    of plain CSV.
    """
    query = "values?programme=town&indicator=law_share,awarded&by=district,year"
    plain, russian, english = (
        get(client, f"{query}&format={form}&lang={language}").get_data().decode()
        for form, language in (("csv", "ru"), ("csv-excel", "ru"), ("csv-excel", "en"))
    )
    assert (plain[0], russian[0], english[0]) == ("p", "\ufeff", "\ufeff")
    assert english[1:] == plain
    rows = list(csv.DictReader(io.StringIO(russian[1:]), delimiter=";"))
    same = list(csv.DictReader(io.StringIO(plain)))
    assert [row["coverage"].replace(",", ".") for row in rows] == [row["coverage"] for row in same]
    assert [row["value"].replace(",", ".") for row in rows] == [row["value"] for row in same]
    money = [row["value"] for row in rows if row["indicator"] == "awarded" and row["value"]]
    assert money
    assert all(re.fullmatch(r"\d+,\d\d", value) for value in money)
    assert [row["due_on"] for row in rows] == [row["due_on"] for row in same]


def test_csv_for_a_spreadsheet_is_tagged_by_its_language(client: FlaskClient) -> None:
    query = "values?programme=town&format=csv-excel"
    answers = [get(client, query, Accept_Language=language) for language in ("ru", "en")]
    assert len({answer.headers["ETag"] for answer in answers}) == 2
    assert [answer.headers["Content-Language"] for answer in answers] == ["ru", "en"]


REFUSED = [
    ("values", 400, "The parameter “programme” is missing"),
    ("values?programme=town&colour=red", 400, "There is no parameter “colour”"),
    ("values?programme=town&programme=town", 400, "is given several times"),
    ("values?programme=town&format=xml", 400, "There are: json, csv, csv-excel"),
    ("values?programme=town&years=soon", 400, "cannot be read"),
    ("values?programme=town&by=decade", 400, "Cannot break down by “decade”"),
    ("values?programme=town&on=yesterday", 400, "not a date"),
    ("values?programme=town&as_of=x", 400, "not a whole number"),
    ("values?programme=town&as_of=99", 404, "There is no revision 99 yet"),
    ("values?programme=nowhere", 404, "There is no programme “nowhere”"),
    ("values?programme=town&indicator=nothing", 404, "no indicator “nothing”"),
    ("records?programme=town", 400, "The parameter “indicator” is missing"),
    ("records?programme=town&indicator=visits&limit=0", 400, "out of bounds"),
    ("records?programme=town&indicator=visits&limit=1000000", 400, "out of bounds"),
    ("records?programme=town&indicator=visits&offset=-1", 400, "not a whole number"),
    ("records?programme=town&indicator=visits&district=west", 404, "no district “west”"),
    ("definitions", 400, "is missing"),
    ("programmes?programme=town", 400, "There is no parameter “programme”"),
    ("weather", 404, "There is no address"),
]


@pytest.mark.parametrize(("address", "status", "sentence"), REFUSED)
def test_a_refusal_is_a_problem_that_says_what_to_do(
    client: FlaskClient, address: str, status: int, sentence: str
) -> None:
    answer = get(client, address, Accept_Language="en")
    problem = json.loads(answer.get_data())
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert sentence in problem["detail"]
    assert answer.headers["Content-Language"] == "en"


def test_problems_speak_the_readers_language(client: FlaskClient) -> None:
    russian = json.loads(get(client, "values?programme=nowhere").get_data())["detail"]
    english = json.loads(get(client, "values?programme=nowhere&lang=en").get_data())["detail"]
    assert (russian[:9], english[:8]) == ("Программы", "There is")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: FlaskClient, method: str) -> None:
    answer = getattr(client, method)("/api/v1/values?programme=town")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.mimetype == "application/problem+json"


def test_a_server_without_its_database_is_alive_and_not_ready(sqlite_url: str) -> None:
    client = client_of(Database(sqlite_url))
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz?lang=en")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert "itog init" in json.loads(answer.get_data())["detail"]


def test_a_server_with_its_database_is_ready(client: FlaskClient) -> None:
    assert client.get("/readyz").get_json() == {"status": "ready", "revision": 2}


def test_an_unreachable_database_is_503() -> None:
    client = client_of(Database("postgresql://nobody@127.0.0.1:1/nothing"))
    answer = client.get("/api/v1/values?programme=town")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    for language, words in (
        ("ru", "скажите тому, кто обслуживает Itog"),
        ("en", "tell whoever runs Itog"),
    ):
        problem = client.get(f"/api/v1/values?programme=town&lang={language}").get_json(force=True)
        assert words in problem["detail"]
        assert "ITOG_DATABASE_URL" not in problem["detail"] + problem["problems"][0]["detail"]
        assert problem["problems"][0]["rule"] == "database_not_answering"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("records?programme=town&indicator=visits,law_share", "Name one code."),
        ("records?programme=town&indicator=,", "Name one code."),
        ("records?programme=town&indicator=visits&cut=zzz", "has no cut “zzz”"),
        ("records?programme=town&indicator=visits&order=colour", "order"),
        (
            "records?programme=town&indicator=visits&order=topic&after=consultations.2014-03-05.1.1",
            "ordered by “topic”",
        ),
        ("values?programme=town&cut=zzz", "has no cut “zzz”"),
        ("values?programme=town&within_year=maybe", "true, yes"),
        ("values?programme=town&years=2016..2014", "run backwards"),
        ("values?programme=town&as_of=-1", "not a whole number from 0"),
    ],
)
def test_what_is_asked_wrongly_is_refused_with_what_to_do(
    client: FlaskClient, query: str, sentence: str
) -> None:
    answer = get(client, f"{query}&lang=en")
    assert answer.status_code in (400, 404)
    assert answer.mimetype == "application/problem+json"
    assert sentence in answer.get_json()["detail"]
