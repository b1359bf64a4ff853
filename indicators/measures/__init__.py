"""Measures: which records exist to be counted.

Every kind of record is one, by its name; modules here count some of its records, or by another
date, beside it. A module that counts all of them by their own day stands in its place.
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from data import imports
from data.kind_memory import once_for_kinds
from indicators.measure import Records, records_of


@once_for_kinds
def measures() -> Mapping[str, Records]:
    """Every measure by its code, which is its module's name or its kind's."""
    modules = (module.name for module in iter_modules(__path__))
    own = {name: import_module(f"{__name__}.{name}").records for name in modules}
    counted = {records.kind for records in own.values() if _counts_every_record(records)}
    kinds = (imports.kind_of(name) for name in imports.kinds() if name not in counted)
    plain = {kind.name: records_of(kind) for kind in kinds if kind.is_record}
    return dict(sorted({**own, **plain}.items()))


def _counts_every_record(records: Records) -> bool:
    """Whether a measure is its kind's own under another name: listed twice, one of them would be
    chosen by chance.
    """
    if records.yearly:
        return False
    day = imports.kind_of(records.kind).column("date").fields[0]
    return records.where is None and records.calendar.day.key == day


def kind_of(measure: str) -> str:
    """The kind of record whose coverage a measure needs."""
    return measures()[measure].kind


__all__ = ["Records", "kind_of", "measures"]
