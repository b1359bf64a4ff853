"""An indicator on other sites: the API's numbers in words, without scripts, for whom the operator
names; and what oEmbed says of it.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.accounts import policy
from dashboard.figures.site_pictures import lines_picture, map_picture, tiles_of
from dashboard.http import framing
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

CITY = "https://www.city.example"
EMBED = "/embed/indicator/visits"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Plans met and missed, a year that nobody has reported, and a name with signs of markup."""
    url = f"sqlite:///{tmp_path_factory.mktemp('embed') / 'itog.db'}"
    cuts = {"okrugs": {"left": ["north"], "right": ["south"]}}
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, cuts=cuts) as world:
        with world.revision():
            name = {"ru": '<b>Обращения</b> "и"', "en": "<b>Visits</b>"}
            world.define("visits", kind="count", measure="consultations", name=name)
            for day in range(1, 6):
                world.record("consultations", f"2014-03-{day:02}", "north")
            world.record("consultations", "2014-04-01", "south")
            world.cover("consultations", "2014..2015")
            world.target("visits", "2014", 8)
        yield world


@pytest.fixture(scope="module")
def server(serving: Any, world: SampleProgramme) -> Iterator[Flask]:
    with serving(world.database) as server:
        yield server


@pytest.fixture(scope="module")
def client(server: Flask) -> FlaskClient:
    return server.test_client()


def get(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert "Set-Cookie" not in answer.headers
    assert "<script" not in answer.text
    return answer.text


def cells(text: str) -> list[list[str]]:
    """The rows of its table: name, value, plan."""
    body = text.split("<tbody>")[1]
    rows = re.findall(r"<tr>(.*?)</tr>", body)
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row)[:3] for row in rows]


def test_the_number_and_the_years_are_those_of_the_api(client: FlaskClient) -> None:
    text = get(client, f"{EMBED}?lang=en&period=2014")
    query = f"programme={DEFAULT_PROGRAMME}&indicator=visits"
    rows = client.get(f"/api/v1/values?{query}").get_json()["rows"]
    assert [(row["period"], row["value"]) for row in rows] == [
        ("2014", 6), ("2015", 0), ("2016", None),
    ]  # fmt: skip
    # zero and no data are two things, and a plan that there is not is neither
    assert cells(text) == [["2014", "6", "8"], ["2015", "0", "–"], ["2016", "no data", "–"]]
    assert re.search(r'class="value">6\sunits<', text)
    assert "Plan: 8" in text
    assert "75" in text
    assert "Data: revision" in text
    assert "&lt;b&gt;Visits&lt;/b&gt;" in text
    # bars are parts of the longest, which is the plan
    assert re.findall(r"width: ([\d.]+)%", text.split("<tbody>")[1]) == ["75.0", "0.0"]


def test_it_goes_by_the_days_of_the_page_too(client: FlaskClient) -> None:
    text = get(client, f"{EMBED}?lang=en&period=2014-03&by=day&district=north")
    assert [row[1] for row in cells(text)] == ["1"] * 5 + ["0"] * 26
    assert cells(text)[4][0] == "5 Mar 2014"


def test_districts_have_a_view_and_one_of_them_a_number(client: FlaskClient) -> None:
    text = get(client, f"{EMBED}?view=districts&period=2014&lang=en")
    assert [row[1] for row in cells(text)] == ["5", "1"]
    cut = get(client, f"{EMBED}?view=districts&period=2014&cut=okrugs&lang=en")
    assert [row[1] for row in cells(cut)] == ["5", "1"]
    for district in ("south", "right"):
        alone = get(client, f"{EMBED}?view=number&period=2014&district={district}&lang=ru")
        assert re.search(r'class="value">1\sед\.<', alone)
        assert "<table" not in alone


