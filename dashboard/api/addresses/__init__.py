"""Every address that gives rows: a new one is a new module with ``ENDPOINT``."""

from importlib import import_module
from pkgutil import iter_modules

from dashboard.api.endpoint import Endpoint

ADDRESSES: tuple[Endpoint, ...] = tuple(
    import_module(f"{__name__}.{module.name}").ENDPOINT for module in iter_modules(__path__)
)
