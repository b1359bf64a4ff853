"""Tables of dated records, made of the columns that their kinds declare."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeEngine

from data.tables.base import SOUGHT, Base, Record, RecordDistrict


@dataclass(frozen=True)
class Field:
    """One column of a table; ``place`` orders it among the others: the seals of revisions are
    computed over a row as it lies.
    """

    name: str
    type: TypeEngine[Any]
    place: int
    required: bool = False
    default: Any = None
    is_text: bool = False  # whether people write it, and look for words in it


def record_table(name: str, fields: Iterable[Field]) -> type[Record]:
    """The table of a kind: what all records have, and before it its own ``fields``."""
    own = {field.name: _column(field) for field in fields if not hasattr(Record, field.name)}
    bases = (Record, Base)
    return cast(type[Record], type(_class_name(name), bases, {"__tablename__": name, **own}))


def _column(field: Field) -> Any:
    default = {} if field.default is None else {"default": field.default}
    nullable = not field.required and field.default is None
    info = {SOUGHT: True} if field.is_text else {}
    return mapped_column(
        field.type, nullable=nullable, sort_order=field.place, info=info, **default
    )


def district_table(record: type[Record], name: str) -> type[RecordDistrict]:
    """The districts that share the records of the table ``name``, for a kind whose records have
    several.
    """
    own = {
        "__tablename__": f"{name}_district",
        "record": record,
        "record_id": mapped_column(
            f"{name}_id", Integer, ForeignKey(f"{name}.id"), primary_key=True, sort_order=-1
        ),
    }
    return cast(type[RecordDistrict], type(_class_name(f"{name}_district"), (RecordDistrict,), own))


def _class_name(table: str) -> str:
    return table.title().replace("_", "")
