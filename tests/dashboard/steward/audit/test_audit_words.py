"""The audit in the reader's language: every deed, table and field has its word, on the screen and
in the file.
"""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.steward.audit import labels, trail
from data.audit import events
from data.audit.differences import SILENT_COLUMNS, RowDifference, _tells
from data.database.sealed_tables import followed
from data.drafts import steps
from data.drafts.steps import _STEPS
from data.editing import RowInput, save
from data.imports import kind_of, kinds_by_table
from data.passports import DEFAULT_PROGRAMME
from data.tables.revisions import ImportRun
from tests.dashboard.stewarding_world import changeable, signed_in
from tests.sample_programme import SampleProgramme

ROOT = Path(__file__).parents[4]
CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\|\||\b(?:printed|refined|visits|opinion)\b")
"""What a reader is never told: words of ours and made numbers."""
DEED = re.compile(
    r'(?:audit\.note|\bnote\(session|\.transaction|\b_write\(facts|_changed\(i|\.revising)[^")]*"([a-z_]+)"'
)
"""Where the program says what is done."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """A draft that went to and fro, a corrected value that a source prints, a file that was
    ordered.
    """
    with changeable(tmp_path_factory.mktemp("audit-words")) as world:
        with world.revision():
            world.define("opinion", kind="observed", name={"ru": "Оценка горожан", "en": "Rating by residents"},
                         combine={"places": "none", "periods": "none"}, decimals=1)  # fmt: skip
            world.define(
                "visits",
                kind="count",
                measure="consultations",
                name={"ru": "Приёмы", "en": "Receptions"},
            )
        authorship = {"author": "anna", "reason": "ошибка в отчёте"}
        rows = [
            RowInput(
                {"indicator": "opinion", "period": "2015", "value": "61,4", "stage": "refined"}
            )
        ]
        save(world.database, kind_of("observations"), world.code, rows, **authorship)
        begun = steps.begin(
            world.database, world.code, "visits", "code: visits\n", author="anna", based_on=1
        )
        steps.propose(
            world.database, begun.id, begun.version, author="anna", reason="так", act="приказ № 5"
        )
        steps.take_back(
            world.database, begun.id, begun.version + 1, author="pavel", reason="не тот приказ"
        )
        with world.database.writing("test") as session:
            page = f"/indicator/visits?programme={world.code}"
            events.note(session, "anna", "exported", page, format="pptx")
            events.note(session, "anna", "audit_exported", "anna, draft_begun")
        yield world


def reader(server: Flask, language: str) -> FlaskClient:
    client = signed_in(server, "anna")
    client.set_cookie("lang", language)
    return client


def visible_text(page: str) -> str:
    """What stands in the table, without addresses."""
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    return unescape(re.sub(r"<[^>]+>", " ", table))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_deed_has_a_name(server: Flask, language: str) -> None:
    text = "\n".join(path.read_text() for room in ("data", "indicators", "dashboard", "commands")
                     for path in (ROOT / room).rglob("*.py"))  # fmt: skip
    deeds = set(DEED.findall(text))
    deeds |= {f"draft_{step}" for step in _STEPS.values()}
    deeds -= {"rehearsal"}
    assert {"draft_begun", "import", "account_added", "merge"} <= deeds
    with server.test_request_context(f"/?lang={language}"):
        assert [deed for deed in sorted(deeds) if trail.action_name(deed) == deed] == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_field_of_every_followed_table_has_a_name(server: Flask, language: str) -> None:
    with server.test_request_context(f"/?lang={language}"):
        nameless = []
        for each in followed():
            kind = kinds_by_table().get(each.table.name)
            known = set(kind.field_words) if kind else set()
            names = [column.name for column in each.table.columns if _tells(each.table, column)]
            for name in names if each.table is not ImportRun.__table__ else []:
                if name not in known | labels.columns().keys():
                    nameless.append(f"{each.table.name}.{name}")
        assert nameless == []


@pytest.mark.parametrize(
    ("kind", "field", "ru", "en"),
    [
        ("consultations", "precision", "Дата известна", "Date known to"),
        ("grants", "decided_precision", "Точность даты решения", "Date of the decision known to"),
        ("grants", "reported_precision", "Точность даты отчёта", "Date of the report known to"),
        ("budgets", "printed_unit", "Единица, как напечатано", "Unit as printed"),
        ("targets", "printed", "Как напечатано", "As printed"),
        ("observations", "by", "Разрез", "Disaggregation"),
    ],
)
def test_a_field_without_a_column_is_called_as_its_kind_says(
    kind: str, field: str, ru: str, en: str
) -> None:
    assert kind_of(kind).field_words[field] == (ru, en)


def test_a_unit_is_said_in_words(server: Flask) -> None:
    difference = RowDifference("budget", DEFAULT_PROGRAMME, "x", None, {"printed_unit": "million"})
    with server.test_request_context("/?lang=en"):
        assert ("Unit as printed", "", "million roubles") in trail.line(difference).fields


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_list_says_no_code(server: Flask, language: str) -> None:
    text = visible_text(reader(server, language).get("/steward/audit").text).replace(
        DEFAULT_PROGRAMME, ""
    )
    assert CODE.findall(text) == []
    draft, value = {
        "ru": ("Приёмы, черновик № 1", "Оценка горожан"),
        "en": ("Receptions, draft No. 1", "Rating by"),
    }[language]
    assert draft in text
    assert f"{value}" in text
    assert {"ru": "акт: приказ № 5", "en": "act: приказ № 5"}[language] in text


def test_the_file_is_in_russian_for_a_russian_reader_and_opens_by_a_double_click(
    server: Flask,
) -> None:
    text = reader(server, "ru").post("/steward/audit/csv").text
    assert text.startswith("\ufeffВид;Номер;Когда;Кто;")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert {row["Вид"] for row in rows} == {"Ревизия", "Событие"}
    begun = next(row for row in rows if row["Действие"] == "Начат черновик")
    assert begun["Что"] == "Приёмы, черновик № 1"
    edited = next(row for row in rows if row["Почему"] == "ошибка в отчёте")
    assert edited["Что"].endswith("Оценка горожан · 2015 · Уточнённое")
    assert not any(CODE.search(" ".join(row.values())) for row in rows)


def test_the_file_is_in_english_for_an_english_reader(server: Flask) -> None:
    text = reader(server, "en").post("/steward/audit/csv").text
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert any(
        row["Deed"] == "Draft begun" and row["What"] == "Receptions, draft No. 1" for row in rows
    )


def test_a_definition_that_shares_its_code_with_a_kind_is_named_as_the_indicator(
    server: Flask, world: SampleProgramme
) -> None:
    name = {"ru": "Консультации городу", "en": "Advice to the city"}
    with world.database.transaction(
        "publish", "consultations", author="pavel", reason="так"
    ) as change:
        del change
    with world.revision():
        world.define("consultations", kind="count", measure="consultations", name=name)
    assert "Advice to the city" in visible_text(
        reader(server, "en").get("/steward/audit?action=publish").text
    )


def test_what_a_date_says_is_not_said_again() -> None:
    assert "decided_half" not in SILENT_COLUMNS
    columns = {(each.table.name, column.name) for each in followed() for column in each.table.columns
            if _tells(each.table, column)}  # fmt: skip
    assert ("grant_application", "decided_half") not in columns
    assert ("grant_application", "decided_on") in columns
    assert ("closed_year", "year") in columns
    assert ("passport", "first_year") in columns


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ru", "Возраст: до 35 лет"), ("en", "Age: under 35")],
)
def test_a_part_of_a_total_is_called_as_its_indicator_calls_it(
    tmp_path: Path, serving: Any, language: str, sentence: str
) -> None:
    age = {
        "age": {
            "name": {"ru": "Возраст", "en": "Age"},
            "values": {"young": {"ru": "до 35 лет", "en": "under 35"}},
        }
    }
    with changeable(tmp_path) as world:
        with world.revision():
            world.define(
                "opinion",
                kind="observed",
                combine={"places": "none", "periods": "none"},
                disaggregations=age,
            )
        row = {"indicator": "opinion", "period": "2015", "value": "6", "by:age": "young"}
        save(
            world.database,
            kind_of("observations"),
            world.code,
            [
                RowInput({**row, "stage": "refined"}),
                RowInput(
                    {"indicator": "opinion", "period": "2015", "value": "9", "stage": "refined"}
                ),
            ],
            author="anna",
            reason="отчёт",
        )
        with serving(world.database) as server:
            receipt = reader(server, language).get(f"/steward/audit/{world.database.newest()}").text
    assert sentence in receipt
    assert "age=young" not in receipt
