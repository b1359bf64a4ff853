"""The audit goes on beside a line: no line is lost or shown twice, at one moment or while people
work; a page beyond the end says so.
"""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from data.audit import events, trail
from data.audit.search import Sought
from data.audit.trail import AuditScope
from data.tables.audit import AuditEvent
from data.tables.revisions import Revision
from tests.dashboard.stewarding_world import changeable
from tests.sample_programme import SampleProgramme

AUDIT = "/steward/audit"
EVERYTHING = AuditScope("ada", people=True)
DEEDS = 130


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """So many deeds within a few seconds: many of them at one moment."""
    with changeable(tmp_path_factory.mktemp("audit-pages")) as world:
        with world.database.writing("test") as session:
            for number in range(DEEDS):
                events.note(session, "anna", "draft_begun", f"deed {number}")
        for edition in range(5):
            with world.revision(reason="again"):
                world.target("visits", "2015", 7, "south", number=f"{edition}")
        yield world


def deeds(text: str) -> list[str]:
    """The deeds that a page lists."""
    return re.findall(r"deed (\d+)", text)


def link(text: str, words: str) -> str | None:
    """Where a link of the page leads."""
    links = re.findall(rf'href="([^"]+)">[^<]*{words}', text)
    return unescape(links[0]) if links else None


def test_pages_tell_every_line_once_both_ways(anna: FlaskClient) -> None:
    address: str | None = f"{AUDIT}?lang=en"
    older: list[list[str]] = []
    while address:
        text = anna.get(address).text
        older.append(deeds(text))
        address, newer = link(text, "Older"), link(text, "Newer")
    numbers = [int(number) for page in older for number in page]
    assert sorted(numbers) == list(range(DEEDS))
    text = anna.get(str(newer)).text
    assert deeds(text) == older[-2], "back by one page is the page before"
    while newer := link(text, "Newer"):
        text = anna.get(newer).text
    assert deeds(text) == older[0], "the first page begins with the newest"


@pytest.mark.parametrize(("limit", "backwards"), [(1, False), (7, False), (7, True), (500, True)])
def test_the_trail_is_one_order_however_it_is_cut(
    world: SampleProgramme, limit: int, backwards: bool
) -> None:
    with world.database.read() as session:
        revisions = session.execute(select(Revision.at, Revision.number))
        noted = session.execute(select(AuditEvent.at, AuditEvent.id))
        every = [(at, "revision", number) for at, number in revisions]
        every += [(at, "event", number) for at, number in noted]
        walked, place = [], None
        if backwards:
            place = trail.AuditPlace(*min(every))
            walked.append(min(every))
        while page := trail.entries(
            session, EVERYTHING, Sought(), beside=place, backwards=backwards, limit=limit
        ):
            walked += [(each.at, each.kind, each.number) for each in page]
            place = page[-1].place
    assert walked == sorted(every, reverse=not backwards)


def test_a_page_beyond_the_end_says_so(anna: FlaskClient, world: SampleProgramme) -> None:
    with world.database.read() as session:
        # of one moment, events are older than revisions
        revision = session.execute(select(Revision.at, Revision.number).order_by("number")).first()
        deed = session.execute(select(AuditEvent.at, AuditEvent.id).order_by("id")).first()
        assert revision
        assert deed
        _at, kind, number = min((revision.at, "revision", 1), (deed.at, "event", deed.id))
    text = anna.get(f"{AUDIT}?after={kind}-{number}&lang=en").text
    assert "There is no such page of the list." in text
    assert deeds(anna.get(str(link(text, "To the beginning"))).text)


@pytest.mark.parametrize("entry", ["revision-99999", "event-x", "deed-1", "revision-", "9" * 400])
def test_a_line_that_there_is_not_is_refused(anna: FlaskClient, entry: str) -> None:
    answer = anna.get(f"{AUDIT}?after={entry}&lang=en")
    assert (answer.status_code, "goes on" in unescape(answer.text)) == (400, True)
    # what was not looked for was not missed either
    assert "Nothing was found" not in answer.text
