"""What a definition calls a notable change: what may stand there, and what it makes of answers."""

from decimal import Decimal
from fractions import Fraction

import pytest

from indicators.answers.notability import is_notable
from indicators.definition import read_new, write
from tests.dashboard.factories import answer
from tests.indicators.definition.test_uncertainty import COUNT, POISSON, REPORTED, faults, text

PERCENT, INTERVAL = "notable: {percent: 5}", "notable: {interval: 95}"
POLL = "kind: observed\ncombine: {places: none}"


@pytest.mark.parametrize(
    ("fields", "unit"),
    [
        (f"{COUNT}\n{PERCENT}", "ед."),
        (f"{REPORTED}\nnotable: {{percent: 2.5}}", "%"),
        (f"{COUNT}\n{POISSON}\n{INTERVAL}", "ед."),
        (f"{POLL}\n{INTERVAL}", "%"),
        (f"{POLL}\n{INTERVAL}", "доля"),
    ],
)
def test_a_criterion_that_can_be_computed_is_read_and_written(fields: str, unit: str) -> None:
    definition = read_new(text(fields, unit), "fires.yaml")
    assert definition.notable is not None
    assert read_new(write(definition), "fires.yaml") == definition


@pytest.mark.parametrize(
    ("fields", "unit", "rule", "field"),
    [
        (f"{COUNT}\n{INTERVAL}", "ед.", "definition_notable_interval", "notable.interval"),
        (f"{REPORTED}\n{INTERVAL}", "ед.", "definition_notable_interval", "notable.interval"),
        (f"{COUNT}\nnotable: {{}}", "ед.", "definition_notable_one", "notable"),
        (
            f"{POLL}\nnotable: {{percent: 5, interval: 95}}",
            "%",
            "definition_notable_one",
            "notable",
        ),
        (f"{POLL}\nnotable: {{interval: 90}}", "%", "definition_notable_level", "notable.interval"),
        (f"{COUNT}\nnotable: {{percent: 0}}", "ед.", "field_range", "notable.percent"),
        (f"{COUNT}\nnotable: {{percent: 101}}", "ед.", "field_range", "notable.percent"),
        (f"{COUNT}\nnotable: {{percent: many}}", "ед.", "field_number", "notable.percent"),
        (f"{COUNT}\nnotable: {{points: 5}}", "ед.", "field_unknown", "notable.points"),
        (f"{COUNT}\nnotable: 5", "ед.", "field_fields", "notable"),
    ],
)
def test_a_criterion_that_cannot_is_refused_where_it_stands(
    fields: str, unit: str, rule: str, field: str
) -> None:
    assert (rule, field) in faults(fields, unit)


@pytest.mark.parametrize(
    ("before", "now", "notable"),
    [
        (100, 105, True),  # exactly so much is notable
        (100, Decimal("104.999"), False),
        (100, 95, True),
        (100, Decimal("95.001"), False),
        (-100, -104, False),
        (-100, -105, True),
        (0, Decimal("0.001"), True),  # from nought any change is
        (3, Decimal("3.15"), True),
        (None, 5, None),
        (5, None, None),
    ],
)
def test_per_cent_are_of_the_earlier_value(before, now, notable: bool | None) -> None:
    definition = read_new(text(f"{COUNT}\n{PERCENT}"), "fires.yaml")
    sides = (
        answer(value, exact=None if value is None else Fraction(value)) for value in (before, now)
    )
    assert is_notable(definition, *sides) is notable


def test_without_a_criterion_or_an_interval_nobody_knows() -> None:
    one, other = answer(100, exact=Fraction(100)), answer(1, exact=Fraction(1))
    plain = read_new(text(COUNT), "fires.yaml")
    by_interval = read_new(text(f"{POLL}\n{INTERVAL}", "%"), "fires.yaml")
    assert is_notable(plain, one, other) is None
    assert is_notable(by_interval, one, other) is None
