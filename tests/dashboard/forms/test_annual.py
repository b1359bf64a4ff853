"""The yearly report: sentences and numbers from the data, a document that an office opens."""

import subprocess
from pathlib import Path

import pytest
from docx import Document
from flask.testing import FlaskClient

from data.refusals import Refusal
from tests.dashboard.forms.conftest import Written, write_of
from tests.indicators.forms.town import form_town

IN_RUSSIAN = [
    "Годовой отчёт о ходе реализации программы",
    "Развитие",
    "за 2015 год",
    "Условные данные: часть чисел придумана для показа.",
    "Достижение показателей",
    "План на год установлен по 6 показателям. План достигнут по 2 показателям,"
    " из них перевыполнен – по 1.",
    "answers: план 500, факт 1\u00a0044 ед. (208,8\u00a0%)",
    "titles: план 0, факт 0 ед.",
    "Недостигнутые показатели и причины отклонений",
    "План не достигнут или выполнение нельзя определить по 4 показателям.",
    "Мероприятия",
    "Запланировано 3 мероприятия. Выполнено в срок – 1, с опозданием – 1, не выполнено – 1,"
    " срок не наступил – 0, срок не указан – 0.",
]
MONEY = (
    "Программой предусмотрено 190,0005 тыс. руб., сводной бюджетной росписью – 170,0005 тыс. руб.;"
    " кассовые расходы составили 150,00045 тыс. руб., роспись исполнена на 88,2 %."
)
MISSED = [
    ["trust", "%", "30,0", "29,97", "99,9", "причина не указана"],
    ["days", "ед.", "10,0", "12,5", "80,0", "Не хватало людей"],
    ["teams", "ед.", "12", "–", "–", "причина не указана"],
    ["visits", "ед.", "4", "3", "75,0", "причина не указана"],
]


def paragraphs(path: Path) -> list[str]:
    return [each.text for each in Document(str(path)).paragraphs if each.text]


def test_its_sentences_say_what_was_worked_out_by_hand(written: Written) -> None:
    path = written("annual", "report.docx")
    texts = paragraphs(path)
    assert texts[: len(IN_RUSSIAN)] == IN_RUSSIAN
    assert MONEY in texts
    assert (
        "«days»: устранить причину отклонения (Не хватало людей) или обосновать изменение плана."
        in texts
    )
    assert "«teams»: указать причину отклонения." in texts
    assert any("оценка «высокая»" in text for text in texts)


def test_missed_plans_are_a_table_with_reasons(written: Written) -> None:
    (table,) = Document(str(written("annual", "report.docx"))).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][0] == "Показатель"
    assert rows[0][4:] == ["Уровень, %", "Причина отклонения"]
    assert rows[1:] == MISSED


def test_it_is_written_in_english_too(written: Written) -> None:
    texts = paragraphs(written("annual", "report.docx", language="en"))
    assert texts[0] == "Yearly report on the programme"
    assert "3 activities were planned." in " ".join(texts)


def test_signs_of_markup_in_the_data_stay_text(serving, tmp_path: Path, sqlite_url: str) -> None:
    with form_town(sqlite_url) as town:
        town.deviation_reason("trust", 2015, "<b>{{ 7 * 7 }}</b> & «прочее»")
        with serving(town.database) as server:
            path = write_of(server, tmp_path)("annual", "report.docx")
    cells = [cell.text for row in Document(str(path)).tables[0].rows for cell in row.cells]
    assert "<b>{{ 7 * 7 }}</b> & «прочее»" in cells


def test_it_is_a_document_of_a_whole_year_alone(written: Written) -> None:
    for name, quarter, rule in (
        ("report.xlsx", None, "form_file_unknown"),
        ("report.docx", 2, "form_quarter_needless"),
    ):
        with pytest.raises(Refusal) as refusal:
            written("annual", name, quarter=quarter)
        assert refusal.value.problems[0].rule == rule


def test_the_page_leads_to_it(client: FlaskClient) -> None:
    answer = client.get("/report.docx?period=2015", headers={"X-Lang": "ru"})
    assert answer.status_code == 200
    assert "annual-khabarovsk-2014-2020-2015.docx" in answer.headers["Content-Disposition"]


@pytest.mark.office
def test_an_office_opens_it(written: Written, convert) -> None:
    text = subprocess.run(
        ["pdftotext", "-layout", str(convert(written("annual", "report.docx"), "pdf")), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "Недостигнутые показатели и причины отклонений" in text
    assert "Не хватало" in text
