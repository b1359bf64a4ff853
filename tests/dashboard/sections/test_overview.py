"""How a programme stands: of which year every page speaks, and what is behind, told apart from what
nobody can tell.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from plotly.io.json import to_json_plotly

from dashboard.council.making import report
from dashboard.council.of_page import deck_of_page
from dashboard.request_reading import read_page_request
from dashboard.sections import key_cards, programmes, tally
from dashboard.sections.about import programme
from dashboard.sections.matrix import table
from dashboard.sections.overview import Overview
from dashboard.sections.subject import read_subject
from data.decks import Deck, SlideText
from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from indicators.findings.findings import PlansMet
from tests.sample_programme import SampleProgramme

REPORTED = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Planned for 2015: two far behind, one almost there, one done, one that nobody reported; 2016
    is due and empty.
    """
    folder: Path = tmp_path_factory.mktemp("standing")
    with SampleProgramme(f"sqlite:///{folder / 'itog.db'}", code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            for code, value in (
                ("far", 2),
                ("worse", 1),
                ("near", 96),
                ("done", 100),
                ("untold", None),
            ):
                world.define(code, **REPORTED)
                world.target(code, "2015", 100)
                if value is not None:
                    world.observe(code, "2015", value)
        yield world


def test_a_year_of_which_nothing_is_known_is_not_the_one_that_is_shown(server: Flask) -> None:
    with server.test_request_context("/"):
        years = [
            read_subject(read_page_request(f"/indicator/{code}")).year for code in ("far", "untold")
        ]
        assert [Overview(read_page_request("/")).year, *years] == [2015, 2015, 2015]


def test_what_cannot_be_determined_is_not_behind_its_plan(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        (slide,) = report(
            Deck("", DEFAULT_PROGRAMME, "Meeting", (SlideText("behind_plan"),))
        ).slides
    assert slide.finding == "Behind plan: 3 of 5; cannot be determined: 1."
    assert slide.table is not None
    assert [row[0].text for row in slide.table.rows] == ["worse", "far", "near", "untold"]


def test_a_number_of_the_tally_leads_to_the_indicators_that_it_counts(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        _title, tiles, _beneath = tally.draw(read_page_request("/"))
        links = [tile.children[0] for tile in tiles.children]
        urls = [getattr(each, "href", None) for each in links]
        url = "/?status={}#matrix".format
        assert urls == [
            url("achieved"),
            None,
            url("at_risk"),
            url("not_achieved"),
            url("undetermined"),
        ]


def test_the_matrix_shows_one_status_the_worst_first_and_the_way_back(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        everything, some = map(drawn_matrix, ("/", "/?status=not_achieved"))
        assert rows(everything) == ["done", "far", "near", "untold", "worse"]
        assert rows(some) == ["worse", "far"]
        assert "Only “Not achieved” in 2015: 2 indicators, the worst first." in str(some)
        assert "/#matrix" in str(some)
        with pytest.raises(Refusal):
            read_page_request("/?status=bad")


def drawn_matrix(address: str) -> dict[str, object]:
    props = json.loads(to_json_plotly(table.draw(read_page_request(address))))["props"]
    return dict(props)


def test_the_matrix_has_an_order_and_the_file_of_its_page_the_same(server: Flask) -> None:
    by_distance = ["worse", "far", "near", "untold", "done"]
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        assert rows(drawn_matrix("/?sort=distance")) == by_distance
        assert rows(drawn_matrix("/?status=behind")) == ["worse", "far", "near"]
        assert rows(drawn_matrix("/?status=behind&sort=programme")) == ["far", "near", "worse"]
        # nothing was reported for two years, so nothing compares: as in the programme
        assert rows(drawn_matrix("/?sort=change")) == rows(drawn_matrix("/"))
        for address, names in (
            ("/?sort=distance", by_distance),
            ("/?status=behind", by_distance[:3]),
        ):
            slides = report(deck_of_page(address)).slides
            (slide,) = (each for each in slides if each.kind == "matrix")
            assert slide.table is not None
            assert [row[0].text.partition(",")[0] for row in slide.table.rows] == names
        for wrong in ("/?sort=best", "/?fold=nowhere"):
            with pytest.raises(Refusal):
                read_page_request(wrong)


def test_a_cell_has_the_plan_and_the_sign_beneath_its_number(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        drawn = str(drawn_matrix("/?years=2015"))
    for text in ("96</span>", "shape--at_risk", "plan </span>100</span>"):
        assert text in drawn


def rows(drawn: object) -> list[str]:
    """The indicators of a matrix, in its order."""
    return list(dict.fromkeys(re.findall(r"/indicator/(\w+)", str(drawn))))


def test_the_day_of_all_cards_is_said_once(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        *drawn, loaded = key_cards.draw(read_page_request("/"))
        assert re.fullmatch(r"loaded \d{1,2} \w+ \d{4}", loaded.children)
        assert "kpi__fresh" not in str(drawn)


def test_facts_of_the_programmes_own_years_are_not_said_to_be_earlier(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        page_request = read_page_request("/about")
        for date, warned in (("2013", True), ("2014–2016", False), (None, False)):
            stated = {"facts": [{"text": {"ru": "a", "en": "a"}, "date": date, "source": "b"}]}
            dated_request = replace(
                page_request, facts=replace(page_request.facts, settings=stated)
            )
            assert ("counted nowhere" in str(programme.facts(dated_request))) is warned


def test_a_programme_stands_in_a_row_of_all(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        row = list(programmes.cells(programmes.ProgrammeRow(read_page_request("/"))))
    # the year with a value; one of five met; one achieved, one almost, two not, one unknown
    assert row[1:3] == ["2015", "1 of 5"]
    assert [counted.children[-1] for counted in row[3].children] == ["1", "1", "2", "1"]


def test_programmes_come_worst_first_and_what_is_not_judged_last() -> None:
    def row(name: str, met: PlansMet, spent: Fraction | None, day: int) -> SimpleNamespace:
        facts = SimpleNamespace(text=lambda *_name: name)
        return SimpleNamespace(
            page_request=SimpleNamespace(facts=facts),
            plans=met,
            execution=spent,
            newest=date(2020, 1, day),
        )

    rows: list[Any] = [
        row("a", PlansMet(2020, 4, 4, False), Fraction(9, 10), 3),
        row("b", PlansMet(2020, 0, 0, False), Fraction(1, 2), 1),
        row("c", PlansMet(2020, 3, 1, False), None, 2),
    ]

    def names(order: str | None) -> str:
        listed = programmes.ordered(rows, order)
        return "".join(each.page_request.facts.text("short_name", "ru") for each in listed)

    assert names(None) == "cab"
    assert names("money") == "bac"
    assert names("freshness") == "bca"
    assert names("programme") == "abc"
