"""What a kind demands from some day on is demanded of rows of these days, and of no older ones."""

import datetime
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from data.backups import making
from data.backups.restoring import restore
from data.database.database import Database
from data.declaring import publishing
from data.imports import ImportOptions, import_file, kind_of
from data.imports.columns.batch import Batch
from data.imports.declarations.making import kind_from
from data.imports.declarations.reading import read_declaration
from data.imports.problems import Problems
from data.imports.registry import adopt
from data.imports.template import write_template
from data.refusals import Problem, Refusal, messages
from data.tables.records import discard
from indicators.answers import cells
from tests.sample_programme import SampleProgramme

HEAD = """\
code: walks
name: {ru: Прогулки, en: Walks}
columns:
  - {column: number}
  - {column: date}
  - {column: district}
  - {column: organisation}
"""
PLAIN = {
    "guide": "{column: guide, type: text, name: {ru: Проводник, en: Guide}}",
    "people": "{column: people, type: whole, name: {ru: Человек, en: People}}",
    "fee": "{column: fee, type: money, name: {ru: Плата, en: Fee}}",
    "by_bus": "{column: by_bus, type: flag, name: {ru: На автобусе, en: By bus}}",
    "way": "{column: way, type: word, name: {ru: Путь, en: Way}, words: "
    "{hill: {ru: Холм, en: Hill}, sea: {ru: Море, en: Sea}}}",
}
DATED = {
    "guide": PLAIN["guide"].replace("type", "required_since: 2015-05-20, type"),
    "people": PLAIN["people"].replace("}}", "}, range: {min: 2, max: 9, since: 2015-05-20}}"),
    "fee": PLAIN["fee"].replace("type", "retired_since: 2015-05-20, type"),
    "by_bus": PLAIN["by_bus"].replace("type", "retired_since: 2015-05-20, type"),
    "way": PLAIN["way"]
    .replace("en: Hill", "en: Hill, until: 2015-05-20")
    .replace("en: Sea", "en: Sea, since: 2015-05-20"),
}
DAY = datetime.date(2015, 5, 20)
DATES = ("2015-05-19", "2015-05-20", "2015-05-21", "2015-04", "2015-05", "2015-06", "2014", "2015",
         "2016")  # fmt: skip
RULE = (
    "rules:\n  - {must: people <= 5, since: 2015-06-01, name: {ru: Много, en: Too many}, "
    "remedy: {ru: Разделите, en: Divide}}\n"
)
YEAR = (
    "SELECT value FROM cell WHERE indicator = 'walkers' AND until IS NULL AND grain = 'year' "
    "AND mode = 'plain' AND period = '2014' AND place = ''"
)


def declaration(**columns: str) -> str:
    lines = (f"  - {line}\n" for line in (PLAIN | columns).values())
    return HEAD + "".join(lines)


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url) as world:
        yield world
    adopt({})


def declare(world: SampleProgramme, text: str) -> None:
    with world.revision("kinds") as change:
        publishing.publish(change, [("walks.yaml", text)])


def problems_of(world: SampleProgramme, declared: str) -> list[Problem]:
    with pytest.raises(Refusal) as refusal:
        declare(world, declared)
    return refusal.value.problems


def load(world: SampleProgramme, folder: Path, *rows: str, covers: str = "2014..2016") -> None:
    header = "number;date;guide;people;fee;by_bus;way\n"
    (folder / "walks.csv").write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    options = ImportOptions(world.code, covers, update=True)
    import_file(world.database, "walks", folder / "walks.csv", options)


def faults(world: SampleProgramme, folder: Path, *rows: str) -> set[tuple[int, str, str]]:
    """Row, column and rule of each problem of a file."""
    try:
        load(world, folder, *rows)
    except Refusal as refusal:
        problems = refusal.problems
        assert all(each.rule in messages() and "{" not in each.text("ru") for each in problems)
        return {(int(each.row or 0) - 2, str(each.column), each.rule) for each in problems}
    return set()


def days_of(text: str) -> list[datetime.date]:
    """Every day that a date as it is written may be."""
    first = datetime.date.fromisoformat(f"{text}-01-01"[:10])
    year = (first + datetime.timedelta(number) for number in range(366))
    return [day for day in year if day.isoformat().startswith(text)]


def demanded(row: dict[str, str]) -> set[tuple[str, str]]:
    """What is wrong with a row, told from its texts day by day."""
    days = days_of(row["date"])
    is_after, is_older = min(days) >= DAY, max(days) < DAY
    is_later = min(days) > DAY
    people = int(row["people"] or 5)
    wrong = {
        ("guide", "import_required_since"): is_after and not row["guide"],
        ("people", "import_below_range_since"): is_after and people < 2,
        ("people", "import_above_range_since"): is_after and people > 9,
        ("fee", "import_retired_since"): is_after and bool(row["fee"]),
        ("by_bus", "import_retired_since"): is_after and row["by_bus"] == "yes",
        ("way", "import_word_since"): row["way"] == "sea" and is_older,
        ("way", "import_word_until"): row["way"] == "hill" and is_later,
    }
    return {what for what, is_wrong in wrong.items() if is_wrong}


