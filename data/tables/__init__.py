"""Every table of the database: those written out here, and those that kinds of records make of their
columns.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from sqlalchemy import MetaData

from data.tables.base import Base

KINDS = "data.imports.registry"

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def metadata() -> MetaData:
    """All tables."""
    _declare_kinds()
    return Base.metadata


def classes() -> Sequence[type[Base]]:
    """The classes of all tables, by the names of these."""
    _declare_kinds()
    # of a declared kind that has changed, the class of before may still be held by somebody
    mappers = [each for each in Base.registry.mappers if _is_in_force(each.local_table)]
    return [each.class_ for each in sorted(mappers, key=lambda mapper: str(mapper.local_table))]


def _is_in_force(table: Any) -> bool:
    return Base.metadata.tables.get(table.name) is table


@cache
def _declare_kinds() -> None:
    """Let every kind make its table, wherever that was not needed so far.

    Found by name and not before somebody asks: kinds are declared in terms of imports, which stand
    above the tables.
    """
    import_module(KINDS).kinds_in_order()


__all__ = ["classes", "metadata"]
