"""The columns ``by:ATTRIBUTE``, which say of which part of the whole a row is."""

from collections.abc import Iterator

from data import disaggregations
from data.imports.columns.batch import Batch
from data.imports.columns.column import Column, Labels, Parser
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.values.values import DASHES

PREFIX = "by:"
BY = Labels(
    "Разрез: например, by:age или «by:Страна рождения». Пустая ячейка – итог без разреза.",
    "A disaggregation: for example, by:age or “by:Country of birth”. An empty cell is the total.",
)


def attribute(header: str) -> Column | None:
    """The column ``by:ATTRIBUTE``, if the header is of that form; the attribute is any name."""
    header = header[: len(PREFIX) + disaggregations.LONGEST + 1]
    if not header.casefold().startswith(PREFIX):
        return None
    name = " ".join(header[len(PREFIX) :].split())
    column = f"{PREFIX}{name}"
    return (
        Column(
            column,
            Labels(column, column),
            _value_of(name),
            "value",
            (column,),
            nothing=DASHES,
            note=BY,
        )
        if name
        else None
    )


def _value_of(attribute: str) -> Parser:
    def parse(text: str, _context: Context) -> str:
        value = text.strip()
        if not disaggregations.is_name(attribute):
            raise InvalidValue("import_by_name", longest=disaggregations.LONGEST)
        if len(value) > disaggregations.LONGEST:
            raise InvalidValue("import_text_long", limit=disaggregations.LONGEST, length=len(value))
        if not disaggregations.is_name(value):
            raise InvalidValue("import_by_character")
        return " ".join(value.split())

    return parse


def parts_in(batch: Batch) -> Iterator[list[tuple[str, str]]]:
    """The attributes of each row with their values, as written; their columns are taken out of the
    batch.
    """
    columns = {
        name: batch.values.pop(name) for name in sorted(batch.values) if name.startswith(PREFIX)
    }
    if not columns:
        yield from ([] for _ in range(len(batch)))
        return
    for values in zip(*columns.values(), strict=True):
        yield [
            (name.removeprefix(PREFIX), str(value))
            for name, value in zip(columns, values, strict=True)
            if value
        ]
