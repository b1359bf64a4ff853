"""An asker runs a query once a revision and day, and hands every reader the same answer."""

import datetime
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from data.passports import codes
from data.refusals import NotFound
from indicators import asking
from indicators.answers.facts import programme_facts
from indicators.asking import Asker
from indicators.memory import Memory
from tests.sample_programme import SampleProgramme


class Counted:
    """A query that knows how often it was run."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, session: Session, name: str, *, suffix: str = "") -> str:
        self.runs += 1
        return f"{name}{suffix}{self.runs}"


@pytest.fixture
def world(sqlite_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(sqlite_url) as world:
        yield world


def test_a_question_is_answered_once_and_another_one_anew(world: SampleProgramme) -> None:
    asker, query = Asker(world.database), Counted()
    assert [asker.ask(query, "a"), asker.ask(query, "a")] == ["a1", "a1"]
    assert asker.ask(query, "b") == "b2"
    assert asker.ask(query, "a", suffix="-") == "a-3"
    assert asker.ask(query, "a") == "a1"


def test_another_query_with_the_same_words_is_another_question(world: SampleProgramme) -> None:
    asker, one, other = Asker(world.database), Counted(), Counted()
    asker.ask(one, "a")
    asker.ask(other, "a")
    assert (one.runs, other.runs) == (1, 1)


def test_a_new_revision_is_a_new_answer(world: SampleProgramme) -> None:
    asker, query = Asker(world.database), Counted()
    asker.ask(query, "a")
    with world.revision():
        world.define("visits", kind="observed", combine={"places": "sum", "periods": "sum"})
    assert asker.ask(query, "a") == "a2"


def test_a_new_day_is_a_new_answer(world: SampleProgramme, monkeypatch: pytest.MonkeyPatch) -> None:
    asker, query = Asker(world.database), Counted()
    asker.ask(query, "a")

    monkeypatch.setattr(asking.clock, "today", lambda: datetime.date(2026, 1, 1))
    assert asker.ask(query, "a") == "a2"


def test_what_makes_no_revision_is_read_anew(world: SampleProgramme) -> None:
    asker, query = Asker(world.database), Counted()
    assert [asker.read(query, "a"), asker.read(query, "a")] == ["a1", "a2"]


def test_a_refusal_is_no_answer_to_remember(world: SampleProgramme) -> None:
    asker = Asker(world.database)
    for _ in range(2):
        with pytest.raises(NotFound):
            asker.ask(programme_facts, "nowhere")
    assert asker.ask(codes) == (world.code,)


def test_all_of_a_request_sees_one_newest_revision(world: SampleProgramme) -> None:
    asker = Asker(world.database)
    of_request = asker.at_newest()
    before = of_request.revision()
    with world.revision():
        world.define("visits", kind="observed", combine={"places": "sum", "periods": "sum"})
    assert of_request.revision() == before
    assert asker.revision() == before + 1


def test_answers_of_a_former_revision_are_not_kept(world: SampleProgramme) -> None:
    asker, query = Asker(world.database), Counted()
    of_request = asker.at_newest()
    assert [of_request.ask(query, "a"), of_request.ask(query, "a")] == ["a1", "a1"]
    with world.revision():
        pass
    assert of_request.ask(query, "a") == "a1"
    asker.revision()
    # a newer one is there: what is still asked of the former one is worked out again
    assert of_request.ask(query, "a") == "a2"


def test_what_was_being_made_when_all_was_forgotten_is_not_kept() -> None:
    memory = Memory(10)

    def forgetting() -> str:
        memory.clear()
        return "of another past"

    assert memory.once("key", forgetting) == "of another past"
    assert "key" not in memory
    assert memory.once("key", lambda: "new") == "new"
    assert "key" in memory