def some_rows(seed: int) -> list[dict[str, str]]:
    dice = random.Random(seed)
    choices = {"date": DATES, "guide": ("", "Ann"), "people": ("", "1", "2", "9", "10"),
               "fee": ("", "0,50"), "by_bus": ("", "no", "yes"), "way": ("", "hill", "sea")}  # fmt: skip
    return [
        {"number": f"w{number}"} | {name: dice.choice(texts) for name, texts in choices.items()}
        for number in range(12)
    ]


def test_a_file_is_held_to_what_holds_on_the_day_of_each_row(
    town: SampleProgramme, tmp_path: Path
) -> None:
    declare(town, declaration(**DATED))
    rules = set()
    for seed in range(12):
        rows = some_rows(seed)
        expected = {(place, *each) for place, row in enumerate(rows) for each in demanded(row)}
        assert faults(town, tmp_path, *(";".join(row.values()) for row in rows)) == expected
        rules |= {rule for _row, _column, rule in expected}
    assert len(rules) == 6


def test_records_that_do_not_meet_a_demand_are_counted_and_it_is_refused(
    town: SampleProgramme, tmp_path: Path
) -> None:
    declare(town, declaration())
    rows = [
        row | {"number": f"{seed}{row['number']}"} for seed in (1, 2) for row in some_rows(seed)
    ]
    load(town, tmp_path, *(";".join(row.values()) for row in rows))
    unmet = [each for row in rows for each in demanded(row)]
    for column, rules in {
        "guide": {"kind_values_missing_since": ["import_required_since"]},
        "people": {
            "kind_values_outside_since": ["import_below_range_since", "import_above_range_since"]
        },
        "fee": {"kind_values_retired_since": ["import_retired_since"]},
        "by_bus": {"kind_values_retired_since": ["import_retired_since"]},
        "way": {
            "kind_word_after": ["import_word_until"],
            "kind_word_before": ["import_word_since"],
        },
    }.items():
        problems = problems_of(town, declaration(**{column: DATED[column]}))
        counted = {each.rule: each.params["rows"] for each in problems}
        assert counted == {
            rule: sum(unmet.count((column, each)) for each in broken)
            for rule, broken in rules.items()
        }
        assert all("20.05.2015" in each.text("ru") for each in problems)


def test_older_records_are_corrected_as_before_and_answers_stay(
    town: SampleProgramme, tmp_path: Path
) -> None:
    declare(town, declaration())
    town.define("walkers", kind="sum", measure="walks", amount="people", periodicity="year")
    load(town, tmp_path, "w1;2014-03-05;;12;0,50;yes;hill", "w2;2015-06-01;Ann;3;;;sea")
    with town.database.read() as session:
        before = session.execute(text("SELECT * FROM cell ORDER BY id")).all()
    declare(town, declaration(**DATED) + RULE)
    with town.database.read() as session:
        assert session.execute(text("SELECT * FROM cell ORDER BY id")).all() == before
    load(town, tmp_path, "w1;2014-03-05;;13;0,50;yes;hill")
    with town.database.read() as session:
        (sum_,) = session.scalars(text(YEAR)).all()
    assert sum_ == "13"
    late = "w1;2015-06-01;;13;0,50;yes;hill"
    assert {rule for _row, _column, rule in faults(town, tmp_path, late)} == {
        "import_required_since", "import_above_range_since", "import_retired_since", "import_word_until",
        "import_row_rule",
    }  # fmt: skip


def test_a_column_may_come_with_the_day_from_which_it_is_required(
    town: SampleProgramme, tmp_path: Path
) -> None:
    declare(town, declaration())
    load(town, tmp_path, "w1;2014-03-05;;;;;", "w2;2015-05-20;;;;;", "w3;2015;;;;;")
    route = (
        "{column: route, type: text, required_since: 2015-05-%s, name: {ru: Маршрут, en: Route}}"
    )
    (problem,) = problems_of(town, declaration(route=route % 20))
    assert (problem.rule, problem.params["rows"]) == ("kind_values_missing_since", 1)
    declare(town, declaration(route=route % 21))
    assert faults(town, tmp_path, "w4;2015-05-21;;;;;") == {(0, "route", "import_required_since")}
    assert not faults(town, tmp_path, "w1;2014-03-05;Ann;;;;")


