"""Importing from start to end: what is loaded, what is skipped, what is replaced."""

from sqlalchemy import select

from data import imports
from data.tables.coverage import Coverage
from data.tables.organisations import Organisation
from data.tables.revisions import ImportRun
from tests.data.imports.conftest import PROGRAMME, World
from tests.record_tables import Consultation, Event, EventDistrict

CONSULTATIONS = """number,date,district,organisation,request,topic,people
К-1,31.05.2016,central,,consulting,law,2
К-2,2016-05,Кировский,,Помещение,,1 234
К-3,2016,,,copying,-,–
"""


def test_consultations_are_loaded_with_their_calendar(world: World) -> None:
    receipt = world.load("consultations", CONSULTATIONS, covers="2016")
    assert (receipt.accepted, receipt.updated, receipt.skipped, receipt.covered) == (3, 0, 0, 36)
    assert (receipt.changed, receipt.revision) == (True, 2)
    calendar = world.rows(Consultation, "number", "precision", "year", "half", "quarter", "month")
    assert calendar == [
        ("К-1", "day", 2016, 1, 2, 5),
        ("К-2", "month", 2016, 1, 2, 5),
        ("К-3", "year", 2016, None, None, None),
    ]
    words = world.rows(Consultation, "district", "request", "topic", "people", "illustrative")
    assert words == [
        ("central", "consulting", "law", 2, False),
        ("kirovsky", "premises", None, 1234, False),
        (None, "copying", None, None, False),
    ]


def test_the_same_file_again_changes_nothing_and_says_so(world: World) -> None:
    world.load("consultations", CONSULTATIONS, covers="2016")
    before = world.revision
    receipt = world.load("consultations", CONSULTATIONS, covers="2016")
    assert (receipt.changed, receipt.skipped, receipt.accepted, receipt.revision) == (
        False,
        3,
        0,
        None,
    )
    assert world.revision == before
    assert "ничего не меняет" in receipt.text("ru")


def test_the_order_and_number_of_columns_do_not_make_another_content(world: World) -> None:
    world.load("consultations", "number,date,request\n1,2016-05-31,copying\n")
    receipt = world.load(
        "consultations", "request;people;date;number;note\nКопирование;-;31.05.2016; 1 ;\n"
    )
    assert (receipt.skipped, receipt.changed) == (1, False)


def test_the_same_number_with_other_content_needs_update(world: World) -> None:
    world.load("consultations", CONSULTATIONS)
    changed = "number,date,request,people\nК-1,2017-01-02,copying,5\n"
    assert world.refused("consultations", changed) == ["import_number_taken"]
    receipt = world.load("consultations", changed, update=True)
    assert (receipt.accepted, receipt.updated) == (0, 1)
    with world.database.read() as session:
        old, new = session.scalars(
            select(Consultation).where(Consultation.number == "К-1").order_by(Consultation.id)
        )
    assert (old.until, new.since, new.until, new.chain) == (
        receipt.revision,
        receipt.revision,
        None,
        old.id,
    )
    again = world.load(
        "consultations", "number,date,request,people\nК-1,2017-01-02,copying,6\n", update=True
    )
    assert world.rows(Consultation, "number", "chain")[-1] == ("К-1", old.id)
    assert again.updated == 1


def test_a_row_without_a_number_is_known_by_its_content(world: World) -> None:
    text = "date,request,people\n2016-05-31,copying,5\n2016-05-31,copying,6\n"
    world.load("consultations", text)
    assert all(
        number.startswith("#") and len(number) == 33
        for (number,) in world.rows(Consultation, "number")
    )
    assert world.load("consultations", text).skipped == 2


def test_events_are_shared_by_districts(world: World) -> None:
    world.load(
        "events",
        "number,date,districts,type,title\n1,2016-05-31,kirovsky; central,seminar,А\n2,2016,,fair,Б\n",
    )
    assert world.rows(Event, "number", "district") == [("1", None), ("2", None)]
    with world.database.read() as session:
        linked = session.execute(
            select(Event.number, EventDistrict.district).join_from(Event, EventDistrict)
        )
        assert sorted(map(tuple, linked)) == [("1", "central"), ("1", "kirovsky")]


def test_organisations_are_found_by_number_and_registration(world: World) -> None:
    world.load(
        "organisations", "number,name,inn,ogrn\nA,Первая,7707083893,1027700132195\nB,Вторая,,\n"
    )
    update = "number,name,inn,ogrn\nA,Первая организация,7707083893,1027700132195\n"
    world.load("organisations", update, update=True)
    first = world.rows(Organisation, "id", "number", living=False)[0]
    text = (
        "number,date,request,organisation\n"
        "1,2016,copying,A\n2,2016,copying,7707083893\n3,2016,copying,1027700132195\n"
    )
    world.load("consultations", text)
    assert world.rows(Consultation, "organisation_id") == [first[:1]] * 3
    assert first[1] == "A"


