"""Decks: every version is kept, and a second editor never overwrites the first."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from data import decks
from data.clock import now
from data.decks import ONE_SITTING, Deck, SlideText, deck, history, save
from data.refusals import NotFound, Refusal
from data.tables.audit import AuditEvent
from data.tables.decks import DeckVersion
from tests import template_databases
from tests.sample_programme import SampleProgramme


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url, create=template_databases.upgraded) as world:
        yield world


@pytest.fixture
def saved(town: SampleProgramme) -> Deck:
    slides = (SlideText("title"), SlideText("text", text="Ask for money"))
    return save(town.database, Deck("", town.code, "Meeting", slides), author="anna")


def stored_deck(town: SampleProgramme, code: str) -> Deck:
    with town.database.read() as session:
        return deck(session, code)


def test_a_deck_is_saved_whole(town: SampleProgramme, saved: Deck) -> None:
    assert (saved.code, saved.version, saved.author) == ("deck-1", 1, "anna")
    assert stored_deck(town, "deck-1") == saved


def test_each_change_is_a_version_and_the_earlier_ones_stay(
    town: SampleProgramme, saved: Deck
) -> None:
    changed = save(
        town.database, saved.but(title="Council", slides=saved.slides[:1]), author="boris"
    )
    assert (changed.version, stored_deck(town, "deck-1").title) == (2, "Council")
    with town.database.read() as session:
        assert [
            (each.version, each.title, len(each.slides)) for each in history(session, "deck-1")
        ] == [
            (2, "Council", 1),
            (1, "Meeting", 2),
        ]


def test_the_log_has_one_line_of_what_one_author_saves_as_it_is_typed(
    town: SampleProgramme, saved: Deck
) -> None:
    deck = saved
    for author in ("anna", "anna", "boris", "boris", "anna"):
        deck = save(town.database, deck, author=author, as_typed=True)
    deck = save(town.database, deck, author="anna")
    with town.database.writing("test") as session:
        session.execute(update(DeckVersion).values(at=now() - ONE_SITTING))
    save(town.database, deck, author="anna", as_typed=True)
    with town.database.read() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.action == "deck_saved"))
        assert [event.author for event in events] == ["anna", "boris", "anna", "anna", "anna"]
        assert [each.version for each in history(session, "deck-1")] == [8, 7, 6, 5, 4, 3, 2, 1]


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(
    town: SampleProgramme, saved: Deck
) -> None:
    save(town.database, saved.but(title="Of Anna"), author="anna")
    with pytest.raises(Refusal) as refused:
        save(town.database, saved.but(title="Of Boris"), author="boris")
    assert refused.value.problems[0].rule == "deck_changed"
    assert "Of Anna" in refused.value.text("en")
    assert "anna" in refused.value.text("ru")
    assert stored_deck(town, "deck-1").title == "Of Anna"


def test_a_removed_deck_is_gone_and_its_code_is_not_used_again(
    town: SampleProgramme, saved: Deck
) -> None:
    save(town.database, saved, author="anna", removed=True)
    with pytest.raises(NotFound):
        stored_deck(town, "deck-1")
    assert save(town.database, Deck("", town.code, "Next", ()), author="anna").code == "deck-2"
    with town.database.read() as session:
        assert [each.code for each in decks.decks(session)] == ["deck-2"]


@pytest.mark.parametrize(("title", "rule"), [(" ", "title_empty"), ("x" * 201, "title_long")])
def test_a_title_is_needed_and_short(town: SampleProgramme, title: str, rule: str) -> None:
    with pytest.raises(Refusal) as refused:
        save(town.database, Deck("", town.code, title, ()), author="anna")
    assert refused.value.problems[0].rule == rule


def test_a_deck_makes_no_revision(town: SampleProgramme) -> None:
    before = town.database.newest()
    save(town.database, Deck("", town.code, "Meeting", ()), author="anna")
    assert town.database.newest() == before
