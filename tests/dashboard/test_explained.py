import pytest

from dashboard import explained, record_words
from indicators.definition import Aggregate
from indicators.measures import measures
from tests.dashboard.small import definition


def test_aggregate_names_records_and_filter_in_words():
    one = Aggregate(kind="count", measure="events", filter={"type": ("seminar", "conference")})
    assert explained.aggregate(one) == "число записей «Мероприятия»; Вид: Семинар, Конференция"


def test_modifiers_are_told():
    told = list(explained.modifiers(definition(accumulate="to_date", per={"residents": 10000})))
    assert told == ["нарастающим итогом с первого года программы", "на 10\u00a0000 жителей"]


@pytest.mark.parametrize("measure", list(measures()))
def test_every_field_of_every_record_has_a_name(measure):
    described = measures()[measure]
    named = {*described.shown, *described.attributes, *described.amounts}
    assert not [name for name in named if record_words.field_name(name) == name]


def test_what_a_record_does_not_say_is_no_code():
    assert record_words.attribute_value("consultations", "topic", "none") == "не указано"
    assert record_words.shown_value("consultations", "topic", None) == ""
