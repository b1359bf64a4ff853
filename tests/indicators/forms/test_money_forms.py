"""The forms of money, written out by hand; sums in the form's own unit, to the hundredth of a kopeck."""

import datetime
from decimal import Decimal

import pytest
from sqlalchemy import update

from data.refusals import Refusal
from data.tables.revisions import Revision
from indicators.forms.form import OfficialForm
from tests.indicators.forms.tables import form_of, table
from tests.sample_programme import SampleProgramme

ACTIVITIES = [
    "х | Итого по программе | х | х | х | всего | 170.00050 | 150.00045 | 88.2",
    "1 | help | х | х | х | всего | 140.00050 | 120.00045 | 85.7",
    # 90 000.45 of 90 000.50 is no full hundred
    " |  | х | х | х | Бюджет города | 90.00050 | 90.00045 | 99.9999",
    " |  | х | х | х | Краевой бюджет | 50.00000 | 30.00000 | 60.0",
    "1.1 | Мероприятие: Приём | 2015-05-20 | 2015-05-22 | выполнено с опозданием | всего"
    " | 100.00050 | 90.00045 | 90.0",
    "1.2 | books | х | х | х | всего | – | – | –",
    "1.2.1 | Мероприятие: Выставка | 2015-11-01 | – | не выполнено | всего | – | – | –",
    "2 | sport | х | х | х | всего | 30.00000 | 30.00000 | 100.0",
    "2.1 | Мероприятие: Кубок | 2015-09-01 | 2015-08-30 | выполнено | всего"
    " | 30.00000 | 30.00000 | 100.0",
]
QUARTER = [
    "Итого по программе | 190000.50 | 170000.50 | 150000.45 | -21.1 | -11.8"
    " | 120000.45 | -36.8 | -29.4 | – | х | х | х | х | х | Отдел",
    "help | 150000.50 | 140000.50 | 120000.45 | -20.0 | -14.3 | 120000.45 | -20.0 | -14.3 | –"
    " | х | х | х | х | х | Анна",
    "Мероприятие: Приём | 100000.50 | 100000.50 | 90000.45 | -10.0 | -10.0"
    " | 90000.45 | -10.0 | -10.0 | – | answers | ед. | 500 | 1044 | 208.8 | Анна",
    "books | – | – | – | – | – | – | – | – | – | х | х | х | х | х | –",
    "Мероприятие: Выставка | – | – | – | – | – | – | – | – | – | х | х | х | х | х | –",
    "sport | 40000.00 | 30000.00 | 30000.00 | -25.0 | 0.0 | – | – | – | – | х | х | х | х | х | Борис",
    "Мероприятие: Кубок | 40000.00 | 30000.00 | 30000.00 | -25.0 | 0.0 | – | – | – | –"
    " | visits | ед. | 4 | 3 | 75.0 | Борис",
]
BUDGET = [
    "Программа: Развитие | Отдел | – | – | – | – | 170.00050 | 150.00045",
    "help | Анна | – | – | – | – | 140.00050 | 120.00045",
    "Мероприятие: Приём | Анна | – | – | – | – | 100.00050 | 90.00045",
    "books | – | – | – | – | – | – | –",
    "Мероприятие: Выставка | – | – | – | – | – | – | –",
    "sport | Борис | – | – | – | – | 30.00000 | 30.00000",
    "Мероприятие: Кубок | Борис | – | – | – | – | 30.00000 | 30.00000",
]
SOURCES = [
    "Программа | Развитие | всего | 190.00050 | 120.00045 | 63.2",
    # «sport» does not say where its money comes from, so nothing is known of the whole
    " |  | Федеральный бюджет | – | – | –",
    " |  | Краевой бюджет | – | – | –",
    " |  | Бюджет города | – | – | –",
    " |  | Внебюджетные средства | – | – | –",
    "Задача, подпрограмма | help | всего | 150.00050 | 120.00045 | 80.0",
    " |  | Федеральный бюджет | – | – | –",
    " |  | Краевой бюджет | 50.00000 | 30.00000 | 60.0",
    " |  | Бюджет города | 100.00050 | 90.00045 | 90.0",
    " |  | Внебюджетные средства | – | – | –",
    "Мероприятие | Приём | всего | 100.00050 | 90.00045 | 90.0",
    "Задача, подпрограмма | books | всего | – | – | –",
    *[f" |  | {name} | – | – | –" for name in (
        "Федеральный бюджет", "Краевой бюджет", "Бюджет города", "Внебюджетные средства")],
    "Мероприятие | Выставка | всего | – | – | –",
    "Задача, подпрограмма | sport | всего | 40.00000 | – | –",
    *[f" |  | {name} | – | – | –" for name in (
        "Федеральный бюджет", "Краевой бюджет", "Бюджет города", "Внебюджетные средства")],
    "Мероприятие | Кубок | всего | 40.00000 | – | –",
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "quarter", "by_hand"),
    [
        ("activities", None, ACTIVITIES),
        ("quarter", 4, QUARTER),
        ("budget", None, BUDGET),
        ("sources", None, SOURCES),
    ],
)
def test_each_cell_is_as_written_by_hand(
    town: SampleProgramme, code: str, quarter: int | None, by_hand: list[str]
) -> None:
    assert table(form_of(town.database, code, 2015, quarter)) == by_hand


