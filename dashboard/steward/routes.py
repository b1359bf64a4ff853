"""The addresses of the stewards' screens."""

from flask import Flask

from dashboard.steward.menu import screens


def register(server: Flask) -> None:
    """Add the addresses of every screen."""
    for screen in screens():
        screen.add_to(server)
