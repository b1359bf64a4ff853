"""Reports of the programmes that ship, and files of any report."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask

from dashboard import exports
from dashboard.report import Report
from data.database.database import Database

Serving = Callable[[Database], AbstractContextManager[Flask]]


@pytest.fixture
def shipped_server(serving: Serving, shipped_database: Database) -> Iterator[Flask]:
    """The application over the programmes that ship."""
    with serving(shipped_database) as server:
        yield server


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Report, str], Path]:
    """A report's file: ``written(report, "pptx")``."""

    def write(report: Report, form: str) -> Path:
        path = tmp_path / f"report.{form}"
        exports.write(report, form, path)
        return path

    return write
