"""Four programmes in one database that have an indicator of one code, with numbers by hand."""

from typing import Any

from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

YEAR = 2015
VISITS: dict[str, Any] = {"kind": "count", "measure": "consultations"}
PERCENT = {"unit": {"ru": "%", "en": "%"}}
REPORTED = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}


def filled(url: str) -> SampleProgramme:
    """The one of the questions: three visits of 5000 residents, planned four; the others count the
    same, in another unit, otherwise, and not yet.
    """
    own = SampleProgramme(url, code=DEFAULT_PROGRAMME, years=(2014, 2016))
    _visits(own, 3, target=4, people=5000)
    own.define("ratio", kind="formula", formula="visits / 2")
    own.define("to_date", **VISITS, accumulate="to_date")
    own.define("alone", kind="count", measure="events")
    same = _another(url, "alike", (2013, 2016))
    _visits(same, 2, target=1, people=1000)
    same.define("ratio", kind="formula", formula="visits / 2")
    same.define("to_date", **VISITS, accumulate="to_date")
    other = _another(url, "otherwise", (2014, 2016))
    with other.revision():
        other.define("visits", kind="count", measure="events")
        other.define("ratio", kind="formula", formula="visits / 2")
    shares = _another(url, "shares", (2014, 2016))
    with shares.revision():
        shares.define("visits", **REPORTED, **PERCENT)
        shares.observe("visits", str(YEAR), 40)
    later = _another(url, "later", (2016, 2018))
    later.define("visits", **VISITS)
    return own


def _another(url: str, code: str, years: tuple[int, int]) -> SampleProgramme:
    return SampleProgramme(url, code=code, years=years, create=lambda _database: None)


def _visits(world: SampleProgramme, number: int, *, target: int, people: int) -> None:
    with world.revision():
        world.define("visits", **VISITS)
        world.cover("consultations", "2014..2016")
        world.target("visits", str(YEAR), target)
        for month in range(1, number + 1):
            world.record("consultations", f"{YEAR}-{month:02}-05", "north")
        for district in ("north", "south"):
            world.population(people // 2, f"{YEAR}-01-01", district)
