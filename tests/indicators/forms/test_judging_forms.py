"""The forms that judge: effectiveness and statuses, written out by hand."""

import datetime

from indicators.forms.kinds import form_names, is_quarterly
from tests.indicators.forms.tables import form_of, table
from tests.sample_programme import SampleProgramme

# help: СД 1 (2.088 capped), 0.8, 1 (a plan of 0 met): mean 0.933; one of two activities done;
# Эис = 1 ÷ (120 000.45 ÷ 140 000.50) = 1.16667; 0.93333 × 1.16667 = 1.0889
# the programme: 0.5 × 0.999 + 0.5 × 1.0889 = 1.0439; of sport nothing states the money
EFFECTIVENESS = [
    "х | Программа: Развитие | Отдел | 0.999 | х | 0.333 | 1.044 | высокая",
    "х | то же, отсутствующие факты – 0 |  | 0.999 | х | 0.333 | 1.044 | высокая",
    "1 | help | Анна | 0.933 | х | 0.500 | 1.089 | высокая",
    "1.1 | books | – | 1.000 | х | 0.000 | – | –",
    "2 | sport | Борис | 0.750 | х | 0.000 | – | –",
    " | то же, отсутствующие факты – 0 |  | 0.375 | х | 0.000 | – | –",
]
STATUSES = [
    "1 | Достигнуты | 2 | 33.3",
    "1.1 | из них перевыполнены | 1 | 16.7",
    "2 | Не достигнуты | 3 | 50.0",
    "2.1 | из них под риском (почти достигнуты) | 1 | 16.7",
    "3 | Невозможно определить по итогам отчётного периода | 1 | 16.7",
    "х | Всего | 6 | 100.0",
    "х | Кроме того, срок не наступил | 0 | х",
    "х | Кроме того, на год план не установлен | 1 | х",
]


def test_effectiveness_is_as_written_by_hand(town: SampleProgramme) -> None:
    assert table(form_of(town.database, "effectiveness", 2015)) == EFFECTIVENESS


def test_statuses_are_as_written_by_hand(town: SampleProgramme) -> None:
    assert table(form_of(town.database, "statuses", 2015)) == STATUSES


def test_what_is_not_due_is_outside_of_the_hundred(town: SampleProgramme) -> None:
    # on this day only what was reported already is known: teams waits
    rows = table(form_of(town.database, "statuses", 2015, on=datetime.date(2016, 1, 15)))
    assert rows[4:7] == [
        "3 | Невозможно определить по итогам отчётного периода | 0 | 0.0",
        "х | Всего | 5 | 100.0",
        "х | Кроме того, срок не наступил | 1 | х",
    ]


def test_the_forms_are_offered_in_their_order() -> None:
    assert list(form_names()) == [
        "indicators", "activities", "quarter", "budget", "sources", "effectiveness", "statuses",
        "period",
    ]  # fmt: skip
    assert [code for code in form_names() if is_quarterly(code)] == ["quarter"]
