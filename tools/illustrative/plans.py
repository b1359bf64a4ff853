"""Targets: some met, some missed, some far too low, one indicator without any; those of 2020 are
cut.
"""

from collections.abc import Iterator, Mapping

from tools.illustrative.city import DISTRICTS, MADE_UP, YEARS, Row

ACT = "Условный план: приложения к программе не опубликованы"
Plan = tuple[float | None, ...]

TARGETS: Mapping[str, Plan] = {  # one number a year, 2014–2020; None: no target
    "consultations": (500, 600, 700, 800, 900, 1000, 900),
    "consultations_consulting": (280, 320, 350, 400, 440, 480, 500),
    "consultations_internet": (80, 95, 120, 130, 150, 160, 60),
    "copying": (90, 120, 140, 165, 170, 180, 70),
    "premises": (55, 65, 80, 85, 90, 95, 40),
    "consultation_visitors": (2000, 2300, 2700, 2900, 3100, 3300, 1900),
    "ngos_consulted": (70, 85, 95, 110, 125, 135, 140),
    "answer_days": (11, 10.5, 9.5, 8.5, 7.5, 7, 6.5),
    "online_share": (5, 6, 8, 10, 12, 15, 20),
    "consultations_per_10000": (None, 10, None, None, 14, None, 13),
    "consultations_growth": (None, 15, 15, 12, 10, 10, 0),
    "events": (60, 75, 90, 105, 120, 130, 60),
    "seminars": (14, 18, 20, 25, 28, 30, 16),
    "round_tables": (8, 10, 12, 14, 15, 16, 10),
    "public_discussions": (8, 10, 38, 44, 50, 55, 25),
    "other_events": (30, 40, 50, 55, 60, 65, 30),
    "event_participants": (2500, 3200, 4000, 4700, 5300, 5800, 1100),
    "event_size": (40, 40, 40, 40, 40, 40, 40),
    "event_participants_growth": (None, 25, 55, 80, 105, 125, -50),
    "council_meetings": (4, 4, 4, 4, 4, 4, 4),
    "legal_acts": (6, 6, 7, 7, 7, 7, 5),
    "ngos_supported": (50, 60, 72, 85, 95, 105, 100),
    "ngos_supported_financial": (10, 13, 16, 18, 20, 24, 24),
    "ngos_supported_property": (12, 15, 18, 22, 25, 28, 15),
    "ngos_supported_informational": (30, 35, 38, 40, 42, 45, 42),
    "ngos_supported_consulting": (20, 28, 30, 36, 42, 50, 50),
    "ngos_supported_training": (15, 15, 18, 18, 18, 20, 19),
    "support_violations_share": (6, 5.5, 5, 4.5, 4, 3.5, 5),
    "ngos_in_register": (50, 75, 95, 110, 125, 140, 150),
    "register_share": (5, 7, 9, 10, 11, 12, 13),
    "grant_applications": (20, 25, 30, 35, 40, 45, 44),
    "grants_awarded": (10, 13, 15, 18, 20, 22, 23),
    "grant_money": (2_000_000, 2_500_000, 3_200_000, 4_000_000, 5_000_000, 5_500_000, 5_200_000),
    "average_grant": (190_000, 200_000, 210_000, 220_000, 230_000, 235_000, 220_000),
    "winners_share": (45, 45, 48, 48, 50, 50, 50),
    "grants_to_date": (10, 23, 38, 56, 76, 98, 126),
    "co_financing_share": (25, 26, 27, 28, 29, 30, 30),
    "grant_reports_share": (100, 100, 100, 100, 100, 100, 80),
    "sports_days": (3, 4, 5, 6, 6, 6, 2),
    "sports_participants": (400, 550, 800, 900, 900, 1000, 150),
    "publications": (80, 90, 110, 130, 150, 150, 160),
    "publications_site": (35, 40, 45, 55, 60, 65, 70),
    "web_polls": (6, 8, 10, 11, 12, 12, 14),
    "web_poll_participants": (3000, 3500, 4500, 5000, 5500, 6500, 7000),
    "web_interviews": (4, 6, 8, 9, 10, 10, 12),
    "survey_approval": (30, 33, 36, 39, 42, 45, 42),
    "survey_awareness": (24, None, 30, None, 36, None, 42),
    "survey_respondents": (1000, 1000, 1000, 1000, 1000, 1000, 1000),
    "initiatives_considered": (5, 8, 9, 10, 12, 14, 14),
    "civic_contacts": (7500, 9000, 11000, 13000, 14000, 16000, 15000),
}
SET_ON = "2013-11-01"
"""The day from which the illustrative programme has its plans: that of the real programme's act."""
AMENDMENTS: Mapping[str, tuple[str, str, str]] = {  # day, reason of the list, explanation
    "Условное изменение № 1": (
        "2016-12-20",
        "Изменение финансирования",
        "Показательная причина: часть расходов перенесена на следующий год",
    ),
    "Условное изменение № 2": (
        "2018-02-15",
        "Уточнение по фактическим данным",
        "Показательная причина: план уточнён по итогам прошедшего года",
    ),
    "Условное изменение № 3": (
        "2020-06-30",
        "Внешние обстоятельства",
        "Показательная причина: очные встречи ограничены",
    ),
}
AMENDED: Mapping[tuple[str, int], tuple[float, str]] = {  # what the plan was before, and the act
    ("consultations", 2016): (750, "Условное изменение № 1"),
    ("events", 2016): (100, "Условное изменение № 1"),
    ("seminars", 2017): (28, "Условное изменение № 2"),
    ("grants_awarded", 2018): (18, "Условное изменение № 2"),
    ("consultations", 2020): (1100, "Условное изменение № 3"),
    ("events", 2020): (140, "Условное изменение № 3"),
    ("sports_participants", 2020): (1100, "Условное изменение № 3"),
}
BY_QUARTER = (0.23, 0.26, 0.22, 0.29)  # of the consultations of a year
MARKING = {"illustrative": "да", "source": MADE_UP}
WITH_DISTRICT = 0.95  # of the consultations have one


