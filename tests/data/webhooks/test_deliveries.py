"""What webhooks are to be told, on both databases: every revision of their programme, and no other."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from data.database.database import Database
from data.tables.webhooks import WebhookDelivery
from data.webhooks import deliveries, webhooks
from tests import template_databases
from tests.sample_programme import SampleProgramme


@pytest.fixture
def world(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url, create=template_databases.upgraded) as world:
        with world.database.writing("test") as session:
            webhooks.add(session, "crm", "https://crm.example/", world.code, "test")
        yield world


def revisions(database: Database) -> list[int]:
    """Those that wait, in the order in which they are told."""
    with database.writing("test") as session:
        deliveries.enqueue(session)
        waiting = deliveries.pending(session)
        claims = [deliveries.claim(session, identity) for identity in waiting]
        assert [deliveries.claim(session, identity) for identity in waiting] == [None] * len(claims)
        return [each.revision for each in claims if each is not None]


def test_however_many_have_come_each_is_told(
    world: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert revisions(world.database) == []
    numbers = []
    for day in range(1, 6):
        world.record("consultations", f"2014-03-0{day}")
        numbers.append(world.database.newest())
        # it changes nothing of the programme
        with world.database.transaction("edit", "nothing"):
            pass
    monkeypatch.setattr(deliveries, "AT_ONCE", 2)
    runs = [revisions(world.database) for _each in range(4)]
    assert runs == [numbers[:2], numbers[2:4], numbers[4:], []]


def test_what_is_removed_leaves_nothing(world: SampleProgramme) -> None:
    world.record("consultations", "2014-03-05")
    assert len(revisions(world.database)) == 1
    with world.database.writing("test") as session:
        webhooks.remove(session, "crm")
        assert session.scalar(select(func.count()).select_from(WebhookDelivery)) == 0
        deliveries.enqueue(session)
        assert deliveries.pending(session) == []
