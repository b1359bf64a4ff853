from types import SimpleNamespace

import pytest

from dashboard.sections import explanation
from dashboard.text import record_labels
from data.imports import kind_of
from indicators.definition import Aggregate
from indicators.measures import measures
from tests.dashboard.factories import definition


def test_aggregate_names_records_and_filter_in_words():
    town = SimpleNamespace(parts=())
    one = Aggregate(kind="count", measure="events", filter={"type": ("seminar", "conference")})
    assert (
        explanation.aggregate(town, one)
        == "число записей «Мероприятия»; Вид мероприятия: Семинар, Конференция"
    )


def test_money_says_whose_it_is_though_no_filter_does():
    city = SimpleNamespace(parts=[SimpleNamespace(code="hall", names={"ru": "Зал", "en": "Hall"})])
    cash = {"kind": "sum", "measure": "budgets", "amount": "cash_money"}
    own, of_hall = Aggregate(**cash), Aggregate(**cash, filter={"part": ("hall",)})
    assert (
        explanation.aggregate(city, own)
        == "сумма поля «Кассовые расходы» по записям «Бюджет»; Задача: Программа в целом; "
        "Источник средств: Всего"
    )
    assert "Задача: Зал" in explanation.aggregate(city, of_hall)


def test_modifiers_are_told():
    assert "за последние месяцы: 12" in next(
        explanation.modifiers(definition(window={"months": 12}))
    )
    texts = list(explanation.modifiers(definition(accumulate="to_date", per={"residents": 10000})))
    assert texts == ["нарастающим итогом с первого года программы", "на 10\u00a0000 жителей"]


@pytest.mark.parametrize("measure", list(measures()))
def test_every_field_of_every_record_has_a_name(measure):
    described = measures()[measure]
    named = {*described.columns, *described.attributes, *described.amounts}
    assert not [name for name in named if record_labels.field_name(name) == name]


def test_what_a_record_does_not_say_is_no_code():
    assert record_labels.attribute_value("consultations", "topic", "none") == "не указано"
    assert record_labels.value_text("consultations", "topic", None) == ""


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("measure", list(measures()))
def test_a_field_has_one_name_in_forms_files_and_lists_of_records(server, measure, language):
    described = measures()[measure]
    columns = {column.name: column for column in kind_of(described.kind).columns}
    with server.test_request_context("/", headers={"X-Lang": language}):
        for name in {
            *described.columns,
            *described.attributes,
            *described.amounts,
            "organisation",
        } & set(columns):
            assert record_labels.field_name(name, measure) == getattr(columns[name].words, language)


def test_a_field_that_one_kind_has_is_called_so_without_its_measure():
    assert record_labels.field_name("requester") == "Заявитель"
    assert record_labels.field_name("title") == "Название"
