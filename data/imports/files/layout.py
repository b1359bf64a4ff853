"""What was seen of a file and how it was read, for the receipt, the preview and the refusal alike."""

from collections.abc import Iterator, Sequence

from data.imports.files.header import recognised
from data.imports.files.tables import Table
from data.imports.files.xlsx_sheets import WHY
from data.imports.ranges import Ranges
from data.refusals import LONGEST, Problem, quoted


def layout(tables: Sequence[Table], unread: Sequence[tuple[str, str]]) -> list[Problem]:
    """The sheets that were read and those that were not; then each table's header, rows passed
    over, what is hidden.
    """
    sheets = [table.sheet for table in tables if table.sheet is not None]
    notes = [Problem("receipt_sheets", {"sheets": _named(sheets)})] if sheets else []
    if unread:
        notes.append(Problem("receipt_sheets_unread", {"sheets": _with_reasons(unread)}))
    for table in tables:
        notes += _of_table(table, table.sheet if len(tables) > 1 else None)
    return notes


def _of_table(table: Table, sheet: str | None) -> Iterator[Problem]:
    header, passed = table.heading, table.passed
    if header.last > header.first:
        yield Problem(
            "receipt_header_rows", {"first": header.first, "last": header.last}, sheet=sheet
        )
    elif header.last > 1:
        yield Problem("receipt_header_row", {"header": header.last}, sheet=sheet)
    if header.above:
        yield Problem("receipt_rows_above", {"rows": str(_ranges(header.above))}, sheet=sheet)
    if passed.numbering:
        yield Problem("receipt_numbering_row", {"numbering": passed.numbering}, sheet=sheet)
    if passed.again.count:
        yield Problem(
            "receipt_header_again",
            {"count": passed.again.count, "rows": str(passed.again)},
            sheet=sheet,
        )
    if passed.hidden.count:
        yield Problem(
            "receipt_hidden_rows",
            {"count": passed.hidden.count, "rows": str(passed.hidden)},
            sheet=sheet,
        )
    yield from _replacements(table, sheet)
    if table.hidden_columns:
        hidden = table.hidden_columns[:20]
        columns = {
            each: ", ".join(f"{at} {quoted(name, each)}" for at, name in hidden)
            for each in ("ru", "en")
        }
        yield Problem("receipt_hidden_columns", {"columns": columns}, sheet=sheet)


def _replacements(table: Table, sheet: str | None) -> Iterator[Problem]:
    """In how many rows each text was replaced, the first column of the file first."""
    # of the table: columns of a family stand in no list of the kind
    columns = {
        column.name: column for column in recognised(table.kind, table.heading.names) if column
    }
    for each, rows in table.passed.replaced.items():
        title = columns[each.column].words._asdict()
        params = {
            "name": title,
            "was": each.was[:LONGEST],
            "now": each.now[:LONGEST] or "–",
            "in_rows": in_rows(rows.count),
            "rows": str(rows),
        }
        yield Problem("receipt_replaced", params, sheet=sheet)


def in_rows(count: int) -> dict[str, str]:
    """So many rows after “in”, in both languages."""
    one = count % 10 == 1 and count % 100 != 11
    return {
        "ru": f"в {count} {'строке' if one else 'строках'}",
        "en": f"in {count} {'row' if count == 1 else 'rows'}",
    }


def _named(sheets: Sequence[str]) -> dict[str, str]:
    return {
        language: ", ".join(quoted(sheet, language) for sheet in sheets)
        for language in ("ru", "en")
    }


def _with_reasons(unread: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Each sheet with the reason for which it was not read, in both languages."""
    return {
        language: ", ".join(
            f"{quoted(name, language)} ({WHY[why][language]})" for name, why in unread
        )
        for language in ("ru", "en")
    }


def _ranges(rows: Sequence[int]) -> Ranges:
    ranges = Ranges()
    ranges.add(rows)
    return ranges
