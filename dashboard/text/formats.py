"""Numbers, money, dates and periods as readers write them. Shown rounded; compare before."""

import datetime
from decimal import Decimal
from itertools import count
from typing import Literal

from babel.core import Locale
from babel.dates import format_date, get_day_names, get_month_names

from dashboard.http.context import language, languages, locale, smallest_money
from dashboard.text.digits import NO_BREAK, all_digits, marks
from dashboard.text.grammar import agreeing, is_sign
from dashboard.text.language import _, ngettext
from data import clock
from data.words.borrowed import BorrowedText
from indicators.answers.achievement import Thresholds
from indicators.exact import WIDE, decimals_beside, own_decimals, side, to_decimals
from indicators.periods import Period, days_of, parse

MOST_DECIMALS = 28
EN_DASH = "\u2013"
WEEK = 7
Numeric = Decimal | int | float


def separators() -> str:
    """The pair of marks as charts want it."""
    return "".join(marks(locale()))


def number(value: Numeric, decimals: int = 0, *others: Decimal) -> str:
    """``1 044``, ``97,0``; halves are rounded up, away from zero.

    It has more decimals where so few would put it upon one of ``others``, which it is not: a number
    beside its plan must not contradict its status.
    """
    return all_digits(_cut(value, decimals, others), locale())


def counted(value: Numeric, unit: str, decimals: int = 0, *others: Decimal) -> tuple[str, str]:
    """A number and its unit as they stand beside each other: («4,3», «дня»), (“1”, “unit”),
    (“54.2%”, “”).

    The one way by which a number gets its unit. English writes a sign onto its number, so that no
    unit is left.
    """
    digits = _cut(value, decimals, others)
    # a unit is a word of the content, and agrees by the rules of its own language
    tongue = unit.language if isinstance(unit, BorrowedText) else language()
    text, form = all_digits(digits, locale()), agreeing(unit, digits, tongue)
    return (f"{text}{form}", "") if language() == "en" and is_sign(form) else (text, form)


def unbroken(text: str, unit: str) -> str:
    """A number and its unit in one string that does not break."""
    return f"{text}{NO_BREAK}{unit}".replace(" ", NO_BREAK) if unit else text


def _cut(value: Numeric, decimals: int, others: tuple[Decimal, ...]) -> Decimal:
    """The number whose digits are those that are shown."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return to_decimals(exact, decimals_beside(exact, decimals, others))


def plain(value: Numeric) -> str:
    """With as many decimals as the value has, for plans and baselines."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return number(exact, own_decimals(exact))


def decimals_apart(one: Decimal, other: Decimal, least: int) -> int:
    """How many decimals tell two different values apart, at least so many."""
    return next(
        (more for more in range(least, MOST_DECIMALS) if number(one, more) != number(other, more)),
        MOST_DECIMALS,
    )


def percent(share: Numeric, decimals: int = 0, *others: Decimal) -> str:
    """A share of 1 as per cent; ``others`` are shares upon which it must not be put."""
    hundredths = _times(Decimal(str(share)), 100)
    return unbroken(*counted(hundredths, "%", decimals, *(_times(other, 100) for other in others)))


def exact_percent(share: Decimal) -> str:
    """A share as exactly as it was set: «5 %», «2,5 %»."""
    return f"{plain(share * 100)}{NO_BREAK if language() == 'ru' else ''}%"


def _times(value: Decimal, factor: int) -> Decimal:
    return WIDE.multiply(value, Decimal(factor))


def degree(
    raw: Decimal,
    at_risk: Decimal = Thresholds.at_risk,
    over_fulfilled: Decimal = Thresholds.over_fulfilled,
) -> str:
    """A degree of achievement; never rounded to a full hundred, or to a threshold of the programme,
    that it is not.
    """
    percents = _times(Decimal(raw), 100)
    if Decimal("99.9") < percents < 100:
        return percent(Decimal("0.999"), 1)
    near = Decimal(99) <= percents <= Decimal(101) and percents != 100
    return percent(raw, 1 if near else 0, Decimal(1), at_risk, over_fulfilled)


def money(roubles: Decimal, *others: Decimal) -> tuple[str, str]:
    """Roubles as a number and its unit: «4,95», «млн руб.»; told apart from amounts beside it, and
    from nothing.
    """
    divisor, decimals, unit = money_scale(roubles)
    return counted(
        WIDE.divide(roubles, Decimal(divisor)), unit, decimals + _finer(roubles, others), Decimal(0)
    )


def _finer(roubles: Decimal, others: tuple[Decimal, ...]) -> int:
    """How many more decimals than usual tell amounts apart, each in the unit that suits it."""
    if not others:
        return 0
    return next(
        more
        for more in count()
        if all(
            side(_in_unit(roubles, more), _in_unit(other, more)) == side(roubles, other)
            for other in others
        )
    )


def _in_unit(roubles: Decimal, more: int) -> Decimal:
    divisor, decimals, _unit = money_scale(roubles)
    return _times(to_decimals(WIDE.divide(roubles, Decimal(divisor)), decimals + more), divisor)


