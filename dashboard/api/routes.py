"""Every address of the API, added to a server."""

from flask import Blueprint, Flask

from dashboard.api import ROOT, addresses, answering, health, openapi, uploads
from dashboard.http import problems


def register(server: Flask) -> None:
    """Add every address to a server."""
    api = Blueprint("api", __name__)
    for address in addresses.ADDRESSES:
        api.add_url_rule(f"{ROOT}{address.path}", address.name, answering.view(address))
    api.add_url_rule(f"{ROOT}/openapi.json", "openapi", openapi.view)
    api.add_url_rule(f"{ROOT}{uploads.PATH}", "imports", uploads.view, methods=["POST"])
    health.add(api)
    reading = [*(address.path for address in addresses.ADDRESSES), "/openapi.json"]
    known = {f"{ROOT}{path}": problems.READING for path in reading}
    problems.add(api, known | {f"{ROOT}{uploads.PATH}": "POST, OPTIONS"})
    server.register_blueprint(api)
