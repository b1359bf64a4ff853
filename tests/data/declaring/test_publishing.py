"""A kind that a steward declares has a table of its own, and its records count like any others."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import inspect, text

from data.audit.proving import seals
from data.backups import making
from data.backups.restoring import restore
from data.database.database import Database
from data.database.schema import check
from data.declaring import publishing
from data.imports import ImportOptions, Receipt, import_file, kind_of, kinds, undo
from data.imports.columns import Column
from data.imports.declarations.making import columns_of
from data.imports.declarations.schema import ColumnType
from data.imports.registry import adopt
from data.imports.template import columns_of as template_columns
from data.refusals import NotFound, Refusal
from indicators.answers import cells
from indicators.definition.column_readers import column_readers
from tests.sample_programme import SampleProgramme

FIRST = """\
code: trainings
name: {ru: Обучение добровольцев, en: Trainings of volunteers}
columns:
  - {column: number}
  - {column: date}
  - {column: district}
  - {column: organisation}
  - column: course
    type: word
    name: {ru: Курс, en: Course}
    required: true
    words:
      first_aid: {ru: Первая помощь, en: First aid}
      search: {ru: Поиск, en: Search}
      rescue: {ru: Спасение, en: Rescue}
  - {column: people, type: whole, name: {ru: Человек, en: People}, required: true}
