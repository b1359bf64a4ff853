"""Which tables are copied, and what of them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, Integer, String, Table, TypeDecorator
from sqlalchemy.types import TypeEngine

from data.imports import kinds_in_order
from data.imports.columns.kind import Kind

NEVER_COUNTED = {"number", "fingerprint", "source", "note", "import_id", "chain"}
"""What no measure asks of a record, and what is longest of it."""
TYPES: Mapping[type[TypeEngine[Any]], str] = {
    BigInteger: "BIGINT",
    Integer: "BIGINT",
    Boolean: "BOOLEAN",
    Date: "DATE",
    String: "VARCHAR",
}


def copied_kinds() -> tuple[Kind, ...]:
    """The kinds whose records are copied."""
    return tuple(kind for kind in kinds_in_order() if kind.is_record)


def columns_of(table: Table) -> dict[str, str]:
    """The columns that are copied, with their types in the copy."""
    names = [column for column in table.columns if column.name not in NEVER_COUNTED]
    return {column.name: _type(column.type) for column in names}


def _type(kind: TypeEngine[Any]) -> str:
    stored = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return next(name for each, name in TYPES.items() if isinstance(stored, each))
