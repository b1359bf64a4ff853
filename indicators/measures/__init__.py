"""Measures: which records exist to be counted.

Every kind of record is one, by its name, unless modules here say how its records are counted.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from data import imports
from indicators.measure import Records, records_of


@cache
def measures() -> Mapping[str, Records]:
    """Every measure by its code, which is its module's name or its kind's."""
    modules = (module.name for module in iter_modules(__path__))
    own = {name: import_module(f"{__name__}.{name}").records for name in modules}
    counted = {records.kind for records in own.values()}
    kinds = (imports.kind_of(name) for name in imports.kinds() if name not in counted)
    plain = {kind.name: records_of(kind) for kind in kinds if kind.is_record}
    return dict(sorted({**own, **plain}.items()))


def kind_of(measure: str) -> str:
    """The kind of record whose coverage a measure needs."""
    return measures()[measure].kind


__all__ = ["Records", "kind_of", "measures"]
