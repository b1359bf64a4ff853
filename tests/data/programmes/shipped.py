"""The files of the shipped programmes, read without the product's own readers."""

import csv
import json
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from data.programme.folder import SHIPPED

CITY, MOSCOW, KRAI = (
    SHIPPED / code
    for code in ("khabarovsk-2014-2020", "sodruzhestvo-2009", "khabarovsk-krai-2013-2020")
)
FOLDERS = [CITY, MOSCOW, KRAI]
RECORDS = [
    "consultations",
    "events",
    "grants",
    "supports",
    "publications",
    "initiatives",
    "legal_acts",
]


def rows(folder: Path, kind: str) -> list[dict[str, str]]:
    """Every row of a kind, from all its files."""
    files = [folder / entry["file"] for entry in imports(folder) if entry["kind"] == kind]
    return [row for file in files for row in _rows(file)]


def _rows(file: Path) -> list[dict[str, str]]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".geojson":
        return [
            {**feature["properties"], "outline": feature["geometry"]}
            for feature in json.loads(text)["features"]
        ]
    return list(csv.DictReader(text.splitlines()))


def imports(folder: Path) -> list[dict[str, Any]]:
    return list(yaml(folder / "imports.yaml")["imports"])


def yaml(file: Path) -> dict[str, Any]:
    return dict(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
