"""The town of the forms, served."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from dashboard.forms.order import fulfil_form
from data.passports import DEFAULT_PROGRAMME
from indicators.forms.form import FormQuestion
from tests.indicators.forms.tables import LATER
from tests.indicators.forms.town import form_town
from tests.sample_programme import SampleProgramme

Written = Callable[..., Path]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with form_town(f"sqlite:///{tmp_path_factory.mktemp('forms') / 'itog.db'}") as town:
        yield town


@pytest.fixture
def written(server: Flask, tmp_path: Path) -> Written:
    """A form's file: ``written("indicators", "form.xlsx")``."""
    return write_of(server, tmp_path)


def write_of(server: Flask, folder: Path) -> Written:
    """What writes forms of 2015 into a folder."""

    def write(code: str, name: str, *, quarter: int | None = None, language: str = "ru") -> Path:
        question = FormQuestion(DEFAULT_PROGRAMME, 2015, quarter, on=LATER)
        fulfil_form(server, code, question, folder / name, language)
        return folder / name

    return write
