"""The effect of a definition before it is published: it must be exactly what differs once it is."""

from collections.abc import Iterator
from typing import Any

import pytest

from data.decks import Deck, SlideText, save
from data.refusals import Refusal
from indicators.answers.snapshots import create
from indicators.definition import read
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.changes import changes
from indicators.impact.definition_history import moved_between
from indicators.impact.effect import Effect, effect_of_publishing, effect_of_withdrawing
from indicators.sheets.effect import effect_sheet
from tests.sample_programme import SampleProgramme, yaml_of

VISITS: dict[str, Any] = {"kind": "count", "measure": "consultations"}
COPYING = {**VISITS, "filter": {"request": ["copying"]}}
SHARE = {"kind": "ratio", "numerator": {"indicator": "visits"}, "denominator": {**VISITS}}
EVERY_KIND: list[tuple[str, str, dict[str, Any]]] = [
    ("filter", "visits", COPYING),
    (
        "unit and decimals only",
        "visits",
        {**COPYING, "unit": {"ru": "раз", "en": "times"}, "decimals": 1},
    ),
    ("direction", "visits", {**COPYING, "direction": "decrease"}),
    ("band", "visits", {**COPYING, "direction": "keep", "band": [1, 2]}),
    ("per", "visits", {**VISITS, "per": {"residents": 100}}),
    ("accumulate", "visits", {**VISITS, "accumulate": "to_date"}),
    ("window", "visits", {**VISITS, "window": {"months": 12}}),
    ("condition", "twice", {"kind": "formula", "formula": "if(visits > 1, share(visits), 0)"}),
    ("years", "visits", {**COPYING, "years": "2015..2016"}),
    ("due days", "visits", {**COPYING, "years": "2016..", "due_days": 36500}),
    ("kind", "visits", {"kind": "sum", "measure": "consultations", "amount": "people"}),
    ("distinct", "visits", {"kind": "distinct", "measure": "consultations", "of": "organisation"}),
    ("change", "visits", {**VISITS, "change": {"from": "previous", "as": "percent"}}),
    ("input of a formula", "visits", {**VISITS, "filter": {"topic": ["grants"]}}),
    ("formula", "twice", {"kind": "formula", "formula": "3 * visits + if_none(fairs, 0)"}),
    ("side of a ratio", "share", {**SHARE, "denominator": {**COPYING}}),
    ("new", "people", {"kind": "average", "measure": "consultations", "amount": "people"}),
    (
        "new and planned",
        "planned",
        {"kind": "observed", "combine": {"places": "none", "periods": "none"}},
    ),
]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """For the tests that publish nothing."""
    with founded(f"sqlite:///{tmp_path_factory.mktemp('effect') / 'itog.db'}") as world:
        yield world


def founded(url: str) -> SampleProgramme:
    world = SampleProgramme(url, cuts={"okrugs": {"left": ["north"], "right": ["south"]}})
    with world.revision():
        world.define("visits", **VISITS)
        world.define("fairs", kind="count", measure="events")
        world.define("twice", kind="formula", formula="2 * visits")
        world.define("share", **SHARE)
        _records(world)
        world.population(1000, "2014-01-01")
        for period, value in (("2014", 2), ("2015", 4), ("2015-Q1", 1)):
            world.target("visits", period, value)
        world.target("planned", "2015", 3)
    return world


def _records(world: SampleProgramme) -> None:
    guild = world.organisation("Guild")
    for date, place, columns in (
        ("2014-03-05", "north", {"request": "copying", "people": 3}),
        ("2014-07-01", "south", {"topic": "grants", "people": 1, "organisation_id": guild}),
        (
            "2015-01-20",
            "north",
            {"request": "copying", "topic": "grants", "organisation_id": guild},
        ),
        ("2015-02", "south", {"people": 5}),
        ("2016", "north", {"request": "copying"}),
    ):
        world.record("consultations", date, place, **columns)
    world.record("events", "2015-06-12", "north", "south")
    world.cover("consultations", "2014", "2015-Q1")


