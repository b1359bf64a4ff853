"""Where programs that read for people begin."""

from flask import Flask

from dashboard.model_context import llms


def register(server: Flask) -> None:
    """Add the address."""
    server.add_url_rule(llms.PATH, "llms", llms.view)
