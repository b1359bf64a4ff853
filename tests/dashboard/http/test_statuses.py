"""Every address has an honest status, and whatever is refused says so with a way back."""

import pytest
from sqlalchemy import text

from tests.sample_programme import SampleProgramme


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?lang=en&theme=dark",
        "/?years=2014..2015",
        "/?as_of=2",
        "/about",
        "/about/",
        "/indicator/visits",
        "/districts",
    ],
)
def test_pages_answer(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/nowhere", "/404", "/indicator/nothing", "/district/nowhere", "/overview.php"]
)
def test_unknown_addresses_are_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "years=2014..2044",
        "years=yesterday",
        "years=2014&years=2015",
        "programme=nothing",
        "district=mars",
        "cut=nothing",
        "indicator=nothing",
        "period=sometimes",
        "as_of=99",
        "as_of=-1",
        "lang=fr",
        "theme=pink",
        "split_value=" + "a" * 3000,
    ],
)
def test_choices_that_cannot_be_read_are_bad_requests(client, query):
    assert client.get(f"/?{query}").status_code == 400


def test_a_refusal_is_a_page_in_the_readers_language_with_a_way_back(server):
    from dashboard.sections.frame import page

    with server.test_request_context("/?years=soon&lang=en", headers={"X-Lang": "en"}):
        document = page(lambda page_request: None)(href="http://localhost/?years=soon&lang=en")
        text = str(document)
    assert "soon" in text
    assert "To the overview" in text


def test_titles_name_the_page_and_the_program(client):
    assert "<title>About the data – Itog</title>" in client.get("/about?lang=en").text
    assert "<title>О данных – Итог</title>" in client.get("/about?lang=ru").text


def test_the_products_own_icon_stands_where_browsers_look_for_one(client):
    with client.get("/favicon.ico") as icon, client.get("/assets/favicon.svg") as named:
        assert icon.data == named.data
        assert icon.mimetype == "image/svg+xml"
    for address in ("/", "/login"):
        assert (
            client.get(address).text.count(
                'rel="icon" type="image/svg+xml" href="/assets/favicon.svg"'
            )
            == 1
        )
    assert "_favicon.ico" not in client.get("/").text, "that is the icon of Dash"


def test_a_server_whose_database_a_newer_program_has_upgraded_says_so_and_takes_nothing(
    serving, sqlite_url
):
    with SampleProgramme(sqlite_url) as world, serving(world.database) as server:
        client = server.test_client()
        assert client.get("/").status_code == 200
        with world.database.reshaping() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        for address in ("/", "/readyz", "/api/v1/programmes", "/register.html"):
            assert client.get(address).status_code == 503, address
        answer = client.post(
            "/login", data={"name": "a", "password": "b"}, headers={"X-Lang": "en"}
        )
        assert answer.status_code == 503
        assert "newer than the program" in answer.text
