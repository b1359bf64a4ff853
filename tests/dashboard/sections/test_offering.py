"""A refused page leads on: to what was probably meant, by its name, and marks no page of the menu."""

import re

import pytest

from data.decks import Deck, save
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme


@pytest.fixture
def refused(server):
    """The layout of an address that is refused, as text."""

    def read(address: str) -> str:
        from dashboard.sections.frame import make, page

        with server.test_request_context(address):
            make(address)
            return str(page(lambda page_request: None)(href=f"http://localhost{address}"))

    return read


@pytest.mark.parametrize(
    "address",
    ["/nowhere", "/indicator/nothing", "/indicator/visit", "/?district=mars", "/?years=1"],
)
def test_a_refused_page_marks_no_page_of_the_menu(refused, address):
    assert "aria-current='page'" not in refused(address)
    assert "aria-current='true'" in refused(address), "the language and the theme are marked"


@pytest.mark.parametrize(
    ("address", "href", "name"),
    [
        ("/indicator/visit?lang=en", "/indicator/visits?lang=en", "visits"),
        ("/?indicator=opinions&lang=en", "/?indicator=opinion&lang=en", "opinion"),
        ("/district/nort?lang=en", "/district/north?lang=en", "north"),
        ("/districts?cut=okrug&lang=en", "/districts?cut=okrugs&lang=en", "okrugs"),
        (
            "/?programme=nothing&lang=en",
            f"/?programme={DEFAULT_PROGRAMME}&lang=en",
            DEFAULT_PROGRAMME,
        ),
    ],
)
def test_what_was_meant_is_offered_by_its_name(refused, address, href, name):
    page = refused(address)
    links = dict(re.findall(r"A\(children='([^']*)', href='([^']*)'", page))
    assert href in links.values()
    assert any(name in label for label, link in links.items() if link == href)
    assert "There are:" not in page
    assert "It has:" not in page


def test_the_nearest_comes_first(refused):
    page = refused("/indicator/visit?lang=en")
    assert page.index("/indicator/visits") < page.index("/indicator/opinion")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ru", "Презентации «nothing» нет."), ("en", "There is no deck “nothing”.")],
)
def test_a_meeting_that_is_not_there_leads_to_those_that_are(
    client, town: SampleProgramme, language, sentence
):
    saved = save(town.database, Deck("", town.code, "Spring <meeting>", ()), author="anna")
    try:
        page = client.get(f"/present/nothing?lang={language}")
        assert page.status_code == 404
        assert sentence in page.text
        assert re.search(
            rf'href="/present/{saved.code}[?"][^>]*>Spring &lt;meeting&gt;</a>', page.text
        )
    finally:
        save(town.database, saved, author="anna", removed=True)