def test_a_version_goes_out_and_comes_in_as_it_is_written(
    town: SampleProgramme, tmp_path: Path
) -> None:
    content = declaration(**DATED) + RULE
    declare(town, content)
    with town.database.read() as session:
        publishing.export(session, tmp_path / "out")
    assert publishing.texts_in(tmp_path / "out") == [("walks.yaml", content)]
    making.make_backup(town.database, tmp_path / "town.itog")
    adopt({})
    other = Database(f"sqlite:///{tmp_path / 'restored.db'}", [cells.refresh])
    restore(other, tmp_path / "town.itog")
    other.newest()
    assert kind_of("walks").column("guide").required_since == DAY
    other.dispose()


def test_the_template_says_from_which_day_on(town: SampleProgramme, tmp_path: Path) -> None:
    declare(town, declaration(**DATED) + RULE)
    write_template("walks", tmp_path / "walks.xlsx", "ru")
    rows = load_workbook(tmp_path / "walks.xlsx").worksheets[1].iter_rows(values_only=True)
    help_of = {row[1]: row[2:4] for row in rows}
    assert help_of["guide"] == ("с 20.05.2015", "Текст. Обязательно для записей с 20.05.2015.")
    assert help_of["people"][0] == "нет"
    for column, words in {
        "people": "С 20.05.2015 не меньше 2, не больше 9. Отказ для записей с 01.06.2015: Много.",
        "fee": "Не заполняется для записей с 20.05.2015.",
        "way": "«Холм» – по 20.05.2015. «Море» – с 20.05.2015.",
    }.items():
        assert str(help_of[column][1]).endswith(words)


@pytest.mark.parametrize(
    ("columns", "rules"),
    [
        ({"guide": DATED["guide"].replace("type", "required: true, type")}, ["kind_since_twice"]),
        ({"fee": DATED["fee"].replace("type", "retired: true, type")}, ["kind_since_twice"]),
        ({"fee": DATED["fee"].replace("type", "required: true, type")}, ["kind_retired"]),
        ({"guide": DATED["guide"].replace("type", "retired_since: 2016-01-01, type")},
         ["kind_retired"]),
        ({"by_bus": PLAIN["by_bus"].replace("type", "required_since: 2016-01-01, type")},
         ["kind_since_filled"]),
        ({"people": PLAIN["people"].replace("}}", "}, range: {since: 2016-01-01}}")},
         ["kind_since_no_range"]),
        ({"way": PLAIN["way"].replace("en: Sea", "en: Sea, since: 2016-01-01, until: 2015-01-01")},
         ["kind_word_turned"]),
        ({"way": DATED["way"].replace("type", "default: sea, type")}, ["kind_word_default"]),
        ({"guide": DATED["guide"].replace("2015-05-20", "2015")}, ["filter_day"]),
        ({"guide": DATED["guide"].replace("2015-05-20", "'2015-02-31'")}, ["filter_day"]),
    ],
)  # fmt: skip
def test_days_that_say_nothing_are_refused(columns: dict[str, str], rules: list[str]) -> None:
    with pytest.raises(Refusal) as refusal:
        read_declaration(declaration(**columns), "walks.yaml")
    assert [problem.rule for problem in refusal.value.problems] == rules


def test_a_rule_that_no_row_of_these_days_could_meet_is_refused() -> None:
    never = RULE.replace("people <= 5", "people > 9")
    with pytest.raises(Refusal) as refusal:
        read_declaration(declaration(**DATED) + never, "walks.yaml")
    (problem,) = refusal.value.problems
    assert problem.rule == "kind_rules_contradict"
    assert "people <= 9" in problem.text("en")


@pytest.mark.parametrize("when", ['way = "hill"', "not empty(fee)", "by_bus", "people = 1"])
def test_a_rule_may_be_of_rows_that_there_are_only_before_some_day(when: str) -> None:
    of_old = RULE.replace("must", f"when: '{when} and date < \"2017-01-01\"', must")
    assert read_declaration(declaration(**DATED) + of_old, "walks.yaml").rules[0].when


@pytest.mark.parametrize("name", ["rule", "column", "row", "index", "value", "self"])
def test_a_column_may_be_called_as_problems_call_their_parts(name: str) -> None:
    columns = (
        f"{{column: {name}, type: whole, required_since: 2015-05-20, name: {{ru: Своё, en: Own}}}}"
    )
    rules = RULE.replace("people <= 5", f"{name} <= 5")
    kind = kind_from(read_declaration(declaration(own=columns) + rules))
    date = {"date": ["2016-01-01"] * 2, "precision": ["day"] * 2}
    batch = Batch([1, 2], date | {name: [6, None]}, {name: ["6", ""]}, Problems("walks.csv"))
    assert kind.arrange is not None
    kind.arrange(batch, None)  # type: ignore[arg-type]
    assert batch.faults == {0: {name}, 1: {name}}
    for table in reversed(kind.tables):
        discard(table)