def money_scale(roubles: Decimal) -> tuple[int, int, str]:
    """How many roubles are one of the unit that suits an amount, the decimals there, and the unit's
    name.

    A screen tells all its money in one unit, where it has chosen one (``money_unit``).
    """
    chosen = smallest_money()
    suited = abs(roubles if chosen is None else chosen)
    if suited >= 1_000_000:
        return 1_000_000, 2, _("million roubles")
    if suited >= 10_000:
        return 1000, 0 if abs(roubles) >= 1_000_000 else 1, _("thousand roubles")
    return 1, 2 if roubles % 1 else 0, _("roubles")


def money_text(roubles: Decimal, *others: Decimal) -> str:
    """Roubles in one string that does not break."""
    return unbroken(*money(roubles, *others))


def date(day: datetime.date) -> str:
    """«12 мая 2016 г.», “12 May 2016”; the year does not part from its «г.»."""
    patterns = {"ru": f"d MMMM y'{NO_BREAK}г'.", "en": "d MMMM y"}
    return format_date(day, patterns.get(locale(), "long"), locale=_babel())


def short_date(day: datetime.date) -> str:
    """«12.05.2016», “12 May 2016”."""
    patterns = {"ru": "dd.MM.y", "en": "d MMM y"}
    return format_date(day, patterns.get(locale(), "medium"), locale=_babel())


def _babel() -> Locale:
    """The reader's language of the interface, as Babel has it."""
    return languages()[locale()].locale


def month_name(month: int, width: Literal["abbreviated", "wide"] = "wide") -> str:
    """A month as it stands alone: «май», “May”."""
    return str(get_month_names(width, "stand-alone", _babel())[month])


def day_names() -> list[str]:
    """The days of the week from Monday on, shortened."""
    names = get_day_names("abbreviated", "stand-alone", _babel())
    return [str(names[day]) for day in range(7)]


def day_of(at: datetime.datetime) -> str:
    """The day of a moment that was written down, by the local calendar."""
    return short_date(clock.local_day(at))


def moment(at: datetime.datetime) -> str:
    """«12.05.2016, 19:00 UTC+10»: what was written down in UTC, in local time with its offset."""
    if locale() != language():
        return f"{day_of(at)}, {clock.time_of_day(at)}"
    return clock.moment(at, language())


def time_of_day(at: datetime.datetime) -> str:
    """«14:05»: what was written down in UTC, by the clock on the wall."""
    return f"{clock.local(at):%H:%M}"


def record_date(day: datetime.date, precision: str) -> str:
    """A record's date as well as it is known: to the day, the month or the year."""
    if precision == "year":
        return str(day.year)
    return period(f"{day.year}-{day.month:02}") if precision == "month" else short_date(day)


def period(label: str) -> str:
    """A period in full: «2 кв. 2016», «май 2016», «2014–2020»."""
    parsed = parse(label)
    if parsed.days is not None:
        return days(*parsed.days)
    name = part_name(parsed)
    if parsed.grain == "range":
        return f"{parsed.year}{EN_DASH}{parsed.last_year}"
    return f"{name}{NO_BREAK}{parsed.year}" if name else str(parsed.year)


def days(first: datetime.date, last: datetime.date) -> str:
    """«05.03.2016–10.09.2016»; a whole month by its name, or one day."""
    month = parse(f"{first.year}-{first.month:02}")
    if days_of(month) == (first, last):
        return period(month.label)
    edges = dict.fromkeys((short_date(first), short_date(last)))
    return EN_DASH.join(edges)


def part_name(period: Period) -> str:
    """The name of a period inside its year, for axes: «2 кв.», «май»; nothing for a year."""
    match period.grain:
        case "half":
            return _("H{part}").format(part=period.part)
        case "quarter":
            return _("Q{part}").format(part=period.part)
        case "month":
            return month_name(period.part)
    return ""


def short_part_name(period: Period) -> str:
    """The same, so short that twelve stand side by side: «янв», “Jan”."""
    if period.grain != "month":
        return part_name(period)
    return month_name(period.part, "abbreviated").rstrip(".")


def short_names(label: str) -> tuple[str, str]:
    """A period as its short name inside its year, nothing for whole years, and the year."""
    parsed = parse(label)
    if parsed.days is not None and (parsed.days[1] - parsed.days[0]).days < WEEK:
        return _short_days(*parsed.days)
    part = short_part_name(parsed)
    return part, str(parsed.year) if part else period(label)


def _short_days(first: datetime.date, last: datetime.date) -> tuple[str, str]:
    """«5», or «4–10», and the month in which they begin."""
    edges = dict.fromkeys((str(first.day), str(last.day)))
    return EN_DASH.join(edges), short_period(f"{first.year}-{first.month:02}")


def short_period(label: str) -> str:
    """«янв 2016», with one space, at which a narrow place may break it."""
    return " ".join(name.replace(" ", NO_BREAK) for name in short_names(label) if name)


def years(first: int, last: int) -> str:
    """«2014–2020», or one year."""
    return str(first) if first == last else f"{first}{EN_DASH}{last}"


def records(count: int) -> str:
    """«5 записей»."""
    return ngettext("{number} record", "{number} records", count)
