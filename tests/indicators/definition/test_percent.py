"""A unit of per cent and how the number is made: what contradicts is refused with the remedy, in
both languages.
"""

import pytest

from data.refusals import Refusal
from data.units import is_counted, is_percent, is_share
from indicators.definition import read, read_new

COUNT = "{kind: count, measure: events}"
RATIO = f"kind: ratio\nnumerator: {COUNT}\ndenominator: {COUNT}"
OF_INDICATORS = "kind: ratio\nnumerator: {indicator: one}\ndenominator: {indicator: other}"
AVERAGE = "kind: average\nmeasure: events\namount: participants"


def text(unit: str, fields: str, name: str = "Доля поддержанных") -> str:
    return f'code: part\nname: {{ru: {name}, en: Share}}\nunit: {{ru: "{unit}", en: "{unit}"}}\n{fields}\n'


@pytest.mark.parametrize(
    ("unit", "fields", "rule", "field"),
    [
        ("%", RATIO, "definition_percent_scale", "scale"),
        ("%", f"{RATIO}\nscale: 1", "definition_percent_scale", "scale"),
        ("проценты", f"{RATIO}\nscale: 1000", "definition_percent_scale", "scale"),
        ("% от общего числа", OF_INDICATORS, "definition_percent_scale", "scale"),
        ("доля", f"{RATIO}\nscale: 100", "definition_share_scale", "scale"),
        ("%", AVERAGE, "definition_percent_amount", "unit"),
        ("процентов", AVERAGE.replace("average", "sum"), "definition_percent_amount", "unit"),
        (
            "%",
            f"{AVERAGE}\nchange: {{from: previous, as: difference}}",
            "definition_percent_amount",
            "unit",
        ),
        ("%", "kind: formula\nformula: one / other", "definition_percent_formula", "formula"),
        (
            "%",
            "kind: formula\nformula: if_none(one / (one + other), 0)",
            "definition_percent_formula",
            "formula",
        ),
        ("проценты", "kind: count\nmeasure: events", "definition_unit_contradicts", "unit"),
    ],
)
def test_per_cent_that_could_be_none_is_refused_with_the_remedy(
    unit: str, fields: str, rule: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read_new(text(unit, fields))
    assert [(problem.rule, problem.field) for problem in refused.value.problems] == [(rule, field)]
    for language in ("ru", "en"):
        assert "{" not in refused.value.problems[0].sentence(language)


@pytest.mark.parametrize(
    ("unit", "fields"),
    [
        ("%", f"{RATIO}\nscale: 100"),
        ("%", f"{OF_INDICATORS}\nscale: 100000"),
        ("доля", f"{RATIO}\nscale: 1"),
        ("руб. на человека", RATIO),
        ("п. п.", RATIO),
        ("%", f"{AVERAGE}\nchange: {{from: previous, as: percent}}"),
        ("%", "kind: sum\nmeasure: events\namount: participants\nper: {residents: 100}"),
        ("%", "kind: formula\nformula: 100 * one / other"),
        ("%", "kind: formula\nformula: one / other * 100"),
        ("%", "kind: formula\nformula: one / (other / 100)"),
        ("%", "kind: formula\nformula: one / (0.01 * other)"),
        ("%", "kind: formula\nformula: (one + other) / 2"),
        ("%", "kind: formula\nformula: (one * few + other * many) / (few + many)"),
        ("%", "kind: observed\ncombine: {places: none, periods: none}"),
    ],
)
def test_what_is_in_per_cent_is_not_refused(unit: str, fields: str) -> None:
    assert read_new(text(unit, fields)).unit.ru == unit


def test_what_was_published_before_the_rule_stays_readable() -> None:
    assert read(text("%", RATIO)).scale == 1
    assert read(text("проценты", "kind: count\nmeasure: events")).kind == "count"


def test_units_are_known_in_their_spellings() -> None:
    assert all(
        map(
            is_percent,
            ("%", "Процент", "проценты", "проц.", "в %", "% от плана", "per cent", "percent"),
        )
    )
    assert not any(map(is_percent, ("п. п.", "процентный пункт", "‰", "ед.", "")))
    assert all(map(is_counted, ("ед.", "чел.", "человек", "шт", "НКО", "организаций", "Заявок")))
    assert not any(map(is_counted, ("тыс. чел.", "руб.", "на 10 тыс. чел.", "дней", "%")))
    assert is_share("доля")
    assert not is_share("%")
