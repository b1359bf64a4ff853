"""Notes stand on charts, in their tables and in the list of an indicator's page."""

from collections.abc import Iterator

import pytest

from dashboard.request_reading import read_page_request
from dashboard.sections.indicator import by_district, by_year, number_notes
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

TRAP, ESCAPED = "Repair <b>&</b> move", "Repair &lt;b&gt;&amp;&lt;/b&gt; move"


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('noted') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.define("calls", kind="count", measure="consultations")
            world.record("consultations", "2015-01-10", "north")
            world.cover("consultations", "2014..2016")
        world.number_note("visits", "2015-Q2", TRAP)
        world.number_note("visits", "2015", "A new form.", district="north")
        yield world


@pytest.fixture
def page_of(server):
    """A block of a page, as text."""

    def draw(section, code: str = "visits") -> str:
        address = f"/indicator/{code}?lang=en&period=2015"
        with server.test_request_context(address):
            return str(section.draw(read_page_request(f"http://localhost{address}")))

    return draw


def test_the_whole_s_chart_has_the_whole_s_note_with_its_own_period(page_of):
    page = page_of(by_year).replace("\\xa0", " ")
    assert (
        page.count(f"Q2 2015: {ESCAPED}") == 3
    )  # the bubbles of mark and bar, and the table's row
    assert TRAP not in page
    assert "A new form." not in page


def test_a_district_with_a_note_has_the_sign_after_its_name(page_of):
    page = page_of(by_district)
    assert page.count("✱") == 2  # the name on the axis, and the bubble
    assert page.count("A new form.") == 2  # the bubble, and the table's row
    assert "Repair" not in page


def test_the_list_has_every_note_and_is_absent_where_there_is_none(page_of):
    page = page_of(number_notes)
    assert ESCAPED in page
    assert "A new form." in page
    assert page_of(number_notes, "calls") == "None"
