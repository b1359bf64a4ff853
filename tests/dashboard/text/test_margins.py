"""What is said of numbers that have a margin of error, written out by hand in both languages."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask

from dashboard.sections.headlines import against_year_before, since_start
from dashboard.text.difference import driver_sentence
from dashboard.text.district_findings import least, most
from dashboard.text.findings import finding_text
from dashboard.text.margin import ends_sentence
from dashboard.text.ranking import ranking_sentence
from indicators.answers.answer import Answer
from indicators.answers.judging import ABSENT
from indicators.answers.margin import interval_of
from indicators.contributions.contribution import Contribution
from indicators.contributions.decomposition import ADDED, Decomposition
from indicators.definition import Definition, Notable
from indicators.findings.finding import CHANGED, Finding
from indicators.findings.years import IndicatorYears
from indicators.ranking.ranking import PlaceNumber, Ranking
from tests.dashboard import factories
from tests.dashboard.text.test_findings import joined

REPORTED = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}
TRUST = factories.definition(
    **REPORTED,
    code="trust",
    name={"ru": "Доверие", "en": "Trust"},
    unit={"ru": "%", "en": "%"},
)
REFUSED = TRUST.model_copy(update={"direction": "decrease"})
KEPT = TRUST.model_copy(update={"direction": "keep", "band": (Decimal(40), Decimal(60))})
FIRES = factories.definition(
    **REPORTED,
    code="fires",
    name={"ru": "Пожары", "en": "Fires"},
    unit={"ru": "ед.", "en": "units"},
    direction="decrease",
    interval="poisson",
)
VISITS = factories.definition(notable={"percent": 5})
WATCHED = TRUST.model_copy(update={"notable": Notable(interval=95)})
Sentence = Callable[[], str]


def known(definition: Definition, value: int, people: int | None = None, **fields: Any) -> Answer:
    """An answer with the interval that its value has."""
    exact = Fraction(value)
    content = ABSENT._replace(value=exact, respondents=people)
    answer = factories.answer(value, indicator=definition.code, respondents=people, **fields)
    return replace(answer, exact=exact, interval=interval_of(definition, content))


def visits(count: int, period: int = 2016, **fields: Any) -> Answer:
    return known(VISITS, count, period=str(period), **fields)


def poll(share: int, people: int | None = 100, period: int = 2016, **fields: Any) -> Answer:
    return known(TRUST, share, people, period=str(period), **fields)


def fires(count: int, period: int = 2016, **fields: Any) -> Answer:
    return known(FIRES, count, period=str(period), **fields)


def changed(definition: Definition, before: Answer, now: Answer) -> Sentence:
    years = IndicatorYears(definition, (before, now))
    return lambda: finding_text(Finding(CHANGED, CHANGED, years))


def year_before(definition: Definition, before: Answer, now: Answer) -> Sentence:
    return lambda: against_year_before(definition, (before, now), now)


def from_start(definition: Definition, first: Answer, now: Answer) -> Sentence:
    return lambda: since_start(definition, (first, now), now)


def explained(definition: Definition, before: Answer, now: Answer) -> Sentence:
    difference = Fraction(now.exact or 0) - Fraction(before.exact or 0)
    parts = (Contribution("north", None, None, difference),)
    whole = Decomposition(definition, "district", ADDED, before, now, False, difference, parts)
    return lambda: driver_sentence(whole, "Север")


PLACES = ("Север", "Юг", "Запад")
CODES = ("north", "south", "west")


def districts(*values: Answer) -> list[Answer]:
    return [replace(each, district=code) for each, code in zip(values, CODES, strict=False)]


def greatest(definition: Definition, *values: Answer) -> Sentence:
    listed = districts(*values)
    return lambda: most(definition, poll(50), listed, PLACES[: len(listed)])


def smallest(definition: Definition, *values: Answer) -> Sentence:
    listed = districts(*values)
    return lambda: least(definition, poll(50), listed, PLACES[: len(listed)])


def ranked(definition: Definition, *values: Answer) -> Sentence:
    numbers: Mapping[str, PlaceNumber] = {
        each.district or "": PlaceNumber(each, Fraction(each.exact or 0))
        for each in districts(*values)
    }
    ranking = Ranking(definition, PlaceNumber(poll(50), Fraction(50)), numbers)
    return lambda: ranking_sentence(ranking, "north")


def compared(definition: Definition, *values: Answer) -> Sentence:
    return lambda: ends_sentence(definition, dict(zip(PLACES, values, strict=False)))


SENTENCES: tuple[tuple[Sentence, str, str], ...] = (
    # 55 − 60 of a hundred each: −18.4 to +8.6 points; 35 − 60: −37.2 to −11.1
    (
        changed(TRUST, poll(60, period=2015), poll(55)),
        "55 %, −5 п. п. к 2015 году, в пределах погрешности",
        "55%, −5 pp on 2015, within the margin of error",
    ),
    (
        changed(TRUST, poll(60, period=2015), poll(35)),
        "35 %, −25 п. п. к 2015 году",
        "35%, −25 pp on 2015",
    ),
    # of a thousand each 5 points are −9.3 to −0.7
    (
        changed(TRUST, poll(60, 1000, period=2015), poll(55, 1000)),
        "55 %, −5 п. п. к 2015 году",
        "55%, −5 pp on 2015",
    ),
    # one of the two does not say how many answered
    (
        changed(TRUST, poll(60, None, period=2015), poll(55)),
        "55 %, −5 п. п. к 2015 году",
        "55%, −5 pp on 2015",
    ),
    # 10 → 22: the ratio is 0.19 to 1.0003; 10 → 23: 0.18 to 0.95
    (
        changed(FIRES, fires(10, 2015), fires(22)),
        "22 ед., +12 (+120 %) к 2015 году, в пределах погрешности",
        "22 units, +12 (+120%) on 2015, within the margin of error",
    ),
    (
        changed(FIRES, fires(10, 2015), fires(23)),
        "23 ед., +13 (+130 %) к 2015 году",
        "23 units, +13 (+130%) on 2015",
    ),
    # nothing after five may be chance, after six it is hardly
    (
        changed(FIRES, fires(5, 2015), fires(0)),
        "0 ед., −5 (−100 %) к 2015 году, в пределах погрешности",
        "0 units, −5 (−100%) on 2015, within the margin of error",
    ),
    (
        changed(FIRES, fires(6, 2015), fires(0)),
        "0 ед., −6 (−100 %) к 2015 году",
        "0 units, −6 (−100%) on 2015",
    ),
    (
        year_before(TRUST, poll(60, period=2015), poll(55)),
        "отличие от 2015 года в пределах погрешности",
        "different from 2015 only within the margin of error",
    ),
    (
        year_before(TRUST, poll(60, period=2015), poll(35)),
        "на 25,0 п. п. меньше, чем в 2015 году",
        "25.0 points less than in 2015",
    ),
    (
        year_before(TRUST, poll(60, period=2015), poll(60)),
        "как в 2015 году",
        "the same as in 2015",
    ),
    (
        year_before(FIRES, fires(10, 2015), fires(22)),
        "отличие от 2015 года в пределах погрешности",
        "different from 2015 only within the margin of error",
    ),
    (
        year_before(FIRES, fires(10, 2015), fires(23)),
        "на 130 % больше, чем в 2015 году",
        "130% more than in 2015",
    ),
    (
        from_start(TRUST, poll(60, period=2014), poll(55)),
        "2014–2016: изменение в пределах погрешности",
        "2014–2016: a change within the margin of error",
    ),
    (
        from_start(TRUST, poll(35, period=2014), poll(60)),
        "2014–2016: рост на 25,0 п. п.",
        "2014–2016: up 25.0 points",
    ),
    (
        explained(TRUST, poll(60, period=2015), poll(55)),
        "Разница, −5 п. п., – в пределах погрешности.",
        "The difference, −5 pp, is within the margin of error.",
    ),
    (
        explained(TRUST, poll(60, period=2015), poll(35)),
        "Больше всего: Север, −25 п. п. из −25 п. п. (100 %).",
        "Most of it: Север, −25 pp of −25 pp (100%).",
    ),
    (
        explained(FIRES, fires(10, 2015), fires(22)),
        "Разница, +12, – в пределах погрешности.",
        "The difference, +12, is within the margin of error.",
    ),
    (
        explained(FIRES, fires(10, 2015), fires(10)),
        "Оба числа равны.",
        "The two numbers are the same.",
    ),
    (
        greatest(TRUST, poll(60), poll(55), poll(20)),
        "наибольшее значение: Север – 60 %, в пределах погрешности – ещё 1",
        "highest: Север – 60%, within the margin of error: 1 more",
    ),
    (
        greatest(REFUSED, poll(60), poll(40), poll(20)),
        "хуже всего: Север – 60 %",
        "worst: Север – 60%",
    ),
    (
        greatest(TRUST, poll(60), poll(55), poll(58)),
        "наибольшее значение: Север – 60 %, в пределах погрешности – ещё 2",
        "highest: Север – 60%, within the margin of error: 2 more",
    ),
    (
        smallest(FIRES, fires(22), fires(10), fires(11)),
        "лучше всего: Юг – 10 ед., в пределах погрешности – ещё 2",
        "best: Юг – 10 units, within the margin of error: 2 more",
    ),
    (
        smallest(FIRES, fires(40), fires(10), fires(50)),
        "лучше всего: Юг – 10 ед.",
        "best: Юг – 10 units",
    ),
    (
        ranked(TRUST, poll(60), poll(55), poll(20)),
        "Доверие: 60 %, 1-й из 3, в пределах погрешности – ещё 1.",
        "Trust: 60%, 1 of 3, within the margin of error: 1 more.",
    ),
    (
        ranked(TRUST, poll(60), poll(40), poll(20)),
        "Доверие: 60 %, 1-й из 3 (лучший).",
        "Trust: 60%, 1 of 3 (the best).",
    ),
    (
        ranked(REFUSED, poll(60), poll(55), poll(20)),
        "Доверие: 60 %, 3-й из 3, в пределах погрешности – ещё 1.",
        "Trust: 60%, 3 of 3, within the margin of error: 1 more.",
    ),
    (
        ranked(TRUST, poll(55), poll(55), poll(60)),
        "Доверие: 55 %, 2-й из 3, делят 2 района, в пределах погрешности – ещё 1.",
        "Trust: 55%, 2 of 3, shared by 2, within the margin of error: 1 more.",
    ),
    (
        ranked(KEPT, poll(60), poll(55), poll(20)),
        "Доверие: 60 %, 1-й из 3 по величине, в пределах погрешности – ещё 1.",
        "Trust: 60%, 1 of 3 by size, within the margin of error: 1 more.",
    ),
    (
        compared(TRUST, poll(60), poll(55), poll(58)),
        "2016: Север – 60 %, Юг – 55 %; разница, 5 п. п., – в пределах погрешности",
        "2016: Север – 60%, Юг – 55%; the difference, 5 pp, is within the margin of error",
    ),
    (
        compared(FIRES, fires(10), fires(50)),
        "2016: Юг – 50 ед., Север – 10 ед.; разница, 40, – больше погрешности",
        "2016: Юг – 50 units, Север – 10 units; the difference, 40, is more than the margin of error",
    ),
    (
        compared(TRUST, poll(60, None), poll(55)),
        "2016: Север – 60 %, Юг – 55 %",
        "2016: Север – 60%, Юг – 55%",
    ),
    (compared(TRUST, poll(60), poll(60)), "", ""),
    # 5 % of 1 000 are 50: 1 049 and 951 are none to speak of, 1 050 and 950 are
    (
        changed(VISITS, visits(1000, 2015), visits(1049)),
        "1 049 ед., без заметного изменения к 2015 году: +49 (+4,9 %)",
        "1,049 units, no notable change on 2015: +49 (+4.9%)",
    ),
    (
        changed(VISITS, visits(1000, 2015), visits(1050)),
        "1 050 ед., +50 (+5 %) к 2015 году",
        "1,050 units, +50 (+5%) on 2015",
    ),
    (
        changed(VISITS, visits(1000, 2015), visits(951)),
        "951 ед., без заметного изменения к 2015 году: −49 (−4,9 %)",
        "951 units, no notable change on 2015: −49 (−4.9%)",
    ),
    (
        changed(VISITS, visits(1000, 2015), visits(950)),
        "950 ед., −50 (−5 %) к 2015 году",
        "950 units, −50 (−5%) on 2015",
    ),
    (
        changed(WATCHED, poll(60, period=2015), poll(55)),
        "55 %, без заметного изменения к 2015 году: −5 п. п.",
        "55%, no notable change on 2015: −5 pp",
    ),
    (
        changed(WATCHED, poll(60, period=2015), poll(35)),
        "35 %, −25 п. п. к 2015 году",
        "35%, −25 pp on 2015",
    ),
    (
        year_before(VISITS, visits(1000, 2015), visits(960)),
        "без заметного изменения к 2015 году",
        "no notable change on 2015",
    ),
    (
        year_before(VISITS, visits(1000, 2015), visits(900)),
        "на 10 % меньше, чем в 2015 году",
        "10% less than in 2015",
    ),
    (
        year_before(
            VISITS, known(VISITS, 20, period="2015-Q2"), known(VISITS, 20, period="2016-Q2")
        ),
        "как за 2 кв. 2015",
        "the same as in Q2 2015",
    ),
    (
        year_before(
            VISITS, known(VISITS, 100, period="2015-Q2"), known(VISITS, 103, period="2016-Q2")
        ),
        "без заметного изменения к значению за 2 кв. 2015",
        "no notable change on Q2 2015",
    ),
    (
        year_before(WATCHED, poll(60, period=2015), poll(58)),
        "без заметного изменения к 2015 году",
        "no notable change on 2015",
    ),
    (
        from_start(VISITS, visits(1000, 2014), visits(1010)),
        "2014–2016: без заметного изменения",
        "2014–2016: no notable change",
    ),
    (
        from_start(VISITS, visits(1000, 2014), visits(1200)),
        "2014–2016: рост на 20 %",
        "2014–2016: up 20%",
    ),
    (
        explained(VISITS, visits(1000, 2015), visits(1020)),
        "Без заметного изменения: +20.",
        "No notable change: +20.",
    ),
    (
        explained(VISITS, visits(1000, 2015), visits(1200)),
        "Больше всего: Север, +200 из +200 (100 %).",
        "Most of it: Север, +200 of +200 (100%).",
    ),
)


@pytest.mark.parametrize(("place", "language"), enumerate(("ru", "en")))
def test_each_number_with_a_margin_says(place: int, language: str) -> None:
    with Flask("speaker").test_request_context(headers={"X-Lang": language}):
        sentences = [joined(sentence()) for sentence, *_texts in SENTENCES]
    assert sentences == [texts[place] for _sentence, *texts in SENTENCES]
