"""A publisher sees which statuses other tolerances would change, and sets them with a reason."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask

from data.database.closing import close_year
from data.programme.thresholds import set_thresholds
from indicators.answers.achievement import Thresholds
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.impact.changes import changes
from indicators.impact.rehearsal import rehearse
from indicators.impact.tolerance_effect import effect_of_tolerances
from tests.dashboard.stewarding_world import changeable, signed_in, text_of
from tests.sample_programme import SampleProgramme

SCREEN = "/steward/tolerances"
OTHERS = {"at_risk": "20", "over_fulfilled": "105"}


@pytest.fixture
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Two visits of 2 planned in 2014, one of 5 in 2015: a fifth."""
    with changeable(tmp_path_factory.mktemp("tolerances")) as world:
        yield world


def statuses(world: SampleProgramme) -> dict[str, str | None]:
    with world.database.read() as session:
        listed = answers(session, Question(world.code, ("visits",), (2014, 2015)))
    return {answer.period: answer.status for answer in listed}


def test_the_effect_is_shown_before_anything_counts(server: Flask, world: SampleProgramme) -> None:
    pavel = signed_in(server, "pavel")
    before = world.database.newest()
    page = pavel.get(SCREEN, query_string=OTHERS)
    text = text_of(page.text)
    assert page.status_code == 200
    assert "1 status would change" in text
    assert "Not achieved → Almost achieved: 1" in text
    assert re.search(r"visits .* 2015 1 .*? 5 20\s?% Not achieved → Almost achieved", text), text
    assert world.database.newest() == before
    assert statuses(world) == {"2014": "achieved", "2015": "not_achieved"}


def test_they_are_set_with_a_reason_as_one_revision(server: Flask, world: SampleProgramme) -> None:
    pavel = signed_in(server, "pavel")
    silent = pavel.post(SCREEN, data={**OTHERS, "reason": " "})
    assert silent.status_code == 400
    assert statuses(world)["2015"] == "not_achieved"
    answer = pavel.post(SCREEN, data={**OTHERS, "reason": "Order 7"})
    assert answer.status_code == 303
    assert answer.location.startswith(f"/steward/audit/{world.database.newest()}")
    assert statuses(world) == {"2014": "achieved", "2015": "at_risk"}
    receipt = text_of(pavel.get(answer.location).text)
    assert "Order 7" in receipt
    assert "1 number changed" in receipt
    assert "In force: 20%." in text_of(pavel.get(SCREEN).text)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"at_risk": "0", "over_fulfilled": "105"}, "“0” is no per cent of the plan between 1 and 100"),
        ({"at_risk": "101", "over_fulfilled": "105"}, "“101” is no per cent"),
        ({"at_risk": "95", "over_fulfilled": "99,9"}, "“99,9” is no per cent of the plan between 100 and 1000"),
        ({"at_risk": "много", "over_fulfilled": "105"}, "“много” is no per cent"),
        ({"at_risk": "9" * 5000, "over_fulfilled": "105"}, "is no per cent"),
        ({"at_risk": "95", "over_fulfilled": "105"}, "in force already"),
    ],
)  # fmt: skip
def test_what_is_no_tolerance_is_refused_with_the_remedy(
    server: Flask, world: SampleProgramme, fields: dict[str, str], sentence: str
) -> None:
    pavel = signed_in(server, "pavel")
    before = world.database.newest()
    for answer in (
        pavel.get(SCREEN, query_string=fields),
        pavel.post(SCREEN, data={**fields, "reason": "x"}),
    ):
        assert answer.status_code == 400
        assert sentence in text_of(answer.text)
    assert world.database.newest() == before


def test_per_cent_are_typed_as_people_type_them(server: Flask, world: SampleProgramme) -> None:
    fields = {"at_risk": "12,5 %", "over_fulfilled": " 110 "}
    data = {**fields, "reason": "Order 8"}
    assert signed_in(server, "pavel").post(SCREEN, data=data).status_code == 303
    with world.database.read() as session:
        limits = ProgrammeReader(session, world.code).thresholds
    assert limits == Thresholds(Decimal("0.125"), Decimal("1.1"))


def test_a_steward_has_neither_the_screen_nor_its_place_in_the_menu(server: Flask) -> None:
    anna = signed_in(server, "anna")
    assert anna.get(SCREEN).status_code == 403
    assert anna.post(SCREEN, data={**OTHERS, "reason": "x"}).status_code == 403
    assert SCREEN not in anna.get("/steward").text
    assert SCREEN in signed_in(server, "pavel").get("/steward").text


def test_closed_years_are_ticked_apart(server: Flask, world: SampleProgramme) -> None:
    with world.revision("close", author="pavel", reason="approved") as change:
        close_year(change, world.programme_id, 2015)
    pavel = signed_in(server, "pavel")
    assert 'name="closed_year"' in pavel.get(SCREEN, query_string=OTHERS).text
    unticked = pavel.post(SCREEN, data={**OTHERS, "reason": "Order 7"})
    assert unticked.status_code == 400
    assert statuses(world)["2015"] == "not_achieved"
    ticked = {**OTHERS, "reason": "Order 7", "closed_year": "1"}
    assert pavel.post(SCREEN, data=ticked).status_code == 303
    assert statuses(world)["2015"] == "at_risk"


@pytest.mark.parametrize("degrees", [("0.2", "1.05"), ("0.95", "1"), ("0.01", "10")])
def test_what_is_foreseen_is_what_a_rehearsal_and_the_receipt_say(
    world: SampleProgramme, degrees: tuple[str, str]
) -> None:
    with world.revision():
        world.target("visits", "2015", Decimal("0.98"), "north")
    named = dict(zip(("at_risk", "over_fulfilled"), degrees, strict=True))
    thresholds = Thresholds(*map(Decimal, degrees))
    with world.database.read() as session:
        foreseen = effect_of_tolerances(session, world.code, thresholds)
    moves = [(each.at, each.old.status, each.new.status) for each in foreseen]
    assert moves
    act = lambda change: set_thresholds(change, world.code, named)  # noqa: E731
    rehearsed = rehearse(world.database, world.code, act)
    assert moves == [(each.at, each.old.status, each.new.status) for each in rehearsed]
    before = world.database.newest()
    with world.database.transaction("thresholds", world.code) as change:
        act(change)
    with world.database.read() as session:
        differences = [
            each
            for each in changes(session, world.code, before, grains=("year",))
            if not each.within_year
        ]
    assert moves == [(each.at, each.old.status, each.new.status) for each in differences]
