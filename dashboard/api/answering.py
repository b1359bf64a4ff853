"""From a request to a response: the question read, the rows asked for, sent under an entity tag."""

import hashlib
import json
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

from flask import Response, request

from dashboard.api.endpoint import Endpoint
from dashboard.api.parameters import SPREADSHEET, read
from dashboard.api.tags import is_held
from dashboard.http.context import asker, language
from data import clock
from indicators.sheets.rows import RowSheet

REVISION = "Itog-Revision"
PROGRAM = version("itog")
"""Read once: it is a file, which takes as long to read as an answer to be made."""


def view(address: Endpoint) -> Callable[[], Response]:
    """What Flask calls for an address."""

    def answer() -> Response:
        choices = read(request.args.to_dict(flat=False), address.parameters)
        if address.is_of_the_moment:
            return _of_the_moment(address.answer(asker(), choices), choices)
        revision = asker().revision()
        if is_held(tag(revision, address, choices)):
            return _tagged(Response(status=304), revision, address, choices)
        sheet = address.answer(asker(), choices)
        # a copy of whatever there is, and only now it is known that there is
        is_current = request.if_none_match.star_tag
        return _tagged(
            Response(status=304) if is_current else rendered(sheet, choices),
            sheet.revision,
            address,
            choices,
        )

    return answer


def _of_the_moment(sheet: RowSheet, choices: Mapping[str, Any]) -> Response:
    """An answer that nobody keeps, tagged by what it says."""
    response = rendered(sheet, choices)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers[REVISION] = str(sheet.revision)
    response.add_etag()
    return response


def _tagged(
    response: Response, revision: int, address: Endpoint, choices: Mapping[str, Any]
) -> Response:
    response.set_etag(tag(revision, address, choices))
    response.headers[REVISION] = str(revision)
    if _is_spoken(address, choices):
        response.headers["Content-Language"] = language()
        response.vary.add("Accept-Language")
    return response


def rendered(sheet: RowSheet, choices: Mapping[str, Any]) -> Response:
    """The rows in the asked format."""
    form = choices.get("format")
    if form == "csv":
        return Response(sheet.csv(), mimetype="text/csv")
    if form == SPREADSHEET:
        return Response(sheet.spreadsheet_csv(language()), mimetype="text/csv")
    return Response(sheet.json(), mimetype="application/json")


def tag(revision: int, address: Endpoint, choices: Mapping[str, Any]) -> str:
    """An answer is a function of the program, the revision, the question and the clock; so is its
    tag.
    """
    on = choices.get("on") or clock.today().isoformat()
    spoken = [language()] if _is_spoken(address, choices) else []
    text = json.dumps([PROGRAM, address.path, sorted(choices.items()), on, *spoken])
    return f"{revision}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _is_spoken(address: Endpoint, choices: Mapping[str, Any]) -> bool:
    """Whether the answer is another one in another language."""
    return address.spoken or choices.get("format") == SPREADSHEET
