"""Numbers, money, dates and periods as readers write them."""

import datetime
from decimal import Decimal

import pytest

from dashboard.steward.definitions import effect_text
from dashboard.text import formats
from indicators.periods import GRAINS, RANGE, periods, written
from tests.dashboard.factories import definition


@pytest.fixture
def english(server):
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        yield


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (1044, 0, "1\u00a0044"),
        (Decimal("97.0"), 1, "97,0"),
        (Decimal("0.5"), 0, "1"),
        (Decimal("-2.25"), 1, "\u22122,3"),
        (Decimal("-0.01"), 0, "0"),
        (1234567, 0, "1\u00a0234\u00a0567"),
    ],
)
def test_russian_numbers(value, decimals, expected):
    assert formats.number(value, decimals) == expected


def test_the_year_of_a_date_and_a_counted_sentence_do_not_break():
    assert formats.date(datetime.date(2016, 5, 12)) == "12 мая 2016\u00a0г."
    assert formats.records(12345) == "12\u00a0345 записей"


def test_a_counted_sentence_parts_its_thousands_in_english(english):
    assert formats.records(12345) == "12,345 records"


def test_exact_numbers_keep_their_decimals():
    assert formats.plain(Decimal("6567.69608")) == "6\u00a0567,69608"
    assert formats.plain(Decimal("500")) == "500"


def test_money_has_the_unit_that_suits_it():
    assert formats.money(Decimal(4950000)) == ("4,95", "млн руб.")
    assert formats.money(Decimal(90000)) == ("90,0", "тыс. руб.")
    assert formats.money(Decimal("5000.50")) == ("5\u00a0000,50", "руб.")


@pytest.mark.parametrize(
    ("degree", "expected"),
    [
        ("0.9996", "99,9\u00a0%"),
        ("0.99999999999999999999999999999999", "99,9\u00a0%"),
        ("0.5", "50\u00a0%"),
        ("1", "100\u00a0%"),
        ("1.004", "100,4\u00a0%"),
        ("1.00004", "100,004\u00a0%"),
        ("0.95", "95\u00a0%"),
        ("0.9496", "94,96\u00a0%"),
        ("0.9499996", "94,99996\u00a0%"),
    ],
)
def test_a_degree_is_never_rounded_to_a_hundred_or_a_threshold_that_it_is_not(degree, expected):
    assert formats.degree(Decimal(degree)) == expected


def test_a_degree_is_told_apart_from_the_threshold_that_a_programme_has_set():
    assert formats.degree(Decimal("0.8996"), Decimal("0.9")) == "89,96\u00a0%"
    assert formats.degree(Decimal("0.9496"), Decimal("0.9")) == "95\u00a0%"


def test_a_number_beside_a_threshold_is_not_put_upon_it():
    assert formats.number(Decimal("94.6"), 0, Decimal(100), Decimal(95)) == "94,6"
    assert formats.number(Decimal("95.1"), 0, Decimal(100), Decimal(95)) == "95,1"
    assert formats.number(Decimal("95"), 0, Decimal(100), Decimal(95)) == "95"
    assert formats.number(Decimal("93.6"), 0, Decimal(100), Decimal(95)) == "94"


@pytest.mark.parametrize(
    ("value", "decimals", "plan", "expected"),
    [
        ("0.999999999999", 0, "1", "0,999999999999"),
        ("1", 0, "1", "1"),
        ("118.4", 0, "118", "118,4"),
        ("118.4", 0, "120", "118"),
        ("99.96", 1, "100", "99,96"),
        ("1.00000000000000000000000000000000001", 2, "1", "1,00000000000000000000000000000000001"),
    ],
)
def test_a_number_is_not_rounded_upon_the_plan_beside_it(value, decimals, plan, expected):
    assert formats.number(Decimal(value), decimals, Decimal(plan)) == expected


@pytest.mark.parametrize(
    ("value", "plan", "expected"),
    [
        ("4950000", "4951234", ("4,950", "4,951")),
        ("4950000", "4950000", ("4,95", "4,95")),
        ("999999.99", "1000000", ("999,99999", "1,000000")),
        ("1140000", "1060000", ("1,14", "1,06")),
    ],
)
def test_money_is_told_apart_from_the_money_beside_it(value, plan, expected):
    fact, planned = Decimal(value), Decimal(plan)
    assert (formats.money(fact, planned)[0], formats.money(planned, fact)[0]) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("2016", "2016"),
        ("2016-Q2", "2\u00a0кв.\u00a02016"),
        ("2016-05", "май\u00a02016"),
        ("2014..2020", "2014–2020"),
    ],
)
def test_russian_periods(label, expected):
    assert formats.period(label).replace(" ", "\u00a0") == expected


def test_dates_are_shown_as_well_as_they_are_known():
    day = datetime.date(2016, 5, 1)
    assert formats.record_date(day, "day") == "01.05.2016"
    assert formats.record_date(day, "month") == "май\u00a02016"
    assert formats.record_date(day, "year") == "2016"


def test_counted_records_agree_with_their_number():
    assert [formats.records(count) for count in (1, 3, 1200)] == [
        "1 запись",
        "3 записи",
        "1\u00a0200 записей",
    ]


@pytest.mark.usefixtures("english")
def test_english_is_complete():
    assert formats.number(Decimal("1044.5"), 1) == "1,044.5"
    assert formats.money(Decimal(4950000)) == ("4.95", "million roubles")
    assert formats.period("2016-Q2") == "Q2\u00a02016"
    assert formats.percent(Decimal("0.5")) == "50%"
    assert formats.records(1) == "1 record"


def test_decimals_tell_two_values_apart(english):
    assert formats.decimals_apart(Decimal("6.5"), Decimal("7"), 0) == 1
    assert formats.decimals_apart(Decimal("6.5123"), Decimal("6.5127"), 1) == 3
    assert formats.decimals_apart(Decimal(1), Decimal(2), 2) == 2


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_period_that_a_page_names_may_be_typed_as_it_is_named(server, language):
    labels = [period.label for grain in (*GRAINS, RANGE) for period in periods(grain, 2014, 2016)]
    with server.test_request_context("/", headers={"X-Lang": language}):
        assert [written(formats.period(label)).label for label in labels] == labels
        assert [written(formats.short_period(label)).label for label in labels] == labels


@pytest.mark.parametrize(
    ("difference", "expected"),
    [
        ("0.002", "+0,002\u00a0руб."),
        ("-0.002", "\u22120,002\u00a0руб."),
        ("1000.5", "+1\u00a0000,50\u00a0руб."),
        ("0", "0"),
    ],
)
def test_a_difference_of_averages_of_money_is_never_written_as_nothing(difference, expected):
    average = definition(kind="average", measure="grant_awards", amount="awarded")
    assert effect_text.signed(average, Decimal(difference)) == expected
