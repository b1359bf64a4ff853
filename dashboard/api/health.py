"""What watches over the server: is the process alive, can it answer."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify

from dashboard.http.context import asker, database
from dashboard.operation import replication
from data.database.schema import check_at_rest


def add(api: Blueprint) -> None:
    """``/healthz`` needs nothing; ``/readyz`` needs a database that is there, of this program's
    schema, and that nobody gives another one.
    """

    @api.get("/healthz")
    def alive() -> Response:
        return jsonify(status="alive")

    @api.get("/readyz")
    def ready() -> Response:
        check_at_rest(database())
        lag = replication.lag()
        replica = {} if lag is None else {"replica": asdict(lag)}
        return jsonify(status="ready", revision=asker().revision(), **replica)
