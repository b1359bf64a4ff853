"""Decks and their reports: what slides say, what happens when they cannot be made, and who may
change them.
"""

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete
from werkzeug.test import TestResponse

from dashboard.council import kinds
from dashboard.council.editing import MOST_CHARACTERS, MOST_SLIDES
from dashboard.council.making import find, report
from dashboard.council.of_page import deck_of_page
from dashboard.jobs import routes as job_routes
from dashboard.jobs.jobs import Jobs
from dashboard.report import Report
from dashboard.sections.page_deck import page_decks
from data.accounts import accounts
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from data.refusals import NotFound
from data.tables.accounts import Account
from data.tables.decks import DeckVersion
from data.tables.snapshots import Snapshot
from indicators.answers.snapshots import create
from tests.dashboard.waiting import wait_for_end
from tests.sample_programme import SampleProgramme

PHRASE = "correct horse battery"
VISITS = "/indicator/visits?years=2014..2015"


@contextmanager
def reading(server: Flask, language: str = "en") -> Iterator[None]:
    with server.test_request_context("/", headers={"X-Lang": language}):
        yield


def report_of(server: Flask, *slides: SlideText, language: str = "en", **options: Any) -> Report:
    with reading(server, language):
        return report(Deck("", DEFAULT_PROGRAMME, "Meeting", slides, **options))


@pytest.fixture
def clean(town: SampleProgramme) -> Iterator[SampleProgramme]:
    """The town without decks, snapshots and accounts, before and after."""
    yield town
    with town.database.writing("test") as session:
        for table in (DeckVersion, Snapshot, Account):
            session.execute(delete(table))


@pytest.fixture
def anna(clean: SampleProgramme, client: FlaskClient) -> FlaskClient:
    with clean.database.writing("test") as session:
        accounts.add(session, "anna", PHRASE)
    assert client.post("/login", data={"name": "anna", "password": PHRASE}).status_code == 303
    return client


# ---------------------------------------------------------------- what slides say


def test_the_finding_is_one_sentence_from_the_data(server: Flask) -> None:
    (slide,) = report_of(server, SlideText("plan_and_fact", f"{VISITS}&period=2014")).slides
    assert slide.finding.replace("\u00a0", " ") == "2014: the plan is met – 2 units, 100% of plan."
    (slide,) = report_of(
        server, SlideText("plan_and_fact", f"{VISITS}&period=2014"), language="ru"
    ).slides
    assert slide.finding.replace("\u00a0", " ") == "2014: план выполнен – 2 ед., 100 % плана."


def test_a_chart_has_the_very_answers_and_gaps_stay_gaps(
    server: Flask, town: SampleProgramme
) -> None:
    (slide,) = report_of(server, SlideText("plan_and_fact", "/indicator/visits")).slides
    assert slide.chart is not None
    fact, plan = slide.chart.series
    assert [None if value is None else int(value) for value in fact.values[:3]] == [2, 2, 0]
    assert [None if value is None else int(value) for value in plan.values[:3]] == [2, None, None]
    assert set(fact.values[3:]) <= {None}


def test_the_records_behind_each_bar_are_ready_with_their_total(server: Flask) -> None:
    (slide,) = report_of(server, SlideText("plan_and_fact", "/indicator/visits")).slides
    bars = [(bar.label, bar.total, len(bar.rows)) for bar in slide.bars]
    assert bars == [("2014", 2, 2), ("2015", 2, 2), ("2016", 0, 0)]


def test_every_kind_makes_a_slide_of_the_programme(server: Flask) -> None:
    slides = [
        SlideText(code, VISITS if each.OF_INDICATOR else "/")
        for code, each in kinds.kinds().items()
    ]
    for slide in report_of(server, *slides).slides:
        assert slide.title
        assert (
            slide.chart
            or slide.table
            or slide.cards
            or slide.text
            or slide.missing
            or slide.finding
        )


def test_a_slide_without_data_says_so(server: Flask) -> None:
    (slide,) = report_of(
        server, SlideText("plan_and_fact", "/indicator/opinion"), language="ru"
    ).slides
    assert (slide.missing, slide.chart) == ("нет данных", None)


