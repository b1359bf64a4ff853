"""The form of any days, written out by hand; forms of years are not of days."""

import pytest

from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from indicators.forms import official_form
from indicators.forms.annual import annual_facts
from indicators.forms.form import FormQuestion, OfficialForm, days_of_form
from indicators.forms.kinds import form_names, is_by_days, is_quarterly
from indicators.periods import parse
from tests.indicators.forms.tables import LATER, table
from tests.sample_programme import SampleProgramme

SPRING = "2015-02-01..2015-05-31"
BY_HAND = [
    "х | Программа: Развитие | х | х | х | х",
    # what is reported of a year is not applicable to days
    "1 | trust | % | х | х | х",
    "2 | help | х | х | х | х",
    "2.1 | answers | ед. | х | х | х",
    "2.2 | days | ед. | х | х | х",
    "2.3 | Мероприятие: Приём | х | х | х | 2015-05-22",
    "2.4 | books | х | х | х | х",
    "2.4.1 | titles | ед. | х | х | х",
    "2.4.2 | fresh | ед. | х | х | х",
    "3 | sport | х | х | х | х",
    "3.1 | teams | ед. | х | х | х",
    "3.2 | untargeted | ед. | х | х | х",
    "3.3 | visits | ед. | 2 | 2 | х",
]


def question(period: str, district: str | None = None, quarter: int | None = None) -> FormQuestion:
    of_form = parse(period)
    days = days_of_form(of_form)
    year = of_form.final_year
    return FormQuestion(DEFAULT_PROGRAMME, year, quarter, None, LATER, days, district)


def form_of(town: SampleProgramme, period: str, district: str | None = None) -> OfficialForm:
    with town.database.read() as session:
        return official_form(session, "period", question(period, district))


def test_each_cell_is_as_written_by_hand(town: SampleProgramme) -> None:
    form = form_of(town, SPRING)
    assert table(form) == BY_HAND
    notes = [note["ru"] for note in form.notes]
    assert notes[0].startswith("План, степень достижения, деньги и оценка бывают только за год")
    assert notes[1].endswith("их число: 7.")


@pytest.mark.parametrize(
    ("period", "visits", "activities"),
    [
        ("2015", "3 | 3", ["2015-05-22", "2015-08-30"]),
        ("2015-Q1", "1 | 1", []),
        ("2015-08-01..2015-08-30", "1 | 1", ["2015-08-30"]),
        ("2015-08-02..2015-08-29", "0 | 0", []),
        ("2014..2015", "3 | 3", ["2015-05-22", "2015-08-30"]),
    ],
)
def test_numbers_and_activities_are_those_of_the_period(
    town: SampleProgramme, period: str, visits: str, activities: list[str]
) -> None:
    rows = table(form_of(town, period))
    (row,) = [row for row in rows if "| visits |" in row]
    assert f"| ед. | {visits} |" in row
    assert [row.split(" | ")[-1] for row in rows if "Мероприятие" in row] == activities


def test_districts_together_are_one_territory_without_activities(town: SampleProgramme) -> None:
    form = form_of(town, SPRING, "north,south")
    assert [names["en"] for names in form.districts] == ["north", "south"]
    # the visits say no district: none of them is in these two
    assert "3.3 | visits | ед. | 0 | 0 | х" in table(form)
    assert not [row for row in table(form) if "Мероприятие" in row]


@pytest.mark.parametrize("code", [code for code in form_names() if not is_by_days(code)])
@pytest.mark.parametrize("choices", [(SPRING,), ("2014..2015",), ("2015", "north")])
def test_forms_of_years_are_not_of_days_nor_districts(
    town: SampleProgramme, code: str, choices: tuple[str, ...]
) -> None:
    quarter = 4 if is_quarterly(code) else None
    period, *district = choices
    wrong = (
        question(period, *district, quarter=quarter)
        if district
        else question(period, quarter=quarter)
    )
    with town.database.read() as session, pytest.raises(Refusal) as refusal:
        official_form(session, code, wrong)
    assert refusal.value.problems[0].rule == "form_of_years"


def test_the_yearly_report_is_of_no_days(town: SampleProgramme) -> None:
    with town.database.read() as session, pytest.raises(Refusal) as refusal:
        annual_facts(session, question(SPRING))
    assert refusal.value.problems[0].rule == "form_of_years"
