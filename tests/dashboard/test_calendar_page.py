"""The calendar's page and its feed: what the address says, and what a calendar program reads."""

import datetime
from collections.abc import Iterator

import pytest
from icalendar import Calendar

from dashboard.request_reading import read_page_request
from dashboard.sections.calendar import drawing
from data import decks
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Two events of which one is known to the month, and an act."""
    url = f"sqlite:///{tmp_path_factory.mktemp('calendar') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.record(
                "events", "2014-03-05", "north", type="seminar", title="Семинар; «для, НКО»",
                number="М-1", place="ул. Мира, 1", participants=22,
            )  # fmt: skip
            world.record("events", "2014-03", type="fair", title="Ярмарка", number="М-2")
            world.record("legal_acts", "2014-03-05", act_number="906", title="О реестре")
            world.part("hall")
            world.activity(
                "1", "hall", 2014, planned_on="2014-05-20", done_on="2014-05-25",
                responsible="Отдел связи", name_ru="Уборка двора",
            )  # fmt: skip
            world.decision("Открыть <зал>", "2014-03-20", "2014-06-01", "Отдел; связи")
            world.decision("Снять", "2014-03-20", "2031-01-15", state="dropped")
        slides = (SlideText("numbers", "/"),)
        for day in (datetime.date(2014, 3, 20), None):
            meeting = Deck("", DEFAULT_PROGRAMME, "Итоги «года»", slides, held_on=day)
            decks.save(world.database, meeting, author="ada")
        yield world


def drawn(server, draw, href: str) -> str:
    with server.test_request_context(href, headers={"X-Lang": "ru"}):
        content = draw(read_page_request(href))
        return "" if content is None else str(content.to_plotly_json())


def test_a_year_is_drawn_by_months_that_lead_on(server) -> None:
    text = drawn(server, drawing.draw_grid, "/calendar?period=2014")
    assert "/calendar?period=2014-03" in text
    assert drawn(server, drawing.draw_list, "/calendar?period=2014") == ""


def test_a_month_has_days_and_a_list(server) -> None:
    days = drawn(server, drawing.draw_grid, "/calendar?period=2014-03")
    assert "Семинар; «для, НКО»" in days
    assert "Ярмарка" not in days, "its day is not known"
    listed = drawn(server, drawing.draw_list, "/calendar?period=2014-03")
    assert all(word in listed for word in ("Ярмарка", "22 участника", "№ 906 «О реестре»"))


def test_a_list_of_a_year_has_no_grid(server) -> None:
    href = "/calendar?period=2014&view=list"
    assert drawn(server, drawing.draw_grid, href) == ""
    assert "Ярмарка" in drawn(server, drawing.draw_list, href)


def test_another_sort_leaves_the_rest_out(server) -> None:
    listed = drawn(server, drawing.draw_list, "/calendar?period=2014-03&type=act")
    assert "О реестре" in listed
    assert "Ярмарка" not in listed


@pytest.mark.parametrize("query", ["type=party", "view=wall"])
def test_what_there_is_not_is_refused(client, server, query: str) -> None:
    with pytest.raises(Refusal):
        drawn(server, drawing.draw_list, f"/calendar?{query}")
    assert client.get(f"/calendar?{query}").status_code == 400
    assert client.get(f"/calendar.ics?{query}").status_code == 400


@pytest.mark.parametrize("query", ["", "?period=2014", "?period=2014-03&as_of=1", "?x=1"])
def test_the_page_opens(client, query: str) -> None:
    assert client.get(f"/calendar{query}").status_code == 200


def test_the_feed_is_read_by_a_calendar(client) -> None:
    answer = client.get("/calendar.ics?lang=ru")
    assert answer.mimetype == "text/calendar"
    events = Calendar.from_ical(answer.get_data(as_text=True)).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == [
        "Семинар; «для, НКО»",
        "№ 906 «О реестре»",
        "Итоги «года»",
        "Уборка двора",
        "Срок: Открыть <зал> (Отдел; связи)",
        "Срок: Снять (Anna)",
    ]
    # due after the programme's last year, and of no weight any more
    assert [str(event.get("status", "")) for event in events] == [*[""] * 5, "CANCELLED"]
    seminar = events[0]
    assert seminar.decoded("dtstart") == datetime.date(2014, 3, 5)
    assert seminar.decoded("dtend") == datetime.date(2014, 3, 6)
    assert str(seminar["location"]) == "ул. Мира, 1"
    again = Calendar.from_ical(client.get("/calendar.ics?lang=ru").get_data(as_text=True))
    assert [str(each["uid"]) for each in again.walk("VEVENT")] == [
        str(each["uid"]) for each in events
    ]


def test_the_feed_is_narrowed_as_the_page_is(client) -> None:
    text = client.get("/calendar.ics?type=seminar&district=north").get_data(as_text=True)
    assert text.count("BEGIN:VEVENT") == 1


def test_the_plan_of_a_year_names_part_and_owner_and_nothing_else(server) -> None:
    href = "/calendar?period=2014&type=activity&view=list"
    text = drawn(server, drawing.draw_list, href)
    assert all(word in text for word in ("План мероприятий на 2014 год", "Отдел связи", "hall"))
    assert "Ярмарка" not in text
    assert "выполнено с опозданием, 25.05.2014" in text


def test_a_decision_says_who_is_to_act_and_that_its_day_is_over(server) -> None:
    text = drawn(server, drawing.draw_list, "/calendar?period=2014-06&type=decision")
    assert all(word in text for word in ("Сроки решений", "Отдел; связи", "просрочено"))
    assert "/council#decisions" in text
    assert "Уборка двора" not in text


def test_a_meeting_stands_on_its_day_and_leads_to_its_slides(server) -> None:
    listed = drawn(server, drawing.draw_list, "/calendar?period=2014-03&type=meeting")
    assert listed.count("Итоги «года»") == 1
    assert "/present/deck-1?lang=ru" in listed
    assert "Семинар" not in listed
    assert "Заседания" in drawn(server, drawing.draw_grid, "/calendar?period=2014")
    assert "Итоги «года»" in drawn(server, drawing.draw_grid, "/calendar?period=2014-03")


def test_no_earlier_revision_knows_of_meetings(server) -> None:
    then = "/calendar?period=2014-03&type=meeting&as_of=2"
    assert "Итоги «года»" not in drawn(server, drawing.draw_list, then)
    assert "Итоги" not in drawn(server, drawing.draw_list, "/calendar?period=2014-03&type=act")


def test_programs_of_calendars_read_meetings(client) -> None:
    feed = Calendar.from_ical(client.get("/calendar.ics?lang=ru&type=meeting").data)
    (meeting,) = feed.walk("VEVENT")
    assert (meeting.decoded("dtstart"), str(meeting["summary"])) == (
        datetime.date(2014, 3, 20),
        "Итоги «года»",
    )
