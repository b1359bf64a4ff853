"""The page of the resource centre: what its blocks say of a small log of requests."""

import json
from collections.abc import Iterator

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.request_reading import read_page_request
from dashboard.sections.centre import requests, visitors
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

BLOCKS = (
    requests.draw_requests,
    visitors.draw_visitors,
    visitors.draw_week,
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Three requests of one organisation, and an event in a hall whose name looks like markup."""
    url = f"sqlite:///{tmp_path_factory.mktemp('centre') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            house = world.organisation("Зелёный дом")
            for date, request, days in (
                ("2014-03-03", "consulting", 3), ("2014-03-04", "consulting", 9), ("2015-03-05", "premises", None),
            ):  # fmt: skip
                world.record(
                    "consultations",
                    date,
                    "north",
                    request=request,
                    days=days,
                    organisation_id=house,
                )
            world.record("events", "2015-03-06", "north", place="<Зал>")
        yield world


def drawn(server, draw, href: str) -> str:
    with server.test_request_context(href, headers={"X-Lang": "ru"}):
        content = draw(read_page_request(href))
        return json.dumps(content, cls=PlotlyJSONEncoder, ensure_ascii=False)


def test_terms_are_of_answers_that_say_one(server) -> None:
    text = drawn(server, requests.draw_requests, "/resource-centre?years=2014")
    assert "50,0\xa0%" in text, "one of two was answered within three days"
    silent = drawn(server, requests.draw_requests, "/resource-centre?years=2015")
    assert "Ответ не позднее" not in silent, "no term is known: no share of nothing"


def test_who_had_come_before_is_not_new(server) -> None:
    of_2015 = drawn(server, visitors.draw_visitors, "/resource-centre?years=2015")
    assert "Все организации обращались и раньше" in of_2015
    assert "/organisation/" in drawn(server, visitors.draw_visitors, "/resource-centre")


def test_a_place_stands_in_the_week_by_its_own_name(server) -> None:
    text = drawn(server, visitors.draw_week, "/resource-centre?years=2015")
    assert "&lt;Зал&gt;: мероприятия" in text, "finished HTML, and a name is no markup"
    assert "Ресурсный центр, по обращениям за помещением" in text


@pytest.mark.parametrize("draw", BLOCKS)
def test_a_district_without_requests_shows_no_zeros(server, draw) -> None:
    text = drawn(server, draw, "/resource-centre?district=south")
    assert "0\xa0%" not in text
    assert draw is not requests.draw_requests or "Обращений здесь не записано" in text


@pytest.mark.parametrize("more", ["", "?years=2014&district=north", "?as_of=1", "?utm_source=x"])
def test_the_page_opens(client, more: str) -> None:
    assert client.get(f"/resource-centre{more}").status_code == 200
