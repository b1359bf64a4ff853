"""Write what the documentation says of kinds and measures, from these themselves.

``python -m tools.reference``: in docs/import-formats.md the table of the columns and the example of
every kind, in docs/definitions.md the table of the measures. What people have written around them
stays, and a kind without a section gets one.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from data.imports import kind_of, kinds, kinds_in_order
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.imports.help import explain
from data.imports.receipt import say
from data.imports.template import columns_of
from indicators.measures import measures

DOCS = Path(__file__).parents[1] / "docs"
MEASURES = re.compile(r"\| measure \|.*?\n(?=\n|$)", re.DOTALL)
RECORDS = re.compile(r"(?<=\nFor records \()[^)]*")
TABLE = re.compile(r"\| column \|.*?\n(?=\n)", re.DOTALL)
EXAMPLE = re.compile(r"```\n.*?```\n", re.DOTALL)
FAMILY = "by:ATTRIBUTE"
"""Stands for all columns that are known by their form."""


def of_formats(document: str) -> str:
    """docs/import-formats.md with the tables and examples of today's kinds."""
    records = _codes(kind.name for kind in kinds_in_order() if kind.is_record)
    document = RECORDS.sub(records, document, count=1)
    for name in kinds():
        kind, heading = kind_of(name), f"\n### {name}\n"
        if heading not in document:
            title = kind.words.en
            document = f"{document.rstrip()}\n{heading}\n{kind.words.ru}. {title}.\n\n{_body(kind)}"
            continue
        before, after = document.split(heading)
        section, mark, others = after.partition("\n### ")
        document = before + heading + _section(section, kind) + mark + others
    return document


def of_definitions(document: str) -> str:
    """docs/definitions.md with the table of today's measures."""
    rows = ["| measure | amounts | attributes |", "|---|---|---|"]
    for kind in kinds_in_order():
        for name, records in measures().items():
            if records.kind == kind.name:
                rows.append(
                    f"| `{name}` | {_codes(records.amounts)} | {_codes(records.attributes)} |"
                )
    return MEASURES.sub("\n".join([*rows, ""]), document, count=1)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def _section(section: str, kind: Kind) -> str:
    section = TABLE.sub(lambda _: _table(kind), section, count=1)
    return EXAMPLE.sub(lambda _: _example(kind), section, count=1)


def _body(kind: Kind) -> str:
    return f"{_table(kind)}\n{_example(kind)}"


def _table(kind: Kind) -> str:
    lines = ["| column | in Russian | required | what it holds |", "|---|---|---|---|"]
    return "\n".join([*lines, *_rows(kind), ""])


def _rows(kind: Kind) -> Iterator[str]:
    for column in kind.columns:
        yield _row(column, column.words.ru)
    family = kind.family(FAMILY) if kind.family else None
    if family is not None:
        yield _row(family, "–")


def _row(column: Column, title: str) -> str:
    required = "yes" if column.required else ""
    holds = explain(column, "en").removeprefix(f"{say('template_is_required', 'en')} ")
    return f"| `{column.name}` | {title} | {required} | {holds} |"


def _example(kind: Kind) -> str:
    """The example rows as a file, with the columns that they fill."""
    columns = [column.name for column in columns_of(kind, kind.example)]
    names = [name for name in columns if any(name in row for row in kind.example)]
    text = StringIO()
    writer = csv.DictWriter(text, names, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(kind.example)
    return f"```\n{text.getvalue()}```\n"


if __name__ == "__main__":
    for name, rewritten in (("import-formats", of_formats), ("definitions", of_definitions)):
        path = DOCS / f"{name}.md"
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
