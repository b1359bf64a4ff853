"""Rooms that answer addresses: each has ``routes.py``, whose ``register`` adds them to a server."""

from importlib import import_module
from pathlib import Path

from flask import Flask

DASHBOARD = Path(__file__).parent


def register(server: Flask) -> None:
    """Add the addresses of every room."""
    for path in sorted(DASHBOARD.glob("*/**/routes.py")):
        module = ".".join(path.relative_to(DASHBOARD.parent).with_suffix("").parts)
        import_module(module).register(server)
