"""What watches over the server: is the process alive, can it answer."""

from flask import Blueprint, Response, jsonify

from data.database.schema import check
from indicators.asking import Asker


def add(api: Blueprint, asker: Asker) -> None:
    """``/healthz`` needs nothing; ``/readyz`` needs a database that is there and of this program's
    schema.
    """

    @api.get("/healthz")
    def alive() -> Response:
        return jsonify(status="alive")

    @api.get("/readyz")
    def ready() -> Response:
        check(asker.database)
        return jsonify(status="ready", revision=asker.revision())
