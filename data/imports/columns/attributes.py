"""The columns ``by:ATTRIBUTE``, which say of which part of the whole a row is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data import disaggregations
from data.imports.columns.batch import Batch
from data.imports.columns.column import Column, Labels, Parser
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.values.values import DASHES
from data.words.matching import match_key

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


@dataclass
class DeclaredAttribute:
    """What definitions of indicators say of an attribute: its names by language, and those of each of its
    values.
    """

    names: dict[str, str] = field(default_factory=dict)
    values: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def words(self, language: str) -> list[str]:
        """What its values are called; a value without a name by its code."""
        return [str(names.get(language) or code) for code, names in self.values.items()]


def declared_attributes(context: Context) -> dict[str, DeclaredAttribute]:
    """The attributes that the newest definitions declare, by code; one that several declare has the
    values of all.
    """
    attributes: dict[str, DeclaredAttribute] = {}
    for indicator in context.indicators.codes:
        for code, declaration in context.declared(indicator).items():
            if isinstance(declaration, Mapping):
                known = attributes.setdefault(str(code), DeclaredAttribute())
                known.names |= declaration.get("name") or {}
                for value, names in (declaration.get("values") or {}).items():
                    known.values.setdefault(str(value), names or {})
    return attributes


def attribute_of(column: Column, context: Context) -> DeclaredAttribute | None:
    """What is declared of the attribute whose values a column ``by:ATTRIBUTE`` holds."""
    if not column.name.startswith(PREFIX):
        return None
    key = match_key(column.name.removeprefix(PREFIX))
    for code, attribute in declared_attributes(context).items():
        if key in map(match_key, (code, *attribute.names.values())):
            return attribute
    return None


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
