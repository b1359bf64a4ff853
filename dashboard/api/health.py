"""What watches over the server: is the process alive, can it answer."""

from flask import Blueprint, Response, jsonify

from dashboard.http.context import asker, database
from data.database.schema import check


def add(api: Blueprint) -> None:
    """``/healthz`` needs nothing; ``/readyz`` needs a database that is there and of this program's
    schema.
    """

    @api.get("/healthz")
    def alive() -> Response:
        return jsonify(status="alive")

    @api.get("/readyz")
    def ready() -> Response:
        check(database())
        return jsonify(status="ready", revision=asker().revision())
