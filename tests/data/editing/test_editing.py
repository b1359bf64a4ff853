"""People's edits: the importers' rules, all or nothing, nobody overwritten unseen; numbers follow."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from data import imports
from data.database.database import Database
from data.editing import (
    RecordSearch,
    RowInput,
    SaveResult,
    context_of,
    find,
    newest_row,
    save,
    texts_of,
    versions,
)
from data.imports import kind_of
from data.imports.columns.kind import Kind
from data.organisations.merging import merge
from data.refusals import Conflict, NotFound, Refusal
from indicators.answers.grid import answers
from indicators.answers.question import Question
from tests import template_databases
from tests.record_tables import EventDistrict
from tests.sample_programme import SampleProgramme

GRANT = {
    "number": "G-1",
    "date": "2014-03-05",
    "organisation": "NGO",
    "requested": "400 000",
    "district": "north",
}


def filled(url: str) -> SampleProgramme:
    with SampleProgramme(url) as world, world.revision():
        world.define("applied", kind="count", measure="grant_applications")
        world.define(
            "awarded",
            kind="sum",
            measure="grant_awards",
            amount="awarded",
            unit={"ru": "руб.", "en": "r"},
        )
        world.define("meetings", kind="count", measure="events")
        world.define(
            "opinion",
            kind="observed",
            decimals=1,
            combine={"places": "none", "periods": "none"},
        )
        world.organisation("Veterans", number="NGO")
        for kind in ("grants", "events"):
            world.cover(kind, "2014..2016")
    return world


@pytest.fixture
def world(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


def put(
    world: SampleProgramme,
    kind: str,
    *rows: dict[str, str],
    began: int | None = None,
    again: bool = False,
    **options: Any,
) -> SaveResult:
    inputs = [RowInput(row, began, again) for row in rows]
    words = {"author": "anna", "reason": "as told", **options}
    return save(world.database, kind_of(kind), world.code, inputs, **words)


def row(world: SampleProgramme, kind: str, number: str) -> Any:
    with world.database.read() as session:
        return newest_row(session, kind_of(kind), world.programme_id, number)


def texts(world: SampleProgramme, kind: str, number: str, language: str = "ru") -> dict[str, str]:
    with world.database.read() as session:
        newest = newest_row(session, kind_of(kind), world.programme_id, number)
        return texts_of(kind_of(kind), context_of(session, world.code), newest.fields, language)


def value(world: SampleProgramme, indicator: str, year: int = 2014) -> Decimal | None:
    with world.database.read() as session:
        question = Question(world.code, (indicator,), years=(year, year))
        return answers(session, question)[0].value


def rules(refusal: pytest.ExceptionInfo[Refusal]) -> list[tuple[str, str | None, str | None]]:
    for language in ("ru", "en"):
        assert refusal.value.text(language)
    return [(problem.rule, problem.column, problem.value) for problem in refusal.value.problems]


def test_a_record_is_added_corrected_and_withdrawn_and_numbers_follow(world):
    put(world, "grants", GRANT)
    assert (value(world, "applied"), value(world, "awarded", 2015)) == (1, 0)
    first = row(world, "grants", "G-1")
    won = GRANT | {"decision": "Победитель", "decided_on": "05.2015", "awarded": "350 000,50"}
    saved = put(world, "grants", won, began=first.id)
    assert (saved.added, saved.corrected, saved.numbers) == (0, 1, ("G-1",))
    assert (value(world, "applied"), value(world, "awarded", 2015)) == (1, Decimal("350000.50"))
    second = row(world, "grants", "G-1")
    assert (second.chain, second.fields["import_id"]) == (first.id, None)
    moved = texts(world, "grants", "G-1") | {"date": "05.03.2015"}
    put(world, "grants", moved, began=second.id)
    assert (value(world, "applied", 2014), value(world, "applied", 2015)) == (0, 1), (
        "both years are counted again"
    )
    third = row(world, "grants", "G-1")
    save(
        world.database,
        kind_of("grants"),
        world.code,
        withdrawn=[third.id],
        author="boris",
        reason="twice",
    )
    assert (value(world, "applied", 2015), value(world, "awarded", 2015)) == (0, 0)
    with pytest.raises(Conflict):
        put(world, "grants", moved, began=second.id, again=True)
    put(world, "grants", moved, began=third.id, again=True)
    assert (value(world, "applied", 2015), value(world, "awarded", 2015)) == (
        1,
        Decimal("350000.50"),
    )
    with pytest.raises(Conflict):
        put(world, "grants", moved, began=third.id, again=True)
    with world.database.read() as session:
        history = versions(context_of(session, world.code), kind_of("grants"), first.id, "ru")
    assert [(each.what, each.author) for each in history] == [
        ("restored", "anna"),
        ("withdrawn", "boris"),
        ("corrected", "anna"),
        ("corrected", "anna"),
        ("added", "anna"),
    ]
    assert history[0].changed == {}
    assert history[2].changed == {"date": ("05.03.2014", "05.03.2015")}
    assert history[3].changed["awarded"] == ("", "350 000,50")


def test_the_same_content_changes_nothing(world):
    put(world, "grants", GRANT)
    before = world.database.newest()
    first = row(world, "grants", "G-1")
    for language in ("ru", "en"):
        assert (
            put(world, "grants", texts(world, "grants", "G-1", language), began=first.id).revision
            is None
        )
    assert put(world, "grants", GRANT) == SaveResult(None, unchanged=1)
    assert world.database.newest() == before


def test_every_kind_is_read_back_as_it_was_typed(world):
    """What the importers' own examples say, stored and typed again, is the same row."""
    with world.revision():
        world.part("information")
        world.define("consultations", kind="count", measure="consultations")
        world.define(
            "survey_support",
            kind="observed",
            unit={"ru": "%", "en": "%"},
            decimals=1,
            combine={"places": "none", "periods": "none"},
        )
    for name in ("organisations", *(name for name in imports.kinds() if name != "organisations")):
        for example in kind_of(name).example:
            saved = put(world, name, {key: _fitted(key, text) for key, text in example.items()})
            newest = row(world, name, saved.numbers[0])
            for language in ("ru", "en"):
                again = texts(world, name, saved.numbers[0], language)
                assert put(world, name, again, began=newest.id).revision is None, again


