"""``itog forms``: a programme's own forms are added, replaced and withdrawn, and revisions keep them."""

import io
import json
from pathlib import Path

import openpyxl
import pytest

from data.database.database import Database
from indicators.forms.templates.own_forms import own_forms
from tests.commands.conftest import Run


def workbook(path: Path, *texts: str) -> Path:
    book = openpyxl.Workbook()
    for row, text in enumerate(texts, 1):
        book.active[f"A{row}"] = text
    content = io.BytesIO()
    book.save(content)
    path.write_bytes(content.getvalue())
    return path


def codes(url: str, as_of: int | None = None) -> list[str]:
    database = Database(url)
    with database.read() as session:
        listed = [each.code for each in own_forms(session, "town", as_of)]
    database.dispose()
    return listed


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return workbook(tmp_path / "table.xlsx", "{{ illustrative }}", "{{ indicator.visits.actual }}")


def test_a_form_comes_is_replaced_and_goes(run: Run, town, database_url, table, tmp_path) -> None:
    of_town = ("--programme", "town")
    added = run("forms", "add", str(table), *of_town)
    assert added.exit_code == 0, added.output
    assert codes(database_url) == ["table"]
    first = town.database.newest()
    same = run("forms", "add", str(table), *of_town)
    assert same.exit_code == 1
    assert "this very file" in same.stderr
    assert town.database.newest() == first, "nothing is half done"
    workbook(table, "{{ illustrative }}", "{{ year }}")
    assert run("forms", "add", str(table), *of_town).exit_code == 0
    rows = json.loads(run("forms", "list", *of_town, "--format", "json").stdout)["rows"]
    assert rows == [{"code": "table", "name": "table", "extension": "xlsx"}]
    wrong = run("forms", "withdraw", "tabel", *of_town)
    assert wrong.exit_code == 1
    assert "table" in wrong.stderr
    assert run("forms", "withdraw", "table", *of_town).exit_code == 0
    assert codes(database_url) == []
    assert codes(database_url, first) == ["table"], "as of an earlier revision it stays"


def test_an_unknown_place_is_refused_where_it_stands(run: Run, town, tmp_path) -> None:
    wrong = workbook(tmp_path / "wrong.xlsx", "{{ illustrative }}", "{{ indicator.visit.actual }}")
    before = town.database.newest()
    refused = run("forms", "add", str(wrong), "--programme", "town")
    assert refused.exit_code == 1
    assert "indicator.visit.actual" in refused.stderr
    assert "wrong.xlsx" in refused.stderr
    assert "indicator.visits.actual" in refused.stderr, "the nearest one is offered"
    assert town.database.newest() == before
