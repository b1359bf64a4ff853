"""Districts: the programme's places as a tree, and a second cut mapped onto it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import select

from data.imports.columns import Column, Labels, needed, origin, text, whole
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.problems import InvalidValue, Problems
from data.imports.values.values import DASHES
from data.tables.places import District
from data.words.matching import name_text

CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
RESERVED = {"none", "all"}
LONGEST_LIST = 10_000  # signs of a cell that names several places
LONGEST_OUTLINE = 1 << 24
DECIMALS = 6  # of a degree: a hand's breadth
UNREADABLE = "?"
"""Stands for what a faulty cell may mean: no code is written so."""
COLUMN_OF = {"number": "code", "parent": "parent", "cut": "cut", "member_of": "member_of"}
"""The column of each field that makes the tree."""
SMALLEST_RING = 4  # a triangle whose last point is its first


def code(text: str, _context: Context) -> str:
    """A short code for addresses and files."""
    name = name_text(text)
    if not CODE.fullmatch(name) or name in RESERVED:
        raise InvalidValue("import_code", code=name)
    return name


def members(text: str, context: Context) -> str:
    """Codes of places of other cuts, in order."""
    return ";".join(sorted({code(part, context) for part in text.split(";") if part.strip()}))


def outline(text: str, _context: Context) -> str | None:
    """The rings of a GeoJSON polygon or several, as JSON; coordinates are longitude and latitude."""
    try:
        geometry = json.loads(text)
        return json.dumps([_ring(ring) for ring in _rings(geometry)]) if geometry else None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidValue("import_outline") from error


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Any]]:
    kinds = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    for polygon in kinds[geometry["type"]]:
        yield from polygon


def _ring(points: Sequence[Any]) -> list[tuple[float, float]]:
    ring = [(round(float(x), DECIMALS), round(float(y), DECIMALS)) for x, y, *_height in points]
    if len(ring) < SMALLEST_RING or not all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring):
        raise ValueError
    return ring


def keep_what_stands(batch: Batch, context: Context) -> None:
    """A file without a column says nothing of it: a map of outlines leaves order, tiles and okrugs
    as they are.

    Without this, a correction by such a file would empty every field that it has no column for.
    """
    absent = [
        field
        for column in KIND.columns
        if column.name not in batch.texts
        for field in column.fields
    ]
    living = _living(context) if absent else {}
    numbers = batch.column("number")
    for field in absent if living else ():
        values = batch.column(field)
        batch.values[field] = [
            _as_in_file(living[str(number)], field) if str(number) in living else value
            for number, value in zip(numbers, values, strict=True)
        ]


def _living(context: Context) -> dict[str, District]:
    statement = select(District).where(
        District.programme_id == context.programme_id, District.as_of(None)
    )
    return {row.number: row for row in context.session.scalars(statement)}


def _as_in_file(row: District, field: str) -> Any:
    """A field as a file would have said it."""
    value = getattr(row, field)
    return json.dumps(value) if field == "outline" and value is not None else value


class Tree:
    """The programme's districts as they will be after the file.

    It ``is_open`` where a row's code cannot be read: any place may be the one that is missing.
    """

    def __init__(self, context: Context) -> None:
        statement = select(District.number, District.parent, District.cut)
        living = (District.programme_id == context.programme_id, District.as_of(None))
        self.is_open = False
        self.parents: dict[str, str | None] = {}
        self.cuts: dict[str, str | None] = {}
        for number, parent, cut in context.session.execute(statement.where(*living)):
            self.parents[number], self.cuts[number] = parent, cut

    def add(self, places: Sequence["_Place"]) -> None:
        """Add rows of the file."""
        numbered = [place for place in places if place.number != UNREADABLE]
        self.is_open |= len(numbered) < len(places)
        self.parents.update((str(place.number), place.parent) for place in numbered)
        self.cuts.update((str(place.number), place.cut) for place in numbered)

    def is_circular(self, number: str) -> bool:
        """Whether going up from a place comes back to it."""
        ancestors: set[str] = set()
        above = self.parents.get(number)
        while above and above not in ancestors:
            if above == number:
                return True
            ancestors.add(above)
            above = self.parents.get(above)
        return False


def check_tree(
    batches: Iterable[Batch], faulty: Sequence[Batch], context: Context, problems: Problems
) -> None:
    """Parents and cut places exist, nothing is its own ancestor, a district has one place in each
    cut.

    What a faulty row says in sound cells counts; where the answer hangs on one of its others,
    nothing is said yet.
    """
    tree, below = Tree(context), []
    for batch in chain(batches, faulty):
        places = _places(batch)
        tree.add(places)
        below += [place for place in places if place.parent or place.member_of]
    for place in below:
        if place.number != UNREADABLE:
            _check_parent(tree, problems, place)
        _check_members(tree, context, problems, place)


class _Place(NamedTuple):
    row: int
    number: str | None
    parent: str | None
    cut: str | None
    member_of: str | None


def _places(batch: Batch) -> list[_Place]:
    """What the rows of a batch say of the tree."""
    fields = (_readable(batch, field, column) for field, column in COLUMN_OF.items())
    return list(map(_Place._make, zip(batch.rows, *fields, strict=True)))


def _readable(batch: Batch, field: str, column: str) -> Sequence[Any]:
    """A field of all rows, as far as it can be read."""
    values = list(batch.column(field))
    for index in batch.faults:
        if not batch.is_readable(index, column):
            values[index] = UNREADABLE
    return values


def _check_parent(tree: Tree, problems: Problems, place: _Place) -> None:
    parent = place.parent
    if not parent or UNREADABLE in (parent, place.cut):
        return
    cut = tree.cuts.get(parent, UNREADABLE if tree.is_open else "")
    if cut not in (place.cut, UNREADABLE):
        problems.add("import_parent_unknown", row=place.row, column="parent", value=parent)
    elif tree.is_circular(str(place.number)):
        problems.add(
            "import_parent_circular",
            row=place.row,
            column="parent",
            value=parent,
            number=place.number,
        )


def _check_members(tree: Tree, context: Context, problems: Problems, place: _Place) -> None:
    member_of = place.member_of or ""
    if UNREADABLE in (member_of, place.cut):
        return
    places = [code for code in member_of.split(";") if code]
    if places and place.cut:
        problems.add("import_member_of_in_cut", row=place.row, column="member_of", value=member_of)
    cuts = [tree.cuts.get(code, UNREADABLE if tree.is_open else None) for code in places]
    for code, its_cut in zip(places, cuts, strict=True):
        if its_cut is None:
            problems.add("import_member_of_unknown", row=place.row, column="member_of", value=code)
        elif its_cut != UNREADABLE and cuts.count(its_cut) > 1:
            problems.add(
                "import_member_of_twice",
                row=place.row,
                column="member_of",
                value=code,
                cut=context.cut_name(its_cut),
            )


PARENT = Labels(
    "Код района, частью которого он является.", "The code of the district that it is a part of."
)
CUT = Labels(
    "Код второго деления, если строка – его место, а не район (например, okrugs).",
    "The code of a second cut, if the row is a place of it and not a district (for example, okrugs).",
)
MEMBER_OF = Labels(
    "Места вторых делений, в которые входит район; в каждом делении не больше одного.",
    "The places of second cuts that the district belongs to; at most one a cut.",
)

OUTLINE = Labels(
    "Граница на карте: геометрия GeoJSON. Файл .geojson загружается и сам: свойства объектов – столбцы.",
    "The outline on the map: a GeoJSON geometry. A .geojson file is loaded as it is: properties are columns.",
)

KIND = Kind(
    name="districts",
    table=District,
    words=Labels("Районы", "Districts"),
    columns=(
        needed(Column("code", Labels("Код", "Code"), code, "code", ("number",), nothing=DASHES)),
        needed(text("name_ru", "Название по-русски", "Name in Russian")),
        text("name_en", "Название по-английски", "Name in English"),
        Column("parent", Labels("Часть района", "Parent"), code, "code", ("parent",), nothing=DASHES, note=PARENT),
        Column("cut", Labels("Деление", "Cut"), code, "code", ("cut",), nothing=DASHES, note=CUT),
        Column("member_of", Labels("Входит в", "Member of"), members, "codes", ("member_of",), nothing=DASHES,
               note=MEMBER_OF, longest=LONGEST_LIST),
        whole("position", "Порядок", "Position"),
        whole("tile_x", "Плитка по горизонтали", "Tile across"),
        whole("tile_y", "Плитка по вертикали", "Tile down"),
        *origin(illustrative=False),
        Column("outline", Labels("Граница", "Outline"), outline, "outline", ("outline",), note=OUTLINE,
               longest=LONGEST_OUTLINE),
    ),
    arrange=keep_what_stands,
    whole_file=check_tree,
    place=120,
    example=(
        {"code": "central", "name_ru": "Центральный", "name_en": "Central", "position": "1", "tile_x": "1",
         "tile_y": "2"},
    ),
)  # fmt: skip
