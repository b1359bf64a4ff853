"""Refusals of the forms, the pages and the API name things as readers know them."""

import html
from collections.abc import Iterator

import pytest
from flask import Flask

from dashboard.request_reading import read_page_request
from dashboard.sections.indicator.disaggregation import attribute
from data.drafts import steps
from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.sample_programme import SampleProgramme, yaml_of


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with changeable(tmp_path_factory.mktemp("named")) as world:
        yield world


DRAFTS = [
    (
        {"kind": "count", "measure": "consultation"},
        "Похоже на «Консультации (consultations)».",
        "Did you mean “Consultations (consultations)”?",
    ),
    (
        {"kind": "formula", "formula": "visit * 2"},
        "Похоже на «visits».",
        "Did you mean “visits”?",
    ),
    (
        {"kind": "count", "measure": "events", "formula": "visits"},
        "Поле «Формула (formula)» не применяется для вида «число записей (count)».",
        "The field “Formula (formula)” does not belong to the kind “count of records (count)”.",
    ),
    (
        {"kind": "sum", "measure": "consultations", "amount": "persons"},
        "Есть: Человек (people), Дней до ответа (days).",
        "They have: People (people), Days to answer (days).",
    ),
]


@pytest.mark.parametrize(("fields", "russian", "english"), DRAFTS)
def test_the_form_of_a_definition_names_what_there_is(
    server: Flask, world: SampleProgramme, fields: dict[str, str], russian: str, english: str
) -> None:
    draft = steps.begin(
        world.database,
        DEFAULT_PROGRAMME,
        "new",
        yaml_of("new", **fields),
        author="anna",
        based_on=None,
    )
    client = signed_in(server, "anna")
    for language, sentence in (("ru", russian), ("en", english)):
        page = client.get(f"/steward/definitions/drafts/{draft.id}?lang={language}")
        assert sentence in html.unescape(page.text)


GRID = "/steward/observations?indicator=opinoin"


def test_a_grid_names_the_indicators_that_it_has(server: Flask) -> None:
    client = signed_in(server, "anna")
    pages = {
        language: html.unescape(client.get(f"{GRID}&lang={language}").text)
        for language in ("ru", "en")
    }
    assert "Показателя «opinoin» в программе нет." in pages["ru"]
    assert "Похоже на «opinion»." in pages["ru"]
    assert "Did you mean “opinion”?" in pages["en"]


PAGES = [
    (
        "/indicator/visits?split=topik",
        "Вид обращения (request), Тема (topic), Способ обращения (channel), Заявитель (requester)."
        " Похоже на «Тема (topic)».",
        "Did you mean “Topic (topic)”?",
    ),
    (
        "/?by=months",
        "Есть: год (year), полугодие (half), квартал (quarter), месяц (month), неделя (week), день (day).",
        "Did you mean “month”?",
    ),
    (
        "/?status=risk",
        "Похоже на «Почти достигнут (at_risk)».",
        "(at_risk)”?",
    ),
    ("/districts?cut=okrug", "Деления «okrug» в программе нет.", "The programme has no cut"),
]


@pytest.mark.parametrize(("address", "russian", "english"), PAGES)
def test_a_page_that_cannot_be_answered_names_what_there_is(
    server: Flask, address: str, russian: str, english: str
) -> None:
    for language, sentence in (("ru", russian), ("en", english)):
        with (
            server.test_request_context(headers={"X-Lang": language}),
            pytest.raises(Refusal) as refusal,
        ):
            attribute(read_page_request(address), "visits")
        assert sentence in refusal.value.text(language)


API = [
    (
        f"/api/v1/values?programme={DEFAULT_PROGRAMME}&indicator=visits&split=topik",
        "не делится по признаку «topik». Возможны: Вид обращения (request), Тема (topic)",
        "Possible: Kind of request (request), Topic (topic)",
    ),
    (
        f"/api/v1/values?programme={DEFAULT_PROGRAMME}&by=decade",
        "Можно: район (district), год (year), полугодие (half), квартал (quarter), месяц (month),"
        " неделя (week), день (day), весь период (range).",
        "Possible: district, year, half-year (half), quarter, month, week, day, the whole range (range).",
    ),
    (
        "/api/v1/values?programme=habarovsk",
        "Есть: ",
        "There are: ",
    ),
    (
        "/api/v1/values?indicators=visits",
        "Похоже на «indicator».",
        "Did you mean “indicator”?",
    ),
]


@pytest.mark.parametrize(("address", "russian", "english"), API)
def test_the_api_names_what_there_is_with_what_is_typed(
    server: Flask, address: str, russian: str, english: str
) -> None:
    for language, sentence in (("ru", russian), ("en", english)):
        answer = server.test_client().get(f"{address}&lang={language}")
        assert sentence in answer.json["detail"], answer.json
