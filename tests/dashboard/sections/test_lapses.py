"""What has changed because time went by, on the page of changes."""

import datetime
from collections.abc import Iterator

import pytest
from flask import Flask

from dashboard.request_reading import read_page_request
from dashboard.sections import changes
from dashboard.sections.changes_since import ChangesSince
from dashboard.sections.lapses import lapsed
from data import clock
from data.passports import DEFAULT_PROGRAMME
from indicators.answers import snapshots
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """A number that was due after the meeting of June 2016, and has not come."""
    url = f"sqlite:///{tmp_path_factory.mktemp('lapses') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("late", kind="observed", combine={"places": "none", "periods": "none"})
            world.target("late", "2015", 3)
            world.target("late", "2015", 1, "north")
            world.target("late", "2015-Q4", 2)
            world.define("visits", kind="count", measure="consultations")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(snapshots, "now", lambda: datetime.datetime.fromisoformat("2015-06-01"))
            snapshots.create(world.database, "Meeting of June", DEFAULT_PROGRAMME)
        world.target("visits", "2016", 4)
        snapshots.create(world.database, "Meeting of today", DEFAULT_PROGRAMME)
        yield world


def test_what_was_not_due_then_is_missing_now(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "ru"}):
        (panel,) = lapsed(ChangesSince(read_page_request("/changes?since=s1")))
        text = str(panel.to_plotly_json()).replace("\\xa0", " ")
    assert "Что изменилось только потому, что прошло время" in text
    assert "срок не наступил" in text
    assert "Невозможно определить" in text
    # a year without a plan: its state alone differs; a district and a quarter have plans of their own
    assert text.count("/indicator/late") == 4
    assert "district=north" in text
    assert "4 кв. 2015" in text


def test_a_changed_plan_is_counted_and_told_beside_the_number(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        drawn = changes.draw(read_page_request("/changes?since=s1"))
        text = "".join(str(part.to_plotly_json()) for part in drawn).replace("\xa0", " ")
    assert "Plans changed: 1." in text
    assert "plan: – → 4" in text


def test_without_a_moment_the_newest_meeting_is_compared_with(server: Flask) -> None:
    with server.test_request_context("/"):
        listed = ChangesSince(read_page_request("/changes"))
        assert listed.since == "s2"
        assert "Meeting of today" in next(listed.options("since")).label


def test_from_today_to_today_nothing_has_fallen_due(server: Flask) -> None:
    today = clock.today().isoformat()
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        listed = ChangesSince(read_page_request(f"/changes?since={today}"))
        assert list(lapsed(listed)) == []