def target_rows() -> Iterator[Row]:
    """The rows of ``targets.csv``: years, then the consultations' quarters and districts, then what
    acts have changed.

    What ``TARGETS`` has is in force: an amended plan stood otherwise before.
    """
    first = {"act": ACT, "set_on": SET_ON}
    for row in _yearly():
        before = AMENDED.get((str(row["indicator"]), int(str(row["period"]))))
        value = row["value"] if before is None else before[0]
        yield {**row, "value": value, **first, **MARKING}
    for row in (*_quarterly(), *_of_districts()):
        yield {**row, **first, **MARKING}
    for (indicator, year), (_before, act) in AMENDED.items():
        day, reason, explanation = AMENDMENTS[act]
        value = TARGETS[indicator][YEARS.index(year)]
        changed = {"indicator": indicator, "period": year, "value": value}
        why = {"change_reason": reason, "explanation": explanation}
        yield {**changed, "act": act, "set_on": day, **MARKING, **why}


def _yearly() -> Iterator[Row]:
    for indicator, plan in TARGETS.items():
        for year, value in zip(YEARS, plan, strict=True):
            if value is not None:
                yield {"indicator": indicator, "period": year, "value": value}


def _quarterly() -> Iterator[Row]:
    for year, value in _consultations():
        for quarter, share in enumerate(BY_QUARTER, start=1):
            yield {
                "indicator": "consultations",
                "period": f"{year}-Q{quarter}",
                "value": round(value * share),
            }


def _of_districts() -> Iterator[Row]:
    for year, value in _consultations():
        for district, share in DISTRICTS.items():
            planned = round(value * share * WITH_DISTRICT)
            yield {
                "indicator": "consultations",
                "district": district,
                "period": year,
                "value": planned,
            }


def _consultations() -> Iterator[tuple[int, float]]:
    for year, value in zip(YEARS, TARGETS["consultations"], strict=True):
        yield year, value or 0
