"""Why a number changed, and where a district stands, written out by hand in both languages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask

from dashboard.text.difference import (
    amount,
    comings_and_goings,
    confounder,
    driver_sentence,
    method_sentence,
)
from dashboard.text.ranking import ranking_sentence
from indicators.contributions.contribution import REST, Contribution
from indicators.contributions.decomposition import ADDED, Decomposition
from indicators.definition import Definition
from indicators.ranking.ranking import PlaceNumber, Ranking
from tests.dashboard import factories
from tests.dashboard.text.test_findings import joined

COUNT = factories.definition()
FEW = factories.definition(direction="decrease")
ALONE = {"kind": "observed", "combine": {"places": "mean", "periods": "none"}}
SHARE = factories.definition(**ALONE, unit={"ru": "%", "en": "%"}, decimals=1)
DAYS = factories.definition(**ALONE, unit={"ru": "дней", "en": "days"}, direction="decrease")
KEPT = factories.definition(**ALONE, unit={"ru": "%", "en": "%"}, direction="keep", band=[1, 9])
GROWTH = factories.definition(change={"from": "previous", "as": "difference"})
MONEY = factories.definition(
    kind="sum", measure="supports", amount="amount", unit={"ru": "руб.", "en": "roubles"}
)
Parts = Mapping[str, tuple[int | None, int | None]]
Sentence = Callable[[], str]
NAMES = {"north": "Север", "south": "Юг", "west": "Запад"}


def divided(definition: Definition, before: Any, now: Any, **parts: Any) -> Decomposition:
    """A difference with what each part gives of it; what is left over is not divided."""
    difference = Fraction(str(now)) - Fraction(str(before))
    listed = [
        Contribution(key, Fraction(0), Fraction(1), Fraction(str(each)))
        for key, each in parts.items()
    ]
    left = difference - sum((part.amount for part in listed), Fraction(0))
    listed += [Contribution(REST, None, None, left)] if left else []
    sides = (
        factories.answer(value, exact=Fraction(str(value)), period=period)
        for value, period in ((before, "2019"), (now, "2020"))
    )
    return Decomposition(definition, "district", ADDED, *sides, False, difference, listed)


def why(definition: Definition, before: Any, now: Any, **parts: Any) -> Sentence:
    whole = divided(definition, before, now, **parts)
    name = None if whole.driver is None else NAMES[whole.driver.key]
    return lambda: driver_sentence(whole, name)


def moved(*sides: tuple[int | None, int | None]) -> Sentence:
    """How many organisations came and went, from what each asked before and now."""
    parts = [
        Contribution(
            str(number),
            None if before is None else Fraction(before),
            None if now is None else Fraction(now),
            Fraction(now or 0) - Fraction(before or 0),
        )
        for number, (before, now) in enumerate(sides)
    ]
    whole = replace(divided(COUNT, 0, 0), contributions=parts)
    return lambda: comings_and_goings(whole)


def sized(definition: Definition, change: Any) -> Sentence:
    return lambda: amount(definition, Fraction(str(change)))


def ranked(definition: Definition, *values: Any, reasons: Sequence[str] = ()) -> Sentence:
    """What is said of the first place among several."""
    codes = "abcdefghij"
    numbers = {
        code: PlaceNumber(
            factories.answer(value, district=code), None if value is None else Fraction(str(value))
        )
        for code, value in zip(codes, values, strict=False)
    }
    numbers |= {
        code: replace(numbers[code], value=None, reason=reason)
        for code, reason in zip(codes, reasons, strict=False)
    }
    whole = PlaceNumber(factories.answer(1), Fraction(1))
    return lambda: ranking_sentence(Ranking(definition, whole, numbers), "a")


SENTENCES: tuple[tuple[Sentence, str, str], ...] = (
    (
        why(COUNT, 100, 130, north=20, south=10),
        "Больше всего: Север, +20 из +30 (67 %).",
        "Most of it: Север, +20 of +30 (67%).",
    ),
    (
        why(COUNT, 130, 100, north=-20, south=-10),
        "Больше всего: Север, −20 из −30 (67 %).",
        "Most of it: Север, −20 of −30 (67%).",
    ),
    # exactly half, and exactly twice the next
    (
        why(COUNT, 100, 140, north=20, south=10, west=10),
        "Больше всего: Север, +20 из +40 (50 %).",
        "Most of it: Север, +20 of +40 (50%).",
    ),
    (
        why(COUNT, 100, 141, north=20, south=10, west=11),
        "Ни одна часть не преобладает: разница распределена между ними.",
        "No part makes most of it: the difference is spread among them.",
    ),
    # more than all of it, as another part goes the other way
    (
        why(COUNT, 100, 120, north=35, south=-15),
        "Больше всего: Север, +35 из +20 (175 %).",
        "Most of it: Север, +35 of +20 (175%).",
    ),
    # what is not divided is nobody's
    (
        why(COUNT, 100, 130, north=5),
        "Ни одна часть не преобладает: разница распределена между ними.",
        "No part makes most of it: the difference is spread among them.",
    ),
    (
        why(COUNT, 100, 100, north=5, south=-5),
        "Оба числа равны.",
        "The two numbers are the same.",
    ),
    (
        why(SHARE, 20, "35.5", south="12.5", north=3),
        "Больше всего: Юг, +12,5 п. п. из +15,5 п. п. (81 %).",
        "Most of it: Юг, +12.5 pp of +15.5 pp (81%).",
    ),
    (
        why(MONEY, 2_000_000, 1_250_000, west=-600_000, north=-150_000),
        "Больше всего: Запад, −600,0 тыс. руб. из −750,0 тыс. руб. (80 %).",
        "Most of it: Запад, −600.0 thousand roubles of −750.0 thousand roubles (80%).",
    ),
    # less is better: the sentence says numbers, not praise
    (
        why(FEW, 40, 30, north=-9, south=-1),
        "Больше всего: Север, −9 из −10 (90 %).",
        "Most of it: Север, −9 of −10 (90%).",
    ),
    (
        moved((None, 3), (None, 1), (4, None), (1, 5), (5, 1), (2, 2)),
        "Новых – 2, ушли – 1, больше – 1, меньше – 1, без изменений – 1.",
        "New – 2, gone – 1, more – 1, less – 1, as before – 1.",
    ),
    (moved((None, 1)), "Новых – 1.", "New – 1."),
    (moved((0, 2), (3, 0)), "Больше – 1, меньше – 1.", "More – 1, less – 1."),
    (sized(COUNT, 0), "0", "0"),
    (sized(COUNT, 1234567), "+1 234 567", "+1,234,567"),
    (sized(SHARE, "-0.04"), "−0,04 п. п.", "−0.04 pp"),
    (sized(SHARE, "3.25"), "+3,3 п. п.", "+3.3 pp"),
    (sized(MONEY, -350_000), "−350,0 тыс. руб.", "−350.0 thousand roubles"),
    (
        lambda: confounder("definition"),
        "Между периодами изменилось определение: они посчитаны по-разному.",
        "The definition changed between the two periods: they do not count alike.",
    ),
    (
        lambda: confounder("partial"),
        "Один из периодов отчитан не полностью.",
        "One of the periods is not reported in full.",
    ),
    (
        lambda: confounder("preliminary"),
        "Одно из чисел предварительное.",
        "One of the numbers is preliminary.",
    ),
    (
        lambda: method_sentence("shared_out") or "",
        "По каждой составляющей – среднее того, что даёт её изменение, по всем порядкам, в которых "
        "составляющие могли измениться (вектор Шепли).",
        "Of each input the mean of what its change does over all orders in which the inputs may "
        "change (Shapley).",
    ),
    (
        ranked(SHARE, 50, 40, 30),
        "Визиты: 50,0 %, 1-й из 3 (лучший).",
        "Visits: 50.0%, 1 of 3 (the best).",
    ),
    (
        ranked(SHARE, 30, 40, 50),
        "Визиты: 30,0 %, 3-й из 3 (худший).",
        "Visits: 30.0%, 3 of 3 (the worst).",
    ),
    (ranked(SHARE, 40, 30, 50), "Визиты: 40,0 %, 2-й из 3.", "Visits: 40.0%, 2 of 3."),
    # of what should be small the least is the best
    (
        ranked(DAYS, 2, 5, 9),
        "Визиты: 2 дня, 1-й из 3 (лучший).",
        "Visits: 2 days, 1 of 3 (the best).",
    ),
    (
        ranked(DAYS, 21, 5, 9),
        "Визиты: 21 день, 3-й из 3 (худший).",
        "Visits: 21 days, 3 of 3 (the worst).",
    ),
    (
        ranked(DAYS, 5, 5, 9),
        "Визиты: 5 дней, 1-й из 3, делят 2 района.",
        "Visits: 5 days, 1 of 3, shared by 2.",
    ),
    (
        ranked(DAYS, 5, 5, 5, 5, 5, 9),
        "Визиты: 5 дней, 1-й из 6, делят 5 районов.",
        "Visits: 5 days, 1 of 6, shared by 5.",
    ),
    (
        ranked(KEPT, 5, 4, 3),
        "Визиты: 5 %, 1-й из 3 по величине.",
        "Visits: 5%, 1 of 3 by size.",
    ),
    # so much per 10,000 residents: one decimal from ten on, two below, none of nought
    (
        ranked(COUNT, "12.34", 2, 1),
        "Визиты, на 10 тыс. жителей: 12,3 ед., 1-й из 3 (лучший).",
        "Visits, per 10,000 residents: 12.3 units, 1 of 3 (the best).",
    ),
    (
        ranked(COUNT, "0.126", 2, 1),
        "Визиты, на 10 тыс. жителей: 0,13 ед., 3-й из 3 (худший).",
        "Visits, per 10,000 residents: 0.13 units, 3 of 3 (the worst).",
    ),
    (
        ranked(FEW, 0, 2, 1),
        "Визиты, на 10 тыс. жителей: 0 ед., 1-й из 3 (лучший).",
        "Visits, per 10,000 residents: 0 units, 1 of 3 (the best).",
    ),
    (
        ranked(SHARE, None, 4, 5, reasons=("no_data",)),
        "Визиты: не сравнивается – нет данных.",
        "Visits: not compared – no data.",
    ),
    (
        ranked(SHARE, 3, 4, 5, reasons=("partial",)),
        "Визиты: не сравнивается – данные поданы не полностью.",
        "Visits: not compared – not reported in full.",
    ),
    (
        ranked(COUNT, 3, 4, 5, reasons=("population",)),
        "Визиты, на 10 тыс. жителей: не сравнивается – число жителей в этом году неизвестно.",
        "Visits, per 10,000 residents: not compared – residents of the year are not known.",
    ),
    (
        ranked(GROWTH, None, None, None),
        "Визиты: не сравнивается – это изменение, а у малого района оно мало что значит.",
        "Visits: not compared – it is a change, which says little of a small place.",
    ),
    (
        ranked(SHARE, 3),
        "Визиты: не сравнивается – больше ни у кого нет значения.",
        "Visits: not compared – no other place has a number.",
    ),
)


@pytest.mark.parametrize(("place", "language"), enumerate(("ru", "en")))
def test_each_difference_and_each_place_says(place: int, language: str) -> None:
    with Flask("speaker").test_request_context(headers={"X-Lang": language}):
        sentences = [joined(sentence()) for sentence, *_texts in SENTENCES]
    assert sentences == [texts[place] for _sentence, *texts in SENTENCES]
