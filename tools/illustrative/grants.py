"""The city grant contests, and the register of supported NGOs that follows from them.

Of the contest of 2018 the numbers of applications and of winners are real, and so are the limits of
the sums.
"""

import datetime
from collections.abc import Iterator, Sequence

from tools.illustrative.city import (
    ACTIVITIES,
    MADE_UP,
    YEARS,
    Organisation,
    Row,
    organisations,
    popularity,
)
from tools.illustrative.dice import Dice

CONTESTS = {
    2014: (24, 11),
    2015: (29, 13),
    2016: (33, 16),
    2017: (37, 18),
    2018: (40, 21),
    2019: (46, 24),
    2020: (44, 23),
}
# thousand roubles
FUNDS = {
    2014: 2_100,
    2015: 2_650,
    2016: 3_300,
    2017: 3_900,
    2018: 4_960,
    2019: 5_400,
    2020: 5_100,
}
LEAST, MOST = 90, 450  # thousand roubles a grant
REAL = 2018
REAL_SOURCE = "vostokmedia.com, 05.03.2018"
REAL_NOTE = (
    "Источник называет только 40 заявок, 21 победителя и границы сумм; организация, даты заявки, "
    "направление, срок отчёта и суммы условны"
)

# besides the grants
SUPPORTS = {
    2014: 99,
    2015: 119,
    2016: 135,
    2017: 150,
    2018: 162,
    2019: 172,
    2020: 149,
}
FORMS = {"property": 0.14, "informational": 0.36, "consulting": 0.33, "training": 0.17}


def grant_rows() -> Iterator[Row]:
    """The rows of ``grants.csv``, contest by contest."""
    for year in YEARS:
        dice = Dice("grants", year)
        applications, won = CONTESTS[year]
        applicants = dice.some_of(organisations(year), applications)
        sums = iter(_sums(dice, won, FUNDS[year]))
        rows = [
            _grant(dice, year, one, next(sums) if place < won else None)
            for place, one in enumerate(applicants)
        ]
        # dice of their own: what came later does not change what was made before
        aims = Dice("directions", year)
        for number, row in enumerate(sorted(rows, key=lambda row: str(row["date"])), start=1):
            yield {
                "number": f"Г-{year}-{number:02}",
                "title": f"Проект НКО (условный, {number})",
                **row,
                "direction": aims.one_of(ACTIVITIES),
                "report_due_on": f"{year}-12-25" if row["decision"] == "awarded" else "",
            }


def _sums(dice: Dice, count: int, fund: int) -> list[int]:
    """``count`` sums within the limits that add up to ``fund``, in thousand roubles."""
    sums = [dice.between(LEAST, MOST) for _ in range(count)]
    while (rest := fund - sum(sums)) != 0:
        place, step = dice.between(0, count - 1), 1 if rest > 0 else -1
        sums[place] = min(MOST, max(LEAST, sums[place] + step))
    return sums


def _grant(dice: Dice, year: int, applicant: Organisation, awarded: int | None) -> Row:
    """An application; decided in March and reported within the year, so no contest leaves records
    in another's year.
    """
    decided = datetime.date(year, 3, 5 if year == REAL else dice.between(2, 13))
    requested = dice.between(max(LEAST, awarded or 0), MOST)
    return {
        "date": datetime.date(
            year, *dice.one_of([(1, 25), (1, 29), (2, 1), (2, 5), (2, 8), (2, 12), (2, 15)])
        ).isoformat(),
        "organisation": applicant.number,
        "district": applicant.district,
        "contest": "Пятый городской конкурс грантов СО НКО"
        if year == REAL
        else f"Конкурс грантов {year} года (условный)",
        "requested": requested * 1000,
        "decided_on": decided.isoformat(),
        **(_award(dice, year, awarded) if awarded else {"decision": _refusal(dice, year)}),
        "illustrative": "да",
        "source": REAL_SOURCE if year == REAL else MADE_UP,
        "note": REAL_NOTE if year == REAL else "",
    }


def _refusal(dice: Dice, year: int) -> str:
    return "withdrawn" if year != REAL and dice.chance(0.08) else "refused"


def _award(dice: Dice, year: int, awarded: int) -> Row:
    reported = dice.chance(0.78 if year == 2020 else 0.94)
    return {
        "decision": "awarded",
        "awarded": awarded * 1000,
        "own_money": awarded * dice.between(25, 60) * 10,
        "spent": awarded * dice.between(94, 100) * 10 if reported else "",
        "reported_on": datetime.date(year, dice.between(10, 12), dice.between(1, 25)).isoformat()
        if reported
        else "",
    }


# how a violation is answered, by whether money is in question
MEASURES = {
    True: "Отчёт об использовании гранта не представлен; направлено требование (условно)",
    False: "Нарушены условия поддержки; вынесено предупреждение (условно)",
}
TO_ENTRY = 5  # days from a decision to the register, at most


def support_rows() -> Iterator[Row]:
    """The rows of ``supports.csv``: every grant as financial support, and the other forms."""
    granted = [row for row in grant_rows() if row["decision"] == "awarded"]
    for year in YEARS:
        rows = [_financial(row) for row in granted if str(row["decided_on"]).startswith(str(year))]
        rows += _other_forms(Dice("supports", year), year)
        # dice of their own: what came later does not change what was made before
        dice = Dice("register", year)
        for number, row in enumerate(sorted(rows, key=lambda row: str(row["date"])), start=1):
            yield {
                "number": f"П-{year}-{number:03}",
                **row,
                "authority": "Администрация города",
                "illustrative": "да",
                **_entry(dice, row),
            }


def _entry(dice: Dice, support: Row) -> Row:
    """What the register says of a support besides: its day of entry, violations and measures."""
    decided = datetime.date.fromisoformat(str(support["date"]))
    entered = decided + datetime.timedelta(days=dice.between(1, TO_ENTRY))
    if support["violation"] == "нет":
        return {"entered_on": entered.isoformat()}
    ended = decided + datetime.timedelta(days=dice.between(60, 200))
    lent = support["form"] == "property" and dice.chance(0.5)
    return {
        "entered_on": entered.isoformat(),
        "ended_on": ended.isoformat() if lent else "",
        "violation_details": MEASURES[support["form"] == "financial"],
    }


def _financial(grant: Row) -> Row:
    """The register's entry of a grant."""
    date = str(grant["decided_on"])
    return {
        "date": date,
        "organisation": grant["organisation"],
        "district": grant["district"],
        "form": "financial",
        "amount": grant["awarded"],
        "until_date": f"{date[:4]}-12-31",
        "violation": "нет" if grant["reported_on"] else "да",
        "source": MADE_UP,
    }


def _other_forms(dice: Dice, year: int) -> Sequence[Row]:
    weights = popularity(year)
    return [_support(dice, year, dice.weighted(weights)) for _ in range(SUPPORTS[year])]


def _support(dice: Dice, year: int, ngo: Organisation) -> Row:
    form, day = dice.weighted(FORMS), dice.day(year)
    ends = (
        datetime.date(year + 1, 12, 31)
        if form == "property"
        else day + datetime.timedelta(days=dice.between(1, 30))
    )
    return {
        "date": day.isoformat(),
        "organisation": ngo.number,
        "district": ngo.district,
        "form": form,
        "amount": dice.between(12, 90) * 1000 if form == "property" else "",
        "until_date": ends.isoformat(),
        "violation": "да" if dice.chance(0.06 - 0.006 * (year - YEARS.start)) else "нет",
        "source": MADE_UP,
    }
