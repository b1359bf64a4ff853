"""What is said of the pace of a year under way, written out by hand in both languages."""

from fractions import Fraction
from typing import Any

import pytest
from flask import Flask

from dashboard.text.pace import pace_sentence
from indicators.answers.pace import YearPace
from indicators.definition import Definition
from tests.dashboard.factories import definition
from tests.dashboard.text.test_findings import joined

COUNT, LESS = definition(), definition(direction="decrease")
TONNES, FINE = definition(decimals=1), definition(decimals=6)
MONEY = definition(
    kind="sum",
    measure="supports",
    amount="amount",
    unit={"ru": "руб.", "en": "roubles"},
)


def pace(value: Any, plan: Any, parts: int = 5, **fields: Any) -> YearPace:
    return YearPace(
        plan=Fraction(plan),
        value=Fraction(value),
        parts=parts,
        **{"whole": 12, "grain": "month", **fields},
    )


SENTENCES: tuple[tuple[Definition, YearPace, str, str], ...] = (
    (
        COUNT,
        pace(800, 2000),  # 1,200 to seven months: 171.4…, of which 171 would not do
        "при нынешнем темпе к концу года будет 1 920 из 2 000 (96 %); нужно 172 в месяц, сейчас 160",
        "at the present pace the year will end at 1,920 of 2,000 (96%); 172 a month are needed, "
        "now it is 160",
    ),
    (
        COUNT,
        pace(1533, 2000, 10),  # 467 to two months
        "при нынешнем темпе к концу года будет 1 840 из 2 000 (92 %); нужно 234 в месяц, сейчас 153",
        "at the present pace the year will end at 1,840 of 2,000 (92%); 234 a month are needed, "
        "now it is 153",
    ),
    (
        COUNT,
        pace(1485, 2200, 10),  # 715 to two months; a half is rounded up, as everywhere
        "при нынешнем темпе к концу года будет 1 782 из 2 200 (81 %); нужно 358 в месяц, сейчас 149",
        "at the present pace the year will end at 1,782 of 2,200 (81%); 358 a month are needed, "
        "now it is 149",
    ),
    (
        COUNT,
        pace(6, 18),  # 12 ÷ 7 = 1.714…, 6 ÷ 5 = 1.2
        "при нынешнем темпе к концу года будет 14 из 18 (80 %); нужно 1,8 в месяц, сейчас 1,2",
        "at the present pace the year will end at 14 of 18 (80%); 1.8 a month are needed, now it is 1.2",
    ),
    (
        COUNT,
        pace(0, 18),
        "при нынешнем темпе к концу года будет 0 из 18 (0 %); нужно 2,6 в месяц, сейчас 0",
        "at the present pace the year will end at 0 of 18 (0%); 2.6 a month are needed, now it is 0",
    ),
    (
        COUNT,
        pace(1000, 2000),
        "при нынешнем темпе к концу года будет 2 400 из 2 000 (120 %); нужно 143 в месяц, сейчас 200",
        "at the present pace the year will end at 2,400 of 2,000 (120%); 143 a month are needed, "
        "now it is 200",
    ),
    (
        COUNT,
        pace(2000, 2000),
        "план 2 000 уже выполнен; при нынешнем темпе к концу года будет 4 800 (240 %)",
        "the plan of 2,000 is met already; at the present pace the year will end at 4,800 (240%)",
    ),
    (
        COUNT,
        pace(833, 2000),  # 1,999.2 is no whole hundred; the two paces differ after the point
        "при нынешнем темпе к концу года будет 1 999 из 2 000 (99,96 %); нужно 166,8 в месяц, "
        "сейчас 166,6",
        "at the present pace the year will end at 1,999 of 2,000 (99.96%); 166.8 a month are needed, "
        "now it is 166.6",
    ),
    (
        COUNT,
        pace(30, 200, 1, whole=4, grain="quarter"),
        "при нынешнем темпе к концу года будет 120 из 200 (60 %); нужно 57 в квартал, сейчас 30",
        "at the present pace the year will end at 120 of 200 (60%); 57 a quarter are needed, now it is 30",
    ),
    (
        COUNT,
        pace(40, 100, 1, whole=2, grain="half"),
        "при нынешнем темпе к концу года будет 80 из 100 (80 %); нужно 60 в полугодие, сейчас 40",
        "at the present pace the year will end at 80 of 100 (80%); 60 a half-year are needed, now it is 40",
    ),
    (
        COUNT,
        pace(800, 2000, profile=Fraction(2, 5)),
        "при нынешнем темпе к концу года будет 1 920 из 2 000 (96 %); нужно 172 в месяц, сейчас 160; "
        "по ходу прошлого года, от которого к этому сроку набралось 40 %: 2 000 (100 %)",
        "at the present pace the year will end at 1,920 of 2,000 (96%); 172 a month are needed, now it is 160; "
        "by the course of last year, of which 40% had come by then: 2,000 (100%)",
    ),
    (
        COUNT,
        pace(6, 18, profile=Fraction(1, 2)),
        "при нынешнем темпе к концу года будет 14 из 18 (80 %); нужно 1,8 в месяц, сейчас 1,2; "
        "по ходу прошлого года, от которого к этому сроку набралось 50 %: 12 (67 %)",
        "at the present pace the year will end at 14 of 18 (80%); 1.8 a month are needed, now it is 1.2; "
        "by the course of last year, of which 50% had come by then: 12 (67%)",
    ),
    (
        LESS,
        pace(10, 20, is_limit=True),  # 10 to seven months: 1.428…, of which 1.5 would be too many
        "при нынешнем темпе к концу года будет 24 при пределе 20 (120 %); "
        "остаётся не больше 1,4 в месяц, сейчас 2",
        "at the present pace the year will end at 24, the limit being 20 (120%); "
        "no more than 1.4 a month are left, now it is 2",
    ),
    (
        LESS,
        pace(5, 20, is_limit=True),
        "при нынешнем темпе к концу года будет 12 при пределе 20 (60 %); "
        "остаётся не больше 2,1 в месяц, сейчас 1",
        "at the present pace the year will end at 12, the limit being 20 (60%); "
        "no more than 2.1 a month are left, now it is 1",
    ),
    (
        LESS,
        pace(20, 20, is_limit=True),
        "при нынешнем темпе к концу года будет 48 при пределе 20 (240 %); "
        "остаётся не больше 0 в месяц, сейчас 4",
        "at the present pace the year will end at 48, the limit being 20 (240%); "
        "no more than 0 a month are left, now it is 4",
    ),
    (
        LESS,
        pace(30, 20, is_limit=True),
        "предел 20 уже превышен; при нынешнем темпе к концу года будет 72 (360 %)",
        "the limit of 20 is exceeded already; at the present pace the year will end at 72 (360%)",
    ),
    (
        TONNES,
        pace(Fraction("12.5"), 30),
        "при нынешнем темпе к концу года будет 30,0 из 30,0 (100 %); нужно 2,5 в месяц, сейчас 2,5",
        "at the present pace the year will end at 30.0 of 30.0 (100%); 2.5 a month are needed, now it is 2.5",
    ),
    (
        FINE,
        pace(1, 3),
        "при нынешнем темпе к концу года будет 2,400000 из 3,000000 (80 %); "
        "нужно 0,2857143 в месяц, сейчас 0,2",
        "at the present pace the year will end at 2.400000 of 3.000000 (80%); "
        "0.2857143 a month are needed, now it is 0.2",
    ),
    (
        MONEY,
        pace(5_000_000, 24_000_000),
        "при нынешнем темпе к концу года будет 12,00 млн руб. из 24,00 млн руб. (50 %); "
        "нужно 2,71 млн руб. в месяц, сейчас 1,00 млн руб.",
        "at the present pace the year will end at 12.00 million roubles of 24.00 million roubles (50%); "
        "2.71 million roubles a month are needed, now it is 1.00 million roubles",
    ),
)


@pytest.mark.parametrize(("place", "language"), enumerate(("ru", "en")))
def test_each_pace_says(place: int, language: str) -> None:
    with Flask("speaker").test_request_context(headers={"X-Lang": language}):
        sentences = [joined(pace_sentence(*row[:2])) for row in SENTENCES]
    for sentence, row in zip(sentences, SENTENCES, strict=True):
        assert sentence == row[2 + place]
