"""A format that shows another number than its cell holds: understood, or refused with the cell's
name.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data import imports
from data.database.database import Database
from data.editing import RowInput, context_of, save
from data.imports import Correction, Corrections, kind_of
from data.imports.files.number_formats import number_format
from data.refusals import Refusal
from data.tables.definitions import DefinitionVersion, Observation, Target
from tests.data.imports.conftest import PROGRAMME, World
from tests.record_tables import Consultation

SHARE = "kind: observed\nunit:\n  ru: '%'\n  en: '%'\n"
PEOPLE = "kind: observed\nunit:\n  ru: чел.\n  en: people\n"


@pytest.fixture
def city(embedded: World) -> World:
    """The small programme with an observed share and an observed number of people."""
    _define(embedded.database, share=SHARE, people=PEOPLE)
    return embedded


def _define(database: Database, **texts: str) -> None:
    with database.transaction("definitions", "two observed indicators") as change:
        first = change.session.query(DefinitionVersion).first()
        assert first is not None
        for code, text in texts.items():
            change.session.add(
                DefinitionVersion(
                    code=code, version=1, state="published", text=text,
                    programme_id=first.programme_id, since=change.revision,
                )
            )  # fmt: skip


def book(
    world: World, head: list[str], *rows: list[Any], name: str = "file.xlsx", **options: Any
) -> Path:
    """A workbook with one sheet; a cell may be a value with its number format."""
    path = world.folder / name
    with xlsxwriter.Workbook(path, options) as workbook:
        sheet = workbook.add_worksheet("Лист1")
        sheet.write_row(0, 0, head)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                value, code = cell if isinstance(cell, tuple) else (cell, None)
                sheet.write(
                    number,
                    place,
                    value,
                    workbook.add_format({"num_format": code}) if code else None,
                )
    return path


def observed(world: World, indicator: str, value: Any) -> Path:
    return book(world, ["indicator", "period", "value"], [indicator, "2016", value])


@pytest.mark.parametrize(
    "code", ["0%", "0.0%", "0.00 %", "#,##0.0%;[Red]-#,##0.0%", "0\\ %", 9, 10]
)
@pytest.mark.parametrize(
    ("number", "value"), [(0.625, "62.5"), (0.071, "7.1"), (1.234567, "123.4567"), (-0.05, "-5")]
)
def test_a_percentage_typed_in_a_spreadsheet_is_what_it_shows(
    city: World, code: str | int, number: float, value: str
) -> None:
    """No 0.625 %, and no 62.50000000001 either."""
    path = observed(city, "share", (number, code))
    assert city.load("observations", path).accepted == 1
    assert city.rows(Observation, "value") == [(Decimal(value),)]
    assert city.load("targets", path).accepted == 1
    assert city.rows(Target, "value") == [(Decimal(value),)]


@pytest.mark.parametrize("code", ['0.0"%"', "0.0\\%", "[$%-419]0.0", "0.0_%", "General"])
def test_a_percent_sign_that_is_only_shown_changes_nothing(city: World, code: str) -> None:
    city.load("observations", observed(city, "share", (62.5, code)))
    assert city.rows(Observation, "value") == [(Decimal("62.5"),)]


@pytest.mark.parametrize("kind", ["observations", "targets"])
def test_a_percentage_of_another_unit_is_refused_in_a_workbook_a_file_and_a_form(
    city: World, kind: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        city.load(kind, observed(city, "people", (0.625, "0.0%")))
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.row, problem.column, problem.value) == (
        "import_percent_unit",
        2,
        "value",
        "62.5%",
    )
    assert "чел." in refusal.value.text("ru")
    assert "people" in refusal.value.text("en")
    assert city.refused(kind, "indicator;period;value\npeople;2016;62,5 %\n") == [
        "import_percent_unit"
    ]
    assert _rules_of_form(city, kind, "people", "62,5 %") == ["import_percent_unit"]


@pytest.mark.parametrize("kind", ["observations", "targets"])
@pytest.mark.parametrize("text", ["62,5 %", "62.5%", "62,5\u00a0%"])
def test_a_percentage_is_the_same_in_a_file_and_in_a_form(
    city: World, kind: str, text: str
) -> None:
    table = {"observations": Observation, "targets": Target}[kind]
    city.load(kind, f"indicator;period;value\nshare;2015;{text}\n")
    assert _rules_of_form(city, kind, "share", text) == []
    assert city.rows(table, "value", "printed") == [(Decimal("62.5"), text.rstrip("%").strip())] * 2


def _rules_of_form(world: World, kind: str, indicator: str, value: str) -> list[str]:
    """The rules by which a typed value is refused; none where it is saved."""
    texts = {"indicator": indicator, "district": "", "period": "2016", "value": value}
    try:
        save(
            world.database,
            kind_of(kind),
            PROGRAMME,
            [RowInput(texts)],
            author="anna",
            reason="typed",
        )
    except Refusal as refusal:
        return [problem.rule for problem in refusal.problems]
    return []


@pytest.mark.parametrize(
    ("number", "code", "rule"),
    [
        (1234567, "#,##0,", "import_format_thousands"),
        (1234567, "# ##0,", "import_format_thousands"),
        (1234567, "#,##0.0,,", "import_format_thousands"),
        (1234567, '#,##0," тыс."', "import_format_thousands"),
        (5, '0" тыс. чел."', "import_format_unit"),
        (5, '0.0" млн"', "import_format_unit"),
        (5, '0"000"', "import_format_digits"),
        (0.5, "0%%", "import_format_digits"),
        (0.5, "[<1]0.0%;0", "import_format_digits"),
        (5, ";;;", "import_format_hidden"),
        (0, "0;-0;;@", "import_format_hidden"),
        (5, '"нет данных"', "import_format_hidden"),
        (-5, "0;0", "import_format_sign"),
        (2.5, "dd.mm.yyyy", "import_number_is_date"),
        (42521, "mmm-yy", "import_number_is_date"),
    ],
)
def test_a_format_that_shows_another_number_is_refused_with_the_cell(
    city: World, number: float, code: str, rule: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        city.load("observations", observed(city, "people", (number, code)))
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.row, problem.column) == (rule, 2, "value")
    for language in ("ru", "en"):
        text = refusal.value.text(language)
        assert "C2" in text or rule == "import_number_is_date"


@pytest.mark.parametrize(
    ("number", "code", "value"),
    [
        (1234.567, "#,##0", "1234.567"),
        (1234.567, "# ##0.0", "1234.567"),
        (1234.5, "#,##0.00 [$₽-419]", "1234.5"),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "12345"),
        (-5, "0.00;[Red]0.00", "-5"),
        (-5, "#,##0 ;(#,##0)", "-5"),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "0"),
        (7, '0" чел."', "7"),
        (7, "@", "7"),
        (7, "0;-0;;@", "7"),
    ],
)
def test_a_rounded_or_decorated_number_is_what_the_cell_holds(
    city: World, number: float, code: str, value: str
) -> None:
    city.load("observations", observed(city, "people", (number, code)))
    assert city.rows(Observation, "value") == [(Decimal(value),)]


def test_percentages_elsewhere_are_refused_and_texts_keep_their_sign(city: World) -> None:
    head = ["number", "date", "request", "people", "note"]
    wrong = book(city, head, ["1", "2016", "copying", (0.5, "0%"), ""])
    assert city.refused("consultations", wrong) == ["import_percent"]
    assert city.refused("consultations", "number,date,request,people\n1,2016,copying,50%\n") == [
        "import_percent"
    ]
    city.load("consultations", book(city, head, ["1", "2016", "copying", 2, (0.5, "0%")]))
    assert city.rows(Consultation, "note") == [("50%",)]


@pytest.mark.parametrize(
    ("number", "code", "date", "precision"),
    [
        (42521, "dd.mm.yyyy", "2016-05-31", "day"),
        (42491, "mmm-yy", "2016-05-01", "month"),
        (42491, "mm.yyyy", "2016-05-01", "month"),
        (42491, "[$-419]mmmm yyyy", "2016-05-01", "month"),
        (42521, "mmm-yy", "2016-05-31", "day"),
        (42370, "yyyy", "2016-01-01", "year"),
        (42370, "dd.mm.yyyy", "2016-01-01", "day"),
        (42521, None, "2016-05-31", "day"),
    ],
)
def test_a_month_that_a_spreadsheet_made_its_first_day_is_a_month(
    city: World, number: int, code: str | None, date: str, precision: str
) -> None:
    path = book(city, ["number", "date", "request"], ["1", (number, code), "copying"])
    city.load("consultations", path)
    ((day, known),) = city.rows(Consultation, "date", "precision")
    assert (str(day), known) == (date, precision)


def test_a_period_typed_as_a_month_is_that_month(city: World) -> None:
    path = book(city, ["indicator", "period", "value"], ["people", (42491, "mmm-yy"), 5])
    city.load("targets", path)
    assert city.rows(Target, "period") == [("2016-05",)]


@pytest.mark.parametrize("code", ["dd.mm.yyyy", None])
def test_days_of_a_workbook_that_counts_from_1904(city: World, code: str | None) -> None:
    path = book(
        city, ["number", "date", "request"], ["1", (41059, code), "copying"], date_1904=True
    )
    city.load("consultations", path)
    assert [str(date) for (date,) in city.rows(Consultation, "date")] == ["2016-05-31"]


def test_a_mended_cell_is_read_whatever_its_format(city: World) -> None:
    path = observed(city, "people", (1234567, "#,##0,"))
    corrections = Corrections((Correction(2, 2, "1234567", "1235"),))
    city.load("observations", path, corrections=corrections)
    assert city.rows(Observation, "value") == [(Decimal(1235),)]
    with city.database.read() as session:
        assert context_of(session, PROGRAMME).unit("people")["en"] == "people"
    excerpt = imports.excerpt("observations", path, first=5)
    assert excerpt.rows[2][2] == "1234567"


@pytest.mark.parametrize(
    "code", ["", "[", '"', "\\", "_", "*", ";", "%" * 300, "[$", "0" * 300, "[h", "e+", '"x']
)
def test_no_format_breaks_the_reader(code: str) -> None:
    shape = number_format(code)
    assert len(shape.sections) in (1, 2)
    assert shape.ordinary in (True, False)


def test_a_file_without_one_readable_row_is_refused_in_words(city: World) -> None:
    path = book(
        city,
        ["indicator", "period", "value", "stage"],
        ["people", "2016", (62500, "# ##0,"), "refined"],
    )
    with pytest.raises(Refusal) as refusal:
        imports.import_file(city.database, "observations", path, imports.ImportOptions(PROGRAMME))
    assert [problem.rule for problem in refusal.value.problems] == ["import_format_thousands"]
