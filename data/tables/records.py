"""Tables of dated records, made of the columns that their kinds declare."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ForeignKey, Integer, Table
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeEngine

from data.tables.base import LATER_FIELDS, SOUGHT, Base, Record, RecordDistrict

_editions: Counter[str] = Counter()


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
    is_later: bool = False  # whether there were rows before the column


def record_table(name: str, fields: Iterable[Field]) -> type[Record]:
    """The table of a kind: what all records have, and before it its own ``fields``."""
    own = {field.name: field for field in fields if not hasattr(Record, field.name)}
    columns = {field.name: _column(field) for field in own.values()}
    record = type(_class_name(name), (Record, Base), {"__tablename__": name, **columns})
    later = tuple(field.name for field in own.values() if field.is_later)
    cast(Any, record).__table__.info[LATER_FIELDS] = later
    return cast(type[Record], record)


def discard(table: Table) -> None:
    """Take back a table of a kind that is declared otherwise now, or no more."""
    Base.metadata.remove(table)


def _column(field: Field) -> Any:
    default = {} if field.default is None else {"default": field.default}
    nullable = field.is_later or (not field.required and field.default is None)
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
    """The name of a table's class; of one that is made anew, with a number: the class of before may
    still be in use.
    """
    _editions[table] += 1
    edition = "" if _editions[table] == 1 else str(_editions[table])
    return table.title().replace("_", "") + edition
