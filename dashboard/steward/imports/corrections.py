"""What a form mends: only cells that the check has shown, each with what the file itself says."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from dashboard.steward.imports.presenter import (
    FileCell,
    ProblemLine,
    column_name,
    of_rows,
    text_before,
)
from dashboard.steward.imports.store import CheckResult, Upload
from data.imports import Correction, Corrections, Excerpt, Replacement
from data.refusals import refuse

LONGEST = 10_000
MOST = 5_000
"""Cells of one file; what has more is mended in the file itself."""

Everywhere = Mapping[tuple[str, str], str]
"""What a text of a column becomes wherever it stands."""


def mend(upload: Upload, check_result: CheckResult, form: Mapping[str, str]) -> Corrections:
    """The corrections with what a form adds to it and takes back."""
    lines, excerpt = of_rows(check_result), check_result.excerpt
    back = {name.removeprefix("back-") for name in form if name.startswith("back-")}
    ticked = dict(_ticked(lines, form))
    replacements = _replacements(_without(upload.corrections.replacements, back), ticked)
    cells = _earlier_cells(upload.corrections, excerpt, ticked)
    for row, place, text in _changed_cells(lines, form, ticked):
        earlier = cells.get((row, place))
        was = earlier.was if earlier else text_before(excerpt, row, place)
        cells[row, place] = Correction(row, place, was, text)
    kept = tuple(
        each
        for each in sorted(cells.values())
        if f"cell-{each.row}-{each.place}" not in back
        and (
            each in upload.corrections.cells
            or each.now != replacements.get(_key(excerpt, each, each.was), each.was)
        )
    )
    if len(kept) + len(replacements) > MOST:
        raise refuse("upload_mended_much", limit=MOST)
    confirmed = {*upload.corrections.confirmed, *_confirmed(lines, form)}
    left = {
        *upload.corrections.left_out,
        *(line.row for line in lines if line.can_go and f"out-{line.row}" in form),
    }
    return Corrections(
        kept,
        tuple(sorted(row for row in left if f"row-{row}" not in back)),
        tuple(sorted(each for each in confirmed if f"sure-{each[0]}" not in back)),
        replacements=tuple(Replacement(*key, now) for key, now in sorted(replacements.items())),
    )


def _ticked(
    lines: list[ProblemLine], form: Mapping[str, str]
) -> Iterator[tuple[tuple[str, str], str]]:
    """The texts that a form mends wherever they stand in their columns."""
    for line in lines:
        if line.repeats and line.cell and line.cell.field.replace("cell", "all") in form:
            text = _entry(line.cell, form)
            if text is not None:
                yield (line.cell.column, line.cell.text.strip()), text


def _without(replacements: Sequence[Replacement], back: Collection[str]) -> list[Replacement]:
    """Those that a form does not take back, by their places."""
    return [each for number, each in enumerate(replacements) if f"all-{number}" not in back]


def _replacements(kept: Iterable[Replacement], ticked: Everywhere) -> Everywhere:
    """What stood and what is ticked now: a text that came of an earlier replacement becomes what
    the new one says, so that no text of the file is replaced twice.
    """
    stood = {
        (each.column, each.was): ticked.get((each.column, each.now.strip()), each.now)
        for each in kept
    }
    return {key: text for key, text in {**ticked, **stood}.items() if key[1] != text.strip()}


def _earlier_cells(
    corrections: Corrections, excerpt: Excerpt, ticked: Everywhere
) -> dict[tuple[int, int], Correction]:
    """The cells that were mended by themselves before, with what is ticked now for their texts."""
    return {
        (each.row, each.place): each._replace(
            now=ticked.get(_key(excerpt, each, each.now), each.now)
        )
        for each in corrections.cells
    }


def _key(excerpt: Excerpt, cell: Correction, text: str) -> tuple[str, str]:
    return column_name(excerpt, cell.row, cell.place), text.strip()


def _changed_cells(
    lines: list[ProblemLine], form: Mapping[str, str], ticked: Everywhere
) -> Iterator[tuple[int, int, str]]:
    """The shown cells that a form says otherwise, but for one that stands for all of its text."""
    for line in lines:
        own = [line.cell] if line.cell and not _stands_for_all(line, ticked) else []
        for cell in (*own, *line.others):
            if (text := _entry(cell, form)) is not None:
                _, row, place = cell.field.split("-")
                yield int(row), int(place), text


def _stands_for_all(line: ProblemLine, ticked: Everywhere) -> bool:
    """Whether what is typed at a line is meant for every cell that has its text."""
    cell = line.cell
    return bool(line.repeats and cell and (cell.column, cell.text.strip()) in ticked)


def _entry(cell: FileCell, form: Mapping[str, str]) -> str | None:
    """What a form says in a cell, where that is something else."""
    text = form.get(cell.field)
    return None if text is None or text[:LONGEST] == _flat(cell.text) else text[:LONGEST]


def _flat(text: str) -> str:
    """A text as a browser's one-line field gives it back."""
    return text.replace("\r", "").replace("\n", "")


def _confirmed(lines: list[ProblemLine], form: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The doubtful values that a form calls right."""
    return (
        (line.row, line.value.strip()) for line in lines if line.asks and f"sure-{line.row}" in form
    )