def _fitted(column: str, text: str) -> str:
    """The example in the years and districts of this world."""
    for there, here in (
        ("2018", "2015"),
        ("central;kirovsky", "north;south"),
        ("central", "north"),
    ):
        text = text.replace(there, here) if column != "code" else text
    return text


def test_everything_wrong_is_said_at_its_field_with_what_was_typed_and_nothing_changes(world):
    before = world.database.newest()
    good = GRANT | {"number": "G-2"}
    bad = GRANT | {
        "date": "31.02.2014",
        "district": "nowhere",
        "requested": "many",
        "organisation": '- " -',
    }
    with pytest.raises(Refusal) as refusal:
        put(world, "grants", good, bad)
    assert rules(refusal) == [
        ("import_date_impossible", "date", "31.02.2014"),
        ("import_district_unknown", "district", "nowhere"),
        ("import_ditto_first", "organisation", '- " -'),
        ("import_number", "requested", "many"),
    ]
    assert {problem.row for problem in refusal.value.problems} == {2}
    assert world.database.newest() == before
    with pytest.raises(NotFound):
        row(world, "grants", "G-2")


def test_rules_over_several_columns_and_rows_hold_too(world):
    with pytest.raises(Refusal) as refusal:
        put(world, "grants", GRANT | {"awarded": "5"})
    assert rules(refusal) == [("import_awarded_to_no_winner", "awarded", "5")]
    with pytest.raises(Refusal) as refusal:
        put(world, "grants", GRANT, GRANT | {"note": "other"})
    assert {rule for rule, *_ in rules(refusal)} == {"edit_number_doubled"}
    with pytest.raises(Refusal) as refusal:
        put(
            world,
            "populations",
            *[{"people": people, "on_date": "2015-01-01"} for people in ("5", "6")],
        )
    assert "“district –, on date 2015-01-01” is given twice" in refusal.value.text("en")
    with pytest.raises(Refusal) as refusal:
        put(world, "districts", {"code": "east", "name_ru": "Восток", "parent": "nowhere"})
    assert rules(refusal)[0][:2] == ("import_parent_unknown", "parent")


def test_who_was_faster_is_named_and_not_overwritten(world):
    put(world, "grants", GRANT)
    first = row(world, "grants", "G-1")
    put(world, "grants", GRANT | {"note": "Anna's"}, began=first.id)
    before = world.database.newest()
    with pytest.raises(Conflict, match="anna"):
        put(world, "grants", GRANT | {"note": "Boris's"}, began=first.id, author="boris")
    with pytest.raises(Conflict, match="already"):
        put(world, "grants", GRANT | {"note": "Boris's"}, author="boris")
    with pytest.raises(Conflict):
        save(
            world.database,
            kind_of("grants"),
            world.code,
            withdrawn=[first.id],
            author="b",
            reason="r",
        )
    with pytest.raises(Refusal, match="no row 999"):
        put(world, "grants", GRANT, began=999)
    assert world.database.newest() == before


