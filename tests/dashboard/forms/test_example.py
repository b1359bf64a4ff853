"""The example of a form of one's own that ships: filled, opened and printed."""

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from flask import Flask

from dashboard.forms.order import fulfil_form
from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from data.programme.folder import shipped
from indicators.answers import cells
from indicators.forms.form import FormQuestion
from tests import template_databases

CODE = "council-example"
CONSULTATIONS = "D6"
"""The cell of the actual, in the first row of the table."""
PLANNED = "C6"


@pytest.fixture
def server(serving, sqlite_url: str) -> Flask:
    """The programmes that ship, served."""
    template_databases.programmes(sqlite_url)
    with serving(Database(sqlite_url, [cells.refresh])) as server:
        yield server


def written(server: Flask, path: Path, quarter: int | None = None) -> Path:
    fulfil_form(server, CODE, FormQuestion(DEFAULT_PROGRAMME, 2016, quarter), path, "ru")
    return path


def days_of_consultations() -> list[str]:
    folder = next(each for each in shipped() if each.name == DEFAULT_PROGRAMME)
    with (folder / "records" / "consultations.csv").open(encoding="utf-8") as file:
        return [row["date"] for row in csv.DictReader(file)]


def test_it_has_the_numbers_of_the_files(server: Flask, tmp_path: Path) -> None:
    half = openpyxl.load_workbook(written(server, tmp_path / "half.xlsx", 2)).active
    year = openpyxl.load_workbook(written(server, tmp_path / "year.xlsx")).active
    days = days_of_consultations()
    assert half[CONSULTATIONS].value == sum("2016-01-01" <= day < "2016-07-01" for day in days)
    assert year[CONSULTATIONS].value == sum(day.startswith("2016") for day in days)
    # lowered from 750 by the act of 20 December 2016
    assert (half[PLANNED].value, year[PLANNED].value) == (700, 700)
    assert half["A3"].value.startswith("за январь – июнь 2016 года")
    assert year["A3"].value == "за 2016 год"


def test_it_says_that_it_is_an_example(server: Flask, tmp_path: Path) -> None:
    year = openpyxl.load_workbook(written(server, tmp_path / "year.xlsx")).active
    texts = [str(cell.value) for row in year.iter_rows() for cell in row]
    for beginning in ("Пример собственной формы", "Условные данные", "Источник формы: придумана"):
        assert any(text.startswith(beginning) for text in texts)


@pytest.mark.office
def test_an_office_prints_it_on_one_page(
    server: Flask, tmp_path: Path, convert: Callable[[Path, str], Path]
) -> None:
    pdf = convert(written(server, tmp_path / "half.xlsx", 2), "pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "справка к заседанию совета" in text
    assert "за январь – июнь 2016 года" in text
    assert text.count("\f") == 1
