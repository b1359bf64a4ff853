"""The title slide: what somebody called the meeting and its day, on the wall and in files."""

import datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pptx import Presentation

from dashboard.council.decks import draw
from dashboard.council.making import report
from dashboard.exports import pptx
from dashboard.presenting.document import document
from dashboard.presenting.files import linked
from dashboard.request_reading import read_page_request
from data import clock
from data.accounts import accounts
from data.decks import Deck, SlideText, deck, save
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

PHRASE = "correct horse battery"
DAY = datetime.date(2019, 3, 12)
NAMES = {"texts": {"name": {"ru": "Программа города", "en": "The town's programme"}}}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('title') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, **NAMES) as world:
        world.define("visits", kind="count", measure="consultations")
        with world.database.writing("test") as session:
            accounts.add(session, "anna", PHRASE)
        yield world


@pytest.fixture
def anna(client: FlaskClient) -> FlaskClient:
    assert client.post("/login", data={"name": "anna", "password": PHRASE}).status_code == 303
    return client


@pytest.fixture
def opening(server, tmp_path):
    """The title slide of a deck: its report, its document, and the words in its PowerPoint file."""

    def make(language, code="deck-9", title="Весна", **about):
        with server.test_request_context("/", headers={"X-Lang": language}):
            meeting = report(Deck(code, DEFAULT_PROGRAMME, title, (SlideText("title"),), **about))
            pptx.write(meeting, tmp_path / "deck.pptx")
            return meeting, document(meeting, linked()), words_of(tmp_path / "deck.pptx")

    return make


def words_of(path: Path) -> str:
    slide = Presentation(str(path)).slides[0]
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


@pytest.mark.parametrize(
    ("language", "day"), [("ru", "12 марта 2019\u00a0г."), ("en", "12 March 2019")]
)
def test_a_meeting_has_its_own_title_and_day(opening, language, day):
    meeting, page, office = opening(language, held_on=DAY)
    programme = NAMES["texts"]["name"][language]
    assert meeting.slides[0].title == "Весна"
    for text in (page.partition("</section>")[0], office):
        assert "Весна" in text
        assert day in text
        assert programme.replace("'", "&#39;") in text or programme in text


def test_a_day_that_nobody_has_said_is_that_of_the_numbers(opening):
    today = clock.today()
    meeting, _page, office = opening("en")
    assert f"{today.day} {today:%B %Y}" in meeting.slides[0].finding
    assert f"{today.day} {today:%B %Y}" in office


def test_the_ready_made_deck_bears_the_programmes_name(opening):
    meeting, _page, _office = opening("en", code=DEFAULT_PROGRAMME, title="Short")
    assert meeting.slides[0].title == "The town's programme"


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "заседание 12 марта 2019"), ("en", "meeting of 12 March 2019")]
)
def test_a_card_of_a_deck_says_the_day_of_its_meeting(server, world, language, words):
    slides = (SlideText("title"),)
    saved = save(world.database, Deck("", DEFAULT_PROGRAMME, "M", slides, held_on=DAY), author="x")
    with server.test_request_context("/council", headers={"X-Lang": language}):
        cards = str(draw(read_page_request("/council")))
    save(world.database, saved, author="x", removed=True)
    assert words in cards.replace("\u00a0", " ")


def test_the_day_is_typed_in_the_decks_form(world: SampleProgramme, anna: FlaskClient):
    saved = save(
        world.database, Deck("", DEFAULT_PROGRAMME, "Spring", (SlideText("title"),)), author="anna"
    )
    address = f"/council/decks/{saved.code}"
    fields = {"title": "Spring", "version": "1", "0-kind": "title", "do": "save"}
    assert anna.post(address, data={**fields, "held_on": "2019-03-12"}).status_code == 303
    with world.database.read() as session:
        assert deck(session, saved.code).held_on == DAY
    assert 'value="2019-03-12"' in anna.get(address).text
    assert "12 March 2019" in anna.get(f"/present/{saved.code}?lang=en").text
    assert anna.post(address, data={**fields, "version": "2", "held_on": ""}).status_code == 303
    with world.database.read() as session:
        assert deck(session, saved.code).held_on is None


@pytest.mark.parametrize(
    ("language", "sentence"), [("ru", "«вчера» – не день"), ("en", "“вчера” is not a day")]
)
def test_what_is_no_day_is_refused(world: SampleProgramme, anna: FlaskClient, language, sentence):
    saved = save(
        world.database, Deck("", DEFAULT_PROGRAMME, "Spring", (SlideText("title"),)), author="anna"
    )
    fields = {
        "title": "Spring",
        "version": "1",
        "0-kind": "title",
        "held_on": "вчера",
        "do": "save",
    }
    answer = anna.post(f"/council/decks/{saved.code}?lang={language}", data=fields)
    assert answer.status_code == 400
    assert sentence in answer.text