def test_districts_without_data_of_a_whole_with_a_value_say_so(serving, tmp_path: Path) -> None:
    with SampleProgramme(f"sqlite:///{tmp_path / 'whole.db'}", code=DEFAULT_PROGRAMME) as world:
        world.define("opinion", kind="observed", combine={"places": "none", "periods": "none"})
        world.observe("opinion", "2014", 40)
        address = "/indicator/opinion?period=2014"
        with serving(world.database) as server:
            slides = report_of(
                server, SlideText("districts", address), SlideText("within_year", address)
            ).slides
    assert [slide.missing for slide in slides] == [
        "no data",
        "This indicator has no values shorter than a year.",
    ]


@pytest.mark.parametrize(
    ("slide", "sentence"),
    [
        (SlideText("plan_and_fact", "/indicator/renamed"), "renamed"),
        (SlideText("film", "/"), "film"),
        (SlideText("plan_and_fact", "/indicator/visits?years=1900..1901"), "1900"),
        (SlideText("plan_and_fact", "/"), "/"),
    ],
)
def test_a_slide_that_cannot_be_made_says_why_and_the_others_stay(
    server: Flask, slide: SlideText, sentence: str
) -> None:
    first, second = report_of(server, slide, SlideText("title")).slides
    assert sentence in first.missing
    assert not second.missing


def test_own_titles_and_notes_stand_before_the_made_ones(server: Flask) -> None:
    (slide,) = report_of(
        server, SlideText("table", VISITS, title="Visits!", notes="Say hello")
    ).slides
    assert slide.title == "Visits!"
    assert slide.notes.startswith("Say hello\n\n")


def test_every_programme_has_a_ready_made_deck(server: Flask) -> None:
    with reading(server):
        deck = find(DEFAULT_PROGRAMME)
        kinds = [slide.kind for slide in deck.slides]
        assert kinds[:2] == ["title", "numbers"]
        assert "plan_and_fact" in kinds
        with pytest.raises(NotFound):
            find("nothing")


def test_a_year_under_way_has_an_estimate_that_says_it_is_one(serving, tmp_path: Path) -> None:
    year = datetime.datetime.now(datetime.UTC).year
    with SampleProgramme(
        f"sqlite:///{tmp_path / 'now.db'}", code=DEFAULT_PROGRAMME, years=(year - 1, year)
    ) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            for date in (
                f"{year - 1}-01-05",
                f"{year - 1}-06-05",
                f"{year}-01-05",
                f"{year}-01-06",
            ):
                world.record("consultations", date, "north")
            world.cover("consultations", str(year - 1), f"{year}-01")
        with serving(world.database) as server:
            (slide,) = report_of(
                server, SlideText("within_year", f"/indicator/visits?period={year}")
            ).slides
    assert "about 4 units (an estimate)" in slide.finding.replace("\u00a0", " ")


def test_a_deck_bound_to_a_snapshot_does_not_see_what_came_later(
    server: Flask, clean: SampleProgramme
) -> None:
    snapshot = create(clean.database, "Meeting", clean.code)
    before = report_of(
        server, SlideText("plan_and_fact", VISITS), SlideText("numbers"), snapshot=snapshot.id
    )
    late = clean.record("consultations", "2014-09-09", "north")
    try:
        assert (
            report_of(
                server,
                SlideText("plan_and_fact", VISITS),
                SlideText("numbers"),
                snapshot=snapshot.id,
            )
            == before
        )
        assert report_of(server, SlideText("plan_and_fact", VISITS)).slides != before.slides[:1]
    finally:
        clean.close("consultations", late)
    assert (before.snapshot, before.checksum) == (snapshot.id, snapshot.checksum)


# ---------------------------------------------------------------- pages as decks


def test_the_bar_stands_on_the_pages_that_can_be_files() -> None:
    assert set(page_decks()) == {
        "/",
        "/indicator",
        "/districts",
        "/district",
        "/compare",
        "/evaluation",
        "/part",
        "/targets",
        "/register",
        "/grants",
        "/calendar",
        "/about",
        "/resource-centre",
        "/organisation",
    }


