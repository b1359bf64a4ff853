"""Measures: which records of a kind exist to be counted. One module a measure, found by name."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from indicators.measure import Records


@cache
def measures() -> Mapping[str, Records]:
    """Every measure by its code, which is its module's name."""
    names = (module.name for module in iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").records for name in names}


def kind_of(measure: str) -> str:
    """The kind of record whose coverage a measure needs."""
    return measures()[measure].kind


__all__ = ["Records", "kind_of", "measures"]