def test_before_the_years_end_spending_is_unknown_and_results_are_so_far(
    town: SampleProgramme,
) -> None:
    half = form_of(town.database, "quarter", 2015, 2)
    assert table(half)[-1] == (
        "Мероприятие: Кубок | 40000.00 | 30000.00 | – | – | – | – | – | – | –"
        " | visits | ед. | 4 | 2 | 50.0 | Борис"
    )
    assert any("за неполный год их нет" in note["ru"] for note in half.notes)


def test_a_quarter_is_named_where_a_form_is_of_one(town: SampleProgramme) -> None:
    with pytest.raises(Refusal) as refusal:
        form_of(town.database, "quarter", 2015)
    assert refusal.value.problems[0].rule == "form_quarter_missing"


def test_what_is_to_come_is_neither_done_nor_missed(town: SampleProgramme) -> None:
    rows = table(form_of(town.database, "activities", 2015, on=datetime.date(2015, 5, 21)))
    assert rows[4].startswith("1.1 | Мероприятие: Приём | 2015-05-20 | – | не выполнено")
    assert rows[6].startswith("1.2.1 | Мероприятие: Выставка | 2015-11-01 | ждём | ждём")


def test_stated_sums_that_do_not_add_up_and_sums_over_some_are_said(town: SampleProgramme) -> None:
    notes = [note["en"] for note in form_of(town.database, "sources", 2015).notes]
    assert (
        "help, “By the programme”: stated are 150,000.50 roubles,"
        " what lies below sums to 100,000.50 roubles." in notes
    )
    assert "Growth, “Spent in fact”: the sum is not complete; addends without data: 1." in notes


def test_totals_are_the_exact_sums_of_their_parts(town: SampleProgramme) -> None:
    form = form_of(town.database, "budget", 2015)
    whole, help_, sport = (_amounts(form, row) for row in (0, 1, 5))
    assert whole == [one + other for one, other in zip(help_, sport, strict=True)]
    assert whole == [Decimal("170.0005"), Decimal("150.00045")]


def _amounts(form: OfficialForm, row: int) -> list[Decimal]:
    return [cell.value for cell in form.rows[row].cells[6:] if isinstance(cell.value, Decimal)]


def test_the_roster_of_january_is_what_was_known_then(sqlite_url: str) -> None:
    with SampleProgramme(sqlite_url, code="khabarovsk-2014-2020") as town:
        with town.revision():
            first = town.budget(None, 2015, roster_money="100", cash_money=None)
        with town.database.writing("test") as session:
            session.execute(update(Revision).values(at=datetime.datetime(2014, 12, 1)))  # noqa: DTZ001
        with town.revision() as change:
            old = change.session.get(type(first), first.id)
            assert old is not None
            old.until = change.revision
            town.budget(None, 2015, roster_money="150", cash_money="120")
        rows = table(form_of(town.database, "budget", 2015))
    assert rows == ["Программа: khabarovsk-2014-2020 | – | – | – | – | 0.10 | 0.15 | 0.12"]