def test_it_leads_to_the_page_with_the_same_choices(client: FlaskClient) -> None:
    text = get(client, f"{EMBED}?period=2014&district=north&theme=dark&lang=ru")
    assert 'data-theme="dark"' in text
    (link,) = re.findall(r'href="http://localhost([^"]+)"', text)
    assert link == "/indicator/visits?district=north&amp;period=2014&amp;lang=ru"
    assert client.get(link.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/embed/indicator/none", 404),
        (f"{EMBED}?view=map", 400),
        (f"{EMBED}?period=soon", 400),
        (f"{EMBED}?district=east", 404),
        ("/oembed", 404),
        ("/oembed?url=/about", 404),
        ("/oembed?url=/indicator/none", 404),
        ("/oembed?url=https://elsewhere.example/indicator/visits", 404),
        ("/oembed?url=/indicator/visits&format=xml", 400),
    ],
)
def test_what_there_is_not_is_refused(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_only_sites_that_are_named_frame_it(server: Flask, client: FlaskClient) -> None:
    page = "/indicator/visits?lang=en"
    assert client.get(EMBED).headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "json+oembed" not in client.get(page).text
    framing.allow(server, (CITY,))
    try:
        headers = client.get(EMBED).headers
        link = re.search(r'json\+oembed" title="[^"]+" href="([^"]+)"', client.get(page).text)
    finally:
        framing.allow(server, ())
    assert "X-Frame-Options" not in headers
    assert f"frame-ancestors 'self' {CITY}" in headers["Content-Security-Policy"]
    assert link is not None
    assert (
        client.get(link[1].removeprefix("http://localhost").replace("&amp;", "&")).status_code
        == 200
    )


def test_oembed_gives_a_frame_that_opens(client: FlaskClient) -> None:
    url = "http%3A%2F%2Flocalhost%2Findicator%2Fvisits%3Fperiod%3D2014%26lang%3Den"
    document = client.get(f"/oembed?url={url}&maxwidth=300&maxheight=200&lang=en").get_json()
    assert (document["version"], document["type"]) == ("1.0", "rich")
    assert (document["width"], document["height"]) == (300, 200)
    assert document["title"] == "<b>Visits</b>"
    (source,) = re.findall(r'src="http://localhost([^"]+)"', document["html"])
    assert source == f"{EMBED}?period=2014&amp;lang=en"
    get(client, source.replace("&amp;", "&"))
    register = client.get("/oembed?url=/register").get_json()
    assert "/embed/register" in register["html"]


def code_for(client: FlaskClient, address: str, **options: str) -> str:
    """What a page of another site is to have, as the reader copies it."""
    page = client.get(f"/embed-code?{urlencode({'address': address, 'lang': 'en'})}", **options)
    assert page.status_code == 200, page.text
    (written,) = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", page.text)
    return unescape(written)


def test_the_menu_leads_to_the_code_unless_reading_asks_for_a_sign_in(
    server: Flask, client: FlaskClient
) -> None:
    page = unquote(client.get("/indicator/visits?lang=en&period=2014").text).replace("\\u002f", "/")
    assert "/embed-code?address=/indicator/visits?period=2014" in page
    code = code_for(client, "/indicator/visits?period=2014&view=districts&lang=en")
    assert f'src="http://localhost{EMBED}?period=2014&amp;view=districts&amp;lang=en"' in code
    assert 'title="&lt;b&gt;Visits&lt;/b&gt;"' in code
    # each reader is told the address at which they are themselves
    other = code_for(client, "/indicator/visits", base_url="https://itog.example")
    assert f"https://itog.example{EMBED}" in other
    server.extensions[policy.EXTENSION] = policy.Policy(reading_signed=True)
    try:
        for address in (EMBED, "/embed-code?address=/indicator/visits"):
            assert client.get(address).status_code in (302, 303, 401)
    finally:
        server.extensions[policy.EXTENSION] = policy.OPEN


@pytest.mark.parametrize("address", ["", "/about", "/indicator/none", "/part/none", "//elsewhere"])
def test_there_is_no_code_for_what_has_no_view(client: FlaskClient, address: str) -> None:
    answer = client.get(f"/embed-code?{urlencode({'address': address})}")
    assert answer.status_code in (400, 404)
    assert "<textarea" not in answer.text


def test_the_state_of_the_programme_is_that_of_the_overview(client: FlaskClient) -> None:
    text = get(client, "/embed/overview?lang=en&years=2014..2014")
    # six of eight were reached: written by hand
    assert dict(row[:2] for row in cells(text))["Not achieved"] == "1"
    assert sum(int(row[1]) for row in cells(text)) == 1
    assert "Data: revision" in text
    (link,) = re.findall(r'href="http://localhost([^"]+)"', text)
    assert link == "/?years=2014&amp;lang=en"
    later = get(client, "/embed/overview?lang=en&years=2015..2015")
    assert [row[:2] for row in cells(later) if row[1] != "0"] == [["No plan for this year", "1"]]


def test_oembed_knows_every_page_that_has_a_view(client: FlaskClient) -> None:
    for page, view in (
        ("/", "/embed/overview"),
        ("/register", "/embed/register"),
        ("/indicator/visits?view=number", EMBED),
        ("/districts?indicator=visits", "/embed/districts"),
        ("/compare?indicator=visits&district=north,south", "/embed/compare"),
    ):
        document = client.get(f"/oembed?{urlencode({'url': page})}").get_json()
        (source,) = re.findall(r'src="http://localhost([^"]+)"', document["html"])
        assert source.startswith(view)
        get(client, unescape(source))


def test_districts_without_a_map_are_shown_with_their_numbers(client: FlaskClient) -> None:
    text = get(client, "/embed/districts?indicator=visits&period=2014&lang=en")
    assert dict(row[:2] for row in cells(text)) == {"north": "5", "south": "1"}
    assert "<svg" not in text
    (link,) = re.findall(r'href="http://localhost([^"]+)"', text)
    assert link == "/districts?indicator=visits&amp;period=2014&amp;lang=en"


def test_a_comparison_is_shown_with_its_numbers(client: FlaskClient) -> None:
    text = get(client, "/embed/compare?indicator=visits&district=north,south&lang=en")
    # counted by hand; nobody visited in 2015
    assert numbers(text, "north")[:2] == ["5", "0"]
    assert numbers(text, "south")[:2] == ["1", "0"]
    assert text.count("<path") == 3
    assert client.get("/embed/compare?indicator=nothing").status_code == 404


def numbers(text: str, name: str) -> list[str]:
    """The cells beside a name of a comparison."""
    row = re.search(rf"●</span> {name}</th>(.*?)</tr>", text)
    return re.findall(r">([^<>]+)</td>", row[1]) if row else []


@pytest.mark.parametrize(
    ("choice", "north", "south", "drawn"),
    [
        ("period=2014", ["5"], ["1"], 0),
        ("period=2014-03-04..2014-04-30", ["2"], ["1"], 0),
        ("period=2014&by=quarter", ["5", "0", "0", "0"], ["0", "1", "0", "0"], 3),
    ],
)
def test_a_comparison_keeps_its_period(
    client: FlaskClient, choice: str, north: list[str], south: list[str], drawn: int
) -> None:
    text = get(client, f"/embed/compare?indicator=visits&district=north,south&lang=en&{choice}")
    assert (numbers(text, "north"), numbers(text, "south")) == (north, south)
    assert text.count("<path") == drawn
    (link,) = re.findall(r'href="http://localhost([^"]+)"', text)
    assert parse_qs(urlsplit(unescape(link)).query).items() >= parse_qs(choice).items()


def test_no_name_of_a_place_is_markup_of_a_picture() -> None:
    frame = [{"code": "a", "label": "<b>&", "value": 1.0, "text": '"<i>"'}]
    drawn = map_picture(frame, tiles_of({"a": (0, 0)}), by_size=False, alternative='"><script>')
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert "<script>" not in drawn


def test_a_period_without_a_value_is_a_gap_of_the_line() -> None:
    values = [1.0, None, 3.0, 4.0]
    frame = [
        {"series": "a", "period": str(at), "label": str(at), "value": value}
        for at, value in enumerate(values)
    ]
    ground, line = re.findall(r'<path d="([^"]+)"', lines_picture(frame, alternative=""))
    assert "H" in ground
    assert re.sub(r"[-\d. ]+", "", line) == "MML"
