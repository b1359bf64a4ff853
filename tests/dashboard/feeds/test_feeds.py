"""The feeds: valid, in the words of the page of changes, the same until the next deed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import etree

from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

SCHEMA = etree.RelaxNG(file=str(Path(__file__).parent / "atom.rng"))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
NAME = "<b>Visits</b> & \u0007"
"""As somebody might type it; the sign in it is none of XML."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('feeds') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision("publish"):
            world.define("visits", kind="count", measure="consultations")
            world.define("fairs", kind="count", measure="events")
            world.cover("consultations", "2014..2016")
        with world.revision("import"):
            for _each in range(2):
                world.record("consultations", "2015-03-05", "north")
        world.define("gone", kind="count", measure="publications")
        world.record("publications", "2015-04-01", "north")
        world.withdraw("gone")
        world.target("visits", "2015", 2)
        yield world


@pytest.fixture(scope="module")
def client(serving: Any, world: SampleProgramme) -> Iterator[FlaskClient]:
    with serving(world.database) as server:
        yield server.test_client()


def feed(client: FlaskClient, address: str) -> Any:
    """A feed that answers, is valid, and says where it is."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    document = etree.fromstring(answer.data)
    assert SCHEMA.validate(document), SCHEMA.error_log
    (own,) = document.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
    assert own == f"http://localhost{address}"
    return document


def texts(document: Any, path: str) -> list[str]:
    return [str(each.text) for each in document.xpath(path, namespaces=ATOM)]


def test_each_deed_of_the_programme_is_an_entry_the_newest_first(
    client: FlaskClient, world: SampleProgramme
) -> None:
    document = feed(client, "/feed.atom?lang=en")
    titles = texts(document, "a:entry/a:title")
    numbers = [int(re.findall(r"revision (\d+)$", title)[0]) for title in titles]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == world.database.newest()
    assert titles[-1] == f"Database made, revision {numbers[-1]}"
    identities = texts(document, "//a:id")
    assert len(set(identities)) == len(identities)
    assert texts(document, "a:updated") == texts(document, "a:entry[1]/a:updated")


def test_an_entry_says_what_the_rows_say_and_leads_to_them(client: FlaskClient) -> None:
    document = feed(client, "/feed.atom?lang=en")
    (entry,) = document.xpath("a:entry[starts-with(a:title, 'Import')]", namespaces=ATOM)
    (href,) = entry.xpath("a:link/@href", namespaces=ATOM)
    since, until = (int(word) for word in re.findall(r"(?:since|until)=(\d+)", href))
    query = f"programme={DEFAULT_PROGRAMME}&since={since}&until={until}"
    rows = client.get(f"/api/v1/changes?{query}").get_json()["rows"]
    lines = texts(entry, "a:content")[0].split("\n")
    # how many, then each, the whole territory first
    assert len(lines) == 1 + len(rows)
    (whole,) = [row for row in rows if row["district"] is None]
    assert f"2015: {whole['old_value']} → {whole['new_value']}" in lines[1]
    assert "(rows added): +2" in lines[1]
    assert "numbers changed: import" in lines[0]
    page = client.get(href.removeprefix("http://localhost")).text
    assert lines[0] in page


def test_where_a_plan_alone_has_changed_the_number_stands_once(client: FlaskClient) -> None:
    document = feed(client, "/indicator/visits/feed.atom?lang=en")
    (whole,) = texts(document, "a:entry[1]/a:content")[0].splitlines()[1:]
    assert ", 2015: 2, Achieved. " in whole
    assert "plan: – → 2" in whole


def test_an_indicator_has_a_feed_of_its_own_numbers(client: FlaskClient) -> None:
    document = feed(client, "/indicator/visits/feed.atom?lang=en")
    assert any("Import" in title for title in texts(document, "a:entry/a:title"))
    assert len(texts(document, "a:entry")) < len(
        texts(feed(client, "/feed.atom?lang=en"), "a:entry")
    )
    empty = feed(client, "/indicator/fairs/feed.atom?lang=ru")
    assert texts(empty, "a:entry") == []
    assert client.get("/indicator/none/feed.atom").status_code == 404


def test_what_is_known_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/feed.atom")
    tag, moment = first.headers["ETag"], first.headers["Last-Modified"]
    again = client.get("/feed.atom", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/feed.atom", headers={"If-Modified-Since": moment}).status_code == 304
    assert client.get("/feed.atom?lang=en", headers={"If-None-Match": tag}).status_code == 200


def test_a_page_leads_to_its_feeds_in_its_language(client: FlaskClient) -> None:
    links = re.findall(
        r'<link rel="alternate" type="application/atom\+xml" title="([^"]+)" href="([^"]+)">',
        client.get("/indicator/visits?lang=en&years=2015").text,
    )
    assert links == [
        ("What changes in the indicator", "/indicator/visits/feed.atom?lang=en"),
        ("What changes in the programme", "/feed.atom?lang=en"),
    ]
    for _title, href in links:
        feed(client, href)


def test_another_programme_is_refused(client: FlaskClient) -> None:
    assert client.get("/feed.atom?programme=none").status_code == 404


def test_signs_that_xml_has_not_are_no_end_of_a_feed(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.feeds.view.labels.programme_name", lambda _facts: NAME)
    document = feed(client, "/feed.atom?lang=en")
    assert texts(document, "a:author/a:name") == ["<b>Visits</b> & \ufffd"]