def test_coverage_is_added_once_and_tied_to_its_import(world: World) -> None:
    first = world.load(
        "consultations",
        "number,date,request\n1,2016-05-01,copying\n",
        covers="2016-Q2",
        districts="central",
    )
    second = world.load(
        "consultations", "number,date,request\n2,2016-05-01,copying\n", covers="2016-05..2016-07"
    )
    assert (first.covered, second.covered) == (3, 7)
    assert world.count(Coverage) == 10
    assert world.count(Coverage, Coverage.import_id == second.import_id) == 7


def test_a_programme_without_districts_is_covered_as_a_whole(world: World) -> None:
    text = "number,date,request\n1,2016-05-01,copying\n"
    receipt = world.load("consultations", text, covers="2016-05", programme="bare")
    assert world.rows(Coverage, "district", "year", "month") == [("", 2016, 5)]
    assert receipt.covered == 1


def test_coverage_is_illustrative_when_every_row_is(world: World) -> None:
    head = "number,date,request,illustrative\n"
    world.load(
        "consultations", head + "1,2016-05-01,copying,да\n", covers="2016-05", districts="central"
    )
    world.load(
        "consultations",
        head + "2,2016-06-01,copying,да\n3,2016-06-02,copying,нет\n",
        covers="2016-06",
    )
    assert [mark for (mark,) in world.rows(Coverage, "illustrative")] == [True, False, False, False]


def test_a_dry_run_loads_nothing_and_proposes_what_is_covered(world: World) -> None:
    before = world.revision
    receipt = world.load(
        "consultations",
        CONSULTATIONS.replace("К-3,2016,", "К-3,2015-04,"),
        covers=None,
        dry_run=True,
    )
    assert (receipt.accepted, receipt.changed, receipt.import_id) == (3, False, None)
    assert receipt.proposed_covers == "2015-04,2016-05"
    assert world.revision == before
    assert "--covers 2015-04,2016-05" in receipt.text("en")


def test_imports_are_listed_oldest_first(world: World) -> None:
    first = world.load("consultations", CONSULTATIONS)
    world.load("events", "number,date,type,title\n1,2016-05-31,fair,А\n")
    with world.database.read() as session:
        listed = imports.imports(session, PROGRAMME)
        receipt = imports.import_run(session, listed[0].id)
    assert [(run.kind, run.state, run.accepted) for run in listed] == [
        ("consultations", "loaded", 3),
        ("events", "loaded", 1),
    ]
    assert (receipt.id, receipt.file_name, receipt.revision) == (
        first.import_id,
        "file.csv",
        first.revision,
    )


def test_several_files_load_in_one_revision_and_see_each_other(world: World) -> None:
    organisations = world.write("number,name\nA,Первая\n", "organisations.csv")
    consultations = world.write(
        "number,date,request,organisation\n1,2016,copying,A\n", "consultations.csv"
    )
    with world.database.transaction("load", "two files") as change:
        for kind, path in (("organisations", organisations), ("consultations", consultations)):
            checked = imports.check(
                change.session, kind, path, imports.ImportOptions(PROGRAMME, "none")
            )
            receipt = imports.load(change, checked)
            assert receipt.revision == change.revision
        subjects = [(touch.subject, touch.years) for touch in change.touches]
    assert subjects == [("organisations", None), ("consultations", frozenset({2016}))]
    assert world.count(ImportRun) == 2


def test_every_revision_says_which_years_it_touched(world: World) -> None:
    touched = []
    world.database.listeners = [lambda change: touched.extend(change.touches)]
    world.load("consultations", "number,date,request\n1,2016-05-01,copying\n", covers="2016..2017")
    world.load("consultations", "number,date,request\n1,2018-05-01,copying\n", update=True)
    assert [touch.years for touch in touched] == [frozenset({2016, 2017}), frozenset({2016, 2018})]


def test_a_correction_says_which_values_it_takes_away_for_want_of_a_column(world: World) -> None:
    head = "number;date;request;topic;people;illustrative\n"
    row = "2;31.05.2016;copying;;4;no\n"
    world.load("consultations", f"{head}1;31.05.2016;copying;registration;2;yes\n{row}")
    corrected = "number;date;request;people\n1;31.05.2016;copying;3\n2;31.05.2016;copying;4\n3;31.05.2016;copying;1\n"
    for dry_run in (True, False):
        receipt = world.load("consultations", corrected, update=True, dry_run=dry_run)
        assert "«Тема» (1), «Условные данные» (1)" in receipt.text("ru")
        assert "“Topic” (1), “Illustrative” (1)" in receipt.text("en")
        assert "People" not in receipt.text("en")


def test_districts_of_an_event_that_a_correction_takes_away_are_said_too(world: World) -> None:
    world.load("events", "number;date;type;title;districts\n1;2016;seminar;A;central, kirovsky\n")
    receipt = world.load("events", "number;date;type;title\n1;2016;seminar;B\n", update=True)
    assert "“Districts” (1)" in receipt.text("en")
    again = world.load("events", "number;date;type;title\n1;2016;seminar;C\n", update=True)
    assert not again.notes, "nothing is left to take away"
