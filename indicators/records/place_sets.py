"""A set of places as one territory: what lies in several of them counts once."""

from functools import cached_property

from data.refusals import LONGEST, refuse
from indicators.records.places import NONE, Closure, Places

SEPARATOR = ","
"""No code of a place holds it."""


class PlacesWithSet(Places):
    """The places of a programme, and one more: several of them together.

    ``members`` are their keys: districts, or places of one cut, none of which lies in another.
    """

    def __init__(self, places: Places, code: str, members: tuple[str, ...]) -> None:
        super().__init__(list(places.by_code.values()), places.names_of_cuts)
        self.code = code
        self.members = members

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return (*super().keys, self.code)

    @cached_property
    def closure(self) -> Closure:
        return {
            district: keys if set(keys).isdisjoint(self.members) else (*keys, self.code)
            for district, keys in super().closure.items()
        }

    def children_of(self, key: str) -> tuple[str, ...]:
        return self.members if key == self.code else super().children_of(key)

    def peers_of(self, key: str) -> tuple[str, ...]:
        """Nothing is like a set that somebody has put together."""
        return () if key == self.code else super().peers_of(key)

    def key_of(self, code: str | None, cut: str | None = None) -> str:
        return self.code if code == self.code else super().key_of(code, cut)


def is_set(district: str | None) -> bool:
    """Whether more than one place is named."""
    return district is not None and SEPARATOR in district


def with_set(places: Places, district: str) -> PlacesWithSet:
    """The places with the set that ``district`` names; refuses an unknown place, «none», places of
    several cuts, and what lies in another of them.
    """
    codes = district.split(SEPARATOR)
    members = tuple(map(places.key_of, codes))
    if NONE in codes:
        raise refuse("place_set_none", set=district[:LONGEST])
    if len({places.by_code[code].cut for code in codes}) > 1:
        raise refuse("place_set_cuts", set=district[:LONGEST])
    for outer, key in zip(codes, members, strict=True):
        for inner in codes:
            if inner != outer and key in places.closure.get(inner, ()):
                names = {"inner": places.by_code[inner].names, "outer": places.by_code[outer].names}
                raise refuse("place_set_nested", **names)
    return PlacesWithSet(places, district, members)
