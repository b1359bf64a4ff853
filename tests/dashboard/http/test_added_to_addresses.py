"""Pages open whatever messengers and search engines appended to their addresses, and name the
address without it.
"""

import re

import pytest

PAGES = [
    "/",
    "/indicator/visits",
    "/districts",
    "/district/north",
    "/compare",
    "/about",
    "/council",
]
DOCUMENTS = ["/login", "/present/{code}"]
ADDED = [
    "ysclid=abc",
    "utm_source=telegram&utm_medium=social",
    "fbclid=IwAR0abc&fbclid=IwAR0abc",
    "gclid=1&_openstat=ZGly&yclid=2&etext=3",
    "colour=red",
    "x=%FF&y=%00&z=%ed%a0%80&%ff=1&%",
    "url=https://t.me/s?x=1",
    "&&=&x",
]


def canonical(page: str) -> str:
    """The address that a document names as its own."""
    (address,) = re.findall(r'<link rel="canonical" href="http://localhost([^"]*)">', page)
    return address.replace("&amp;", "&")


@pytest.mark.parametrize("added", ADDED)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_under_its_own_address(client, page, added):
    answer = client.get(f"{page}?years=2014..2015&{added}")
    assert answer.status_code == 200
    assert canonical(answer.text) == f"{page}?years=2014..2015"


@pytest.mark.parametrize("added", ADDED)
def test_the_language_of_a_page_is_read_behind_them(client, added):
    for query in (f"{added}&lang=en", f"years=2014&amp;lang=en&{added}"):
        answer = client.get(f"/about?{query}")
        assert '<html lang="en"' in answer.text
        assert canonical(answer.text).endswith("lang=en")


@pytest.mark.parametrize("added", ["fbclid=x&utm_source=%FF", "_openstat=%00&amp;gclid=1"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_of_the_server_opens_too(client, document, added):
    answer = client.get(
        f"{document.format(code='khabarovsk-2014-2020')}?{added}&lang=en", follow_redirects=True
    )
    assert answer.status_code == 200
    assert not re.search("fbclid|utm_source|_openstat|gclid", answer.text)


@pytest.mark.parametrize(
    "query", ["programme=%FF&fbclid=1", "years=%00", "amp;years=%00", "programme=\xff"]
)
def test_a_choice_that_is_no_text_is_still_refused(client, query):
    assert client.get(f"/?{query}", environ_overrides={"QUERY_STRING": query}).status_code == 400


@pytest.mark.parametrize(
    ("address", "stands"),
    [
        ("/districts).", "/districts"),
        ("/Indicator/VISITS", "/indicator/visits"),
        ("/indicator/visits,", "/indicator/visits"),
        ("/districts&fbclid=x", "/districts"),
        ("/?years=2014..2015)", "/?years=2014..2015"),
        ("/about?theme=dark.&utm_source=x", "/about?theme=dark"),
    ],
)
def test_an_address_with_glued_signs_leads_to_the_page(client, address, stands):
    answer = client.get(address)
    assert (answer.status_code, answer.location) == (302, stands)
    assert client.get(stands).status_code == 200


@pytest.mark.parametrize("address", ["//districts", "/districts//", "//indicator//visits/"])
def test_slashes_too_many_lead_to_the_page(client, address):
    # a client takes what follows «//» for a host
    answer = client.get("/", environ_overrides={"PATH_INFO": address})
    while answer.location:
        answer = client.get(answer.location)
    assert answer.status_code == 200
    assert "//" not in canonical(answer.text)


@pytest.mark.parametrize(
    "address", ["/nowhere).", "/indicator/nothing,", "/?years=2044)", "//evil.org/).", "/\\evil)"]
)
def test_what_no_repair_opens_stays_refused_without_an_address(client, address):
    path, _mark, query = address.partition("?")
    answer = client.get("/", environ_overrides={"PATH_INFO": path, "QUERY_STRING": query})
    if answer.location:
        assert answer.location.startswith("http://localhost/")
        answer = client.get(answer.location)
    assert answer.status_code in (400, 404)
    assert "canonical" not in answer.text


def test_programs_hear_of_every_parameter_that_is_not_known(client):
    for added in ("fbclid=x", "utm_source=x", "amp;lang=en"):
        answer = client.get(f"/api/v1/values?programme=khabarovsk-2014-2020&{added}")
        assert answer.status_code == 400


def test_a_callback_of_a_page_with_a_broken_addition_is_read():
    from dashboard.http.validation import is_readable

    assert is_readable({"value": "http://localhost/?years=2014&x=%FF%00"})
    assert not is_readable({"value": "http://localhost/?years=%FF"})
