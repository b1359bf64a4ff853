"""What the next meeting, the first screen and the indicator's page say of what the last one decided."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from dashboard.council.making import report
from dashboard.council.standard_deck import deck_of
from dashboard.report import Slide
from dashboard.request_reading import read_page_request
from dashboard.sections import decisions, findings
from data import clock
from data.decks import Deck, SlideText, save
from data.passports import DEFAULT_PROGRAMME
from indicators.answers.snapshots import create
from tests.sample_programme import SampleProgramme

TEXT = "Open <b>twice</b> a week"


def days(number: int) -> str:
    return (clock.today() + datetime.timedelta(days=number)).isoformat()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """A meeting saw one visit of 2015, of 4 planned; two more came, and an event of no slide's."""
    url = f"sqlite:///{tmp_path_factory.mktemp('after') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("fairs", kind="count", measure="events", key=True)
            world.define("visits", kind="count", measure="consultations")
            world.target("visits", "2015", 4)
            for kind in ("consultations", "events"):
                world.cover(kind, "2014..2015")
            world.record("consultations", "2015-03-05", "north")
        snapshot = create(world.database, "Meeting", world.code).id
        slides = (SlideText("plan_and_fact", "/indicator/visits"),)
        held_on = datetime.date.fromisoformat(days(-3))
        meeting = Deck("", world.code, "Meeting", slides, snapshot, held_on=held_on)
        save(world.database, meeting, author="anna")
        with world.revision():
            world.record("events", "2015-03-05", "north")
            world.record("consultations", "2015-04-05", "north")
            world.record("consultations", "2015-05-05", "south")
            about = {"indicator": "visits", "period": "2015", "snapshot": snapshot}
            world.decision(TEXT, days(-3), days(-1), "The centre", **about)
            world.decision("Ask the ministry", days(-3), days(9), "The mayor")
            world.decision("Long ended", days(-30), days(-20), state="done")
        yield world


def slides_of(server: Flask, *kinds: str, held_on: str = days(1)) -> tuple[Slide, ...]:
    day = datetime.date.fromisoformat(held_on)
    deck = Deck("next", DEFAULT_PROGRAMME, "Next", tuple(map(SlideText, kinds)), held_on=day)
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        return report(deck).slides


def texts(slide: Slide) -> list[list[str]]:
    assert slide.table is not None, slide.missing
    return [[cell.text.replace("\xa0", " ") for cell in row] for row in slide.table.rows]


def test_a_slide_says_what_was_decided_and_what_the_number_has_become(server: Flask) -> None:
    (slide,) = slides_of(server, "decisions")
    late, to_come = texts(slide)
    assert late[0] == f"{TEXT} (visits, 2015)"
    assert late[1:4] == ["1 unit", "3 units", "The centre"]
    assert late[5] == "Overdue"
    assert to_come[:4] == ["Ask the ministry", "–", "–", "The mayor"]
    assert slide.finding == "Decisions: 2; overdue: 1."


def test_a_slide_of_what_changed_begins_with_what_the_meeting_saw(server: Flask) -> None:
    (slide,) = slides_of(server, "changes")
    rows = texts(slide)
    assert [row[0].partition(",")[0] for row in rows[:1]] == ["visits"]
    assert rows[0][1:3] == ["1", "3"]
    names = [row[0].partition(",")[0] for row in rows]
    assert names == sorted(names, key=lambda name: name != "visits")
    assert "fairs" in names


def test_before_the_first_meeting_both_say_so(server: Flask) -> None:
    early = slides_of(server, "decisions", "changes", held_on=days(-40))
    assert [slide.table for slide in early] == [None, None]
    assert all(slide.missing for slide in early)


def test_the_ready_made_deck_begins_with_the_last_meeting(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        kinds = [slide.kind for slide in deck_of(read_page_request("/")).slides]
    assert {"decisions", "changes"} <= set(kinds)


def test_who_was_to_act_stands_on_the_first_screen_and_at_the_number(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        first: Any = findings.draw(read_page_request("/"))
        page: Any = decisions.draw(read_page_request("/indicator/visits"))
        other: Any = decisions.draw(read_page_request("/indicator/fairs"))
        council: Any = decisions.of_programme(read_page_request("/council"))
    line = str(first.to_plotly_json()).replace("\xa0", " ")
    assert "Open &lt;b&gt;twice&lt;/b&gt; a week” is overdue: The centre" in line
    assert "/indicator/visits?period=2015#decisions" in line
    assert "The centre" in str(page.to_plotly_json())
    assert other is None
    assert "Ask the ministry" in str(council.to_plotly_json())
