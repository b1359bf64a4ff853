"""Plans of parts that acts have changed stand in the list, in its files and for programs, and are
counted with those of wholes.
"""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.council.making import report
from dashboard.council.of_page import deck_of_page
from dashboard.http import context
from dashboard.request_reading import read_page_request
from dashboard.sections import plan_changes, tally
from dashboard.sections.indicator import plan_history
from dashboard.steward.audit.changes import changed_numbers, foreseen_numbers
from data.editing import RowInput, context_of, save_rows
from data.imports import kind_of
from data.passports import DEFAULT_PROGRAMME
from indicators.impact.rehearsal import rehearse
from tests.sample_programme import SampleProgramme

FIRST = {"act": "№ 1", "set_on": datetime.date(2013, 11, 1)}
LATE = {"act": "№ 2", "set_on": datetime.date(2014, 12, 1), "change_reason": "budget"}
IN_TIME = {"act": "№ 3", "set_on": datetime.date(2013, 12, 1)}
NAMED = {
    "sex": {
        "name": {"ru": "Пол", "en": "Sex"},
        "values": {"women": {"ru": "женщины", "en": "women"}},
    }
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Four plans lowered late – a part's, a district's part's, a quarter's, a whole's – and a
    part's that was raised in time.
    """
    url = f"sqlite:///{tmp_path_factory.mktemp('parts') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as town:
        with town.revision():
            town.define("supported", kind="count", measure="supports", periodicity="quarter")
            town.define(
                "share",
                kind="observed",
                combine={"places": "none", "periods": "none"},
                disaggregations=NAMED,
            )
            town.target("supported", "2014", 4, by="form=property", **FIRST)
            town.target("supported", "2014", 3, "north", by="form=property", **FIRST)
            town.target("supported", "2014-Q2", 5, **FIRST)
            town.target("supported", "2014", 9, **FIRST)
            town.target("share", "2014", 40, by="sex=women", **FIRST)
        with town.revision():  # revision 3
            town.target("supported", "2014", 2, by="form=property", **LATE)
            town.target("supported", "2014", 1, "north", by="form=property", **LATE)
            town.target("supported", "2014-Q2", 4, **LATE)
            town.target("supported", "2014", 8, **LATE)
            town.target("share", "2014", 50, by="sex=women", **IN_TIME)
        yield town


def listed(server: Flask, address: str, language: str) -> list[tuple[str, str, bool]]:
    with server.test_request_context("/", headers={"X-Lang": language}):
        page_request = read_page_request(address)
        return [
            (
                change.history.indicator,
                plan_changes.of_text(page_request, change),
                change.is_late,
            )
            for change in plan_changes.changes(page_request)
        ]


def drawn(server: Flask, draw: Any, address: str, language: str = "en") -> str:
    with server.test_request_context("/", headers={"X-Lang": language}):
        blocks = draw(read_page_request(address))
        return str(
            [each.to_plotly_json() for each in (blocks if isinstance(blocks, list) else [blocks])]
        )


def test_the_list_names_the_attribute_and_the_value_of_a_part(server: Flask) -> None:
    assert sorted(listed(server, "/targets", "en")) == [
        ("share", "2014, Sex: women", False),
        ("supported", "2014", True),
        ("supported", "2014, Form of support: Property", True),
        ("supported", "2014, north, Form of support: Property", True),
        ("supported", "Q2\N{NO-BREAK SPACE}2014", True),
    ]
    russian = {words for _code, words, _late in listed(server, "/targets", "ru")}
    assert {"2014, Форма поддержки: Имущественная", "2014, Пол: женщины"} <= russian
    assert listed(server, "/targets?as_of=2", "en") == []


def test_the_overview_counts_what_the_list_marks(server: Flask) -> None:
    assert sum(late for _code, _words, late in listed(server, "/targets", "en")) == 4
    assert "4 plans were lowered late." in drawn(server, tally.draw, "/?years=2014")
    assert "4 плана" in drawn(server, tally.draw, "/?years=2014", "ru")
    assert "lowered late" not in drawn(server, tally.draw, "/?years=2015")
    assert "lowered late" not in drawn(server, tally.draw, "/?as_of=2")


def test_a_slide_and_so_every_file_has_the_same_rows(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "ru"}):
        (slide,) = report(deck_of_page("/targets")).slides
    assert slide.table is not None
    rows = [[cell.text for cell in row][:3] for row in slide.table.rows]
    assert ["supported, 2014, Форма поддержки: Имущественная", "4", "2"] in rows
    assert ["share, 2014, Пол: женщины", "40", "50"] in rows
    assert slide.finding == "Изменений планов: 5; снижено задним числом: 4."


def test_the_page_of_an_indicator_lists_the_parts_that_were_changed(server: Flask) -> None:
    text = drawn(server, plan_history.draw, "/indicator/share")
    assert "Sex: women" in text
    # no plan of the whole was changed, so there are no two of them to compare
    assert "both plans by year" not in text
    assert "both plans by year" in drawn(server, plan_history.draw, "/indicator/supported")


def test_programs_read_whose_plan_it_is(client: FlaskClient) -> None:
    address = f"/api/v1/targets?programme={DEFAULT_PROGRAMME}"
    rows = client.get(f"{address}&indicator=supported&years=2014").get_json()["rows"]
    parts = [
        (row["district"], row["period"], row["split_by"], row["split"], row["value"])
        for row in rows
    ]
    assert parts == [
        (None, "2014", None, None, 9),
        (None, "2014", None, None, 8),
        (None, "2014", "form", "property", 4),
        (None, "2014", "form", "property", 2),
        (None, "2014-Q2", None, None, 5),
        (None, "2014-Q2", None, None, 4),
        ("north", "2014", "form", "property", 3),
        ("north", "2014", "form", "property", 1),
    ]
    assert [row["lowered_late"] for row in rows] == [False, True] * 4
    text = client.get(f"{address}&indicator=share&format=csv").get_data(as_text=True)
    assert text.splitlines()[1].startswith(f"{DEFAULT_PROGRAMME},share,,2014,sex,women,40,")


def test_a_plan_of_a_part_alone_can_be_judged_by_its_original(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        for plan, expected in (("original", 40), ("current", 50)):
            request = read_page_request(f"/indicator/share?years=2014&plan={plan}")
            parts = request.answers(indicators=("share",), split="sex")
            assert {part.split: part.plan for part in parts}["women"] == expected


def test_the_receipt_of_a_revision_tells_plans_of_counted_parts_too(server: Flask) -> None:
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        parts = {
            (each.name, number.place, number.aside)
            for each in changed_numbers(DEFAULT_PROGRAMME, 2, 3).indicators
            for place in each.places
            for number in place.numbers
        }
    late = "; now marked: plan lowered late"
    assert parts == {
        ("supported", "Whole territory", f"plan: 9 → 8{late}"),
        ("supported, Form of support: Property", "Whole territory", f"plan: 4 → 2{late}"),
        ("supported, Form of support: Property", "north", f"plan: 3 → 1{late}"),
        ("share, Sex: women", "Whole territory", "plan: 40 → 50"),
    }


def test_a_preview_tells_what_the_receipt_will(server: Flask, world: SampleProgramme) -> None:
    row = RowInput(
        {"indicator": "supported", "period": "2015", "value": "7", "by:form": "financial"}
    )
    effect = rehearse(
        world.database,
        world.code,
        lambda change: save_rows(
            change, kind_of("targets"), context_of(change.session, world.code), [row]
        ),
    )
    with server.test_request_context("/", headers={"X-Lang": "ru"}):
        (of_part,) = foreseen_numbers(context.facts(DEFAULT_PROGRAMME), effect).indicators
    assert of_part.name == "supported, Форма поддержки: Финансовая"
    assert "план: – → 7" in of_part.headline
