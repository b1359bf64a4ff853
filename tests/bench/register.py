"""The register of a hundred thousand entries against one of a hundred: what a reader opens is as fast."""

import datetime
import random
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from data.imports import kind_of
from indicators.register.entries import register_page
from indicators.register.filters import RegisterFilter
from indicators.register.organisation import organisation_profile
from indicators.sheets.register import register_rows
from tests.bench.clock import Ratio, seconds
from tests.sample_programme import SampleProgramme

FEW, MANY = 100, 100_000
OWN, OTHERS = 30, 20
"""Entries of the one NGO that is looked for, and how many other NGOs share the rest."""
FIRST = datetime.date(2014, 1, 1)
REPEATS = 7
Question = Callable[[Session], object]


def register_pages() -> Iterator[Ratio]:
    """The same questions of both."""
    few, many = (_measured(size) for size in (FEW, MANY))
    for what, taken in many.items():
        yield Ratio(f"register, {MANY:,} entries: {what}", taken, few[what], "flat")


def _measured(size: int) -> dict[str, float]:
    with (
        tempfile.TemporaryDirectory() as folder,
        SampleProgramme(f"sqlite:///{folder}/itog.db", code="town") as town,
    ):
        house = _fill(town, size)
        with town.database.read() as session:
            return {
                what: seconds(lambda ask=ask: ask(session), REPEATS)  # type: ignore[misc]
                for what, ask in _questions(house).items()
            }


def _questions(house: int) -> dict[str, Question]:
    late = FIRST + datetime.timedelta(days=30), 0
    every, named = RegisterFilter(), RegisterFilter(words="кола")
    return {
        "first page": lambda session: register_page(session, "town", every),
        "last page": lambda session: register_page(session, "town", every, after=late),
        "search": lambda session: register_page(session, "town", named),
        "address of programs": lambda session: register_rows(session, "town", every, limit=50),
        "an organisation": lambda session: organisation_profile(session, "town", house),
    }


def _fill(town: SampleProgramme, size: int) -> int:
    """Entries on days at random; returns the NGO that has ``OWN`` of them."""
    with town.revision():
        house = town.organisation("Фонд «Кола»")
        others = [town.organisation(f"НКО {number}") for number in range(OTHERS)]
        town.record("supports", FIRST.isoformat(), number="П-0", organisation_id=house)
    table, dice = kind_of("supports").table.__table__, random.Random(1)
    with town.database.writing("bench") as session:
        common = dict(session.execute(select(table)).mappings().one())
        del common["id"]
        rows = []
        for number in range(1, size):
            day = FIRST + datetime.timedelta(days=dice.randrange(1_000))
            own = {"number": f"П-{number}", "amount": Decimal(number), "date": day}
            whose = house if number < OWN else others[number % OTHERS]
            when = {"year": day.year, "month": day.month, "organisation_id": whose}
            rows.append({**common, **own, **when})
        session.execute(insert(table), rows)
        session.execute(text("ANALYZE"))
    return house
