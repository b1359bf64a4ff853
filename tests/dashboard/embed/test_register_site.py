"""The register for the city's site: a table of its own, a view for a frame, and who may frame it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import Settings, prepare_server
from dashboard.embed import register_site
from dashboard.http import framing
from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from tests.sample_programme import SampleProgramme

CITY = "https://www.city.example"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Thirty supports of an NGO with a hostile name, and one of nobody known to the month."""
    url = f"sqlite:///{tmp_path_factory.mktemp('site') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as town:
        with town.revision():
            house = town.organisation("<script>alert(1)</script> «Дом»", address="ул. Мира, 1")
            for day in range(1, 31):
                town.record(
                    "supports", f"2014-03-{day:02}", "north", number=f"П-{day}",
                    organisation_id=house, amount=Decimal("1000.50") if day == 1 else None,
                )  # fmt: skip
            town.record(
                "supports", "2015-04", number="П-31", form="training", violation=True,
                violation_details="Вынесено предупреждение",
            )  # fmt: skip
        yield town


def numbers(text: str) -> list[str]:
    return re.findall(r"<span>(П-\d+)</span>", text)


def get(client: FlaskClient, address: str) -> str:
    answer = client.get(address, headers={"X-Lang": "ru"})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_table_has_every_entry_and_needs_nothing_else(client: FlaskClient) -> None:
    text = get(client, "/register.html")
    assert numbers(text) == ["П-31", *(f"П-{day}" for day in range(30, 0, -1))]
    assert "Данные: ревизия " in text
    assert not re.search(r"<script|src=|href=|url\(|@import", text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; «Дом»" in text
    words = ("апрель\u00a02015", "1\u00a0000,50", "Вынесено предупреждение", "не указано")
    assert [word for word in words if word not in text] == []


def test_the_table_has_what_the_page_has_chosen_and_says_it(client: FlaskClient) -> None:
    text = get(client, "/register.html?violation=yes&years=2015")
    assert numbers(text) == ["П-31"]
    assert "<h1>Реестр НКО – получателей поддержки: 2015; с нарушениями</h1>" in text
    empty = get(client, "/register.html?years=2016")
    assert "Таких записей нет" in empty
    assert "<table" not in empty
    assert client.get("/register.html?form=gold").status_code == 400


def test_what_is_too_much_for_one_table_is_said(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_site, "AT_ONCE", 20)
    text = get(client, "/register.html")
    assert len(numbers(text)) == 20
    assert "И ещё 11 записей" in text


def test_the_embedded_view_pages_and_searches_at_its_own_address(client: FlaskClient) -> None:
    first = get(client, "/embed/register?search=%D0%94%D0%9E%D0%9C&years=2014")
    assert len(numbers(first)) == 25
    onward = re.search(r'href="(/embed/register[^"]*after=[^"]*)"', first)
    assert onward is not None
    assert "years=2014" in onward[1]
    second = get(client, onward[1].replace("&amp;", "&"))
    assert numbers(second) == [f"П-{day}" for day in range(5, 0, -1)]
    assert "В начало" in second
    assert '<input type="hidden" name="years" value="2014">' in first
    assert 'target="_blank"' in first
    assert "<script" not in first


def test_the_embedded_view_sets_no_cookie(client: FlaskClient) -> None:
    answer = client.get("/embed/register?lang=en&theme=dark")
    assert "Set-Cookie" not in answer.headers
    assert '<html lang="en" data-theme="dark">' in answer.get_data(as_text=True)


def test_nobody_frames_anything_unless_the_operator_names_them(client: FlaskClient) -> None:
    for address in ("/embed/register", "/register", "/register.html"):
        headers = client.get(address).headers
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]


def test_sites_that_are_named_frame_this_address_alone(server: Flask) -> None:
    framing.allow(server, (CITY,))
    try:
        client = server.test_client()
        embedded = client.get("/embed/register").headers
        assert "X-Frame-Options" not in embedded
        assert f"frame-ancestors 'self' {CITY}" in embedded["Content-Security-Policy"]
        assert "script-src" not in embedded["Content-Security-Policy"]
        for address in ("/register", "/register.html", "/embed/register?form=gold", "/embed/no"):
            headers = client.get(address).headers
            assert headers["X-Frame-Options"] == "SAMEORIGIN"
            assert CITY not in headers["Content-Security-Policy"]
    finally:
        framing.allow(server, ())


@pytest.mark.parametrize(
    "setting",
    [
        "*",
        "city.example",
        "https://city.example/path",
        "https://city.example; script-src *",
        "https://*.city.example",
        "javascript://city.example",
        "https://user@city.example",
        "https://city.example:x",
        "https://город.example",
        " ".join(f"https://s{number}.example" for number in range(21)),
    ],
)
def test_a_site_that_is_none_is_refused_with_the_remedy(setting: str) -> None:
    with pytest.raises(Refusal) as refused:
        prepare_server(Settings.of({"ITOG_EMBED_ORIGINS": setting, "ITOG_SECRET": "x" * 40}))
    assert "https://site.example" in refused.value.text("ru")


def test_sites_are_read_once_each() -> None:
    assert framing.origins(f" {CITY}  http://localhost:8080 {CITY}") == (
        CITY,
        "http://localhost:8080",
    )
    assert framing.origins("") == ()


def test_the_code_is_of_what_is_chosen_at_the_address_of_the_reader(client: FlaskClient) -> None:
    query = urlencode({"address": "/register?years=2014&after=2014-03-07.5", "lang": "ru"})
    page = unescape(client.get(f"/embed-code?{query}", base_url="https://itog.example").text)
    assert 'src="https://itog.example/embed/register?years=2014&amp;lang=ru"' in page
    assert "ITOG_EMBED_ORIGINS" in page


def test_what_is_made_up_is_said_once_or_by_its_row(
    client: FlaskClient, world: SampleProgramme
) -> None:
    sentences = ("придумано для показа", "Все эти записи придуманы для показа.")
    assert not any(words in get(client, "/register.html") for words in sentences)
    row = world.record("supports", "2016-03-01", number="П-40", illustrative=True)
    mixed, alone = get(client, "/register.html"), get(client, "/register.html?years=2016")
    world.close("supports", row)
    assert [mixed.count(words) for words in sentences] == [1, 0]
    assert [alone.count(words) for words in sentences] == [0, 1]
