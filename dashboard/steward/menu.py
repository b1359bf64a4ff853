"""The screens of the stewards, one module each: ``screen.py`` or ``screen_<name>.py`` of a room,
with ``SCREEN``.
"""

from functools import cache
from importlib import import_module
from pathlib import Path

from dashboard.steward.screen import Screen

ROOMS = Path(__file__).parent


@cache
def screens() -> tuple[Screen, ...]:
    """Every screen in the order of the menu."""
    modules = (
        import_module(f"{__package__}.{path.parent.name}.{path.stem}").SCREEN
        for path in ROOMS.glob("*/screen*.py")
    )
    return tuple(sorted(modules, key=lambda screen: (screen.place, screen.path)))
