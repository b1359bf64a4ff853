"""Every table of the database: those written out here, and those that kinds of records make of their
columns.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

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
    mappers = sorted(Base.registry.mappers, key=lambda mapper: str(mapper.local_table))
    return [mapper.class_ for mapper in mappers]


@cache
def _declare_kinds() -> None:
    """Let every kind make its table, wherever that was not needed so far.

    Found by name and not before somebody asks: kinds are declared in terms of imports, which stand
    above the tables.
    """
    import_module(KINDS).kinds_in_order()


__all__ = ["classes", "metadata"]
