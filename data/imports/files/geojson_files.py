"""GeoJSON: a row a feature, its properties under their names and its geometry in the column
``outline``.
"""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from data.imports.files.blocks import Block
from data.imports.problems import refusal

OUTLINE = "outline"


def is_geojson(path: Path) -> bool:
    """Whether to read a file as GeoJSON: by its name."""
    return path.suffix.lower() in {".geojson", ".json"}


def blocks(path: Path, size: int) -> Iterator[Block]:
    """The features of a collection under a header of all their properties."""
    features = _features(path)
    # of all features: each may lack properties that others have
    names = list(dict.fromkeys(name for feature in features for name in feature["properties"]))
    rows = iter([[*names, OUTLINE], *(_row(feature, names) for feature in features)])
    while block := list(islice(rows, size)):
        yield Block(rows=block)


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        # read as a whole: outlines of districts are few, and the header needs every feature
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        features = [
            {"properties": dict(each["properties"] or {}), "geometry": each["geometry"]}
            for each in document["features"]
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise refusal(path.name, "import_not_geojson") from error
    except RecursionError as error:
        raise refusal(path.name, "import_geojson_deep") from error
    return features


def _row(feature: dict[str, Any], names: list[str]) -> list[str]:
    properties = (feature["properties"].get(name) for name in names)
    return [
        *("" if value is None else str(value) for value in properties),
        json.dumps(feature["geometry"]),
    ]
