"""The card of a page: the number that the page shows, in words and as a picture of the size that is
expected.
"""

import html
import io
import re

import pytest
from flask.testing import FlaskClient
from PIL import Image

from dashboard.sections.card_picture import picture
from dashboard.sections.page_card import PageCard


def properties(client: FlaskClient, address: str) -> dict[str, str]:
    pairs = re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', client.get(address).text)
    return {name: html.unescape(text) for name, text in pairs}


def test_an_indicator_says_its_number(client: FlaskClient) -> None:
    card = properties(client, "/indicator/visits?period=2014&lang=en")
    (row,) = client.get(
        "/api/v1/values?programme=khabarovsk-2014-2020&indicator=visits&years=2014"
    ).get_json()["rows"]
    assert card["og:title"] == "visits"
    assert re.match(
        rf"{row['value']}\sunits\. 2014 · Plan: {row['plan']} · ", card["og:description"]
    )
    assert card["og:image"].endswith("&lang=en")
    page = client.get("/indicator/visits?period=2014&lang=en").text
    assert f'<meta name="description" content="{html.escape(card["og:description"])}">' in page
    assert card["og:url"] == "http://localhost/indicator/visits?period=2014&lang=en"


@pytest.mark.parametrize("address", ["/?lang=ru", "/indicator/opinion?lang=en", "/about?lang=en"])
def test_every_page_has_a_picture_that_opens(client: FlaskClient, address: str) -> None:
    card = properties(client, address)
    answer = client.get(card["og:image"].removeprefix("http://localhost"))
    assert answer.mimetype == "image/png"
    assert Image.open(io.BytesIO(answer.data)).size == (1200, 630)
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_page_that_there_is_not_has_none(client: FlaskClient) -> None:
    assert client.get("/card.png?url=/indicator/none").status_code == 404
    assert properties(client, "/indicator/none") == {}


def test_words_of_any_length_and_signs_stay_inside(client: FlaskClient) -> None:
    long = PageCard("Ж" * 300, "1\u00a0234,5 ₽", "план · " * 90, "\U0001f600\u0000 №")
    with client.application.test_request_context("/"):
        drawn = Image.open(io.BytesIO(picture(long)))
    edges = [drawn.getpixel((x, y)) for x in (4, 30, 1160, 1196) for y in range(20, 630, 10)]
    assert set(edges) == {(255, 255, 255)}