@pytest.mark.parametrize(
    "address",
    [
        "/",
        VISITS,
        "/districts?indicator=visits",
        "/district/north",
        "/compare?indicator=visits,opinion",
        "/about",
    ],
)
def test_each_page_of_numbers_is_a_deck(server: Flask, address: str) -> None:
    with reading(server):
        page_report = report(deck_of_page(address))
    assert page_report.title
    assert page_report.slides


def test_a_district_s_page_is_of_its_numbers_and_a_comparison_of_its_places(server: Flask) -> None:
    with reading(server):
        of_page = report(deck_of_page("/district/north?indicator=visits")).slides
        lines, compared, _ranked = report(
            deck_of_page("/compare?indicator=visits&district=north,south")
        ).slides
    assert [slide.kind for slide in of_page] == ["ranking", "matrix"]
    district = of_page[1]
    assert district.table is not None
    assert [cell.value for cell in district.table.rows[0][1:4]] == [1, 1, 0]
    assert district.title.endswith(": north")
    assert lines.chart is not None
    assert [(each.name, each.values) for each in lines.chart.series] == [
        ("north", (1, 1, 0)),
        ("south", (1, 1, 0)),
    ]
    assert lines.scope.endswith(", 2014–2016, north, south")
    assert compared.table is not None
    assert [[cell.value for cell in row[1:4]] for row in compared.table.rows] == [
        [1, 1, 0],
        [1, 1, 0],
    ]


def test_a_page_as_of_a_snapshot_is_a_deck_of_it(server: Flask, clean: SampleProgramme) -> None:
    snapshot = create(clean.database, "Meeting", clean.code)
    with reading(server):
        assert deck_of_page(f"{VISITS}&as_of=s{snapshot.id}").snapshot == snapshot.id


# ---------------------------------------------------------------- the band


def test_the_band_names_the_snapshot(
    client: FlaskClient, server: Flask, clean: SampleProgramme
) -> None:
    snapshot = create(clean.database, "Meeting of March", clean.code)
    for name in (f"s{snapshot.id}", str(snapshot.revision)):
        with reading(server):
            from dashboard.components.banners import banners
            from dashboard.request_reading import read_page_request

            band = str(banners(read_page_request(f"/?as_of={name}"))[-1])
        assert "Meeting of March" in band


def test_an_unknown_snapshot_in_an_address_is_refused(
    client: FlaskClient, clean: SampleProgramme
) -> None:
    assert client.get("/?as_of=s999").status_code == 400


# ---------------------------------------------------------------- who may change what

CHANGES = [
    ("GET", "/council/snapshots/new"),
    ("POST", "/council/snapshots"),
    ("POST", "/council/decks"),
    ("GET", "/council/decks/deck-1"),
    ("POST", "/council/decks/deck-1"),
    ("POST", "/council/decks/deck-1/autosave"),
    ("GET", "/council/decks/deck-1/titles"),
    ("GET", "/council/decks/deck-1/pictures/NAME.svg"),
    ("GET", "/council/add"),
    ("POST", "/council/add"),
]


@pytest.mark.parametrize(("method", "address"), CHANGES)
def test_nobody_changes_anything_without_signing_in(
    server: Flask, client: FlaskClient, clean: SampleProgramme, method: str, address: str
) -> None:
    answer = client.open(
        address, method=method, headers={"Accept": "text/html"}, data={"title": "x"}
    )
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/login")
    with clean.database.read() as session:
        assert session.query(DeckVersion).count() == session.query(Snapshot).count() == 0


def test_every_address_that_changes_something_is_tried(server: Flask) -> None:
    ruled = {(method, rule.rule) for rule in server.url_map.iter_rules() for method in (rule.methods or ())
             if rule.rule.startswith("/council") and method in ("GET", "POST")}  # fmt: skip
    tried = {(method, address.replace("deck-1", "<code>").replace("NAME", "<name>"))
             for method, address in CHANGES}  # fmt: skip
    assert ruled - {("GET", "/council")} <= tried


# ---------------------------------------------------------------- making decks


def slides_of(client: FlaskClient, code: str) -> list[str]:
    return re.findall(r'name="\d+-kind" value="(\w+)"', client.get(f"/council/decks/{code}").text)


