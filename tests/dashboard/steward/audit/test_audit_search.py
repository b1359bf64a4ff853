"""The audit is searched by what people see, and tells what has changed in one number."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.editing import RowInput, save
from data.imports import kind_of
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Six deeds, each known by its reason, over two districts, two indicators and an organisation."""
    with changeable(tmp_path_factory.mktemp("audit-search")) as world:
        world.define(
            "talks",
            kind="count",
            measure="events",
            name={"ru": "Встречи с жителями", "en": "Public meetings"},
        )
        world.define("rated", kind="observed", name={"ru": "Оценка горожан", "en": "Rating by residents"},
                     combine={"places": "none", "periods": "none"})  # fmt: skip
        bridge = world.organisation("АНО «Мост»", number="НКО-9")
        world.cover("events", "2014..2016")
        with world.revision(reason="встреча на севере"):
            world.record("events", "2014-02-03", "north")
        with world.revision(reason="приём на юге"):
            world.record("consultations", "2015-05-05", "south", organisation_id=bridge)
        rated = {"indicator": "rated", "period": "2015", "value": "61", "stage": "refined"}
        save(
            world.database,
            kind_of("observations"),
            world.code,
            [RowInput(rated)],
            author="anna",
            reason="из отчёта",
        )
        with world.revision(reason="план поднят"):
            world.target("visits", "2015", 7, "south", number="visits|south|2015")
        yield world


def reasons(page: str) -> list[str]:
    """The reasons that are listed, newest first."""
    known = ("встреча на севере", "приём на юге", "из отчёта", "план поднят")
    table = unescape(page)
    return sorted((each for each in known if each in table), key=table.index)


def search(client: FlaskClient, **query: str) -> list[str]:
    answer = client.get("/steward/audit", query_string=query)
    assert answer.status_code == 200
    return reasons(answer.text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Встречи с жителями", ["встреча на севере"]),  # an indicator whose number a record changed
        ("встречи", ["встреча на севере"]),
        # an observed one, in the other language and in quotes too
        (
            "«Оценка горожан»",
            ["из отчёта"],
        ),
        ("rating by residents", ["из отчёта"]),
        ("north", ["встреча на севере"]),  # a district
        ("АНО «Мост»", ["приём на юге"]),  # an organisation of a record
        ("мост", ["приём на юге"]),
        ("Observations", ["из отчёта"]),  # a kind
        ("анна горожан", []),
        ("anna горожан", ["из отчёта"]),  # who, and what
        ("никакого слова", []),
    ],
)
def test_names_that_people_see_find_what_was_done(
    anna: FlaskClient, words: str, expected: list[str]
) -> None:
    assert search(anna, words=words) == expected


def test_a_district_finds_its_records_and_its_plans(anna: FlaskClient) -> None:
    assert search(anna, words="south") == ["план поднят", "приём на юге"]


def test_one_number_tells_what_changed_in_it(anna: FlaskClient) -> None:
    query = {"indicator": "visits", "district": "south", "period": "2015"}
    page = unescape(anna.get("/steward/audit", query_string=query).text)
    assert reasons(page) == ["план поднят", "приём на юге"]
    assert "visits · south · 2015" in page
    assert re.search(r"plan: – → 7", page)
    assert re.search(r"\b0\sunits? → 1\b", page)
    whole = {"indicator": "rated", "period": "2015"}
    page = anna.get("/steward/audit", query_string=whole).text
    assert reasons(page) == ["из отчёта"]
    assert "– → 61" in page


def test_what_is_no_number_is_refused_or_empty(anna: FlaskClient) -> None:
    for query in ({"district": "nowhere"}, {"period": "2015-Q9"}, {"period": "x" * 500}):
        answer = anna.get("/steward/audit", query_string={"indicator": "visits"} | query)
        assert answer.status_code in (400, 404), query
    never = anna.get(
        "/steward/audit",
        query_string={"indicator": "law", "period": "2016-05", "district": "north"},
    )
    assert "Nothing has changed in this number" in never.text or reasons(never.text) == []


def test_the_file_is_of_the_same_number(anna: FlaskClient) -> None:
    query = "indicator=visits&district=south&period=2015"
    text = anna.post(f"/steward/audit/csv?{query}").text
    assert reasons(text) == ["план поднят", "приём на юге"]


def drawn(client: FlaskClient, block: str, address: str) -> str:
    """A block of a page as the reader's browser gets it."""
    output = f"{block}.children"
    inputs = [{"id": f"{block}-question", "property": "data", "value": address}]
    body = {"output": output, "outputs": {"id": block, "property": "children"}, "inputs": inputs,
            "changedPropIds": [f"{block}-question.data"]}  # fmt: skip
    return unescape(str(client.post("/_dash-update-component", json=body).json))


def test_an_indicators_page_has_one_link_for_stewards_alone(
    server: Flask, world: SampleProgramme
) -> None:
    href = f"/indicator/visits?programme={world.code}&period=2015"
    url = f"/steward/audit?programme={world.code}&indicator=visits"
    anna = signed_in(server, "anna")
    assert drawn(anna, "indicator-now", href).count(url) == 1
    assert url not in drawn(server.test_client(), "indicator-now", href)
    assert url not in drawn(signed_in(server, "elsewhere"), "indicator-now", href)
    assert f"{url}&district=south&period=2015" in drawn(
        anna, "indicator-records", f"{href}&district=south"
    )