def test_a_record_of_another_programme_cannot_be_reached_by_its_id(world):
    put(world, "grants", GRANT)
    first = row(world, "grants", "G-1")
    with world.database.transaction("init", "another") as change:
        from tests.sample_programme import _programme

        _programme(change, "village", (2014, 2016), {})
    with pytest.raises(Refusal, match="no row"):
        save(
            world.database,
            kind_of("grants"),
            "village",
            withdrawn=[first.id],
            author="b",
            reason="r",
        )


def test_a_merged_organisation_is_not_withdrawn_and_the_merge_is_named(world):
    other = world.organisation("Другая", number="OTHER")
    newest = row(world, "organisations", "NGO")
    with world.database.transaction("merge", "test") as change:
        merge(change, world.programme_id, other, newest.chain)
    with pytest.raises(Refusal) as refusal:
        save(
            world.database,
            kind_of("organisations"),
            world.code,
            withdrawn=[newest.id],
            author="b",
            reason="r",
        )
    assert "referred_by_merge" in {rule for rule, *_ in rules(refusal)}
    assert "Организация «Другая» объединена с «" in refusal.value.text("ru")


def test_what_others_refer_to_stays_and_they_are_named(world):
    put(world, "grants", GRANT)
    for kind, number in (("organisations", "NGO"), ("districts", "north")):
        newest = row(world, kind, number)
        with pytest.raises(Refusal, match="G-1") as refusal:
            save(
                world.database,
                kind_of(kind),
                world.code,
                withdrawn=[newest.id],
                author="b",
                reason="r",
            )
        assert "edit_referred" in {rule for rule, *_ in rules(refusal)}
        assert "(“Grants”) refer to it: G-1" in refusal.value.text("en"), (
            "by the name of the kind, not of its table"
        )
    newest = row(world, "districts", "north")
    with pytest.raises(Refusal, match="G-1"):
        put(
            world,
            "districts",
            texts(world, "districts", "north") | {"code": "nord"},
            began=newest.id,
        )
    renamed = put(
        world,
        "districts",
        texts(world, "districts", "north") | {"name_ru": "Север"},
        began=newest.id,
    )
    assert renamed.corrected == 1
    ngo = row(world, "organisations", "NGO")
    put(
        world,
        "organisations",
        texts(world, "organisations", "NGO") | {"number": "NGO-7"},
        began=ngo.id,
    )
    assert texts(world, "grants", "G-1")["organisation"] == "NGO-7", (
        "records follow the chain, not the number"
    )


def test_districts_of_an_event_are_of_each_version(world):
    event = {
        "number": "E",
        "date": "2014-05-01",
        "districts": "north;south",
        "type": "fair",
        "title": "Fair",
    }
    put(world, "events", event)
    first = row(world, "events", "E")
    put(world, "events", event | {"districts": "south"}, began=first.id)
    assert texts(world, "events", "E")["districts"] == "south"
    with world.database.read() as session:
        assert session.scalar(select(func.count()).select_from(EventDistrict)) == 3
        history = versions(context_of(session, world.code), kind_of("events"), first.id, "en")
    assert history[0].changed == {"districts": ("north;south", "south")}


def test_a_row_without_a_number_keeps_the_name_it_was_given(world):
    nameless = {name: text for name, text in GRANT.items() if name != "number"}
    (number,) = put(world, "grants", nameless).numbers
    assert number.startswith("#")
    newest = row(world, "grants", number)
    put(world, "grants", nameless | {"note": "late"}, began=newest.id)
    assert row(world, "grants", number).fields["note"] == "late"


def test_an_undo_counts_an_edit_as_somebodys_work(world, tmp_path):
    path = tmp_path / "grants.csv"
    path.write_text("number,date\nG-9,2014-05-01\n", encoding="utf-8")
    receipt = imports.import_file(
        world.database, "grants", path, imports.ImportOptions(world.code, "none")
    )
    newest = row(world, "grants", "G-9")
    put(world, "grants", texts(world, "grants", "G-9") | {"note": "mine"}, began=newest.id)
    with pytest.raises(Refusal, match="G-9"):
        imports.undo(world.database, receipt.import_id)


def test_observations_and_targets_touch_their_own(world):
    put(
        world,
        "observations",
        {"indicator": "opinion", "period": "2015", "value": "61,5", "stage": "refined"},
    )
    assert value(world, "opinion", 2015) == Decimal("61.5")
    act = {"act": "№ 1", "set_on": "01.02.2014"}
    put(world, "targets", {"indicator": "opinion", "period": "2015", "value": "-"} | act)
    assert row(world, "targets", "opinion||2015||2014-02-01").fields["value"] is None
    by_age = {"indicator": "opinion", "period": "2015", "value": "1", "by:age": "18–35"}
    (number,) = put(world, "observations", by_age).numbers
    assert texts(world, "observations", number)["by:age"] == "18–35"


