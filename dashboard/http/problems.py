"""Errors as ``application/problem+json`` (RFC 9457): a sentence that says what to do, in the
reader's language.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, request

from dashboard.http.context import language
from dashboard.http.identity import unforeseen
from dashboard.http.refusals import for_readers, status_of
from data.refusals import Problem, Refusal

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
ADDRESSES = "/api/"
READING = "GET, HEAD, OPTIONS"


def add(api: Blueprint, known: Mapping[str, str]) -> None:
    """Answer every refusal of the API, and every address and method that it does not have; ``known``:
    the methods of each address.
    """

    @api.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        return problem(refusal, status_of(refusal))

    @api.errorhandler(HTTPStatus.INTERNAL_SERVER_ERROR)
    def failed(_error: Exception) -> Response:
        return problem(Refusal(unforeseen()), HTTPStatus.INTERNAL_SERVER_ERROR)

    @api.route("/api/", defaults={"rest": ""}, methods=METHODS)
    @api.route("/api/<path:rest>", methods=METHODS)
    def nothing_here(rest: str) -> Response:
        if request.path in known:
            allowed = known[request.path]
            rule = "method_wrong" if allowed == READING else "method_wrong_sending"
            response = problem(
                Refusal(Problem(rule, {"method": request.method, "known": allowed})),
                HTTPStatus.METHOD_NOT_ALLOWED,
            )
            response.headers["Allow"] = allowed
            return response
        params = {"path": request.path[:80], "known": ", ".join(known)}
        return problem(Refusal(Problem("unknown_api_address", params)), HTTPStatus.NOT_FOUND)


def problem(refusal: Refusal, status: HTTPStatus) -> Response:
    """A refusal as a problem; ``problems`` names each broken rule for programs."""
    spoken = language()
    document = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": "\n".join(_words(each, spoken) for each in (*refusal.problems, *refusal.notes)),
        "instance": request.full_path.rstrip("?"),
        "problems": [
            {"rule": each.rule, "detail": _words(each, spoken), **_place(each)}
            for each in refusal.problems
        ],
    }
    response = Response(
        json.dumps(document, ensure_ascii=False), status, mimetype="application/problem+json"
    )
    response.headers["Content-Language"] = spoken
    response.headers["Vary"] = "Accept-Language"
    if status is HTTPStatus.UNAUTHORIZED and request.path.startswith(ADDRESSES):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _place(problem: Problem) -> dict[str, Any]:
    """Where a problem of a file is, as far as it has a place."""
    named = ("file", "sheet", "row", "column", "value")
    place = {name: getattr(problem, name) for name in named}
    return {name: value for name, value in place.items() if value is not None}


def _words(problem: Problem, spoken: str) -> str:
    """A sentence of a problem; why a database cannot answer is told to whoever watches over the
    server alone.
    """
    return (for_readers(problem) if request.path.startswith(ADDRESSES) else problem).text(spoken)
