"""A table has as many rows as somebody reads, and says how many there are; other formats have all."""

import csv

import click
import pytest
from click.testing import CliRunner, Result

from commands.common.context import Itog
from commands.common.printing import LONGEST_TABLE, format_option, show
from data.database.database import Database
from indicators.sheets.row_stream import RowStream


def refuse_to_open() -> Database:
    raise AssertionError("printing opens no database")


def printed(rows: int, *words: str, language: str = "en") -> Result:
    @click.command()
    @format_option
    def command(form: str) -> None:
        show(RowStream(1, 1, ("number",), ({"number": each} for each in range(rows))), form)

    context = Itog(refuse_to_open, lambda: dict, language)
    return CliRunner().invoke(command, words, obj=context)


def test_a_table_that_somebody_reads_is_whole() -> None:
    lines = printed(LONGEST_TABLE).stdout.split()
    assert lines == ["number", *map(str, range(LONGEST_TABLE))]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Rows: 1005. The table has the first 1000; “--format csv” prints all."),
        ("ru", "Строк: 1005. В таблице первые 1000, все печатает «--format csv»."),
    ],
)
def test_a_longer_one_says_first_how_many_rows_there_are(language: str, sentence: str) -> None:
    first, *lines = printed(LONGEST_TABLE + 5, language=language).stdout.splitlines()
    assert first == sentence
    assert [line.strip() for line in lines[1:]] == [str(row) for row in range(LONGEST_TABLE)]


def test_a_file_has_every_row() -> None:
    lines = printed(LONGEST_TABLE + 5, "--format", "csv").stdout.splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert [int(row["number"]) for row in rows] == list(range(LONGEST_TABLE + 5))