"""
FEE = "  - {column: fee, type: money, name: {ru: Плата, en: Fee}}\n"
HALL = "  - {column: hall, type: text, name: {ru: Зал, en: Hall}}\n"
ROWS = """\
number;date;district;course;people
t1;2014-03-05;north;first_aid;12
t2;2014-04-06;south;search;7
t3;2015-04-07;south;first_aid;5
"""


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url) as world:
        yield world
    adopt({})


def file_of(declaration: str) -> str:
    return f"{declaration.split(maxsplit=2)[1]}.yaml"


def declare(world: SampleProgramme, declaration: str) -> list[str]:
    with world.revision("kinds") as change:
        return publishing.publish(change, [(file_of(declaration), declaration)])


def load(world: SampleProgramme, folder: Path, rows: str, covers: str) -> Receipt:
    file = folder / "trainings.csv"
    file.write_text(rows, encoding="utf-8")
    options = ImportOptions(world.code, covers, update=True)
    return import_file(world.database, "trainings", file, options)


def refused(world: SampleProgramme, declaration: str) -> list[str]:
    revision = world.database.newest()
    with pytest.raises(Refusal) as refusal:
        declare(world, declaration)
    assert world.database.newest() == revision
    return [problem.rule for problem in refusal.value.problems]


def sums(world: SampleProgramme) -> dict[str, int]:
    """The ready answers of the indicator of people, by place and year."""
    statement = text(
        "SELECT place, period, value FROM cell WHERE indicator = 'people' AND until IS NULL "
        "AND grain = 'year' AND mode = 'plain'"
    )
    with world.database.read() as session:
        return {
            f"{place} {period}": int(value)
            for place, period, value in session.execute(statement)
            if value is not None
        }


def broken(database: Database) -> list[int]:
    with database.read() as session:
        return list(seals(session).broken)


def test_its_records_are_loaded_counted_sealed_and_taken_back(
    town: SampleProgramme, tmp_path: Path
) -> None:
    assert declare(town, FIRST) == ["trainings"]
    assert declare(town, FIRST) == []
    town.define("people", kind="sum", measure="trainings", amount="people",
                filter={"course": ["first_aid"]}, periodicity="year")  # fmt: skip
    receipt = load(town, tmp_path, ROWS, "2014..2015")
    assert (receipt.accepted, receipt.skipped) == (3, 0)
    assert load(town, tmp_path, ROWS, "2014..2015").skipped == 3
    counted = sums(town)
    assert {key: value for key, value in counted.items() if value} == {
        " 2014": 12, "north 2014": 12, " 2015": 5, "south 2015": 5
    }  # fmt: skip
    assert broken(town.database) == []
    undo(town.database, receipt.import_id, author="ada", reason="by mistake")
    assert not any(sums(town).values())
    assert broken(town.database) == []


def test_a_column_that_comes_later_leaves_old_rows_and_their_seals_as_they_were(
    town: SampleProgramme, tmp_path: Path
) -> None:
    declare(town, FIRST)
    load(town, tmp_path, ROWS, "2014..2015")
    declare(town, FIRST + FEE)
    with_fee = (
        ROWS.replace("people\n", "people;fee\n")
        .replace(";12\n", ";12;\n")
        .replace(";7\n", ";7;\n")
        .replace(";5\n", ";5;1500,50\n")
    )
    receipt = load(town, tmp_path, with_fee, "2014..2015")
    assert (receipt.accepted, receipt.updated, receipt.skipped) == (0, 1, 2)
    declare(town, FIRST + FEE + HALL)
    assert load(town, tmp_path, with_fee, "2014..2015").skipped == 3
    with_hall = "number;date;district;course;people;hall\nt4;2016-01-01;north;rescue;1;Small\n"
    load(town, tmp_path, with_hall, "2016")
    assert broken(town.database) == []
    with town.database.read() as session:
        fees = session.execute(
            text("SELECT number, fee, hall FROM kind_trainings WHERE until IS NULL ORDER BY number")
        ).all()
    assert [tuple(row) for row in fees] == [
        ("t1", None, None), ("t2", None, None), ("t3", 150050, None), ("t4", None, "Small")
    ]  # fmt: skip


def test_another_process_knows_it_as_it_opens_the_database_and_forgets_it_with_another(
    town: SampleProgramme, tmp_path: Path
) -> None:
    declare(town, FIRST)
    adopt({})
    assert "trainings" not in kinds()
    with pytest.raises(NotFound):
        kind_of("trainings")
    again = Database(town.database.url, [cells.refresh])
    check(again)
    assert kind_of("trainings").sql.name == "kind_trainings"
    with SampleProgramme(f"sqlite:///{tmp_path / 'other.db'}") as other:
        other.database.newest()
        assert "trainings" not in kinds()
    again.newest()
    assert "trainings" in kinds()
    again.dispose()


def test_a_revision_that_fails_leaves_neither_table_nor_kind(town: SampleProgramme) -> None:
    with pytest.raises(ZeroDivisionError), town.revision("kinds"):
        _declare_and_fail(town)
    town.database.newest()
    assert "trainings" not in kinds()
    assert not inspect(town.database.engine).has_table("kind_trainings")
    assert declare(town, FIRST) == ["trainings"]


def test_a_backup_brings_its_table_to_an_empty_machine(
    town: SampleProgramme, tmp_path: Path
) -> None:
    declare(town, FIRST)
    declare(town, FIRST + FEE)
    load(town, tmp_path, ROWS, "2014..2015")
    making.make_backup(town.database, tmp_path / "town.itog")
    adopt({})
    other = Database(f"sqlite:///{tmp_path / 'restored.db'}", [cells.refresh])
    restore(other, tmp_path / "town.itog")
    check(other)
    assert broken(other) == []
    with other.read() as session:
        assert session.scalar(text("SELECT SUM(people) FROM kind_trainings")) == 24
    other.dispose()


def _declare_and_fail(world: SampleProgramme) -> None:
    declare(world, FIRST)
    raise ZeroDivisionError


def test_a_file_has_its_kind_s_name_and_is_in_utf_8(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        publishing.check([("courses.yaml", FIRST)])
    assert [problem.rule for problem in refusal.value.problems] == ["kind_file_name"]
    (tmp_path / "trainings.yaml").write_bytes(FIRST.encode("cp1251"))
    with pytest.raises(Refusal) as refusal:
        publishing.texts_in(tmp_path)
    assert [problem.rule for problem in refusal.value.problems] == ["yaml_not_unicode"]


@pytest.mark.parametrize(
    ("before", "after", "rules"),
    [
        ("  - {column: district}\n", "", ["kind_column_gone"]),
        ("type: whole", "type: money", ["kind_type_changed"]),
        ("      search: {ru: Поиск, en: Search}\n", "", ["kind_word_used"]),
        ("  - {column: organisation}\n", "  - {column: organisation, required: true}\n",
         ["kind_values_missing"]),
        ("required: true}\n", "required: true}\n" + FEE.replace("}}", "}, required: true}"),
         ["kind_new_required"]),
        ("code: trainings", "code: grant_awards", ["kind_name_ours"]),
        ("code: trainings", f"code: {'t' * 31}", ["kind_code_long"]),
        ("columns:", "table: account\ncolumns:", ["kind_table_ours"]),
        ("type: whole", "type: whole, retired: true", ["kind_retired"]),
        ("{column: district}", "{column: district, retired: true}", ["kind_retired"]),
        ("type: whole", "type: whole, characters: 9", ["kind_table_ours"]),
        ("columns:", "indexes: {mine: [date]}\ncolumns:", ["kind_table_ours"]),
        ("column: people", "column: precision", ["kind_column_ours"]),
        ("column: people", "column: decided_year", ["kind_column_ours"]),
    ],
)  # fmt: skip
def test_what_would_lose_something_or_take_a_name_of_ours_is_refused(
    town: SampleProgramme, tmp_path: Path, before: str, after: str, rules: list[str]
) -> None:
    declare(town, FIRST)
    load(town, tmp_path, ROWS, "2014..2015")
    assert before in FIRST
    assert refused(town, FIRST.replace(before, after)) == rules
    assert broken(town.database) == []


def test_a_word_that_no_row_uses_may_go_and_names_may_change(
    town: SampleProgramme, tmp_path: Path
) -> None:
    declare(town, FIRST)
    load(town, tmp_path, ROWS, "2014..2015")
    declare(
        town,
        FIRST.replace("      rescue: {ru: Спасение, en: Rescue}\n", "").replace("First aid", "Aid"),
    )
    course = kind_of("trainings").column("course")
    assert course.vocabulary is not None
    assert course.vocabulary.codes == ("first_aid", "search")
    assert course.vocabulary.name("first_aid", "en") == "Aid"


def test_a_retired_column_keeps_what_rows_say_there_and_is_offered_no_more(
    town: SampleProgramme, tmp_path: Path
) -> None:
    declare(town, FIRST + FEE + HALL)
    with_all = (
        "number;date;district;course;people;fee;hall\nt1;2014-03-05;north;search;12;10,50;Small\n"
    )
    load(town, tmp_path, with_all, "2014..2015")
    town.define(
        "fees", kind="sum", measure="trainings", amount="fee", unit={"ru": "руб.", "en": "r"}
    )
    retiring = FIRST + FEE.replace("{column", "{retired: true, column") + HALL
    with town.database.read() as session:
        (proposal,) = publishing.proposals(session, [(file_of(retiring), retiring)])
        assert proposal.retired == ["fee"]
        assert column_readers(session, "trainings", ["fee"]) == ["town/fees"]
        assert column_readers(session, "trainings", ["hall"]) == []
    declare(town, retiring)
    kind = kind_of("trainings")
    assert "fee" not in [column.name for column in template_columns(kind, ())]
    assert "fee" in [column.name for column in template_columns(kind, [{"fee": "10,50"}])]
    without = "number;date;district;course;people;hall\nt1;2014-03-05;north;search;12;Small\n"
    assert load(town, tmp_path, without, "2014..2015").skipped == 1
    again = without.replace(";12;", ";13;") + "t2;2014-03-06;north;search;2;\n"
    assert load(town, tmp_path, again, "2014..2015").updated == 1
    with town.database.read() as session:
        rows = session.execute(
            text(
                "SELECT number, people, fee FROM kind_trainings WHERE until IS NULL ORDER BY number"
            )
        ).all()
    assert [tuple(row) for row in rows] == [("t1", 13, 1050), ("t2", 2, None)]
    assert broken(town.database) == []
    declare(town, FIRST + FEE + HALL)
    assert load(town, tmp_path, with_all.replace(";12;", ";13;"), "2014..2015").skipped == 1


def test_a_range_is_narrowed_to_what_records_say(town: SampleProgramme, tmp_path: Path) -> None:
    declare(town, FIRST + FEE)
    rows = "number;date;course;people;fee\nt1;2014-03-05;search;12;10,50\n"
    load(town, tmp_path, rows, "2014")
    ranged = FIRST.replace("required: true}\n", "required: true, range: {min: 13}}\n")
    assert refused(town, ranged + FEE) == ["kind_values_outside"]
    cheaper = FEE.replace("}}", "}, range: {max: 10.49}}")
    assert refused(town, FIRST + cheaper) == ["kind_values_outside"]
    declare(town, ranged.replace("13", "12") + cheaper.replace("10.49", "10.5"))


def test_the_document_s_example_is_a_kind_and_its_table_of_types_is_true() -> None:
    document = (Path(__file__).parents[3] / "docs" / "kinds.md").read_text(encoding="utf-8")
    parts = re.findall(r"```yaml\n(.*?)```", document, re.DOTALL)
    plain, small, small_by_attribute, rules, from_some_day_on = parts
    assert publishing.check([("trainings.yaml", FIRST + from_some_day_on)])
    assert publishing.check([("trainings.yaml", plain + small_by_attribute + rules)])
    (declaration,) = publishing.check([("trainings.yaml", plain + small + rules)])
    assert declaration.column_names == (
        "number", "date", "district", "organisation", "course", "ended_on", "people", "fee"
    )  # fmt: skip
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", document, re.MULTILINE))
    assert rows.keys() == set(get_args(ColumnType))
    for name, used in rows.items():
        column = column_of_type(name)
        assert column.is_attribute == ("divides and filters" in used), name
        assert column.is_amount == ("can be summed" in used), name


def column_of_type(name: str) -> Column:
    words = "words: {small: {ru: Малый, en: Small}}, " if name == "word" else ""
    own = f"  - {{column: own_on, type: {name}, {words}name: {{ru: Своё, en: Own}}}}\n"
    (declaration,) = publishing.check([("trainings.yaml", FIRST + own)])
    return next(column for column in columns_of(declaration) if column.name == "own_on")
