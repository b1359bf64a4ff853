"""Undo: the rows of an import go, what they replaced comes back, and nothing else is lost."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from data import editing, imports
from data.editing import RowInput, context_of
from data.imports import Receipt, UndoReceipt, kind_of
from data.refusals import NotFound, Refusal
from data.tables.coverage import Coverage
from data.tables.definitions import Observation
from data.tables.places import District
from tests.data.imports.conftest import PROGRAMME, World
from tests.depth import examples
from tests.record_tables import Consultation, Event, EventDistrict

HEAD = "number,date,request,people\n"


def consultations(**people: int) -> str:
    """A file of consultations with these numbers of people."""
    return HEAD + "".join(
        f"{number},2016-05-31,copying,{count}\n" for number, count in people.items()
    )


def undo(world: World, import_id: int | None, **options: Any) -> UndoReceipt:
    """Undo an import, of which the plan says before how many rows go and come back."""
    assert import_id is not None
    with world.database.read() as session:
        plan = imports.undo_plan(session, import_id)
    receipt = imports.undo(world.database, import_id, **options)
    assert (plan.closed, plan.reopened) == (receipt.closed, receipt.reopened)
    return receipt


def living(world: World) -> dict[str, int]:
    """What counts now: people by number."""
    return dict(world.rows(Consultation, "number", "people"))


def test_undo_closes_the_rows_and_their_coverage(world: World) -> None:
    kept = world.load(
        "consultations", consultations(a=1), covers="2015-05..2016-05", districts="central"
    )
    receipt = world.load("consultations", consultations(b=2, c=3), covers="2016-05..2016-06")
    undone = undo(world, receipt.import_id)
    assert living(world) == {"a": 1}
    assert (undone.closed, undone.reopened, undone.uncovered) == (2, 0, 5)
    assert world.count(Coverage, Coverage.until.is_(None)) == kept.covered
    assert "отменён" in undone.text("ru")
    with world.database.read() as session:
        assert [run.state for run in imports.imports(session)] == ["loaded", "undone"]


def test_undo_restores_what_the_import_replaced(world: World) -> None:
    world.load("consultations", consultations(a=1, b=2))
    receipt = world.load("consultations", consultations(a=10, c=3), update=True)
    undone = undo(world, receipt.import_id)
    assert living(world) == {"a": 1, "b": 2}
    assert (undone.closed, undone.reopened) == (2, 1)
    first, _, restored = (row for row in rows_of(world, "a"))
    assert (restored.chain, restored.since, restored.fingerprint) == (
        first.id,
        undone.revision,
        first.fingerprint,
    )


def rows_of(world: World, number: str) -> list[Consultation]:
    """Every row that a number ever had."""
    with world.database.read() as session:
        statement = select(Consultation).where(Consultation.number == number)
        return list(session.scalars(statement.order_by(Consultation.id)))


def test_an_undone_file_may_be_imported_again(world: World) -> None:
    receipt = world.load("consultations", consultations(a=1))
    undo(world, receipt.import_id)
    again = world.load("consultations", consultations(a=1))
    assert (again.accepted, again.skipped, living(world)) == (1, 0, {"a": 1})


def test_undo_twice_is_refused(world: World) -> None:
    receipt = world.load("consultations", consultations(a=1))
    undo(world, receipt.import_id)
    with pytest.raises(Refusal, match="already undone"):
        undo(world, receipt.import_id)
    with pytest.raises(NotFound):
        undo(world, 99)


def test_later_corrections_are_named_and_need_a_confirmation(world: World) -> None:
    first = world.load("consultations", consultations(a=1, b=2))
    world.load("consultations", consultations(a=10), update=True)
    before = world.revision
    with pytest.raises(Refusal) as refusal:
        undo(world, first.import_id)
    assert [problem.rule for problem in refusal.value.problems] == ["undo_edit", "undo_has_edits"]
    assert "«a»" in refusal.value.text("ru")
    assert world.revision == before
    assert undo(world, first.import_id, with_edits=True).closed == 2
    assert living(world) == {}


def test_a_persons_edit_is_a_later_correction(world: World) -> None:
    receipt = world.load("consultations", consultations(a=1))
    with world.database.transaction("edit", "a") as change:
        old = change.session.scalars(select(Consultation)).one()
        change.session.execute(update(Consultation).values(until=change.revision))
        same = {
            name: getattr(old, name)
            for name in ("programme_id", "number", "date", "year", "request")
        }
        change.session.add(
            Consultation(since=change.revision, chain=old.id, people=5, fingerprint="other", **same)
        )
    with pytest.raises(Refusal, match="corrected after"):
        undo(world, receipt.import_id)
    undo(world, receipt.import_id, with_edits=True)
    assert living(world) == {}


def test_undoing_an_undone_correction_is_no_edit(world: World) -> None:
    first = world.load("consultations", consultations(a=1))
    second = world.load("consultations", consultations(a=2), update=True)
    undo(world, second.import_id)
    undo(world, first.import_id)
    assert living(world) == {}


def test_corrections_unwind_in_any_order(world: World) -> None:
    world.load("consultations", consultations(a=1))
    second = world.load("consultations", consultations(a=2), update=True)
    third = world.load("consultations", consultations(a=3), update=True)
    undo(world, second.import_id, with_edits=True)
    assert living(world) == {"a": 1}
    undo(world, third.import_id)
    assert living(world) == {"a": 1}


def test_shared_events_come_back_with_their_districts(world: World) -> None:
    head = "number,date,districts,type,title\n"
    world.load("events", head + "1,2016,central;kirovsky,fair,А\n")
    receipt = world.load("events", head + "1,2016,northern,fair,А\n", update=True)
    undo(world, receipt.import_id)
    with world.database.read() as session:
        linked = select(EventDistrict.district).join(Event).where(Event.until.is_(None))
        assert sorted(session.scalars(linked)) == ["central", "kirovsky"]


def test_what_another_import_covers_too_stays_covered(world: World) -> None:
    first = world.load("consultations", consultations(a=1), covers="2016-05")
    second = world.load("consultations", consultations(b=1), covers="2016")
    undone = undo(world, first.import_id)
    assert undone.uncovered == 0
    assert world.count(Coverage, Coverage.until.is_(None)) == 36
    undo(world, second.import_id)
    assert world.count(Coverage, Coverage.until.is_(None)) == 0


def test_a_claim_of_all_districts_covers_none_that_came_later(world: World) -> None:
    world.load("consultations", consultations(a=1), covers="2016-05")
    world.load("districts", "code,name_ru\nnew,Новый\n")
    later = world.load("consultations", consultations(b=1), covers="2016-05")
    covered = (Coverage.district == "new", Coverage.until.is_(None))
    assert world.count(Coverage, *covered) == 1
    undo(world, later.import_id)
    assert world.count(Coverage, *covered) == 0


def test_a_claim_that_leant_on_the_undone_rows_does_not_stand_for_them(world: World) -> None:
    first = world.load("consultations", consultations(a=1), covers="2016-05")
    second = world.load("consultations", consultations(a=1, b=1), covers="2016-05..2016-06")
    undone = undo(world, first.import_id)
    assert undone.dependent_imports == (second.import_id,)
    assert {month for (month,) in world.rows(Coverage, "month")} == {6}


def test_rows_without_numbers_are_named_by_their_columns(world: World) -> None:
    first = world.load("populations", "district,on_date,people\n,2015-01-01,5\n")
    world.load("populations", "district,on_date,people\n,2015-01-01,6\n", update=True)
    with pytest.raises(Refusal, match="“district –, on date 2015-01-01”"):
        undo(world, first.import_id)
    places = world.load("districts", "code,name_ru\nnew,Новый\n")
    world.load("populations", "district,on_date,people\nnew,2015-01-01,5\nnew,2016-01-01,5\n")
    with pytest.raises(
        Refusal, match="district Новый, on date 2015-01-01; district Новый, on date 2016-01-01"
    ):
        undo(world, places.import_id)


def test_organisations_in_use_cannot_go(world: World) -> None:
    receipt = world.load("organisations", "number,name\nA,Первая\nB,Вторая\n")
    used = world.load("consultations", "number,date,request,organisation\nК-7,2016,copying,A\n")
    with pytest.raises(Refusal) as refusal:
        undo(world, receipt.import_id)
    assert [problem.rule for problem in refusal.value.problems] == [
        "undo_referred",
        "undo_referred_remedy",
    ]
    assert "К-7" in refusal.value.text("ru")
    undo(world, used.import_id)
    assert undo(world, receipt.import_id).closed == 2


def test_a_corrected_name_of_an_organisation_in_use_may_be_undone(world: World) -> None:
    world.load("organisations", "number,name\nA,Первая\n")
    world.load("consultations", "number,date,request,organisation\n1,2016,copying,A\n")
    receipt = world.load("organisations", "number,name\nA,Другая\n", update=True)
    assert undo(world, receipt.import_id).reopened == 1


def withdraw(world: World, kind: str, number: str, /, **again: str) -> None:
    """Withdraw a row by hand, or bring it back as typed."""
    with world.database.read() as session:
        row = editing.newest_row(
            session, kind_of(kind), context_of(session, PROGRAMME).programme_id, number
        )
    rows = [RowInput(again, row.id, again=True)] if again else []
    gone = [] if again else [row.id]
    authorship = {"author": "anna", "reason": "as told"}
    editing.save(world.database, kind_of(kind), PROGRAMME, rows, withdrawn=gone, **authorship)


def refused(world: World, import_id: int | None) -> list[str]:
    """The rules for which an undo is refused, told beforehand too; nothing may have changed."""
    assert import_id is not None
    before = world.revision
    with pytest.raises(Refusal) as refusal:
        undo(world, import_id, with_edits=True)
    with world.database.read() as session:
        assert imports.undo_plan(session, import_id).refused == tuple(refusal.value.problems)
    assert world.revision == before
    return [problem.text("en") for problem in refusal.value.problems]


def moved_from(world: World, kind: str, head: str, *, to: str, was: str) -> Receipt:
    """The import that corrects a row which said something else before."""
    world.load(kind, f"{head}\n{was}\n")
    return world.load(kind, f"{head}\n{to}\n", update=True)


def test_nothing_comes_back_to_a_district_that_is_gone_until_that_comes_back(world: World) -> None:
    district = {"code": "new", "name_ru": "Новый"}
    world.load("districts", "code,name_ru\nnew,Новый\n")
    head = "number,date,request,district"
    moved = moved_from(
        world, "consultations", head, was="a,2016,copying,new", to="a,2016,copying,central"
    )
    withdraw(world, "districts", "new")
    (sentence,) = refused(world, moved.import_id)
    assert "“a” of the district “Новый”" in sentence
    withdraw(world, "districts", "new", **district)
    assert undo(world, moved.import_id).reopened == 1
    assert world.rows(Consultation, "number", "district") == [("a", "new")]


def test_no_event_comes_back_to_a_district_that_is_gone(world: World) -> None:
    world.load("districts", "code,name_ru\nnew,Новый\n")
    head = "number,date,type,title,districts"
    moved = moved_from(
        world, "events", head, was="1,2016,fair,А,central;new", to="1,2016,fair,А,central"
    )
    withdraw(world, "districts", "new")
    (sentence,) = refused(world, moved.import_id)
    assert "“Новый”" in sentence


def test_nothing_comes_back_to_an_organisation_that_is_gone(world: World) -> None:
    world.load("organisations", "number,name\nA,Первая\nB,Вторая\n")
    head = "number,date,request,organisation"
    moved = moved_from(world, "consultations", head, was="a,2016,copying,A", to="a,2016,copying,B")
    withdraw(world, "organisations", "A")
    (sentence,) = refused(world, moved.import_id)
    assert "“a” of the organisation “Первая”" in sentence
    withdraw(world, "organisations", "A", number="A", name="Первая")
    assert undo(world, moved.import_id).reopened == 1


def test_no_district_comes_back_under_one_that_is_gone(world: World) -> None:
    world.load("districts", "code,name_ru\nabove,Выше\n")
    moved = moved_from(
        world, "districts", "code,name_ru,parent", was="below,Ниже,above", to="below,Ниже,"
    )
    withdraw(world, "districts", "above")
    (sentence,) = refused(world, moved.import_id)
    assert "“Ниже” of the district “Выше”" in sentence


def test_nothing_comes_back_under_a_number_that_another_has_by_now(world: World) -> None:
    world.load("consultations", consultations(a=1))
    second = world.load("consultations", consultations(a=2), update=True)
    row = world.rows(Consultation, "id")[0][0]
    fields = {"number": "renamed", "date": "2016-05-31", "request": "copying", "people": "2"}
    editing.save(
        world.database,
        kind_of("consultations"),
        PROGRAMME,
        [RowInput(fields, row)],
        author="anna",
        reason="as told",
    )
    world.load("consultations", consultations(a=7))
    (sentence,) = refused(world, second.import_id)
    assert "The number “a”" in sentence
    assert living(world) == {"renamed": 2, "a": 7}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("consultations", "number,date,request,district\n1,2016,copying,new\n"),
        ("events", "number,date,type,title,districts\n1,2016,fair,А,new\n"),
        ("organisations", "number,name,district\n1,А,new\n"),
        ("districts", "code,name_ru,parent\nnewer,Новее,new\n"),
        ("observations", "indicator,period,value,district\nsurvey,2016,5,new\n"),
    ],
)
def test_districts_in_use_cannot_go(embedded: World, kind: str, text: str) -> None:
    receipt = embedded.load("districts", "code,name_ru\nnew,Новый\n")
    used = embedded.load(kind, text)
    with pytest.raises(Refusal):
        undo(embedded, receipt.import_id)
    undo(embedded, used.import_id)
    assert undo(embedded, receipt.import_id).closed == 1
    assert embedded.count(District, District.number == "new", District.until.is_(None)) == 0


def test_an_undo_says_what_it_touched(world: World) -> None:
    touched: list[Any] = []
    text = "indicator,period,value\nsurvey,2016,5\nsurvey,2018-Q1,6\n"
    receipt = world.load("observations", text)
    world.database.listeners = [lambda change: touched.extend(change.touches)]
    undo(world, receipt.import_id)
    (touch,) = touched
    assert (touch.subject, touch.years, touch.codes) == ("observations", {2016, 2018}, {"survey"})
    assert world.count(Observation, Observation.until.is_(None)) == 0


FILES = st.lists(
    st.dictionaries(st.sampled_from("abcd"), st.integers(1, 3), min_size=1), min_size=1, max_size=5
)


@settings(
    max_examples=examples(25, 250), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=FILES)
def test_undoing_all_imports_backwards_restores_every_state(
    embedded: World, files: list[dict[str, int]]
) -> None:
    """Soundness: after each undo, from the last to the first, the database says what it said before
    that import.
    """
    undone: list[tuple[int, dict[str, int]]] = []
    for people in files:
        before = living(embedded)
        receipt = embedded.load("consultations", consultations(**people), update=True)
        assert living(embedded) == before | people
        if receipt.import_id is not None:
            undone.append((receipt.import_id, before))
    for import_id, before in reversed(undone):
        undo(embedded, import_id)
        assert living(embedded) == before
