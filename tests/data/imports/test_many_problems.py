"""A file with more problems than are listed: each column has its first ones, and how many it has."""

import pytest

from data.imports.problems import COLUMNS_NAMED, LIST_LIMIT, Problems
from data.refusals import Problem, Refusal
from tests.data.imports.conftest import World

HEAD = "number,date,request,district\n"


def refusal_of(world: World, text: str) -> list[Problem]:
    with pytest.raises(Refusal) as refusal:
        world.load("consultations", text)
    return refusal.value.problems


def rules(problems: list[Problem], rule: str) -> list[int | None]:
    return [problem.row for problem in problems if problem.rule == rule]


def test_a_column_that_is_wrong_throughout_hides_no_other(embedded: World) -> None:
    rows = [f"{number},31.05.2016,copying,atlantis\n" for number in range(1000)]
    rows += ["a,31.02.2016,copying,central\n", "b,31.05.2016,кофе,central\n", "c,скоро,copying,\n"]
    problems = refusal_of(embedded, HEAD + "".join(rows))
    assert rules(problems, "import_date_impossible") == [1002]
    assert rules(problems, "import_word") == [1003]
    assert rules(problems, "import_date") == [1004]
    # the others of the 200 are the first ones of the column with the many
    assert rules(problems, "import_district_unknown") == list(range(2, 2 + 197))
    more, by_column = problems[-2:]
    assert (more.params["hidden"], more.params["total"]) == (803, 1003)
    counted = "«district» – 197 из 1000; «date» – 2 из 2; «request» – 1 из 1."
    assert counted in by_column.text("ru")
    assert "“district” – 197 of 1000" in by_column.text("en")


def test_as_many_as_are_listed_are_all_listed(embedded: World) -> None:
    rows = [f"{number},31.05.2016,кофе,atlantis\n" for number in range(LIST_LIMIT // 2)]
    problems = refusal_of(embedded, HEAD + "".join(rows))
    assert len(problems) == LIST_LIMIT
    assert {problem.rule for problem in problems} == {"import_word", "import_district_unknown"}


def test_room_is_shared_evenly_and_what_one_column_leaves_goes_to_the_others() -> None:
    problems = Problems("file.csv")
    for column, count in (("a", 500), (None, 10), ("b", 300), ("c", 60)):
        for row in range(count):
            problems.add("import_date", row=row, column=column)
    with pytest.raises(Refusal) as refusal:
        problems.refuse()
    listed = [each.column for each in refusal.value.problems[:-2]]
    assert {name: listed.count(name) for name in ("a", "b", "c", None)} == {
        "a": 65,
        "b": 65,
        "c": 60,
        None: 10,
    }
    assert "строки в целом – 10 из 10" in refusal.value.problems[-1].text("ru")


def test_a_strange_file_with_thousands_of_columns_is_told_in_bounds() -> None:
    problems = Problems("file.csv")
    for number in range(5_000):
        problems.add("import_date", row=1, column=f"column {number}")
    assert len(problems.problems) <= LIST_LIMIT * 2
    with pytest.raises(Refusal) as refusal:
        problems.refuse()
    *listed, more, by_column = refusal.value.problems
    assert len(listed) <= LIST_LIMIT
    assert more.params["hidden"] == 5_000 - len(listed)
    assert len(by_column.text("ru")) < 1_000
    assert f"ещё столбцов: {len(problems.counts) - COLUMNS_NAMED}" in by_column.text("ru")


def test_problems_that_come_with_their_place_are_counted_too() -> None:
    problems = Problems("")
    problems.add("import_date", row=1, column="date")
    problems.add_known([Problem("edit_row_unknown", {"id": 4}), Problem("edit_row_unknown", {"id": 5})])  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        problems.refuse()
    assert sorted(each.rule for each in refusal.value.problems) == [
        "edit_row_unknown",
        "edit_row_unknown",
        "import_date",
    ]