def test_rows_are_found_by_words_district_and_period(world):
    put(world, "grants", GRANT | {"title": "Школа волонтёра", "decision": "refused"})
    put(world, "grants", {"number": "G-2", "date": "2015-06", "title": "Музей 100%"})
    put(
        world,
        "events",
        {"number": "E", "date": "2014", "districts": "south", "type": "fair", "title": "Ярмарка"},
    )

    def numbers(kind: Kind, **search: Any) -> list[str]:
        with world.database.read() as session:
            page = find(context_of(session, world.code), kind, RecordSearch(**search))
        assert page.total == len(page.rows)
        return [each.number for each in page.rows]

    grants, events = kind_of("grants"), kind_of("events")
    assert numbers(grants) == ["G-2", "G-1"]
    assert numbers(grants, words="школа ВОЛОНТЁРА") == ["G-1"]
    assert numbers(grants, words="шКоЛа воЛОНтера") == ["G-1"]
    assert numbers(grants, words="волонтёрам") == []
    assert numbers(grants, words="вол\u00adонте\u0308ра\u200b") == numbers(
        grants, words="волонтёра"
    )
    assert numbers(grants, words="0%") == ["G-2"]
    assert numbers(grants, words="отклонена") == ["G-1"]
    assert numbers(grants, words="veterans") == ["G-1"]
    assert numbers(grants, districts=["north"]) == ["G-1"]
    assert numbers(grants, districts=[""]) == ["G-2"]
    assert numbers(grants, period="2015-Q2") == ["G-2"]
    assert numbers(grants, period="2014..2015") == ["G-2", "G-1"]
    assert numbers(grants, period="2015-05") == []
    assert numbers(events, districts=["south"], period="2014") == ["E"]
    assert numbers(events, districts=[""]) == []
    with pytest.raises(Refusal, match="no period"):
        numbers(grants, period="spring")


@pytest.mark.parametrize(
    ("period", "labels"),
    [
        ("2015", ["2015", "2015-H1", "2015-Q2", "2015-05"]),
        ("I полугодие 2015", ["2015-H1", "2015-Q2", "2015-05"]),
        ("2 квартал 2015", ["2015-Q2", "2015-05"]),
        ("май 2015", ["2015-05"]),
        ("январь–март 2015", []),
        ("2014", ["2014"]),
    ],
)
def test_plans_of_a_period_are_those_that_lie_within_it(world, period, labels):
    for label in ("2014", "2015", "2015-H1", "2015-Q2", "2015-05"):
        put(world, "targets", {"indicator": "opinion", "period": label, "value": "1"})
    with world.database.read() as session:
        page = find(
            context_of(session, world.code), kind_of("targets"), RecordSearch(period=period)
        )
    assert {row.fields["period"] for row in page.rows} == set(labels)


def test_a_page_of_rows_is_asked_from_the_database(world):
    put(
        world,
        "grants",
        *(GRANT | {"number": f"G-{number:02}", "note": str(number)} for number in range(12)),
    )
    with world.database.read() as session:
        page = find(
            context_of(session, world.code), kind_of("grants"), RecordSearch(), offset=10, limit=10
        )
    assert (page.total, [each.number for each in page.rows]) == (12, ["G-10", "G-11"])


def test_a_database_listener_sees_the_years_of_both_rows(database_url):
    heard: list[set[int]] = []
    with SampleProgramme(database_url) as world:
        put(world, "consultations", {"number": "1", "date": "2014-01-01", "request": "consulting"})
        newest = row(world, "consultations", "1")
        listening = Database(
            database_url, [lambda change: heard.append(set(change.touches[0].years or ()))]
        )
        moved = RowInput({"number": "1", "date": "2016-01-01", "request": "consulting"}, newest.id)
        save(listening, kind_of("consultations"), world.code, [moved], author="a", reason="r")
        listening.dispose()
    assert heard == [{2014, 2016}]


def test_withdrawn_numbers_are_those_that_no_living_row_has_each_once(world):
    """A number that was withdrawn and came again in another chain lives; one that went twice is
    listed once.
    """
    for number in ("back", "twice", "twice", "stays"):
        put(world, "grants", GRANT | {"number": number})
        put(world, "grants", withdrawn=[row(world, "grants", number).id])
    put(world, "grants", GRANT | {"number": "back"})
    with world.database.read() as session:
        context, grants = context_of(session, world.code), kind_of("grants")
        gone = find(context, grants, RecordSearch(withdrawn=True))
        living = find(context, grants, RecordSearch())
    assert sorted(each.number for each in gone.rows) == ["stays", "twice"]
    assert gone.total == 2
    assert [each.number for each in living.rows] == ["back"]
    assert all(each.until is not None for each in gone.rows)
