"""Places of a programme: the tree of districts, second cuts, and who belongs to whom.

A place's key is ``''`` for the whole, a district's code, ``none`` (without a district), or
``cut/code`` and ``cut/none`` in a second cut.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.refusals import Names
from data.tables.places import District
from data.words.borrowed import language_pair
from data.words.offers import unknown

WHOLE = ""
NONE = "none"
Closure = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Place:
    """A district or a place of a cut, with its names."""

    code: str
    parent: str | None
    cut: str | None
    member_of: tuple[str, ...]
    names: Mapping[str, str]
    tile: tuple[int, int] | None
    outline: tuple[object, ...] | None = None
    source: str = ""


class Places:
    """All places of a programme as of a revision."""

    def __init__(
        self, places: list[Place], names_of_cuts: Mapping[str, Names] | None = None
    ) -> None:
        self.by_code = {place.code: place for place in places}
        self.names_of_cuts = {cut: (names_of_cuts or {}).get(cut, {}) for cut in self.cuts}

    @cached_property
    def main(self) -> tuple[str, ...]:
        """The codes of the main tree, in order."""
        return tuple(place.code for place in self.by_code.values() if place.cut is None)

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The districts that have no districts of their own."""
        parents = {self.by_code[code].parent for code in self.main}
        return tuple(code for code in self.main if code not in parents)

    @cached_property
    def cuts(self) -> dict[str, tuple[str, ...]]:
        """The places of each second cut, in order."""
        members: dict[str, tuple[str, ...]] = {}
        for place in self.by_code.values():
            if place.cut is not None:
                members[place.cut] = (*members.get(place.cut, ()), place.code)
        return members

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every place's key: the whole, the tree, ``none``, then each cut with its own ``none``."""
        # a programme without districts has no «none» either: all would be in it
        if not self.main:
            return (WHOLE,)
        # a prefix: each cut has a «none» of its own, beside that of the tree
        of_cuts = (f"{cut}/{code}" for cut, codes in self.cuts.items() for code in (*codes, NONE))
        return (WHOLE, *self.main, NONE, *of_cuts)

    @cached_property
    def closure(self) -> Closure:
        """The places, other than the whole, in which a record of each district counts; ``''`` is no
        district.
        """
        return (
            # with '', in which no place but each «none» is
            {district: self._keys_of(district) for district in ("", *self.main)}
            if self.main
            else {}
        )

    def leaves_of(self, key: str) -> tuple[str, ...]:
        """The leaf districts of a place; ``none`` has the whole's.

        Without districts there is one leaf, ``''``.
        """
        # one leaf of no name, so that coverage is counted in one way with and without districts
        if not self.leaves:
            return ("",)
        # whoever has reported every district has also reported that nothing was without one
        if key == WHOLE or is_none(key):
            return self.leaves
        return tuple(leaf for leaf in self.leaves if key in self.closure[leaf])

    def children_of(self, key: str) -> tuple[str, ...]:
        """The districts whose reported values combine to the place's."""
        if key == WHOLE:
            return tuple(code for code in self.main if self.by_code[code].parent is None)
        # leaves, not whole districts: a district and its own districts would be added twice
        if "/" in key:
            # nobody reports for «none», so that there is nothing to put together
            return self.leaves_of(key) if not is_none(key) else ()
        return tuple(code for code in self.main if self.by_code[code].parent == key)

    def peers_of(self, key: str) -> tuple[str, ...]:
        """The places that one is compared with, itself among them: leaves with leaves, districts
        that have some of their own with those of the same parent, places of a cut with each other.
        """
        if key == WHOLE or is_none(key):
            return ()
        if "/" in key:
            return tuple(each for each in self.listed(key.partition("/")[0]) if not is_none(each))
        if key in self.leaves:
            return self.leaves
        parent = self.by_code[key].parent
        beside = (code for code in self.main if self.by_code[code].parent == parent)
        return tuple(code for code in beside if code not in self.leaves)

    def key_of(self, code: str | None, cut: str | None = None) -> str:
        """The key of a place given by its code; refuses an unknown one.

        «none» of a ``cut`` is another set of records than «none» of the tree.
        """
        if code in (None, WHOLE):
            return WHOLE
        if code == NONE:
            return f"{cut}/{NONE}" if cut else NONE
        place = self.by_code.get(code)
        if place is None:
            raise unknown("unknown_district", "district", code or "", self._names)
        return f"{place.cut}/{place.code}" if place.cut else place.code

    @property
    def _names(self) -> dict[str, Names]:
        return {place.code: place.names for place in self.by_code.values()}

    def listed(self, cut: str | None) -> tuple[str, ...]:
        """The keys shown side by side: the leaves, or the places of a cut, and ``none`` last."""
        if cut is None:
            return (*self.leaves, NONE) if self.main else ()
        if cut not in self.cuts:
            raise unknown("unknown_cut", "cut", cut, self.names_of_cuts)
        return tuple(f"{cut}/{code}" for code in (*self.cuts[cut], NONE))

    def _keys_of(self, district: str) -> tuple[str, ...]:
        # the nearest of a district and its parents that belongs to a place of a cut decides
        upwards = self._with_ancestors(district)
        # what lies at a parent is in no leaf, and would be missing from the list of leaves
        unplaced = () if district in self.leaves else (NONE,)
        return (*upwards, *unplaced, *(f"{cut}/{self._member(upwards, cut)}" for cut in self.cuts))

    def _with_ancestors(self, district: str) -> tuple[str, ...]:
        upwards: list[str] = []
        # no circle: the importer of districts refuses one
        here: str | None = district or None
        while here is not None:
            upwards.append(here)
            here = self.by_code[here].parent
        return tuple(upwards)

    def _member(self, upwards: tuple[str, ...], cut: str) -> str:
        named = (code for place in upwards for code in self.by_code[place].member_of)
        return next((code for code in named if self.by_code[code].cut == cut), NONE)


def read_places(
    session: Session,
    programme: int,
    revision: int | None = None,
    names_of_cuts: Mapping[str, Names] | None = None,
) -> Places:
    """The places of a programme as of ``revision``; its passport has the names of its cuts."""
    statement = select(District).where(District.programme_id == programme, District.as_of(revision))
    # by `position`, which a file of districts sets; the code alone for those without one
    rows = sorted(session.scalars(statement), key=lambda row: (row.position, row.number))
    return Places([_place(row) for row in rows], names_of_cuts)


def is_none(key: str) -> bool:
    """Whether a key is that of the records without a district, in the tree or in a cut."""
    return code_of(key) == NONE


def code_of(key: str) -> str | None:
    """What rows and addresses call a place: null for the whole, else the code without its cut."""
    # the cut is said by the question, and a row needs no second word for it
    return key.rpartition("/")[2] or None


def _place(row: District) -> Place:
    members = tuple(code.strip() for code in (row.member_of or "").split(";") if code.strip())
    tile = None if row.tile_x is None or row.tile_y is None else (row.tile_x, row.tile_y)
    names = language_pair(row.name_ru, row.name_en)
    outline = tuple(row.outline) if row.outline else None
    return Place(row.number, row.parent, row.cut, members, names, tile, outline, row.source or "")
