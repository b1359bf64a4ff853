"""The screens of the stewards, one module each: a new screen is a new file with ``SCREEN``."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from flask import Flask

from dashboard.stewarding.screen import Screen


@cache
def screens() -> tuple[Screen, ...]:
    """Every screen in the order of the menu."""
    found = (import_module(f"{__name__}.{module.name}").SCREEN for module in iter_modules(__path__))
    return tuple(sorted(found, key=lambda screen: (screen.place, screen.path)))


def register(server: Flask) -> None:
    """Add the addresses of every screen."""
    for screen in screens():
        screen.add_to(server)
