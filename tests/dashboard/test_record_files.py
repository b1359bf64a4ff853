"""The records behind a number as files: all of them in the order of the page, read while they are sent."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from plotly.io.json import to_json_plotly

from dashboard.request_reading import read_page_request
from dashboard.sections.records import files, listing
from dashboard.sections.subject import read_subject
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

PLACE = "/indicator/visits"
WHOLE = f"{PLACE}/records.csv?period=2014..2016&lang=en"
NUMBER = 1_200
"""More than one piece of a file."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('files') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            for number in range(NUMBER):
                world.record(
                    "consultations",
                    f"{2014 + number % 3}-03-{number % 28 + 1:02}",
                    "north" if number % 2 else "south",
                    number=f"K-{number:04}",
                    people=number,
                    topic="law",
                    note="=1+1" if number == 5 else None,
                )
            world.cover("consultations", "2014..2016")
        yield world


def rows_of(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_the_file_has_every_record_once_in_the_order_of_days(client: FlaskClient) -> None:
    rows = rows_of(client, WHOLE)
    assert sorted(row["number"] for row in rows) == [f"K-{each:04}" for each in range(NUMBER)]
    days = [row["date"] for row in rows]
    assert days == sorted(days)
    assert [row["date"] for row in rows_of(client, f"{WHOLE}&order=-date")] == sorted(days)[::-1]


def test_the_chosen_order_place_and_words_are_those_of_the_file(client: FlaskClient) -> None:
    rows = rows_of(client, f"{WHOLE}&order=-people&district=north&search=K-10")
    expected = [str(each) for each in range(NUMBER - 1, -1, -1) if each % 2 and 1000 <= each < 1100]
    assert [row["people"] for row in rows] == expected


def test_no_text_of_the_file_is_a_formula(client: FlaskClient) -> None:
    (row,) = rows_of(client, f"{WHOLE}&search=1%2B1")
    assert row["note"] == "'=1+1"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{WHOLE}&order=nothing", 400),
        ("/indicator/nothing/records.csv", 404),
        ("/indicator/nothing/records.xlsx", 404),
    ],
)
def test_what_there_is_not_is_refused_before_anything_is_sent(
    client: FlaskClient, address: str, status: int
) -> None:
    assert client.get(address).status_code == status


def test_a_workbook_has_numbers_and_days_as_such(client: FlaskClient) -> None:
    answer = client.get(f"{PLACE}/records.xlsx?period=2014&order=-people&lang=ru")
    heads, first, *rest = load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True)
    assert len(rest) + 1 == NUMBER // 3
    known = dict(zip(heads, first, strict=True))
    assert known["Человек"] == 1197
    assert known["Дата"].isoformat() == "2014-03-22T00:00:00"
    assert (known["Номер"], known["Тема"]) == ("K-1197", "Правовые вопросы")


def test_a_workbook_of_more_than_it_takes_is_refused_and_not_offered(
    server: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert files_of(server) == ["records.csv", "records.xlsx"]
    monkeypatch.setattr("dashboard.sections.records.workbook.MOST_ROWS", 10)
    monkeypatch.setitem(files.FORMS, "xlsx", 10)
    answer = client.get(f"{PLACE}/records.xlsx?period=2014&lang=en")
    assert answer.status_code == 400
    assert "CSV" in answer.text
    assert files_of(server) == ["records.csv"]


def files_of(server: Flask) -> list[str]:
    """The files that the menu of the records leads to."""
    href = f"{PLACE}?period=2014&order=-people&lang=en"
    with server.test_request_context(href):
        panel = listing.panel(read_subject(read_page_request(href)))
        content = unescape(json.dumps(json.loads(to_json_plotly(panel))))
    return re.findall(r"/indicator/visits/(records[.]\w+)[?][^\"<>]*order=-people", content)
