"""Activities with their control dates, and the money of parts and years."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from tools.illustrative.city import MADE_UP, YEARS, Row
from tools.illustrative.dice import Dice
from tools.illustrative.grants import FUNDS

RESPONSIBLE = "Аналитический отдел по связям с общественностью"
GROWTH = 0.06  # a year
CITY_SHARE = 92  # per cent; the rest is extra-budgetary


@dataclass(frozen=True)
class Work:
    """An activity of every year: its part, names, control month and cost in thousand roubles of
    2014; the indicator that tells whether it was done in full, where one does.
    """

    part: str
    ru: str
    en: str
    month: int
    cost: int
    indicator: str = ""


WORKS = (
    Work(
        "information",
        "Информационное сопровождение СО НКО в СМИ города",
        "Media support of NGOs in the city's media",
        12,
        900,
        indicator="publications",
    ),
    Work(
        "research",
        "Социологическое исследование состояния НКО",
        "Sociological study of the state of NGOs",
        10,
        350,
        indicator="survey_respondents",
    ),
    Work(
        "research",
        "Опрос о настроениях и правосознании жителей",
        "Poll on residents' mood and legal awareness",
        11,
        280,
    ),
    Work(
        "exchange",
        "Семинары по обмену опытом для СО НКО",
        "Seminars for NGOs to exchange experience",
        12,
        240,
        indicator="seminars",
    ),
    Work(
        "exchange",
        "Круглые столы и конференции",
        "Round tables and conferences",
        11,
        180,
        indicator="round_tables",
    ),
    Work(
        "grants",
        "Конкурс грантов для проектов СО НКО",
        "Contest of grants for projects of NGOs",
        3,
        0,
        indicator="grants_awarded",
    ),
    Work(
        "sports",
        "Спартакиады для представителей СО НКО",
        "Sports days for people of NGOs",
        9,
        320,
        indicator="sports_days",
    ),
    Work(
        "web_polls",
        "Тематические интернет-опросы и интервью",
        "Web polls and web interviews",
        12,
        60,
        indicator="web_polls",
    ),
    Work(
        "website",
        "Поддержка раздела «Гражданское общество»",
        "Upkeep of the civil society web section",
        12,
        150,
    ),
    Work(
        "resource_centre",
        "Консультации городского ресурсного центра",
        "Consulting of the city's resource centre",
        12,
        1100,
        indicator="consultations",
    ),
    Work(
        "resource_centre",
        "Помещение и техника ресурсного центра",
        "Premises and equipment of the resource centre",
        6,
        650,
        indicator="premises",
    ),
    Work(
        "initiatives",
        "Работа экспертной группы по инициативам",
        "Work of the expert group on initiatives",
        12,
        0,
        indicator="initiatives_considered",
    ),
    Work(
        "council",
        "Заседания Совета при Мэре города",
        "Meetings of the Mayor's Council",
        12,
        40,
        indicator="council_meetings",
    ),
    Work(
        "register",
        "Ведение реестра получателей поддержки",
        "Keeping the register of supported NGOs",
        12,
        30,
        indicator="ngos_in_register",
    ),
)


def activity_rows() -> Iterator[Row]:
    """The rows of ``activities.csv``: every work in every year."""
    for year in YEARS:
        for number, work in enumerate(WORKS, start=1):
            yield {
                "number": f"{year}-{number:02}",
                **_activity(Dice("activity", year, number), work, year),
            }


def _activity(dice: Dice, work: Work, year: int) -> Row:
    planned = datetime.date(year, work.month, 20)
    return {
        "part": work.part,
        "year": year,
        "name_ru": work.ru,
        "name_en": work.en,
        "responsible": RESPONSIBLE,
        "planned_on": planned.isoformat(),
        "done_on": _completion(dice, work, planned),
        **_money(dice, work, year),
        "illustrative": "да",
        "source": MADE_UP,
        "indicator": work.indicator,
    }


def _completion(dice: Dice, work: Work, planned: datetime.date) -> str:
    """Some are late, some never done; gatherings fail in 2020."""
    failing = 0.6 if planned.year == 2020 and work.part in ("sports", "exchange") else 0.04
    if dice.chance(failing):
        return ""
    late = dice.between(5, 40) if dice.chance(0.12) else -dice.between(0, 12)
    return min(
        planned + datetime.timedelta(days=late), datetime.date(planned.year, 12, 30)
    ).isoformat()


def _money(dice: Dice, work: Work, year: int) -> Row:
    """Roubles: the programme's plan, the budget roster, cash paid, and work done."""
    if work.part == "grants":
        plan, cash = -(-FUNDS[year] // 500) * 500_000, FUNDS[year] * 1000
        return {
            "programme_money": plan,
            "roster_money": plan,
            "cash_money": cash,
            "fact_money": cash,
        }
    plan = round(work.cost * (1 + GROWTH * (year - YEARS.start))) * 1000
    roster = plan * dice.between(96, 102) // 100
    cash = (
        roster
        * (
            dice.between(45, 70)
            if year == 2020 and work.part == "sports"
            else dice.between(92, 100)
        )
        // 100
    )
    return {"programme_money": plan, "roster_money": roster, "cash_money": cash, "fact_money": cash}


def budget_rows() -> Iterator[Row]:
    """The rows of ``budgets.csv``: each part's year as the sum of its activities, then the
    programme's, by source.
    """
    columns = ("programme_money", "roster_money", "cash_money", "fact_money")
    works = list(activity_rows())
    for year in YEARS:
        totals = dict.fromkeys(columns, 0)
        for part in dict.fromkeys(work.part for work in WORKS):
            mine = [row for row in works if row["year"] == year and row["part"] == part]
            sums = {column: sum(int(str(row[column])) for row in mine) for column in columns}
            totals = {column: totals[column] + sums[column] for column in columns}
            yield _budget(year, sums, part=part)
        yield _budget(year, totals)
        city = {column: total * CITY_SHARE // 100 for column, total in totals.items()}
        yield _budget(year, city, funding="city")
        yield _budget(
            year, {column: totals[column] - city[column] for column in columns}, funding="other"
        )


def _budget(year: int, money: dict[str, int], *, part: str = "", funding: str = "total") -> Row:
    return {
        "part": part,
        "year": year,
        "funding": funding,
        **money,
        "illustrative": "да",
        "source": MADE_UP,
    }
