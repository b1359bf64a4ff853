"""A wrong text of a column is mended in all rows that have it, those that nobody was shown too."""

from pathlib import Path

import pytest
import xlsxwriter

from data import imports
from data.imports import Correction, Corrections, Replacement
from data.imports.files.layout import in_rows
from data.refusals import Problem, Refusal
from tests.data.imports.conftest import PROGRAMME, World
from tests.record_tables import Consultation

HEAD = ("number", "date", "district", "request")
EVERYWHERE = Replacement("district", "Сев.", "Северный")
MANY = 260
"""More rows than the problems that are shown in full."""


def row(number: int, district: str, request: str = "consulting") -> tuple[str, ...]:
    return (f"k{number}", "2016-05-31", district, request)


def text(*rows: tuple[str, ...]) -> str:
    return "\n".join(map(",".join, (HEAD, *rows)))


def districts(world: World) -> list[str]:
    return [code for (code,) in world.rows(Consultation, "district")]


def refusal(world: World, path: Path, **options: object) -> Refusal:
    with pytest.raises(Refusal) as refused:
        imports.import_file(
            world.database,
            "consultations",
            path,
            imports.ImportOptions(PROGRAMME, "none", **options),
        )
    return refused.value


def replaced(notes: list[Problem] | tuple[Problem, ...], language: str = "ru") -> list[str]:
    return [note.text(language) for note in notes if note.rule == "receipt_replaced"]


def test_every_row_with_the_text_is_mended_and_counted_in_words(embedded: World) -> None:
    path = embedded.write(text(*(row(at, " Сев." if at % 2 else "Сев.") for at in range(MANY))))
    before = refusal(embedded, path)
    excerpt = imports.excerpt("consultations", path, problems=before.problems)
    assert excerpt.repeats == {"district": {"Сев.": MANY}}
    assert len(excerpt.rows) < MANY
    corrections = Corrections(replacements=(EVERYWHERE,))
    receipt = embedded.load("consultations", path, corrections=corrections)
    assert receipt.accepted == MANY
    assert set(districts(embedded)) == {"northern"}
    sentence = (
        f"Столбец «Район»: «Сев.» заменено на «Северный» в {MANY} строках (номера 2–{MANY + 1})."
    )
    assert replaced(receipt.notes) == [sentence]
    with embedded.database.read() as session:
        assert imports.mended(session, receipt.import_id or 0) == corrections
        assert replaced(imports.import_run(session, receipt.import_id or 0).notes) == [sentence]


def test_a_cell_that_is_mended_by_itself_and_another_column_stay(embedded: World) -> None:
    rows = (row(1, "Сев."), row(2, "Сев."), row(3, "Центральный", "Сев."))
    path = embedded.write(text(*rows))
    cells = (Correction(3, 2, "Сев.", "Кировский"),)
    faults = refusal(embedded, path, corrections=Corrections(cells, replacements=(EVERYWHERE,)))
    assert [(problem.row, problem.column) for problem in faults.problems] == [(4, "request")]
    assert replaced(faults.notes, "en") == [
        "Column “District”: “Сев.” was replaced by “Северный” in 1 row (numbers 2)."
    ]
    corrections = Corrections(
        (*cells, Correction(4, 3, "Сев.", "copying")), replacements=(EVERYWHERE,)
    )
    embedded.load("consultations", path, corrections=corrections)
    assert districts(embedded) == ["northern", "kirovsky", "central"]


def test_the_rows_shown_say_what_is_read_and_what_the_file_has(embedded: World) -> None:
    path = embedded.write(text(row(1, "Сев."), row(2, "Северный")))
    excerpt = imports.excerpt(
        "consultations", path, Corrections(replacements=(EVERYWHERE,)), first=9
    )
    assert [cells[2] for cells in excerpt.rows.values()] == ["Северный", "Северный"]
    assert {number: cells[2] for number, cells in excerpt.originals.items()} == {2: "Сев."}


def test_a_header_and_what_stands_in_no_column_of_ours_are_left_alone(embedded: World) -> None:
    path = embedded.write("number,date,district,request\nk1,2016-05-31,district,consulting\n")
    word = Replacement("district", "district", "Северный")
    unknown = Replacement("nothing", "k1", "k2")
    receipt = embedded.load(
        "consultations", path, corrections=Corrections(replacements=(word, unknown))
    )
    assert receipt.accepted == 1
    assert len(replaced(receipt.notes)) == 1


def test_all_sheets_are_mended_wherever_the_column_stands_in_them(embedded: World) -> None:
    path = embedded.folder / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for number, order in enumerate(((0, 1, 2, 3), (2, 3, 0, 1)), 1):
            sheet = book.add_worksheet(f"Лист {number}")
            for at, cells in enumerate((HEAD, row(number, "Сев."), row(number + 10, "Сев."))):
                sheet.write_row(at, 0, [cells[place] for place in order])
    before = refusal(embedded, path, sheet="all")
    excerpt = imports.excerpt("consultations", path, sheet="all", problems=before.problems)
    assert excerpt.repeats == {"district": {"Сев.": 4}}
    receipt = embedded.load(
        "consultations", path, sheet="all", corrections=Corrections(replacements=(EVERYWHERE,))
    )
    assert set(districts(embedded)) == {"northern"}
    assert [note.split(":")[0] for note in replaced(receipt.notes)] == [
        "лист «Лист 1»",
        "лист «Лист 2»",
    ]


def test_a_merged_cell_is_still_asked_about(embedded: World) -> None:
    path = embedded.folder / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, cells in enumerate((HEAD, row(1, "Сев."), row(2, "Сев."))):
            sheet.write_row(at, 0, cells)
        sheet.merge_range("C2:C3", "Сев.")
    corrections = Corrections(replacements=(EVERYWHERE,))
    problems = refusal(embedded, path, corrections=corrections).problems
    assert [(problem.rule, problem.row) for problem in problems] == [
        ("import_merged_cells", 2),
        ("import_merged_cells", 3),
    ]


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (1, "в 1 строке", "in 1 row"),
        (2, "в 2 строках", "in 2 rows"),
        (11, "в 11 строках", "in 11 rows"),
        (14, "в 14 строках", "in 14 rows"),
        (21, "в 21 строке", "in 21 rows"),
        (111, "в 111 строках", "in 111 rows"),
    ],
)
def test_rows_are_counted_in_words(count: int, russian: str, english: str) -> None:
    assert in_rows(count) == {"ru": russian, "en": english}
