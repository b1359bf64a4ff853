"""An indicator in other programmes, on its page and at its address."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.request_reading import read_page_request
from dashboard.sections.indicator import peers
from data.passports import DEFAULT_PROGRAMME
from tests.peer_programmes import YEAR, filled
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with filled(f"sqlite:///{tmp_path_factory.mktemp('peers') / 'itog.db'}") as town:
        yield town


def drawn(server: Flask, href: str, language: str = "ru") -> str:
    with server.test_request_context(href, headers={"X-Lang": language}):
        content = peers.draw(read_page_request(href))
        text = "" if content is None else str(content.to_plotly_json())
    return re.sub(r"[\u00a0\u202f]|\\xa0", " ", text)


def test_each_programme_has_its_number_or_the_reason(server: Flask) -> None:
    text = drawn(server, f"/indicator/visits?period={YEAR}")
    for words in (
        "Тот же показатель в других программах, 2015",
        "6,00",
        "20,0",
        "не сравнивается: считается иначе",
        "не сравнивается: единица – %",
        "в 2015 году такого показателя нет",
        "/indicator/visits?programme=alike",
    ):
        assert words in text, words


def test_an_indicator_that_no_other_programme_has_stands_alone(server: Flask) -> None:
    assert drawn(server, "/indicator/alone") == ""


def test_the_address_says_the_same_in_sentences(client: FlaskClient) -> None:
    query = f"programme={DEFAULT_PROGRAMME}&indicator=visits&year={YEAR}"
    rows = client.get(f"/api/v1/peers?{query}&lang=en").get_json()["rows"]
    assert [(row["programme"], row["value"], row["reason"]) for row in rows] == [
        (DEFAULT_PROGRAMME, 3, None),
        ("alike", 2, None),
        ("otherwise", None, "kind"),
        ("shares", 40, "unit"),
        ("later", None, "year"),
    ]
    assert [row["per_10000_residents"] for row in rows[:2]] == [6, 20]
    sentences = [row["sentence"].replace("\u00a0", " ") for row in rows]
    assert sentences[0].endswith(": 3 units, plan 4, not achieved.")
    assert sentences[4].endswith(": no such indicator in 2015.")
    assert client.get(f"/api/v1/peers?{query}9").status_code == 400
    assert client.get(f"/api/v1/peers?{query.replace('visits', 'weather')}").status_code == 404