def publishing(world: SampleProgramme, code: str, **fields: Any) -> Effect:
    with world.database.read() as session:
        return effect_of_publishing(session, world.code, [("draft.yaml", yaml_of(code, **fields))])


def differing(world: SampleProgramme) -> list[ChangedAnswer]:
    newest = world.database.newest()
    with world.database.read() as session:
        return changes(session, world.code, newest - 1)


def sides(differences: list[ChangedAnswer] | tuple[ChangedAnswer, ...]) -> list[tuple[Any, ...]]:
    """What a reader sees of each difference: all but the revision and the version, which are not
    there yet.
    """
    return [(change.at, _side(change.old), _side(change.new)) for change in differences]


def _side(answer: Any) -> Any:
    names = (
        "value",
        "numerator",
        "denominator",
        "records",
        "state",
        "coverage",
        "plan",
        "status",
        "marks",
        "degree",
    )
    return answer and tuple(getattr(answer, name) for name in names)


def test_the_effect_is_what_changes_says_afterwards(database_url: str) -> None:
    with founded(database_url) as town:
        for name, code, fields in EVERY_KIND:
            effect = publishing(town, code, **fields)
            town.define(code, **fields)
            assert sides(effect.changed) == sides(differing(town)), name
            assert effect.codes == (code,)
        for code in ("visits", "visits", "people", "planned"):
            with town.database.read() as session:
                effect = effect_of_withdrawing(session, town.code, code)
            town.withdraw(code)
            assert sides(effect.changed) == sides(differing(town)), f"withdrawing {code}"


def test_only_words_are_computed_without_records_and_change_no_number(
    town: SampleProgramme,
) -> None:
    effect = publishing(
        town, "visits", **VISITS, name={"ru": "Обращения", "en": "Requests"}, decimals=2
    )
    assert (effect.changed, effect.followers, effect.entering.total, effect.leaving.total) == (
        (),
        (),
        0,
        0,
    )


def test_followers_flips_and_records_that_leave(town: SampleProgramme) -> None:
    effect = publishing(town, "visits", **COPYING)
    assert effect.followers == ("share", "twice")
    assert ("", "2014", "achieved", "not_achieved") in {
        (flip.at.place, flip.period, flip.old and flip.old.status, flip.new and flip.new.status)
        for flip in effect.status_changes
    }
    assert (effect.entering.total, effect.leaving.total) == (0, 2)
    assert [(row.date.isoformat(), row.role) for row in effect.leaving.rows] == [
        ("2014-07-01", "leaving"),
        ("2015-02-01", "leaving"),
    ]


def test_records_move_only_in_the_years_that_differ(town: SampleProgramme) -> None:
    later = publishing(town, "visits", **COPYING, years="2015..")
    assert [row.date.year for row in later.leaving.rows] == [2015]
    assert {change.period[:4] for change in later.changed if change.indicator == "visits"} == {
        "2015"
    }
    other = publishing(town, "visits", kind="count", measure="events")
    assert (other.entering.total, other.leaving.total) == (1, 5)
    inputs = publishing(town, "twice", kind="formula", formula="visits")
    assert (inputs.entering.total, inputs.leaving.total) == (0, 0)


