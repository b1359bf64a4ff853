"""What people may write for the things of a list: codes and names in every language, however they
are spelled.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Generic, TypeVar

from data.words.lookalikes import Hint, difference, kindred, skeleton, strange_sign
from data.words.matching import match_key

Thing = TypeVar("Thing")


class Spellings(Generic[Thing]):
    """Things by their codes and names; what is a code is never taken for another's name, nor a name
    for a short one.
    """

    def __init__(self, *ranks: Iterable[tuple[str, Thing]]) -> None:
        """``ranks``: the codes, then the names, then what else the things may be called."""
        self._things: dict[str, dict[Thing, str]] = {}
        for rank in ranks:
            higher = set(self._things)
            for text, thing in rank:
                if match_key(text) not in higher:
                    self._things.setdefault(match_key(text), {}).setdefault(thing, text)

    def meant(self, text: str) -> tuple[Thing, ...]:
        """What ``text`` may mean: nothing, one thing, or several that are called alike."""
        return tuple(self._things.get(match_key(text), ()))

    def hint(self, text: str) -> Hint:
        """Which sign keeps ``text`` from being a name of the list, if it is one that only looks
        right.
        """
        key = match_key(text)
        alike = self._skeletons.get(skeleton(key)) or self._kindred.get(kindred(key))
        return strange_sign(text) if alike is None else difference(text, alike)

    @cached_property
    def _skeletons(self) -> dict[str, str]:
        return {
            skeleton(key): spelling
            for key, things in self._things.items()
            for spelling in things.values()
        }

    @cached_property
    def _kindred(self) -> dict[str, str]:
        return {
            kindred(key): spelling
            for key, things in self._things.items()
            for spelling in things.values()
        }
