"""What is stored comes back: every digit of a reported value, from the file to the command, form
and receipt.
"""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.steward.audit import trail
from data import editing, imports
from tests.commands.conftest import Run
from tests.sample_programme import SampleProgramme

TOWN = ("--programme", "town")
VALUES = [
    "0.00000000004",
    "0.999999999999",
    "-0.000000000000000001",
    "123456789.123456789012345678",
    "1234567890.123456789012345678",
    "1000000000000000",
]


@pytest.mark.parametrize("value", VALUES)
def test_a_reported_value_comes_back_with_all_its_digits(
    town: SampleProgramme, run: Run, tmp_path: Path, value: str
) -> None:
    town.define("share", kind="observed", combine={"places": "none", "periods": "none"})
    path = tmp_path / "values.csv"
    path.write_text(f"indicator;period;value\nshare;2014;{value}\n", encoding="utf-8")
    assert run("import", "observations", str(path), *TOWN, "--sure").exit_code == 0
    words = ("values", *TOWN, "--indicator", "share", "--years", "2014", "--format")
    rows = json.loads(run(*words, "json").stdout, parse_float=Decimal, parse_int=Decimal)["rows"]
    assert rows[0]["value"] == Decimal(value)
    (row,) = csv.DictReader(io.StringIO(run(*words, "csv").stdout))
    assert row["value"] == value
    kind = imports.kind_of("observations")
    with town.database.read() as session:
        context = editing.context_of(session, "town")
        page = editing.find(context, kind, editing.RecordSearch())
        assert editing.texts_of(kind, context, page.rows[0].fields, "en")["value"] == value


@pytest.mark.parametrize(
    ("value", "text"), [("0.00000000004", "0,00000000004"), ("2.5", "2,50"), ("3", "3")]
)
def test_a_receipt_says_all_digits(town: SampleProgramme, value: str, text: str) -> None:
    assert trail._plain(Decimal(value)) == text
