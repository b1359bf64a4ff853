"""The read-only API: the same rows and the same words as the commands, and what watches over the
server.
"""

from flask import Blueprint, Flask

from dashboard.api import addresses, answering, health, openapi
from dashboard.http import problems

ROOT = "/api/v1"


def register(server: Flask) -> None:
    """Add every address to a server."""
    api = Blueprint("api", __name__)
    for address in addresses.ADDRESSES:
        api.add_url_rule(f"{ROOT}{address.path}", address.name, answering.view(address))
    api.add_url_rule(f"{ROOT}/openapi.json", "openapi", openapi.view)
    health.add(api)
    problems.add(
        api,
        known=[f"{ROOT}{address.path}" for address in addresses.ADDRESSES]
        + [f"{ROOT}/openapi.json"],
    )
    server.register_blueprint(api)
