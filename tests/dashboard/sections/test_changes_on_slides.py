"""What a meeting has seen on its slides stands first of what changed since it."""

from collections.abc import Iterator

import pytest

from dashboard.request_reading import read_page_request
from dashboard.sections import changes
from dashboard.sections.changes_since import ChangesSince
from data import decks
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from indicators.answers import snapshots
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('slides') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            for code in ("attendance", "visits", "walks"):
                world.define(code, kind="count", measure="consultations")
            world.cover("consultations", "2014..2016")
        for _meeting in range(2):
            snapshots.create(world.database, "Meeting", DEFAULT_PROGRAMME)
        slides = (SlideText("numbers", "/"), SlideText("plan_and_fact", "/indicator/walks"))
        deck = Deck("", DEFAULT_PROGRAMME, "March", slides, snapshot=1)
        decks.save(world.database, deck, author="ada")
        world.record("consultations", "2015-03-05", "north")
        yield world


def order(server, since: str) -> list[tuple[str, str | None]]:
    with server.test_request_context("/"):
        listed = ChangesSince(read_page_request(f"/changes?since={since}&lang=en"))
        return [(each.change.indicator, each.change.district) for each in listed.changes]


WHOLE = [("attendance", None), ("visits", None)]


def test_what_was_on_slides_comes_first(server) -> None:
    assert order(server, "s1")[:4] == [("walks", None), ("walks", "north"), *WHOLE]


@pytest.mark.parametrize("since", ["s2", "2"])
def test_another_meeting_and_a_revision_have_seen_nothing(server, since: str) -> None:
    assert order(server, since)[:3] == [*WHOLE, ("walks", None)]


def test_a_row_says_so(server) -> None:
    with server.test_request_context("/", headers={"X-Lang": "ru"}):
        drawn = str(changes.draw(read_page_request("/changes?since=s1")))
    assert drawn.count("было на слайдах заседания") == 2
