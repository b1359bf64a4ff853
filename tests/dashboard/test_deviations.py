"""What pages, stewards and programs are told of years that came out otherwise than planned."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from flask import Flask

from dashboard.request_reading import read_page_request
from dashboard.sections import deviations
from data.passports import DEFAULT_PROGRAMME
from tests.dashboard.stewarding_world import changeable, signed_in, text_of
from tests.sample_programme import SampleProgramme

SCREEN = "/steward/deviations"
PROGRAMS = f"/api/v1/deviations?programme={DEFAULT_PROGRAMME}&on=2020-01-01"
WRITTEN = "The lawyer left in January\nand was replaced in May"


@pytest.fixture
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Of 5 visits planned in 2015 one came: four fifths are missing."""
    with changeable(tmp_path_factory.mktemp("deviations")) as world:
        yield world


def drawn(server: Flask, language: str, address: str = "/indicator/visits") -> str:
    with server.test_request_context("/", headers={"X-Lang": language}):
        block: Any = deviations.draw(read_page_request(address))
        note: Any = deviations.unexplained_note(read_page_request(address), 2015, ["visits"])
    return f"{block and block.to_plotly_json()} {note and note.to_plotly_json()}"


def test_a_reason_is_asked_for_written_and_shown(server: Flask, world: SampleProgramme) -> None:
    anna = signed_in(server, "anna")
    listed = anna.get(SCREEN)
    assert "Reasons to be written: 1" in text_of(listed.text)
    assert re.search(r"visits 2015 5 .*?1.*? −80% Write the reason", text_of(listed.text))
    assert "our default, not the law's" in text_of(listed.text)
    assert "1 deviation from a plan has no reason" in text_of(anna.get("/steward").text)
    (url,) = re.findall(r'href="([^"]+/deviation_reasons/new[^"]*)"', unescape(listed.text))
    form = anna.get(url).text
    assert re.search(r'<option value="visits"[^>]*selected', form)
    assert 'value="2015"' in form
    data = {
        "f-indicator": "visits",
        "f-year": "2015",
        "f-explanation": WRITTEN,
        "reason": "Annual report",
    }
    before = world.database.newest()
    assert anna.post(url, data=data).status_code == 303
    after = text_of(anna.get(SCREEN).text)
    assert "Every deviation has its reason." in after
    assert "and was replaced in May" in after
    assert "anna" in after
    assert "has no reason" not in text_of(anna.get("/steward").text)
    text = drawn(server, "en")
    assert "and was replaced in May" in text
    assert "Deviations without a reason" not in text
    # as of the revision before, nobody had written it
    earlier = drawn(server, "en", f"/indicator/visits?as_of={before}")
    assert "not written yet" in earlier


def test_a_page_says_what_is_not_explained(server: Flask) -> None:
    english, russian = drawn(server, "en"), drawn(server, "ru")
    assert "Deviations without a reason: 1." in english
    assert "Не объяснены отклонения: 1." in russian
    assert "−80" in russian
    assert drawn(server, "en", "/indicator/opinion?years=2014").startswith("None ")


def test_programs_read_deviations_with_their_reasons(server: Flask, world) -> None:
    client = server.test_client()
    (row,) = client.get(PROGRAMS).get_json()["rows"]
    assert (row["indicator"], row["year"], row["plan"], row["value"]) == ("visits", 2015, 5, 1)
    assert (row["share"], row["reason_needed"], row["explanation"]) == (-0.8, True, None)
    before = world.database.newest()
    world.deviation_reason("visits", 2015, WRITTEN, source="Report", illustrative=True)
    (row,) = client.get(PROGRAMS).get_json()["rows"]
    assert (row["explanation"], row["source"], row["illustrative"]) == (WRITTEN, "Report", True)
    (earlier,) = client.get(f"{PROGRAMS}&as_of={before}").get_json()["rows"]
    assert earlier["explanation"] is None


def test_nobody_reads_the_screen_without_signing_in(server: Flask) -> None:
    assert server.test_client().get(SCREEN).status_code in (302, 303, 401)
