"""The sentences of findings, written out by hand in both languages."""

from collections.abc import Iterator, Mapping

import pytest
from flask import Flask

from dashboard.text.findings import finding_sentence, headline
from indicators.answers.question import Question
from indicators.findings.findings import Findings, PlansMet, findings
from tests.findings_programme import fill
from tests.sample_programme import SampleProgramme

SENTENCES: dict[tuple[str, str], tuple[str, str]] = {
    # rule, indicator: Russian, English
    ("worst", "fallen"): (
        "70 человек при плане 100 (70 %); годом раньше план был выполнен",
        "70 people against a plan of 100 (70%); met the year before",
    ),
    ("worst", "kept"): (
        "30 ед. при плане от 40 до 60; годом раньше план был выполнен",
        "30 units, planned from 40 to 60; met the year before",
    ),
    ("worst", "slipping"): (
        "80 человек при плане 100 (80 %); не выполняется 4 года подряд, к плану не приближается",
        "80 people against a plan of 100 (80%); not met for 4 years in a row, no nearer to the plan",
    ),
    ("worst", "quick"): (
        "12 человек при плане 10 (83 %); годом раньше план был выполнен",
        "12 people against a plan of 10 (83%); met the year before",
    ),
    ("worst", "closing"): (
        "96 ед. при плане 100 (96 %); не выполняется 2 года подряд, приближается к плану",
        "96 units against a plan of 100 (96%); not met for 2 years in a row, nearer to the plan",
    ),
    ("changed", "shrinking"): (
        "4 ед., −8 (−67 %) к 2019 году",
        "4 units, −8 (−67%) on 2019",
    ),
    ("changed", "jumping"): (
        "30 ед., +18 (+150 %) к 2019 году",
        "30 units, +18 (+150%) on 2019",
    ),
    ("changed", "closing"): ("96 ед., +46 (+92 %) к 2019 году", "96 units, +46 (+92%) on 2019"),
    ("changed", "share"): (
        "35,5 %, +15,5 п. п. к 2019 году",
        "35.5%, +15.5 pp on 2019",
    ),
    ("changed", "fallen"): (
        "70 человек, −50 (−42 %) к 2019 году",
        "70 people, −50 (−42%) on 2019",
    ),
    ("changed", "quick"): ("12 человек, +2 (+20 %) к 2019 году", "12 people, +2 (+20%) on 2019"),
    ("overdue", "silent"): (
        "нет данных за 2020 год, срок был 31 января 2021 г.",
        "no data for 2020, due by 31 January 2021",
    ),
    ("missed_repeatedly", "slipping"): (
        "план не выполняется 4 года подряд, 2017–2020, к плану не приближается",
        "the plan has not been met for 4 years in a row, 2017–2020, no nearer to the plan",
    ),
    ("stuck", "slipping"): (
        "к плану не приближается: 2019 – 85 человек при плане 100 (85 %); 2020 – 80 человек при плане 100 (80 %)",
        "no nearer to the plan: 2019 – 85 people against a plan of 100 (85%); "
        "2020 – 80 people against a plan of 100 (80%)",
    ),
    ("plan_lowered", "eased"): (
        "план 2020 года снижен задним числом: было 100, стало 80",
        "the plan for 2020 was lowered late, from 100 to 80",
    ),
    ("unusual", "jumping"): (
        "30 ед., больше чем вдвое выше наибольшего за 2014–2019 (от 10 ед. до 12 ед.)",
        "30 units, more than twice the most of 2014–2019 (10 units to 12 units)",
    ),
    ("unusual", "shrinking"): (
        "4 ед., меньше половины наименьшего за 2014–2019 (от 10 ед. до 12 ед.)",
        "4 units, less than half the least of 2014–2019 (10 units to 12 units)",
    ),
}
HEADLINES: tuple[tuple[PlansMet, PlansMet | None, str, str], ...] = (
    (
        PlansMet(2020, 50, 24, False),
        PlansMet(2019, 50, 31, False),
        "Выполнено 24 из 50 планов 2020 года, на 7 меньше, чем в 2019 году.",
        "24 of 50 plans for 2020 are met, 7 fewer than in 2019.",
    ),
    (
        PlansMet(2020, 50, 33, False),
        PlansMet(2019, 50, 31, False),
        "Выполнено 33 из 50 планов 2020 года, на 2 больше, чем в 2019 году.",
        "33 of 50 plans for 2020 are met, 2 more than in 2019.",
    ),
    (
        PlansMet(2020, 51, 21, False),
        PlansMet(2019, 51, 21, False),
        "Выполнен 21 из 51 плана 2020 года, столько же, сколько в 2019 году.",
        "21 of 51 plans for 2020 are met, as many as in 2019.",
    ),
    (
        PlansMet(2020, 50, 24, False),
        PlansMet(2019, 48, 31, False),
        "Выполнено 24 из 50 планов 2020 года; в 2019 году – 31 из 48.",
        "24 of 50 plans for 2020 are met; in 2019 it was 31 of 48.",
    ),
    (
        PlansMet(2014, 1, 1, False),
        None,
        "Выполнен 1 из 1 плана 2014 года.",
        "1 of 1 plan for 2014 is met.",
    ),
    (
        PlansMet(2026, 5, 0, True),
        PlansMet(2025, 5, 5, False),
        "Выполнено 0 из 5 планов 2026 года.",
        "0 of 5 plans for 2026 are met.",
    ),
)


@pytest.fixture(scope="module")
def year(tmp_path_factory) -> Iterator[Findings]:
    url = f"sqlite:///{tmp_path_factory.mktemp('sentences') / 'itog.db'}"
    with SampleProgramme(url, years=(2014, 2020)) as world:
        fill(world)
        with world.database.read() as session:
            yield findings(session, Question(programme="town"), 2020)


def spoken(language: str, year: Findings) -> Mapping[tuple[str, str], str]:
    with Flask("speaker").test_request_context(headers={"X-Lang": language}):
        return {
            (finding.rule, finding.indicator): finding_sentence(finding)
            for listed in year.topics.values()
            for finding in listed
        }


def joined(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("place", "language"), enumerate(("ru", "en")))
def test_each_finding_says(year: Findings, place: int, language: str) -> None:
    sentences = spoken(language, year)
    for (rule, code), texts in SENTENCES.items():
        name = (f"Показатель «{code}»", f"The {code} one")[place]
        assert joined(sentences[rule, code]) == f"{name}: {texts[place].removesuffix('.')}."


@pytest.mark.parametrize(("place", "language"), enumerate(("ru", "en")))
@pytest.mark.parametrize("row", HEADLINES, ids=lambda row: row[2])
def test_the_headline_says(
    row: tuple[PlansMet, PlansMet | None, str, str], place: int, language: str
) -> None:
    now, before, *texts = row
    with Flask("speaker").test_request_context(headers={"X-Lang": language}):
        assert joined(headline(now, before)) == texts[place]
