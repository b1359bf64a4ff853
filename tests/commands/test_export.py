"""What `itog export` understands: a report to `-o FILE`, open data as `package PROGRAMME FILE`."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commands import itog
from commands.common.context import Itog
from data.database.database import Database


@pytest.fixture
def orders() -> list[Any]:
    """What the composition root was asked to write."""
    return []


def run(orders: list[Any], url: str, *words: str) -> Result:
    context = Itog(
        lambda: Database(url),
        lambda: lambda: None,
        "en",
        export=lambda form, path, _progress, **choices: orders.append((form, path, choices)),
        formats=lambda: ("html", "xlsx"),
        package=lambda *order: orders.append(order),
    )
    return CliRunner().invoke(itog, ["export", *words], obj=context)


def test_a_package_has_a_programme_a_file_and_perhaps_a_moment(
    orders: list[Any], standing_url: str
) -> None:
    for words in (
        ("town", "town.zip"),
        ("town", "-o", "town.zip"),
        ("town", "t.zip", "--as-of", "s3"),
    ):
        assert run(orders, standing_url, "package", *words).exit_code == 0
    assert orders == [
        ("town", None, Path("town.zip")),
        ("town", None, Path("town.zip")),
        ("town", "s3", Path("t.zip")),
    ]


def test_a_report_has_a_file_and_no_programme(orders: list[Any], standing_url: str) -> None:
    assert run(orders, standing_url, "html", "--page", "/", "-o", "page.html").exit_code == 0
    assert [(form, path) for form, path, _choices in orders] == [("html", Path("page.html"))]


@pytest.mark.parametrize(
    "words",
    [
        ("package",),
        ("package", "town"),
        ("html", "--page", "/"),
        ("html", "town", "a.html"),
        ("pdf",),
    ],
)
def test_what_lacks_something_is_wrong_usage(
    orders: list[Any], standing_url: str, words: tuple[str, ...]
) -> None:
    assert run(orders, standing_url, *words).exit_code == 2
    assert orders == []
