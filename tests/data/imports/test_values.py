"""Values as people type them."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports.problems import InvalidValue
from data.imports.values import dates, values

NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=4)
DAYS = st.dates(datetime.date(1927, 5, 18), datetime.date(2170, 1, 1))


def grouped(number: Decimal, space: str, point: str) -> str:
    """A number as a document prints it."""
    return f"{number:,}".replace(",", space).replace(".", point)


@given(
    NUMBERS,
    st.sampled_from(values.SPACES),
    st.sampled_from(",."),
    st.sampled_from(["", " ", "\u00a0"]),
)
def test_a_number_is_the_same_however_it_is_printed(
    number: Decimal, space: str, point: str, around: str
) -> None:
    assert values.decimal(around + grouped(number, space, point) + around) == number
    assert values.decimal(str(number).replace(".", point)) == number
    assert Decimal(values.plain(number)) == number


@given(st.integers(0, 10**15))
def test_money_is_exact_to_the_kopeck(kopecks: int) -> None:
    roubles = Decimal(kopecks).scaleb(-2)
    assert values.kopecks(grouped(roubles, "\u202f", ",")) == kopecks


@given(DAYS, st.booleans())
def test_a_day_is_the_same_however_it_is_typed(day: datetime.date, padded: bool) -> None:
    serial = (day - datetime.date(1899, 12, 30)).days
    russian = f"{day:%d.%m.%Y}" if padded else f"{day.day}.{day.month}.{day.year}"
    spellings = {
        day.isoformat(),
        russian,
        f"{russian} г.",
        str(serial),
        f"{day} 00:00:00",
        f"{day}T10:30",
    }
    assert {dates.day(text) for text in spellings} == {dates.known_day(day)}
    known = dates.known_day(day)
    assert (known.year, known.month, known.quarter) == (
        day.year,
        day.month,
        (day.month - 1) // 3 + 1,
    )
    assert known.half == (1 if day.month < 7 else 2)


@given(st.integers(1000, 9999), st.integers(1, 12))
def test_a_month_or_a_year_alone_is_known_as_such(year: int, month: int) -> None:
    for spelling in (f"{year}-{month:02}", f"{month:02}.{year}", f"{month}.{year}"):
        day = dates.day(spelling)
        assert (day.precision, day.year, day.month) == ("month", year, month)
    day = dates.day(str(year))
    assert (day.precision, day.half, day.quarter, day.month) == ("year", None, None, None)


@given(st.text(max_size=12))
def test_any_text_is_a_value_or_a_clear_refusal(text: str) -> None:
    for parse in (
        values.decimal,
        values.whole,
        values.kopecks,
        dates.day,
        values.flag,
        values.inn,
        values.ogrn,
    ):
        try:
            parse(text)
        except InvalidValue as bad:
            assert bad.rule.startswith("import_")  # noqa: PT017 - any text may be right or wrong


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,5", "1234.5"),
        ("1 234.5", "1234.5"),
        ("1\u00a0044", "1044"),
        ("97,0", "97.0"),
        ("−3", "-3"),
        ("2600", "2600"),
    ],
)
def test_numbers_of_the_documents(text: str, number: str) -> None:
    assert values.decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["1,234.5", "1.234,5", "12 34", "1 2345", "5e3", "пять", "5%", "1'000", "٣", "", "1" * 41],
)
def test_what_is_not_surely_a_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        values.decimal(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("31.02.2016", "import_date_impossible"),
        ("2016-13-01", "import_date_impossible"),
        ("31.05.16", "import_date_short_year"),
        ("05/31/2016", "import_date_slashes"),
        ("2016/05/31", "import_date_slashes"),
        ("вчера", "import_date"),
        ("-5", "import_date"),
        ("60", "import_date"),
        ("31-05-2016", "import_date"),
        ("0000", "import_date_impossible"),
        ("2016-00-10", "import_date_impossible"),
        ("2016-00", "import_date_impossible"),
        ("00.2016", "import_date_impossible"),
        ("00.05.2016", "import_date_impossible"),
        ("31.00.2016", "import_date_impossible"),
        ("0 мая 2016", "import_date_impossible"),
        ("2016-05-31T25:00", "import_time_impossible"),
        ("2016-05-31 10:60", "import_time_impossible"),
        ("31.05.2016 24:00", "import_time_impossible"),
        ("2016-05-31T10:00:61", "import_time_impossible"),
        ("2016-05-31T23:30:00Z", "import_date_zone"),
        ("2016-05-31T23:30:00.000+10:00", "import_date_zone"),
        ("2016-05-31 23:30 -0500", "import_date_zone"),
        ("31.05.2016 23:30 UTC", "import_date_zone"),
        ("2016-05-31Z", "import_date_zone"),
        ("2016-05-31+10:00", "import_date_zone"),
        ("2016-05-31T10:00[Europe/Moscow]", "import_date_zone"),
        ("31.05.2016 10:00 МСК", "import_date_zone"),
        ("2016-05-31 10:00 CEST", "import_date_zone"),
        ("31.05.2016 10:00 примерно", "import_date"),
        ("1 кв. 2016", "import_date_quarter"),
        ("II квартал 2016", "import_date_quarter"),
        ("2016-Q2", "import_date_quarter"),
        ("1 полугодие 2016 г.", "import_date_quarter"),
        ("1" * 100_000, "import_date"),
    ],
)
def test_what_is_not_surely_a_date_is_refused(text: str, rule: str) -> None:
    with pytest.raises(InvalidValue) as bad:
        dates.day(text)
    assert bad.value.rule == rule


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("31 мая 2016", "2016-05-31", "day"),
        ("31 Мая 2016 г.", "2016-05-31", "day"),
        ("31 May 2016", "2016-05-31", "day"),
        ("May 31, 2016", "2016-05-31", "day"),
        ("май 2016", "2016-05-01", "month"),
        ("Май\u00a02016 года", "2016-05-01", "month"),
        ("2016 год", "2016-01-01", "year"),
        ("2016–05–31", "2016-05-31", "day"),
        ("\ufeff31.05.2016\u200b", "2016-05-31", "day"),
        ("2016-05-31T00:00:00", "2016-05-31", "day"),
        ("31.05.2016 23:59:59.999", "2016-05-31", "day"),
        ("42521.75", "2016-05-31", "day"),
        ("42521,99999", "2016-05-31", "day"),
    ],
)
def test_dates_in_words_and_with_odd_signs_are_taken(text: str, date: str, precision: str) -> None:
    assert dates.day(text)[:2] == (date, precision)


def test_a_zone_is_named() -> None:
    with pytest.raises(InvalidValue) as bad:
        dates.day("2016-05-31T23:30:00+10:00")
    assert bad.value.params == {"zone": "+10:00"}


@pytest.mark.parametrize("text", ["1,0227E+12", "1.0227e+12", "1,0227Е+12", "1E+12", " 2,7E12"])
def test_a_long_number_that_a_spreadsheet_has_shortened_is_known(text: str) -> None:
    for parse in (values.inn, values.ogrn, values.refuse_lost_digits):
        with pytest.raises(InvalidValue) as bad:
            parse(text)
        assert bad.value.rule == "import_digits_lost"


def test_a_registration_is_the_same_with_spaces_and_invisible_signs() -> None:
    assert values.ogrn("\ufeff1 0277\u00a00013 2195\u200b") == "1027700132195"


@pytest.mark.parametrize(
    ("text", "unit", "kopecks"),
    [
        ("6 567,69608", 1_000_000, 656_769_608_000),
        ("0,001", 1_000, 100),
        ("12", 1, 1_200),
        ("12,500", 1_000, 1_250_000),
        ("12,50", 1, 1_250),
    ],
)
def test_money_in_units_is_exact(text: str, unit: int, kopecks: int) -> None:
    assert values.kopecks(text, unit) == kopecks


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("12,3456", "import_money_scale"),
        ("0,001", "import_money_scale"),
        ("150,000", "import_thousands_or_kopecks"),
        (" 1\u00a0150.000", "import_thousands_or_kopecks"),
        ("-1", "import_negative"),
        ("много", "import_number"),
        ("1 000 000 000 000 001", "import_too_big"),
    ],
)
def test_money_that_cannot_be_is_refused(text: str, rule: str) -> None:
    with pytest.raises(InvalidValue) as bad:
        values.kopecks(text)
    assert bad.value.rule == rule


@pytest.mark.parametrize("text", ["1,000", "12.000", "1,234"])
def test_what_may_be_thousands_is_no_whole_number(text: str) -> None:
    with pytest.raises(InvalidValue) as bad:
        values.whole(text)
    assert (bad.value.rule, bad.value.params) == (
        "import_thousands_or_fraction",
        {"thousands": text.replace(",", " ").replace(".", " ")},
    )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("9" * 38, "import_out_of_range"),
        ("-1 000 000 000 000 000,1", "import_out_of_range"),
        ("0.0000000000000000001", "import_too_fine"),
        ("100000000000000.123456789012345678", "import_too_many_digits"),
    ],
)
def test_numbers_that_nobody_reports_are_refused(text: str, rule: str) -> None:
    with pytest.raises(InvalidValue) as bad:
        values.bounded(text)
    assert bad.value.rule == rule


@pytest.mark.parametrize(
    "text", ["12.125", "33.3333333333333", "0,000001", "-1 000 000 000 000 000"]
)
def test_numbers_that_are_reported_keep_their_digits(text: str) -> None:
    assert values.bounded(text) == values.decimal(text)


@pytest.mark.parametrize("text", ["7707083893", "500100732259"])
def test_a_right_inn_is_taken(text: str) -> None:
    assert values.inn(text) == text


@pytest.mark.parametrize("text", ["1027700132195", "304500116000157"])
def test_a_right_ogrn_is_taken(text: str) -> None:
    assert values.ogrn(text) == text


@given(
    st.sampled_from(["7707083893", "500100732259", "1027700132195", "304500116000157"]), st.data()
)
def test_one_wrong_digit_of_a_registration_is_seen(right: str, data: st.DataObject) -> None:
    place = len(right) - 1  # of any check digit at least this one is always seen
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != right[place]]))
    parse = values.inn if len(right) in (10, 12) else values.ogrn
    with pytest.raises(InvalidValue):
        parse(right[:place] + digit)
