"""Reported disaggregations on the page of an indicator and in its files."""

import json
from collections.abc import Iterator

import pytest
from flask import Flask
from plotly.io.json import to_json_plotly

from dashboard.council.making import report as report_of
from dashboard.council.of_page import deck_of_page
from dashboard.request_reading import read_page_request
from dashboard.sections.indicator import passport, split
from dashboard.sections.records import listing
from dashboard.sections.subject import read_subject
from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from tests.sample_programme import SampleProgramme

SUM = {"places": "sum", "periods": "sum"}
AGE = {
    "age": {
        "name": {"ru": "Возраст", "en": "Age"},
        "values": {
            "young": {"ru": "до 35 лет", "en": "under 35"},
            "old": {"ru": "старше", "en": "over 35"},
        },
    }
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('reported') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("said", kind="observed", combine=SUM, disaggregations=AGE)
            world.define("whole", kind="observed", combine=SUM)
            for by, value in (("age=young", 3), ("age=old", 4)):
                world.observe("said", "2015", value, by=by)
            for by, value in (("age=young", 5), ("", 11), ("Страна рождения=Чили", 6)):
                world.observe("said", "2016", value, by=by)
            world.observe("whole", "2015", 5)
        yield world


def drawn(server: Flask, address: str, language: str) -> str:
    """The split of an indicator's page, as it is sent."""
    with server.test_request_context(f"/?lang={language}"):
        return str(to_json_plotly(split.draw(read_page_request(address))))


def test_parts_and_their_total_are_on_the_page_in_both_languages(server: Flask) -> None:
    for language, words in (
        ("ru", ("Возраст", "до 35 лет", "Итого")),
        ("en", ("Age", "under 35", "Total")),
    ):
        page = drawn(server, "/indicator/said?years=2015", language)
        assert all(json.dumps(word)[1:-1] in page or word in page for word in words)


def test_the_attributes_are_offered_with_the_undeclared_among_them(server: Flask) -> None:
    page = drawn(server, "/indicator/said", "ru")
    assert "Страна рождения" in page or json.dumps("Страна рождения")[1:-1] in page
    by_country = drawn(server, "/indicator/said?split=страна рождения", "ru")
    assert "Чили" in by_country or json.dumps("Чили")[1:-1] in by_country


def test_what_is_reported_as_a_whole_alone_says_so(server: Flask) -> None:
    assert "cannot be split" in drawn(server, "/indicator/whole", "en")
    with pytest.raises(Refusal, match="age"):
        drawn(server, "/indicator/whole?split=age", "en")


def test_a_part_leads_to_the_rows_that_were_reported_of_it(server: Flask) -> None:
    address = "/indicator/said?split=age&split_value=young&period=2015"
    with server.test_request_context("/?lang=en"):
        page = str(to_json_plotly(listing.panel(read_subject(read_page_request(address)))))
        total = str(
            to_json_plotly(
                listing.panel(read_subject(read_page_request(address.replace("young", "%3D"))))
            )
        )
    assert "Age: under 35" in page
    assert "over 35" not in page
    assert "over 35" in total
    with server.test_request_context("/"), pytest.raises(Refusal, match="nobody"):
        listing.panel(read_subject(read_page_request(address.replace("young", "nobody"))))


def test_the_passport_names_the_disaggregations(server: Flask) -> None:
    with server.test_request_context("/?lang=en"):
        assert "Age (over 35, under 35)" in str(
            to_json_plotly(passport.draw(read_page_request("/indicator/said")))
        )


def test_the_files_of_a_page_have_the_split_with_its_total(server: Flask) -> None:
    with server.test_request_context("/?lang=en"):
        deck = deck_of_page("/indicator/said?split=age")
        report = report_of(deck)
        whole = deck_of_page("/indicator/whole")
    (slide,) = [each for each in report.slides if each.kind == "split"]
    assert slide.table is not None
    assert slide.table.columns == ("Age", "2014", "2015", "2016")
    assert {row[0].text: [cell.value for cell in row[1:]] for row in slide.table.rows} == {
        "under 35": [None, 3, 5],
        "over 35": [None, 4, None],
        "Total": [None, 7, 11],
    }
    assert "split" not in {slide.kind for slide in whole.slides}
