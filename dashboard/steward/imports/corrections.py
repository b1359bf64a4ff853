"""What a form mends: only cells that the check has shown, each with what the file itself says."""

from collections.abc import Iterator, Mapping

from dashboard.steward.imports.presenter import of_rows, text_of
from dashboard.steward.imports.store import CheckResult, Upload
from data.imports import Correction, Corrections
from data.refusals import refuse

LONGEST = 10_000
MOST = 5_000
"""Cells of one file; what has more is mended in the file itself."""


def mend(upload: Upload, check_result: CheckResult, form: Mapping[str, str]) -> Corrections:
    """The mending with what a form adds to it and takes back."""
    before = {(each.row, each.place): each for each in upload.mending.cells}
    cells = dict(before)
    for row, place, text in _changed_cells(check_result, form):
        was = (
            before[row, place].was if (row, place) in before else text_of(check_result, row, place)
        )
        cells[row, place] = Correction(row, place, was, text)
    back = {name.removeprefix("back-") for name in form if name.startswith("back-")}
    kept = tuple(
        each
        for each in cells.values()
        if each.was != each.now and f"cell-{each.row}-{each.place}" not in back
    )
    if len(kept) > MOST:
        raise refuse("upload_mended_much", limit=MOST)
    confirmed = {*upload.mending.confirmed, *_confirmed(check_result, form)}
    left = {*upload.mending.left_out, *_left_out(check_result, form)}
    return Corrections(
        tuple(sorted(kept)),
        tuple(sorted(row for row in left if f"row-{row}" not in back)),
        tuple(sorted(confirmed)),
    )


def _changed_cells(
    check_result: CheckResult, form: Mapping[str, str]
) -> Iterator[tuple[int, int, str]]:
    """The shown cells that a form says otherwise."""
    for line in of_rows(check_result):
        for cell in (*((line.cell,) if line.cell else ()), *line.others):
            text = form.get(cell.field)
            if text is not None and text[:LONGEST] != _flat(cell.text):
                _, row, place = cell.field.split("-")
                yield int(row), int(place), text[:LONGEST]


def _flat(text: str) -> str:
    """A text as a browser's one-line field gives it back."""
    return text.replace("\r", "").replace("\n", "")


def _confirmed(check_result: CheckResult, form: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The doubtful values that a form calls right."""
    return (
        (line.row, line.value.strip())
        for line in of_rows(check_result)
        if line.asks and f"sure-{line.row}" in form
    )


def _left_out(check_result: CheckResult, form: Mapping[str, str]) -> Iterator[int]:
    return (line.row for line in of_rows(check_result) if line.can_go and f"out-{line.row}" in form)