def test_snapshots_keep_the_old_value_and_living_decks_follow(town: SampleProgramme) -> None:
    taken = create(town.database, "Meeting", town.code)
    about = SlideText("numbers", "/indicator/visits")
    bound = save(town.database, Deck("", town.code, "Bound", (about,), taken.id), author="anna")
    living = save(
        town.database, Deck("", town.code, "Living", (SlideText("numbers", "/"),)), author="anna"
    )
    save(
        town.database,
        Deck("", town.code, "Other", (SlideText("numbers", "/indicator/fairs"),)),
        author="anna",
    )
    effect = publishing(town, "visits", **COPYING)
    assert [each.title for each in effect.snapshots] == ["Meeting"]
    assert [deck.code for deck in effect.affected_meetings.bound] == [bound.code]
    assert [deck.code for deck in effect.affected_meetings.living] == [living.code]
    assert effect.affected_meetings.reworded == ()
    unit = publishing(town, "visits", **VISITS, unit={"ru": "раз", "en": "times"})
    assert (unit.changed, unit.affected_meetings.living) == ((), ())
    assert [deck.code for deck in unit.affected_meetings.reworded] == [living.code]
    asides = publishing(town, "visits", **VISITS, source={"ru": "Отчёт", "en": "A report"})
    assert (asides.changed, asides.snapshots, asides.decks) == ((), (), ()), (
        "no slide shows a source"
    )


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        (VISITS, "definition_unchanged"),
        ({"kind": "formula", "formula": "twice + 1"}, "formula_cycle"),
        ({"kind": "formula", "formula": "nothing + 1"}, "formula_unknown_code"),
        ({**VISITS, "part": "nowhere"}, "unknown_part"),
    ],
)
def test_what_publishing_refuses_has_no_effect(
    town: SampleProgramme, fields: dict[str, Any], rule: str
) -> None:
    with pytest.raises(Refusal) as caught:
        publishing(town, "visits", **fields)
    assert [problem.rule for problem in caught.value.problems] == [rule]


def test_a_definition_that_a_formula_needs_cannot_be_withdrawn(town: SampleProgramme) -> None:
    with town.database.read() as session, pytest.raises(Refusal) as caught:
        effect_of_withdrawing(session, town.code, "visits")
    assert caught.value.problems[0].rule == "withdrawal_breaks_formula"


def test_nothing_is_stored_and_nobody_waits(town: SampleProgramme) -> None:
    """The effect is computed while somebody writes."""
    newest = town.database.newest()
    with town.database.writing("test"):
        publishing(town, "visits", **COPYING)
    assert town.database.newest() == newest


def test_each_side_of_a_ratio_says_who_enters_and_who_leaves_it(town: SampleProgramme) -> None:
    """A record that leaves the numerator and stays in the denominator moves, though the ratio still
    counts it.
    """
    narrower = {**SHARE, "numerator": {**COPYING}}
    with town.database.read() as session:
        effect = effect_of_publishing(
            session, town.code, [("share.yaml", yaml_of("share", **narrower))]
        )
    assert (effect.entering.total, effect.leaving.total) == (0, 0)
    moved = {side.role: (side.entering.total, side.leaving.total) for side in effect.sides}
    counted = len(effect.sides[0].leaving.rows)
    assert counted > 0
    assert moved == {"numerator": (0, counted), "denominator": (0, 0)}
    with town.database.read() as session:
        swapped = {**SHARE, "denominator": {**COPYING}}
        other = effect_of_publishing(
            session, town.code, [("share.yaml", yaml_of("share", **swapped))]
        )
        sheet = effect_sheet(session, other)
    assert {side.role: (side.entering.total, side.leaving.total) for side in other.sides} == {
        "numerator": (0, 0),
        "denominator": (0, counted),
    }
    assert sheet.extra["denominator"] == {"entering": 0, "leaving": counted}


def test_what_is_no_ratio_has_no_sides(town: SampleProgramme) -> None:
    with town.database.read() as session:
        for fields in (COPYING, {**SHARE}):
            effect = effect_of_publishing(
                session, town.code, [("fairs.yaml", yaml_of("fairs", **fields))]
            )
            assert effect.sides == ()
            assert effect.entering.total + effect.leaving.total > 0


def test_two_versions_of_a_ratio_are_told_apart_by_side(town: SampleProgramme) -> None:
    old, new = (
        read(yaml_of("share", **fields)) for fields in (SHARE, {**SHARE, "numerator": {**COPYING}})
    )
    with town.database.read() as session:
        together, upper, lower = moved_between(session, town.code, old, new)
    assert (together.entering.total, together.leaving.total) == (0, 0)
    assert upper.role == "numerator"
    assert upper.leaving.total > 0
    assert upper.leaving.rows == ()
    assert (lower.entering.total, lower.leaving.total) == (0, 0)
