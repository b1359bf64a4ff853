"""The OpenAPI 3.1 document, made from the same lists that the addresses are."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from typing import Any

from flask import Response, request

from dashboard.api import uploads, uploads_schema
from dashboard.api.addresses import ADDRESSES
from dashboard.api.endpoint import Endpoint
from dashboard.api.parameters import Parameter
from dashboard.api.tags import is_held

ERRORS = {
    "400": "The question cannot be read; the sentence says what to write.",
    "404": "There is no such programme, indicator, district or revision; the sentence names those there are.",
    "503": "The database cannot answer now.",
}
ENVELOPE = {"revision": {"type": "integer"}, "as_of": {"type": "integer"}}


def view() -> Response:
    """The document as an answer."""
    tag = hashlib.sha256(_text().encode()).hexdigest()[:16]
    is_current = is_held(tag) or request.if_none_match.star_tag
    response = (
        Response(status=304) if is_current else Response(_text(), mimetype="application/json")
    )
    response.set_etag(tag)
    return response


@cache
def _text() -> str:
    return json.dumps(document(), ensure_ascii=False)


def document() -> dict[str, Any]:
    """What the API is, for programs."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Itog",
            "version": version("itog"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {address.path: {"get": _operation(address)} for address in ADDRESSES}
        | {uploads.PATH: {"post": _sending()}},
        "components": {
            "schemas": {_schema(address): dict(address.row) for address in ADDRESSES}
            | {"Problem": _PROBLEM, "Receipt": uploads_schema.RECEIPT},
            "responses": {
                code: _error(words) for code, words in (ERRORS | uploads_schema.ERRORS).items()
            },
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


_PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "problems": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["type", "title", "status", "detail"],
}


def _operation(address: Endpoint) -> dict[str, Any]:
    return {
        "operationId": address.name,
        "summary": address.summary,
        "parameters": [_parameter(parameter) for parameter in address.parameters],
        "responses": {
            "200": _rows(address),
            "304": {"description": "Nothing has changed since the given ETag."},
        }
        | {code: {"$ref": f"#/components/responses/{code}"} for code in ERRORS},
    }


def _sending() -> dict[str, Any]:
    codes = sorted(ERRORS | uploads_schema.ERRORS)
    return uploads_schema.OPERATION | {
        "parameters": [
            *(_parameter(parameter) for parameter in uploads.PARAMETERS),
            uploads_schema.KEY,
        ],
        "responses": {"200": uploads_schema.ANSWER}
        | {code: {"$ref": f"#/components/responses/{code}"} for code in codes},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    description = {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "required": parameter.required,
        "schema": dict(parameter.schema),
    }
    return (
        description | {"style": "form", "explode": False}
        if parameter.schema["type"] == "array"
        else description
    )


def _rows(address: Endpoint) -> dict[str, Any]:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{_schema(address)}"}}
    envelope = {
        "type": "object",
        "properties": {**ENVELOPE, **address.beside, "rows": rows},
        "required": [*ENVELOPE, *address.beside, "rows"],
    }
    return {
        "description": "Rows, with the newest revision and the one they are true for.",
        "headers": {
            "ETag": {
                "schema": {"type": "string"},
                "description": "Changes with revision, question and clock.",
            },
            "Itog-Revision": {"schema": {"type": "integer"}},
        },
        "content": {
            "application/json": {"schema": envelope},
            "text/csv": {"schema": {"type": "string"}},
        },
    }


def _schema(address: Endpoint) -> str:
    return address.name.removesuffix("s").capitalize()


def _error(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
