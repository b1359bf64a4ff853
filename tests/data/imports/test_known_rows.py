"""A row is known by its number, whether all of few living rows are read or its number is looked for."""

import pytest

from data.imports import context_of, kind_of
from data.imports.checks import identity
from data.imports.checks.identity import Identities
from tests.data.imports.conftest import PROGRAMME, World

NUMBERS = (
    "К-1",
    "к-1",
    "К-1 a",
    "Ё",
    "Е",
    "é",
    "%",
    "_",
    "'",
    "\\",
    "0",
    "00",
    "Ω",
)
OTHERS = ("К-2", "ё", "е", "e", "", "' OR 1=1", "\u2126")


def test_few_rows_are_known_as_many_are(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "\n".join(f'"{number.replace(chr(34), chr(34) * 2)}",2016,copying' for number in NUMBERS)
    world.load("consultations", f"number,date,request\n{rows}\n")
    kind, sought = kind_of("consultations"), [*NUMBERS, *OTHERS]
    with world.database.read() as session:
        context = context_of(session, PROGRAMME)
        read_together = Identities(kind, context).known(sought)
        monkeypatch.setattr(identity, "FEW", 0)
        assert Identities(kind, context).known(sought) == read_together
    assert set(read_together) == set(NUMBERS)
