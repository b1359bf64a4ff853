"""Every table of the database; importing this module registers them all."""

from importlib import import_module
from pkgutil import iter_modules

from data.tables.base import Base

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["Base"]
