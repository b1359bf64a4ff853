"""How a programme stands: of which year every page speaks, and what is behind, told apart from what nobody can tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from dashboard.asked import ask
from dashboard.council.making import report
from dashboard.sections.overview import Overview
from dashboard.sections.subject import subject
from data.decks import Deck, SlideText
from data.programme import DEFAULT_PROGRAMME
from tests.worlds import World

REPORTED = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[World]:
    """Planned for 2015: one far behind, one almost there, one done, one that nobody reported; 2016 is due and empty."""
    folder: Path = tmp_path_factory.mktemp("standing")
    with World(f"sqlite:///{folder / 'itog.db'}", code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            for code, value in (("far", 2), ("near", 96), ("done", 100), ("untold", None)):
                world.define(code, **REPORTED)
                world.target(code, "2015", 100)
                if value is not None:
                    world.observe(code, "2015", value)
        yield world


def test_a_year_of_which_nothing_is_known_is_not_the_one_that_is_shown(server: Flask) -> None:
    with server.test_request_context("/"):
        years = [subject(ask(f"/indicator/{code}")).year for code in ("far", "untold")]
        assert [Overview(ask("/")).year, *years] == [2015, 2015, 2015]


def test_what_cannot_be_determined_is_not_behind_its_plan(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        (slide,) = report(Deck("", DEFAULT_PROGRAMME, "Meeting", (SlideText("behind_plan"),))).slides
    assert slide.finding == "Behind plan: 2 of 4; cannot be determined: 1."
    assert slide.table is not None
    assert [row[0].text for row in slide.table.rows] == ["far", "near", "untold"]
