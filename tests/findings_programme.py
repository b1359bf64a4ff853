"""A programme whose years are written out by hand, one indicator for each rule of the findings."""

import datetime
from typing import Any

from tests.sample_programme import SampleProgramme

REPORTED = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}
YEARS = range(2014, 2021)
FIRST, LATER = datetime.date(2013, 11, 1), datetime.date(2020, 12, 20)
PEOPLE = {"unit": {"ru": "человек", "en": "people"}}
PERCENT = {"unit": {"ru": "%", "en": "%"}, "decimals": 1}

Values = tuple[Any, ...]
"""One a year, None where nothing is known."""

INDICATORS: dict[str, tuple[dict[str, Any], Values, Values]] = {
    # code: what is defined, the values, the plans
    "slipping": (PEOPLE, (100, 101, 102, 90, 88, 85, 80), (100,) * 7),
    "closing": ({}, (100, 100, 100, 100, 100, 50, 96), (100,) * 7),
    "fallen": (PEOPLE, (110, 110, 110, 110, 110, 120, 70), (100,) * 7),
    "share": (PERCENT, (None, None, None, None, None, 20, 35.5), (None,) * 7),
    "jumping": ({}, (10, 11, 12, 10, 11, 12, 30), (None,) * 7),
    "shrinking": ({}, (10, 11, 12, 10, 11, 12, 4), (None,) * 7),
    "quick": (
        {**PEOPLE, "direction": "decrease"},
        (10, 10, 10, 10, 10, 10, 12),
        (10,) * 7,
    ),
    "kept": ({"direction": "keep", "band": [40, 60]}, (50, 50, 50, 50, 50, 50, 30), (50,) * 7),
    "silent": ({}, (5, 5, 5, 5, 5, 5, None), (5,) * 7),
    "steady": ({}, (7, 7, 7, 7, 7, 7, 7), (7,) * 7),
    "eased": ({}, (90, 90, 90, 90, 90, 90, 90), (None,) * 6 + (100,)),
}
NAMES = {code: {"ru": f"Показатель «{code}»", "en": f"The {code} one"} for code in INDICATORS}
UNIT = {"unit": {"ru": "ед.", "en": "units"}}


def fill(world: SampleProgramme) -> None:
    """Everything in one revision; the plan of the last indicator is lowered by a later act."""
    with world.revision():
        for code, (fields, values, plans) in INDICATORS.items():
            world.define(code, **{"name": NAMES[code], **UNIT, **REPORTED, **fields})
            for year, value, plan in zip(YEARS, values, plans, strict=True):
                if value is not None:
                    world.observe(code, str(year), value)
                if plan is not None:
                    world.target(code, str(year), plan, set_on=FIRST)
    with world.revision():
        world.target("eased", "2020", 80, set_on=LATER, act="№ 5")
