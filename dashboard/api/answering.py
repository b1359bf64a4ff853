"""From a request to a response: the question read, the rows asked for, sent under an entity tag."""

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

from flask import Response, request

from dashboard.api.addresses import Address
from dashboard.api.parameters import read
from indicators.asking import Asker
from indicators.rows import Sheet

REVISION = "Itog-Revision"


def view(address: Address, asker: Asker) -> Callable[[], Response]:
    """What Flask calls for an address."""

    def answer() -> Response:
        words = read(request.args.to_dict(flat=False), address.parameters)
        known = request.if_none_match
        if known and known.contains(tag(asker.revision(), address.path, words)):
            return Response(status=304, headers={"ETag": f'"{tag(asker.revision(), address.path, words)}"'})
        sheet = address.answer(asker, words)
        response = rendered(sheet, words)
        response.set_etag(tag(sheet.revision, address.path, words))
        response.headers[REVISION] = str(sheet.revision)
        return response

    return answer


def rendered(sheet: Sheet, words: Mapping[str, Any]) -> Response:
    """The rows in the asked format."""
    if words.get("format") == "csv":
        return Response(sheet.csv(), mimetype="text/csv")
    return Response(sheet.json(), mimetype="application/json")


def tag(revision: int, path: str, words: Mapping[str, Any]) -> str:
    """An answer is a function of the program, the revision, the question and the clock; so is its tag."""
    clock = words.get("on") or datetime.date.today().isoformat()
    asked = json.dumps([version("itog"), path, sorted(words.items()), clock])
    return f"{revision}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"
