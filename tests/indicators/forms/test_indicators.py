"""The form of target indicators, written out by hand."""

import datetime

import pytest

from data.passports import DEFAULT_PROGRAMME
from data.refusals import NotFound, Refusal
from indicators.forms import official_form
from indicators.forms.form import FormQuestion
from tests.indicators.forms.tables import form_of, table
from tests.sample_programme import SampleProgramme

BY_HAND = [
    "х | Программа: Развитие | х | х | х | х | х | х",
    "1 | trust | % | 28.5 | 30.0 | 29.97 | 99.9 | –",
    "2 | help | х | х | х | х | х | х",
    "2.1 | answers | ед. | 400 | 500 | 1044 | 208.8 | –",
    # falling: the plan over the fact
    "2.2 | days | ед. | 11.0 | 10.0 | 12.5 | 80.0 | Не хватало людей",
    "2.3 | Мероприятие: Приём | х | х | х | х | х | х",
    "2.3.1 | answers | ед. | 400 | 500 | 1044 | 208.8 | –",
    "2.4 | books | х | х | х | х | х | х",
    # a plan of nothing is no divisor; it was met, so there is nothing to explain
    "2.4.1 | titles | ед. | 7 | 0 | 0 | х | х",
    # its plan is of another year; of the year before only its baseline is known
    "2.4.2 | fresh | ед. | 3 | – | 4 | – | –",
    "3 | sport | х | х | х | х | х | х",
    "3.1 | teams | ед. | 9 | 12 | – | – | –",
    "3.2 | visits | ед. | – | 4 | 3 | 75.0 | –",
    "3.3 | Мероприятие: Кубок | х | х | х | х | х | х",
    "3.3.1 | visits | ед. | – | 4 | 3 | 75.0 | –",
]


def test_each_cell_is_as_written_by_hand(town: SampleProgramme) -> None:
    assert table(form_of(town.database, "indicators", 2015)) == BY_HAND


def test_indicators_without_any_plan_are_counted_beside_the_table(town: SampleProgramme) -> None:
    notes = [note["ru"] for note in form_of(town.database, "indicators", 2015).notes]
    assert "Показатели без плана на все годы в форму не входят; их число: 1." in notes


def test_what_is_not_due_waits_and_is_no_missing_fact(town: SampleProgramme) -> None:
    soon = form_of(town.database, "indicators", 2015, on=datetime.date(2016, 1, 15))
    assert "3.1 | teams | ед. | 9 | 12 | ждём | ждём | –" in table(soon)


def test_before_the_programme_stands_the_baseline_of_that_very_year(town: SampleProgramme) -> None:
    rows = table(form_of(town.database, "indicators", 2014))
    # of 2014 there is no activity: «books» is number 2.3
    assert "2.3.1 | titles | ед. | 6 | – | 7 | – | –" in rows
    assert "2.3.2 | fresh | ед. | – | – | – | – | –" in rows


def test_a_form_is_of_its_revision(town: SampleProgramme) -> None:
    first = form_of(town.database, "indicators", 2015, as_of=1)
    assert (first.revision, [row.level for row in first.rows]) == (1, [0])


@pytest.mark.parametrize(
    ("code", "question", "error", "rule"),
    [
        ("indicator", FormQuestion(DEFAULT_PROGRAMME, 2015), NotFound, "form_unknown"),
        ("indicators", FormQuestion(DEFAULT_PROGRAMME, 2015, 2), Refusal, "form_quarter_needless"),
        ("indicators", FormQuestion(DEFAULT_PROGRAMME, 2020), Refusal, "years_outside"),
        ("indicators", FormQuestion("city", 2015), NotFound, "unknown_programme"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    town: SampleProgramme, code: str, question: FormQuestion, error: type[Refusal], rule: str
) -> None:
    with town.database.read() as session, pytest.raises(error) as refusal:
        official_form(session, code, question)
    assert refusal.value.problems[0].rule == rule