def form_of(client: FlaskClient, code: str) -> dict[str, str]:
    """What the form would send."""
    page = client.get(f"/council/decks/{code}").text
    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    chosen = dict(re.findall(r'name="(\d+-address)">\s*<option value="([^"]+)"', page))
    return {"title": "Meeting", "snapshot": "", **chosen, **hidden}


def test_a_deck_is_made_changed_and_removed(anna: FlaskClient) -> None:
    answer = anna.post("/council/decks")
    assert answer.headers["Location"] == "/council/decks/deck-1"
    before = slides_of(anna, "deck-1")
    for what, after in (
        ("down-0", [before[1], before[0], *before[2:]]),
        ("up-1", before),
        ("remove-0", before[1:]),
        ("add-text", [*before[1:], "text"]),
    ):
        assert (
            anna.post(
                "/council/decks/deck-1", data={**form_of(anna, "deck-1"), "do": what}
            ).status_code
            == 303
        )
        assert slides_of(anna, "deck-1") == after
    anna.post("/council/decks/deck-1", data={**form_of(anna, "deck-1"), "do": "delete"})
    assert anna.get("/council/decks/deck-1").status_code == 404


def test_a_second_editor_keeps_what_was_typed(anna: FlaskClient) -> None:
    anna.post("/council/decks")
    stale = form_of(anna, "deck-1")
    anna.post(
        "/council/decks/deck-1", data={**form_of(anna, "deck-1"), "title": "First", "do": "save"}
    )
    answer = anna.post("/council/decks/deck-1", data={**stale, "title": "Second <b>", "do": "save"})
    assert answer.status_code == 409
    assert "Second &lt;b&gt;" in answer.text
    copied = anna.post("/council/decks/deck-1", data={**stale, "title": "Second", "do": "copy"})
    assert copied.headers["Location"] == "/council/decks/deck-2"


def autosaved(client: FlaskClient, sent: dict[str, str]) -> TestResponse:
    return client.post("/council/decks/deck-1/autosave?lang=en", data=sent)


def test_a_deck_is_saved_as_it_is_typed(anna: FlaskClient) -> None:
    anna.post("/council/decks")
    sent = {**form_of(anna, "deck-1"), "0-notes": "One\r\ntwo <b>"}
    answer = autosaved(anna, sent)
    assert answer.get_json()["version"] == 2
    assert re.fullmatch(r"Saved at \d\d:\d\d", answer.get_json()["saved"])
    assert "One\ntwo &lt;b&gt;" in anna.get("/council/decks/deck-1").text
    again = autosaved(anna, {**sent, "0-notes": "One\ntwo <b>"})
    assert again.get_json()["version"] == 2, "an answer lost on its way makes no second version"


def test_what_cannot_be_saved_as_it_is_typed_says_why_and_changes_nothing(
    anna: FlaskClient,
) -> None:
    anna.post("/council/decks")
    stale = form_of(anna, "deck-1")
    autosaved(anna, {**stale, "title": "First"})
    for sent, words in (
        ({**stale, "title": "Second"}, "Deck “First” was saved meanwhile by anna"),
        ({**stale, "version": "2", "title": " "}, "title"),
        ({**stale, "version": "2", "0-kind": "film"}, "film"),
        ({**stale, "version": "2", "held_on": "tomorrow"}, "tomorrow"),
    ):
        answer = autosaved(anna, sent)
        assert (answer.status_code, words in answer.get_json()["detail"]) == (400, True), (
            answer.text
        )
    assert form_of(anna, "deck-1")["version"] == "2"


def pictures_of(client: FlaskClient) -> list[str]:
    return re.findall(
        r'<img [^>]*src="(/council[^"]+)"', client.get("/council/decks/deck-1?lang=en").text
    )


