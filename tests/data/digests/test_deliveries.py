"""Digests on their way, on both databases: one range of revisions for each, whatever happens."""

import datetime
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from data.accounts import accounts
from data.clock import today
from data.digests import deliveries, subscriptions
from data.digests.deliveries import FAILED, SENT, Delivery
from data.digests.subscriptions import DigestWish
from data.tables.digests import DigestDelivery
from tests import template_databases
from tests.sample_programme import SampleProgramme

SOON = today() + datetime.timedelta(days=2)
"""Not tomorrow: a run that goes on past midnight would have come to it."""

NEXT = SOON + datetime.timedelta(days=1)
WISH = DigestWish("anna@city.example", "daily")


@pytest.fixture
def world(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url, create=template_databases.upgraded) as world:
        yield world


def begin(world: SampleProgramme, wish: DigestWish = WISH) -> int:
    """The identity of an account whose subscription is confirmed."""
    with world.database.writing("test") as session:
        account = accounts.add(session, "anna", "correct horse battery")
        kept = subscriptions.keep(session, account.id, wish, [world.code])
        subscriptions.confirm(session, kept.id, kept.key)
    return account.id


def claim(world: SampleProgramme, day: datetime.date) -> Delivery | None:
    with world.database.writing("test") as session:
        (identity,) = deliveries.in_turn(session)
        return deliveries.claim(session, identity, day)


def test_a_digest_keeps_its_revisions_until_it_is_sent(world: SampleProgramme) -> None:
    begin(world)
    start = world.database.newest()
    with world.revision():
        world.cover("consultations", "2014")
    first = claim(world, SOON)
    assert first is not None
    assert (first.since, first.until, first.due_on) == (start, start + 1, SOON)
    assert claim(world, SOON) is None  # another run is about it
    with world.database.writing("test") as session:
        deliveries.fail(session, first, "the disk is full")
    world.record("consultations", "2014-03-05")
    again = claim(world, NEXT)
    assert again == first
    with world.database.writing("test") as session:
        last = deliveries.last_delivery(session, first.subscription.id)
        assert last is not None
        assert (last.attempts, last.state == FAILED) == (2, False)
        deliveries.finish(session, first, SENT)
    second = claim(world, NEXT)
    assert second is not None
    assert (second.since, second.until) == (start + 1, start + 2)


def test_another_address_is_asked_anew_and_misses_nothing(world: SampleProgramme) -> None:
    account = begin(world)
    start = world.database.newest()
    world.record("consultations", "2014-03-05")
    with world.database.writing("test") as session:
        other = DigestWish("other@city.example", "daily")
        kept = subscriptions.keep(session, account, other, [world.code])
        assert not kept.is_confirmed
        assert deliveries.in_turn(session) == []
        subscriptions.confirm(session, kept.id, kept.key)
    delivery = claim(world, SOON)
    assert delivery is not None
    assert (delivery.since, delivery.until) == (start, start + 1)


def test_the_end_of_a_subscription_leaves_nothing(world: SampleProgramme) -> None:
    account = begin(world)
    delivery = claim(world, SOON)
    assert delivery is not None
    with world.database.writing("test") as session:
        subscriptions.end(session, account)
        assert session.scalar(select(func.count()).select_from(DigestDelivery)) == 0
        # the letter was on its way meanwhile
        deliveries.finish(session, delivery, SENT)
        deliveries.fail(session, delivery, "too late")
        assert subscriptions.subscriptions(session) == []
