"""What a definition says of how sure its number is: where it may, and what is refused."""

import pytest

from data.refusals import Refusal
from indicators.definition import read, read_new, write

COUNT = "kind: count\nmeasure: events"
REPORTED = "kind: observed\ncombine: {places: sum, periods: sum}"
MEAN = "kind: observed\ncombine: {places: mean}"
RATIO = "kind: ratio\nnumerator: {kind: count, measure: events}\ndenominator: {indicator: other}"
POISSON = "interval: poisson"


def text(fields: str, unit: str = "ед.") -> str:
    return f'code: fires\nname: {{ru: Пожары, en: Fires}}\nunit: {{ru: "{unit}", en: units}}\n{fields}\n'


def faults(fields: str, unit: str = "ед.") -> list[tuple[str, str | None]]:
    with pytest.raises(Refusal) as refusal:
        read_new(text(fields, unit), "fires.yaml")
    return [(each.rule, each.field) for each in refusal.value.problems]


@pytest.mark.parametrize(
    "fields",
    [
        COUNT,
        f"{COUNT}\naccumulate: to_date",
        f"{COUNT}\nper: {{residents: 10000}}",
        REPORTED,
        "kind: observed\ncombine: {}",
    ],
)
def test_what_happens_now_and_then_may_have_an_interval(fields: str) -> None:
    definition = read_new(text(f"{fields}\n{POISSON}"), "fires.yaml")
    assert definition.interval == "poisson"
    assert read(write(definition), "fires.yaml") == definition


@pytest.mark.parametrize(
    ("fields", "unit"),
    [
        (f"{COUNT}\nchange: {{from: previous, as: difference}}", "ед."),
        (MEAN, "ед."),
        (REPORTED, "%"),
        (RATIO, "ед."),
        ("kind: distinct\nmeasure: events\nof: organisation", "ед."),
        ("kind: sum\nmeasure: events\namount: participants", "чел."),
    ],
)
def test_what_is_no_count_of_cases_may_not(fields: str, unit: str) -> None:
    assert faults(f"{fields}\n{POISSON}", unit) == [("definition_interval_kind", "interval")]


def test_another_interval_is_refused_where_it_stands() -> None:
    ((_rule, field),) = faults(f"{COUNT}\ninterval: normal")
    assert field == "interval"
