"""A programme of five districts whose numbers are written out by hand, for all that compares
districts.
"""

from typing import Any

from tests.sample_programme import SampleProgramme

PLACES = ("a", "b", "c", "d", "e")
YEAR = 2020
RESIDENTS = dict(zip(PLACES, (1000, 1000, 2000, 4000, 5000), strict=True))
PERCENT = {"unit": {"ru": "%", "en": "%"}}


def reported(places: str, **fields: Any) -> dict[str, Any]:
    """A reported indicator whose places combine by a rule."""
    return {"kind": "observed", "combine": {"places": places, "periods": "none"}, **fields}


INDICATORS: dict[str, tuple[dict[str, Any], tuple[int | None, ...]]] = {
    "share": (reported("mean", **PERCENT), (10, 20, 30, 40, 50)),
    "days": (reported("mean", direction="decrease"), (5, 5, 2, 9, None)),
    "visits": (reported("sum"), (100, 200, 0, 40, 10)),
    "visits_rate": (reported("sum", per={"residents": 1000}, decimals=1), (100, 200, 0, 40, 10)),
    "kept": (reported("mean", direction="keep", band=[1, 2], **PERCENT), (1, 2, 3, 4, 5)),
    "growth": (
        reported("sum", change={"from": "previous", "as": "difference"}),
        (1, 2, 3, 4, 5),
    ),
    "alone": (reported("mean", **PERCENT), (7, None, None, None, None)),
    "printed": (reported("none"), (1, 2, 3, 4, 5)),
    "mixed": ({"kind": "formula", "formula": "visits + days"}, ()),
}


def fill(world: SampleProgramme) -> None:
    """Everything in one revision; the residents of the last district are illustrative."""
    with world.revision():
        for code, people in RESIDENTS.items():
            world.population(people, f"{YEAR}-01-01", code, illustrative=code == "e")
        for code, (fields, values) in INDICATORS.items():
            world.define(code, **fields)
            for place, value in zip(PLACES, values, strict=False):
                if value is not None:
                    world.observe(code, str(YEAR), value, place)
        world.target("share", str(YEAR), 30, "c")
        world.target("days", str(YEAR), 4, "c")
        world.target("share", str(YEAR), 30, "a")
