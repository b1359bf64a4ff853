"""Any days and several districts on the pages of records: beside the records, gone through by hand."""

import calendar
import datetime
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from flask import Flask

from dashboard.council import kinds
from dashboard.council.projected import project
from dashboard.request_reading import read_page_request
from dashboard.sections import choice_words
from dashboard.sections.calendar import entries
from dashboard.sections.calendar.choices import read_calendar
from dashboard.sections.centre import requests as centre_requests
from dashboard.sections.grants import course
from dashboard.sections.page_deck import page_decks
from dashboard.sections.register import listing
from data.passports import DEFAULT_PROGRAMME
from indicators.answers.list_filter import number_undated
from indicators.grants.filters import applications_of
from tests.sample_programme import SampleProgramme

KINDS = ("grants", "consultations", "supports", "events")
DISTRICTS = ("north", "south", "west", None)


class Row(NamedTuple):
    """A record; ``date`` may be known to the month or the year."""

    date: str
    district: str | None

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day on which it may have been."""
        year, month, day = (*map(int, self.date.split("-")), 0, 0)[:3]
        last_month = month or 12
        last = day or calendar.monthrange(year, last_month)[1]
        return datetime.date(year, month or 1, day or 1), datetime.date(year, last_month, last)

    def lies(self, first: str, last: str) -> bool:
        return first <= self.days[0].isoformat() and self.days[1].isoformat() <= last

    def touches(self, first: str, last: str) -> bool:
        return self.days[0].isoformat() <= last and first <= self.days[1].isoformat()


def made_up() -> list[Row]:
    """The same each time; a third of them not known to the day."""
    drawn = random.Random(5)
    return [
        Row(
            f"{drawn.choice([2014, 2015])}-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}"[
                : drawn.choice([10, 10, 10, 10, 7, 4])
            ],
            drawn.choice(DISTRICTS),
        )
        for _ in range(90)
    ]


ROWS = made_up()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('days') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, districts=DISTRICTS[:3]) as world:
        with world.revision():
            for kind in KINDS:
                for row in ROWS:
                    world.record(kind, row.date, *([row.district] if row.district else []))
        yield world


def numbers(address: str) -> dict[str, int]:
    """How many records of each kind the pages of an address show."""
    choices = address.partition("?")[2]
    pages = {page: read_page_request(f"/{page}?{choices}") for page in (
        "grants", "resource-centre", "register", "calendar",
    )}  # fmt: skip
    listed = entries.entries_of(read_calendar(pages["calendar"]))
    return {
        "grants": course.course_of(pages["grants"]).applications,
        "consultations": sum(
            each.number for each in centre_requests.requests_of(pages["resource-centre"])
        ),
        "supports": listing.totals_of(pages["register"]).entries,
        "events": len(listed.entries) + listed.left,
    }


SPANS = (
    ("2014-03-05", "2015-06-10"),
    ("2014-01-31", "2014-03-01"),
    ("2015-02-01", "2015-02-28"),
    ("2014-01-01", "2014-12-31"),
)


@pytest.mark.parametrize(("first", "last"), SPANS)
@pytest.mark.parametrize("districts", [None, "north", "north,west"])
def test_a_list_of_days_and_districts_has_the_records_that_lie_there(
    server: Flask, first: str, last: str, districts: str | None
) -> None:
    chosen = [row for row in ROWS if districts is None or row.district in districts.split(",")]
    lying = sum(row.lies(first, last) for row in chosen)
    place = f"&district={districts}" if districts else ""
    with server.test_request_context("/"):
        listed = numbers(f"/?since={first}&until={last}{place}")
    # the calendar prints of each day how well it is known, and lists what may have been there
    touching = sum(row.touches(first, last) for row in chosen)
    assert listed == {**dict.fromkeys(KINDS, lying), "events": touching}


def test_what_may_lie_in_the_days_is_counted_beside_them(server: Flask) -> None:
    first, last = SPANS[0]
    beside = sum(row.touches(first, last) and not row.lies(first, last) for row in ROWS)
    assert beside > 1
    address = f"/grants?period={first}..{last}&lang=en"
    with server.test_request_context(address):
        page_request = read_page_request(address)
        filters = course.read_filter(page_request)
        question = (number_undated, DEFAULT_PROGRAMME, applications_of, filters)
        assert page_request.asker.ask(*question) == beside
        note = f"{beside} records of these months are dated only to their month or year"
        for page, draw in (
            ("/grants", course.draw_course),
            ("/resource-centre", centre_requests.draw_requests),
            ("/register", listing.draw_counts),
        ):
            days = read_page_request(address.replace("/grants", page))
            whole = read_page_request(f"{page}?period=2014&lang=en")
            assert note in str(draw(days))
            assert "dated only" not in str(draw(whole))


@pytest.mark.parametrize("page", ["grants", "resource-centre", "register"])
def test_slides_of_days_say_what_is_left_out_of_them(server: Flask, page: str) -> None:
    first, last = SPANS[0]
    beside = sum(row.touches(first, last) and not row.lies(first, last) for row in ROWS)
    note = f"{beside} records of these months are dated only to their month or year"
    with server.test_request_context("/?lang=en"):
        for period, number in ((f"{first}..{last}", 1), ("2014", 0)):
            address = f"/{page}?lang=en&period={period}"
            slides = [
                kinds.make(each.kind, project(each.address, DEFAULT_PROGRAMME, None, None), "")
                for each in page_decks()[f"/{page}"].slides(read_page_request(address))
            ]
            assert len(slides) > 1
            for slide in slides:
                assert f"{slide.finding} {slide.missing}".count(note) == number
                assert note not in slide.notes


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (
            "period=2014-03-05..2015-06-10&district=north,west",
            "5 Mar 2014–10 Jun 2015; north, west",
        ),
        ("period=2014-Q2", "Q2\u00a02014"),
        ("years=2014..2015", "2014–2015"),
    ],
)
def test_titles_name_the_days_and_the_districts(server: Flask, choices: str, words: str) -> None:
    with server.test_request_context("/?lang=en"):
        page_request = read_page_request(f"/grants?lang=en&{choices}")
        assert choice_words.narrowed_title("Grants", page_request) == f"Grants: {words}"
        assert course.grants_scope(page_request, "applications").startswith(
            f"applications, {words.partition(';')[0]}"
        )


def test_a_part_of_a_year_is_shown_by_the_calendar_as_a_list(server: Flask) -> None:
    with server.test_request_context("/?lang=en"):
        requests: list[Any] = [
            read_calendar(read_page_request(f"/calendar?lang=en&period={period}"))
            for period in ("2014-Q2", "2014..2015", "2014-05", "2014")
        ]
        ends = [(str(each.first), str(each.last), each.view) for each in requests]
    assert ends == [
        ("2014-04-01", "2014-06-30", "list"),
        ("2014-01-01", "2015-12-31", "list"),
        ("2014-05-01", "2014-05-31", "grid"),
        ("2014-01-01", "2014-12-31", "grid"),
    ]


def test_pages_of_years_offer_the_years_of_the_days(client: Any) -> None:
    answer = client.get("/evaluation?period=2014-11-05..2015-02-10&lang=en")
    assert answer.status_code == 400
    for year in ("2014", "2015"):
        assert f"evaluation?period={year}&lang=en" in answer.text
