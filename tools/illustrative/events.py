"""The programme's log of events."""

from collections.abc import Iterator, Mapping

from tools.illustrative.city import DISTRICTS, MADE_UP, YEARS, Row
from tools.illustrative.dice import Dice

COUNTS: Mapping[str, tuple[int, ...]] = {  # one number a year, 2014–2020
    "seminar": (14, 18, 22, 25, 28, 30, 16),
    "round_table": (8, 10, 12, 13, 14, 15, 9),
    "council_meeting": (4, 5, 5, 6, 4, 6, 3),
    "working_group": (5, 6, 7, 7, 8, 8, 5),
    "sports_day": (3, 4, 5, 6, 6, 7, 2),
    "conference": (1, 2, 3, 3, 4, 4, 2),
    "fair": (1, 1, 2, 2, 2, 3, 0),
    "meeting": (16, 20, 26, 30, 34, 36, 14),
    "other": (8, 10, 12, 13, 14, 15, 8),
    "web_poll": (6, 8, 10, 11, 12, 14, 22),
    "web_interview": (4, 6, 8, 9, 10, 11, 18),
}
PARTICIPANTS = {
    "seminar": (15, 35),
    "round_table": (18, 40),
    "council_meeting": (20, 30),
    "working_group": (8, 15),
    "sports_day": (80, 260),
    "conference": (60, 150),
    "fair": (150, 600),
    "meeting": (15, 60),
    "other": (10, 60),
    "web_poll": (150, 900),
}
TITLES = {
    "seminar": "Семинар для НКО",
    "round_table": "Круглый стол НКО и жителей",
    "council_meeting": "Заседание Совета при Мэре города",
    "working_group": "Заседание рабочей группы Совета",
    "sports_day": "Спартакиада НКО",
    "conference": "Конференция НКО",
    "fair": "Выставка-ярмарка проектов НКО",
    "meeting": "Встреча с НКО",
    "other": "Мероприятие НКО",
    "web_poll": "Тематический интернет-опрос",
    "web_interview": "Интернет-интервью",
}
PLACES = dict.fromkeys(("seminar", "round_table"), "Ресурсный центр НКО (условно)")
WHOLE_CITY = ("council_meeting", "working_group", "conference", "web_poll", "web_interview")
UNREPORTED = ("krasnoflotsky", 2016, 3)  # the district did not report this quarter


def event_rows() -> Iterator[Row]:
    """The rows of the three event files, by day."""
    for year in YEARS:
        dice = Dice("events", year)
        rows = [
            _event(dice, type_, year)
            for type_, counts in COUNTS.items()
            for _ in range(counts[year - YEARS.start])
        ]
        for number, row in enumerate(sorted(rows, key=lambda row: str(row["date"])), start=1):
            title = f"{TITLES[str(row['type'])]} (условное мероприятие {number})"
            yield {
                "number": f"М-{year}-{number:03}",
                **row,
                "title": title,
                "illustrative": "да",
                "source": MADE_UP,
            }


def _event(dice: Dice, type_: str, year: int) -> Row:
    day = dice.day(year)
    districts = _districts(dice, type_)
    name, silent_year, quarter = UNREPORTED
    if name in districts and year == silent_year and (day.month + 2) // 3 == quarter:
        districts = ["industrialny"]
    return {
        "date": day.isoformat(),
        "districts": ";".join(sorted(districts)),
        "type": type_,
        "place": "" if type_.startswith("web") else PLACES.get(type_, "Условная площадка"),
        "participants": _participants(dice, type_, year),
    }


def _districts(dice: Dice, type_: str) -> list[str]:
    if type_ in WHOLE_CITY:
        return []
    shared = {"sports_day": dice.between(2, 5), "fair": len(DISTRICTS)}.get(type_)
    if shared is None:
        shared = 2 if dice.chance(0.12) else 1
    first = dice.weighted(DISTRICTS)
    return [first, *dice.some_of([name for name in DISTRICTS if name != first], shared - 1)]


def _participants(dice: Dice, type_: str, year: int) -> int | str:
    """Halls are half empty in 2020; an interview has no participants to count."""
    if type_ not in PARTICIPANTS:
        return ""
    people = dice.between(*PARTICIPANTS[type_])
    return people // 2 if year == 2020 and type_ != "web_poll" else people
