"""Kinds of records drawn at random – types, lists, places, who is named – are loaded from files and
counted as their rows say.
"""

import csv
import random
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from data.audit.proving import seals
from data.declaring import publishing
from data.imports import ImportOptions, import_file
from data.imports.registry import adopt
from indicators.answers.grid import answers
from indicators.answers.question import Question
from tests.depth import examples
from tests.sample_programme import SampleProgramme

PLACES, YEARS = ("north", "south"), (2014, 2015, 2016)
TYPES = ("text", "label", "word", "whole", "money", "day", "dated", "flag")
AMOUNTS, PARTS = ("whole", "money"), ("word", "flag", "label")
NUMBERS = count(1)
Row = dict[str, str]


class DrawnKind:
    """A declaration and rows that fit it, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.code = f"drawn_{next(NUMBERS)}"
        self.place = self.dice.choice(("", "district", "districts"))
        self.named = self.dice.random() < 0.7
        drawn = [*AMOUNTS, "word", *self.dice.choices(TYPES, k=self.dice.randrange(6))]
        self.dice.shuffle(drawn)
        self.columns = {f"own_{number}_on": type_ for number, type_ in enumerate(drawn)}
        self.required = {name for name in self.columns if self.dice.random() < 0.4}
        self.rows = [self.row(number) for number in range(self.dice.randrange(1, 30))]

    @property
    def text(self) -> str:
        lines = [
            f"code: {self.code}",
            "name: {ru: Вид, en: Kind}",
            "columns:",
            "  - {column: number}",
        ]
        lines += ["  - {column: date}"]
        common = [self.place, "organisation" if self.named else ""]
        lines += [f"  - {{column: {name}}}" for name in common if name]
        return "\n".join([*lines, *map(self.column, self.columns), ""])

    def column(self, name: str) -> str:
        type_ = self.columns[name]
        fields = [f"column: {name}", f"type: {type_}", f"name: {{ru: {name}, en: {name}}}"]
        fields += ["required: true"] if name in self.required else []
        fields += ["words: {few: {ru: Мало, en: Few}, many: {ru: Много, en: Many}}"] * (
            type_ == "word"
        )
        fields += ["range: {max: 1000}"] * (type_ in AMOUNTS)
        return f"  - {{{', '.join(fields)}}}"

    def row(self, number: int) -> Row:
        dice = self.dice
        row = {"number": f"r{number}", "date": self.day()}
        if self.place == "district":
            row["district"] = dice.choice((*PLACES, ""))
        if self.place == "districts":
            row["districts"] = dice.choice((*PLACES, "north;south", ""))
        if self.named:
            row["organisation"] = dice.choice(("N1", "N2", ""))
        for name, type_ in self.columns.items():
            if name in self.required or dice.random() < 0.8:
                row[name] = self.cell(type_)
        return row

    def day(self) -> str:
        year, month = self.dice.choice(YEARS), self.dice.randrange(1, 13)
        return self.dice.choice((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-15"))

    def cell(self, type_: str) -> str:
        dice = self.dice
        cells = {
            "text": dice.choice(("as it is", "=1+1", "«кавычки»; и точка")),
            "label": dice.choice(("A", "B c")),
            "word": dice.choice(("few", "Много")),
            "whole": str(dice.choice((0, 1, 7, 1000))),
            "money": dice.choice(("0", "0,01", "10.50", "1 000")),
            "day": "2013-02-03",
            "dated": self.day(),
            "flag": dice.choice(("да", "no")),
        }
        return cells[type_]

    def write(self, path: Path) -> None:
        text = StringIO()
        writer = csv.DictWriter(text, list(dict.fromkeys(name for row in self.rows for name in row)),
                                delimiter="\t", restval="")  # fmt: skip
        writer.writeheader()
        writer.writerows(self.rows)
        path.write_text(text.getvalue(), encoding="utf-8")

    def of(self, type_: str) -> Iterator[str]:
        return (name for name, each in self.columns.items() if each == type_)


def definitions(kind: DrawnKind) -> dict[str, dict[str, Any]]:
    """What can be counted of a kind."""
    listed: dict[str, dict[str, Any]] = {"rows": {"kind": "count"}}
    for type_ in AMOUNTS:
        for name in kind.of(type_):
            listed[f"sum_{name}"] = {"kind": "sum", "amount": name}
    for name in kind.of("word"):
        listed[f"many_{name}"] = {"kind": "count", "filter": {name: ["many"]}}
    for name in kind.of("flag"):
        listed[f"not_{name}"] = {"kind": "count", "filter": {name: [False]}}
    if kind.named:
        listed["named"] = {"kind": "distinct", "of": "organisation"}
    return {code: {**each, "measure": kind.code} for code, each in listed.items()}


def counted(kind: DrawnKind, definition: dict[str, Any], place: str, year: int) -> Fraction | None:
    """The number of a place and a year, row by row; nothing where no amount of any row is known."""
    rows = [row for row in kind.rows if row["date"].startswith(str(year))]
    if place:
        rows = [row for row in rows if place in row.get(kind.place, "").split(";")]
    for name, (value,) in definition.get("filter", {}).items():
        kept = {"many": ("Много",), False: ("no", "")}[value]
        rows = [row for row in rows if row.get(name, "") in kept]
    if definition["kind"] == "distinct":
        return Fraction(len({row["organisation"] for row in rows} - {""}))
    if definition["kind"] == "count":
        return Fraction(len(rows))
    cells = [row[definition["amount"]] for row in rows if row.get(definition["amount"])]
    amounts = [Fraction(cell.replace(" ", "").replace(",", ".")) for cell in cells]
    return sum(amounts, Fraction(0)) if amounts or not rows else None


def compare(url: str, folder: Path, kinds: list[DrawnKind]) -> int:
    """Load and count some kinds in one town; how many numbers were compared."""
    compared = 0
    with SampleProgramme(url) as town:
        for number in ("N1", "N2"):
            town.organisation(number, number=number)
        with town.revision("kinds") as change:
            publishing.publish(change, [(f"{kind.code}.yaml", kind.text) for kind in kinds])
        for kind in kinds:
            kind.write(folder / "rows.tsv")
            options = ImportOptions(town.code, "2014..2016")
            receipt = import_file(town.database, kind.code, folder / "rows.tsv", options)
            assert (receipt.accepted, receipt.skipped) == (len(kind.rows), 0)
            again = import_file(town.database, kind.code, folder / "rows.tsv", options)
            assert (again.accepted, again.skipped) == (0, len(kind.rows))
            compared += compare_numbers(town, kind)
        with town.database.read() as session:
            assert not list(seals(session).broken)
    return compared


def compare_numbers(town: SampleProgramme, kind: DrawnKind) -> int:
    listed = {f"{kind.code}_{code}": each for code, each in definitions(kind).items()}
    with town.revision("definitions"):
        for code, definition in listed.items():
            town.define(code, **definition)
    by = ("district", "year") if kind.place else ("year",)
    with town.database.read() as session:
        whole = answers(session, Question(town.code, tuple(listed), years=(2014, 2016)))
        parts = answers(session, Question(town.code, tuple(listed), years=(2014, 2016), by=by))
    compared = 0
    for each in [*whole, *(part for part in parts if part.district in PLACES)]:
        number = counted(kind, listed[each.indicator], each.district or "", int(each.period))
        if number is not None:
            value = (
                each.value if isinstance(each.value, Fraction) else Fraction(Decimal(each.value))
            )
            assert value == number, (kind.text, each)
            compared += 1
    return compared


@pytest.fixture(autouse=True)
def without_own_kinds() -> Iterator[None]:
    yield
    adopt({})


def test_kinds_drawn_at_random_are_counted_as_their_rows_say(
    sqlite_url: str, tmp_path: Path
) -> None:
    kinds = [DrawnKind(seed) for seed in range(examples(8, 60))]
    assert {type_ for kind in kinds for type_ in kind.columns.values()} == set(TYPES)
    assert {kind.place for kind in kinds} == {"", "district", "districts"}
    assert compare(sqlite_url, tmp_path, kinds) > 100


@pytest.mark.postgresql
def test_the_same_in_postgresql(postgresql_url: str, tmp_path: Path) -> None:
    kinds = [DrawnKind(seed) for seed in range(100, 100 + examples(3, 40))]
    assert compare(postgresql_url, tmp_path, kinds) > 30
