"""Every system of which the sources of the shipped programmes tell has its page, and the page says
what the records say.

Numbers are counted here from the shipped files, by plain Python.
"""

import html
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.database.database import Database
from tests.dashboard.walk import CALLBACK
from tests.data.programmes.shipped import CITY, MOSCOW, rows

YEAR = "2016"


def of_year(kind: str, **values: str) -> list[dict[str, str]]:
    """The shipped rows of a kind in the year, with these values."""
    column = "year" if kind == "activities" else "date"
    return [
        row
        for row in rows(CITY, kind)
        if row[column].startswith(YEAR) and all(row[name] == each for name, each in values.items())
    ]


def in_russian(number: int) -> str:
    """A number as the pages print it."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def titles(kind: str, **values: str) -> list[str]:
    return [row["title"] for row in of_year(kind, **values)]


def records_of(code: str) -> tuple[str, str]:
    """The records behind an indicator's year: its address and block."""
    return f"/indicator/{code}?period={YEAR}", "indicator-records"


def listed(sort: str) -> tuple[str, str]:
    return f"/calendar?period={YEAR}&type={sort}&view=list", "calendar-list"


def respondents() -> str:
    """Residents asked in the year, of all ages and districts."""
    values = [
        Decimal(row["value"])
        for row in rows(CITY, "observations")
        if row["indicator"] == "survey_respondents" and row["period"] == YEAR
    ]
    return in_russian(int(sum(values)))


def contest() -> list[str]:
    """Applications and awards of 2018, as the page prints them."""
    applied = [row for row in rows(CITY, "grants") if row["date"].startswith("2018")]
    won = sum(row["decision"] == "awarded" for row in applied)
    assert (len(applied), won) == (40, 21), "as the source says"
    return [
        "40 · 100\N{NO-BREAK SPACE}%",
        f"{won} · 53\N{NO-BREAK SPACE}%",
        "52,5\N{NO-BREAK SPACE}%",
    ]


Words = Callable[[], list[str]]
SYSTEMS: dict[str, list[tuple[tuple[str, str], Words]]] = {
    "register": [
        (("/register?years=2016", "register-counts"), lambda: [in_russian(len(of_year("supports")))]),
    ],
    "council and plan": [
        (listed("council_meeting"), lambda: titles("events", type="council_meeting")),
        (listed("activity"), lambda: [row["name_ru"] for row in of_year("activities")]),
    ],
    "resource centre": [
        (
            ("/resource-centre?years=2016", "centre-requests"),
            lambda: [in_russian(len(of_year("consultations"))), "Помещение"],
        ),
    ],
    "publications": [
        (records_of("publications"), lambda: titles("publications")[:10]),
    ],
    "programme and parts": [
        (("/", "overview-matrix"), lambda: ["Городской ресурсный центр НКО", "Исполнение расходов программы"]),
        (
            (f"/part/exchange?period={YEAR}", "part-activities"),
            lambda: [row["name_ru"] for row in of_year("activities", part="exchange")],
        ),
    ],
    "initiatives": [
        (records_of("initiatives_considered"), lambda: titles("initiatives")),
    ],
    "survey and polls": [
        ((f"/indicator/survey_respondents?period={YEAR}", "indicator-now"), lambda: [respondents()]),
        (records_of("web_polls"), lambda: titles("events", type="web_poll")),
    ],
    "events": [
        (listed("event"), lambda: titles("events")[:10]),
        (records_of("seminars"), lambda: titles("events", type="seminar")),
    ],
    "grants": [
        (
            ("/grants?years=2018", "grants-course"),
            contest,
        ),
    ],
    "acts": [
        (listed("act"), lambda: [row["act_number"] for row in of_year("legal_acts")]),
    ],
    "«Содружество»": [
        (
            ("/indicator/events?programme=sodruzhestvo-2009&period=2009", "indicator-records"),
            lambda: [row["title"] for row in rows(MOSCOW, "events")][:5],
        ),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def client(
    serving: Callable[[Database], AbstractContextManager[Flask]], shipped_database: Database
) -> Iterator[FlaskClient]:
    with serving(shipped_database) as server:
        assert isinstance(server, Flask)
        yield server.test_client()


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_system_of_the_sources_has_its_page(client: FlaskClient, system: str) -> None:
    for (address, block), words in SYSTEMS[system]:
        assert client.get(address).status_code == 200
        expected, text = words(), drawn(client, block, address)
        assert expected, "the records have nothing to show"
        assert [word for word in expected if word not in text] == [], address


def drawn(client: FlaskClient, block: str, address: str) -> str:
    """A block of a page as a reader's browser gets it, in Russian."""
    body = {
        "output": f"{block}.children",
        "outputs": {"id": block, "property": "children"},
        "inputs": [{"id": f"{block}-question", "property": "data", "value": address}],
        "changedPropIds": [f"{block}-question.data"],
    }
    answer = client.post(CALLBACK, json=body, headers={"X-Lang": "ru"})
    return html.unescape(json.dumps(answer.json, ensure_ascii=False)).replace('\\"', '"')
