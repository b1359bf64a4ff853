"""The files that the bench loads are files that the product takes."""

from pathlib import Path

from data.imports import ImportOptions, import_file
from data.imports.registry import adopt, kind_of, kinds
from tests.bench.city import CODE
from tests.bench.kind_files import new_city_of_every_kind, write_kind

ROWS = 20


def test_a_file_of_every_kind_can_be_loaded(sqlite_url: str, tmp_path: Path) -> None:
    database = new_city_of_every_kind(sqlite_url)
    path = tmp_path / "kind.csv"
    for name in kinds():
        written = write_kind(kind_of(name), path, ROWS)
        receipt = import_file(database, name, path, ImportOptions(CODE, "none"))
        assert receipt.changed, name
        assert written == ROWS, name
    database.dispose()
    adopt({})
