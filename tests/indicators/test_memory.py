"""A memory makes a thing once, however many ask for it at the same moment."""

from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from indicators.memory import Memory

READERS = 6


class Kettle:
    """Makes a thing slowly, and counts how often."""

    def __init__(self, *, fails: int = 0) -> None:
        self.makings = 0
        self.fails = fails
        self.may_end = Event()
        self.has_begun = Event()

    def make(self) -> str:
        self.makings += 1
        number = self.makings
        self.has_begun.set()
        assert self.may_end.wait(30)
        if number <= self.fails:
            raise ValueError("nothing came of it")
        return "tea"


def test_what_many_ask_for_at_once_is_made_by_one() -> None:
    memory, kettle, together = Memory(4), Kettle(), Barrier(READERS)

    def ask() -> str:
        together.wait(30)
        return str(memory.once("tea", kettle.make))

    with ThreadPoolExecutor(READERS) as readers:
        answers = [readers.submit(ask) for _ in range(READERS)]
        assert kettle.has_begun.wait(30)
        kettle.may_end.set()
        assert {answer.result(30) for answer in answers} == {"tea"}
    assert kettle.makings == 1


def test_nobody_waits_for_another_thing() -> None:
    memory, kettle = Memory(4), Kettle()
    with ThreadPoolExecutor(1) as readers:
        slow = readers.submit(memory.once, "tea", kettle.make)
        assert kettle.has_begun.wait(30)
        assert memory.once("water", lambda: "water") == "water"
        kettle.may_end.set()
        assert slow.result(30) == "tea"


def test_whoever_waited_for_nothing_makes_it_for_itself() -> None:
    memory, kettle = Memory(4), Kettle(fails=1)
    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(memory.once, "tea", kettle.make)
        assert kettle.has_begun.wait(30)
        second = readers.submit(memory.once, "tea", kettle.make)
        kettle.may_end.set()
        with pytest.raises(ValueError, match="nothing came"):
            first.result(30)
        assert second.result(30) == "tea"
    assert kettle.makings == 2


def test_a_refusal_is_not_kept() -> None:
    memory = Memory(4)
    with pytest.raises(ZeroDivisionError):
        memory.once("a", lambda: 1 / 0)
    assert memory.once("a", lambda: 2) == 2


def test_a_result_is_kept_under_the_key_that_its_making_tells() -> None:
    memory = Memory(4)

    def later() -> tuple[Hashable, str]:
        return "revision 2", "new"

    assert memory.once_as("revision 1", later) == "new"
    assert memory.once("revision 1", lambda: "old") == "old"
    assert memory.once("revision 2", lambda: "never made") == "new"


def test_what_was_not_asked_for_long_is_forgotten() -> None:
    memory = Memory(2)
    for name in "abc":
        memory.once(name, lambda: 1)
    assert memory.once("c", lambda: 2) == 1
    assert memory.once("a", lambda: 2) == 2


def test_a_newer_revision_lets_go_of_what_was_made_of_an_earlier_one() -> None:
    memory = Memory(4)
    memory.turn(1)
    memory.once("tea", str)
    memory.turn(1)
    memory.turn(0)  # of a copy that is behind
    assert "tea" in memory
    memory.turn(2)
    assert "tea" not in memory


def test_in_another_past_revisions_begin_anew() -> None:
    memory = Memory(4)
    memory.turn(9)
    memory.clear()
    memory.turn(1)
    memory.once("tea", str)
    memory.turn(2)
    assert "tea" not in memory
