"""The numbers of an archive: negative ones are numbers, and texts are texts."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from dash import Dash

from dashboard import exports
from dashboard.exports.parts import browser
from dashboard.report import ReportTable, Series, Slide, TableCell
from tests.dashboard.exports import reports

DANGEROUS = [text for text in reports.NASTY if text[0] in "=+-@" and text != "-5"]


@pytest.fixture
def numbers(application: Dash, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The rows of each slide's CSV, where the server has no browser to make the slower files."""
    monkeypatch.setattr(browser, "NAMES", ("no-such-browser",))

    def read(*slides: Slide) -> list[list[list[str]]]:
        path = tmp_path / "deck.zip"
        with application.server.app_context():
            exports.write(reports.report(*slides), "zip", path)
        with ZipFile(path) as archive:
            names = sorted(name for name in archive.namelist() if name.endswith(".csv"))
            return [
                list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
                for name in names
            ]

    return read


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(numbers, text: str) -> None:
    drawn = reports.chart(Series(text, (Decimal(1),)), categories=(text,), unit=text)
    table = ReportTable((text, text), ((TableCell(text), TableCell("−5", Decimal("-5.00"))),))
    in_chart, in_table = numbers(Slide("x", text, chart=drawn), Slide("table", text, table=table))
    guard = f"'{text}"
    assert in_chart == [[guard, guard, guard], [guard, "1"]]
    assert in_table == [[guard, guard], [guard, "-5.00"]]