def test_each_slide_has_a_picture_that_a_browser_may_keep(anna: FlaskClient) -> None:
    anna.post("/council/decks")
    autosaved(anna, form_of(anna, "deck-1"))
    before = pictures_of(anna)
    assert len(before) == len(slides_of(anna, "deck-1"))
    for address in before:
        answer = anna.get(address)
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
        assert "immutable" in answer.headers["Cache-Control"]
        ElementTree.fromstring(answer.text)  # noqa: S314 - our own
    sent = {**form_of(anna, "deck-1"), "0-notes": "Said aloud", "1-title": "Quite <another>"}
    addresses = autosaved(anna, sent).get_json()["pictures"]
    assert [here == there for here, there in zip(before, addresses, strict=True)] == [
        place != 1 for place in range(len(before))
    ], "what the speaker says is on no picture, and a title is"
    assert "Quite &lt;another&gt;" in anna.get(addresses[1]).text
    assert anna.get(before[1]).status_code == 404, "never the picture of another slide"


def test_the_title_of_the_data_is_proposed_where_another_is_typed(anna: FlaskClient) -> None:
    anna.post("/council/decks")
    autosaved(anna, form_of(anna, "deck-1"))
    before = anna.get("/council/decks/deck-1/titles?lang=en").get_json()["titles"]
    assert before[0] == "Meeting"
    autosaved(anna, {**form_of(anna, "deck-1"), "0-title": "Our year"})
    assert anna.get("/council/decks/deck-1/titles?lang=en").get_json()["titles"] == before


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"0-text": "x" * (MOST_CHARACTERS + 1)}, "may have 20000"),
        ({f"{place}-kind": "text" for place in range(MOST_SLIDES + 1)}, "may have 100"),
        *(
            ({"0-minutes": minutes}, "is no time to speak")
            for minutes in ("0", "601", "-1", "1.5", "ten", "9" * 40)
        ),
    ],
)
def test_a_deck_larger_than_a_meeting_is_refused(
    anna: FlaskClient, sent: dict[str, str], words: str
) -> None:
    anna.post("/council/decks")
    answer = autosaved(anna, {**form_of(anna, "deck-1"), **sent})
    assert (answer.status_code, words in answer.get_json()["detail"]) == (400, True)


def test_after_a_button_the_page_is_read_on_at_its_slide(anna: FlaskClient) -> None:
    anna.post("/council/decks")
    last = len(slides_of(anna, "deck-1"))
    for what, place in (("up-3", 2), ("down-3", 4), ("up-0", 0), ("add-text", last)):
        sent = {**form_of(anna, "deck-1"), "do": what}
        answer = anna.post("/council/decks/deck-1", data=sent)
        assert answer.headers["Location"] == f"/council/decks/deck-1#slide-{place}"


def test_a_screen_becomes_a_slide(anna: FlaskClient) -> None:
    anna.post("/council/decks")
    assert "deck-1" in anna.get(f"/council/add?address={VISITS}").text
    anna.post("/council/add", data={"deck": "deck-1", "kind": "table", "address": VISITS})
    assert slides_of(anna, "deck-1")[-1] == "table"


@pytest.mark.parametrize(
    "data",
    [
        {"deck": "deck-1", "kind": "film", "address": "/"},
        {"deck": "deck-1", "kind": "table", "address": "/"},
        {"deck": "nothing", "kind": "text", "address": "/"},
    ],
)
def test_a_slide_that_could_never_be_made_is_refused(
    anna: FlaskClient, data: dict[str, str]
) -> None:
    anna.post("/council/decks")
    before = slides_of(anna, "deck-1")
    assert anna.post("/council/add", data=data).status_code in (400, 404)
    assert slides_of(anna, "deck-1") == before


def test_a_snapshot_is_taken_in_the_reader_s_name(
    anna: FlaskClient, server: Flask, clean: SampleProgramme
) -> None:
    begun = anna.post("/council/snapshots", data={"title": "Meeting"})
    assert begun.status_code == 303
    jobs: Jobs = server.extensions[job_routes.EXTENSION]
    assert wait_for_end(jobs, begun.headers["Location"].rpartition("/")[2]).account == "anna"
    assert (
        anna.get(begun.headers["Location"]).headers["Location"]
        == f"/council?programme={DEFAULT_PROGRAMME}"
    )
    with clean.database.read() as session:
        assert session.query(Snapshot.author).all() == [("anna",)]
    assert anna.post("/council/snapshots", data={"title": " "}).status_code == 400
