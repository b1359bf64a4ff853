"""Methodologies as files: what ships, and everything that is refused with file, field and remedy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from data.refusals import NotFound, Refusal
from indicators.evaluation.methodologies import (
    SHIPPED,
    methodology,
    read_folder,
    read_methodology,
    shipped,
)
from tests.sample_programme import dumped

Change = Callable[[dict[str, Any]], None]


def fields(code: str = "federal") -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(SHIPPED / f"{code}.yaml")
    return loaded


def problems(change: Change, code: str = "federal") -> list[tuple[str, str | None, str | None]]:
    written = fields(code)
    change(written)
    with pytest.raises(Refusal) as refused:
        read_methodology(dumped(written), "mine.yaml")
    for problem in refused.value.problems:
        assert problem.sentence("ru") != problem.sentence("en")
    return [(each.rule, each.file, each.field) for each in refused.value.problems]


def test_what_ships_is_read_and_the_federal_one_is_the_default() -> None:
    assert list(shipped()) == [
        "federal",
        "altai",
        "vokhma",
        "kostroma",
        "achieved_share",
        "status_counts",
    ]
    assert methodology().code == "federal"


def test_the_federal_one_has_the_symbols_of_its_act_and_says_what_is_ours() -> None:
    federal = methodology("federal")
    assert [step.symbol for step in federal.at("part")] == [
        "СРм",
        "СРм.ф",
        "СРп/п",
        "ССуз",
        "Эис",
        "ЭРп/п",
    ]
    assert [step.symbol for step in federal.at("programme") if step.basis == "default"] == ["ЭРгп"]
    assert federal.weights_basis == "default"
    assert {rule.basis for rule in federal.rules.values()} == {"default"}
    assert federal.is_valid_in(2013)
    assert federal.is_valid_in(2022)
    assert not federal.is_valid_in(2012)
    assert not federal.is_valid_in(2023)


def test_an_unknown_methodology_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFound) as refused:
        methodology("federel")
    assert "federal" in refused.value.problems[0].sentence("en")


def unknown_symbol(written: dict[str, Any]) -> None:
    written["steps"][0]["formula"] = "activities_don / activities_planned"


def later_symbol(written: dict[str, Any]) -> None:
    written["steps"][0]["formula"] = "fund_use / 2"


def unordered_thresholds(written: dict[str, Any]) -> None:
    written["results"][0]["classes"][1]["least"] = "0.95"


def equal_thresholds(written: dict[str, Any]) -> None:
    written["results"][0]["classes"][1]["least"] = "0.90"


def limited_last_class(written: dict[str, Any]) -> None:
    written["results"][0]["classes"][3]["least"] = "0.1"


def two_limits(written: dict[str, Any]) -> None:
    written["results"][0]["classes"][0]["above"] = "0.9"


def wrong_weights(written: dict[str, Any]) -> None:
    written["weights"]["own"]["value"] = "0.6"


def no_rule(written: dict[str, Any]) -> None:
    del written["rules"]["no_spending"]


def unknown_rule(written: dict[str, Any]) -> None:
    written["rules"]["no_fact"]["rule"] = "forget"


def two_ways(written: dict[str, Any]) -> None:
    written["steps"][0]["table"] = {"of": "indicators", "rows": [[1, 2]], "otherwise": 3}


def parts_of_a_part(written: dict[str, Any]) -> None:
    next(step for step in written["steps"] if "parts" in step)["levels"] = ["part"]


def step_twice(written: dict[str, Any]) -> None:
    written["steps"].append(dict(written["steps"][0]))


def no_such_result(written: dict[str, Any]) -> None:
    written["results"][0]["of"] = "parts_effectiveness"


def dates_swapped(written: dict[str, Any]) -> None:
    written["valid_until"] = "2012-01-01"


def unread_formula(written: dict[str, Any]) -> None:
    written["steps"][0]["formula"] = "activities_done / "


def other_places(written: dict[str, Any]) -> None:
    written["steps"][0]["formula"] = "share(activities_done)"


def no_classes(written: dict[str, Any]) -> None:
    written["results"][0]["classes"] = []


def unknown_field(written: dict[str, Any]) -> None:
    written["treshold"] = 1


def unknown_money(written: dict[str, Any]) -> None:
    written["spending"]["actual"] = "cash"


@pytest.mark.parametrize(
    ("change", "rule", "field"),
    [
        (unknown_symbol, "methodology_unknown_symbol", None),
        (later_symbol, "methodology_unknown_symbol", None),
        (unordered_thresholds, "methodology_thresholds_order", "results.0"),
        (equal_thresholds, "methodology_thresholds_order", "results.0"),
        (limited_last_class, "methodology_thresholds_order", "results.0"),
        (two_limits, "methodology_threshold", "results.0"),
        (wrong_weights, "methodology_weights", "weights"),
        (no_rule, "methodology_case", "rules"),
        (unknown_rule, "methodology_case_rule", "rules"),
        (two_ways, "methodology_one_way", "steps.0"),
        (parts_of_a_part, "methodology_parts_level", "steps.7"),
        (step_twice, "methodology_step_twice", None),
        (no_such_result, "methodology_result", None),
        (dates_swapped, "methodology_dates", None),
        (unread_formula, "formula_operand", "steps.0.formula"),
        (other_places, "methodology_function", "steps.0.formula"),
        (no_classes, "methodology_unrated", "results.0"),
        (unknown_field, "field_unknown", "treshold"),
        (unknown_money, "field_choice", "spending.actual"),
    ],
)
def test_what_does_not_fit_is_refused_by_file_field_and_rule(
    change: Change, rule: str, field: str | None
) -> None:
    assert problems(change) == [(rule, "mine.yaml", field)]


def test_limits_of_a_table_grow() -> None:
    def swapped(written: dict[str, Any]) -> None:
        table = next(step["table"] for step in written["steps"] if "table" in step)
        table["rows"].reverse()

    assert problems(swapped, "kostroma") == [
        ("methodology_limits", "mine.yaml", "steps.3.table.rows")
    ]


def test_an_unknown_symbol_is_met_with_the_one_that_was_meant() -> None:
    written = fields()
    unknown_symbol(written)
    with pytest.raises(Refusal) as refused:
        read_methodology(dumped(written), "mine.yaml")
    sentence = refused.value.problems[0].sentence("en")
    assert "activities_don" in sentence
    assert "activities_done" in sentence


def test_two_files_cannot_have_one_code(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(dumped(fields()), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_folder(tmp_path)
    problem = refused.value.problems[0]
    assert (problem.rule, problem.file) == ("methodology_twice", "b.yaml")
