"""The page of the search: what was found with the ways there, and what to do where nothing was."""

import re

from flask import Flask

from dashboard.request_reading import read_page_request
from dashboard.sections import search
from indicators.answers.question import Question
from indicators.asking import Asker
from indicators.drill_down.records import records
from tests.sample_programme import SampleProgramme


def drawn(server: Flask, words: str, language: str = "en") -> str:
    href = f"/search?search={words}"
    with server.test_request_context(href, headers={"X-Lang": language}):
        parts = search.draw(read_page_request(href))
        text = str([part.to_plotly_json() for part in parts])
    return re.sub(r"[\u00a0\u202f]|\\xa0", " ", text)


def test_what_was_found_leads_to_its_page_and_says_why(server: Flask) -> None:
    text = drawn(server, "vizits")
    assert "/indicator/visits" in text
    assert "visits" in text.partition("hits__why")[0]
    assert "/evaluation" in drawn(server, "Evaluation")


def test_nothing_found_says_what_to_do(server: Flask) -> None:
    assert "Nothing was found by “слоны”" in drawn(server, "слоны")
    assert "Fewer words find more" in drawn(server, "")
    hostile = drawn(server, "%3Cscript%3E")
    assert "Nothing was found" in hostile


def test_a_record_leads_to_the_number_that_counts_it_and_a_term_to_its_place(
    server: Flask, world: SampleProgramme
) -> None:
    question = Question(world.code, ("visits",))
    row = Asker(world.database).ask(records, question, "2014-06").rows[0]
    text = drawn(server, row.number)
    assert "/indicator/visits?district=south&period=2014-06#records" in text
    assert "counted in “visits”, June 2014" in text
    assert "/help#coverage" in drawn(server, "completeness")
    assert "also called: completeness" in drawn(server, "completeness")


def test_a_document_of_the_search_has_its_field_and_the_way_to_it(server: Flask) -> None:
    browser = server.test_client()
    page = browser.get("/search?search=events&lang=en").text
    assert page
    assert browser.get("/search?search=" + "x" * 300).status_code == 200
