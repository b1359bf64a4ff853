"""What the OpenAPI document says of files that programs send."""

from typing import Any

from dashboard.api import uploads

ERRORS = {
    "401": "There is no token, or it opens nothing; the sentence says who makes one.",
    "403": "The token has another role or is of another programme, or may not send this kind or district.",
    "409": "The Idempotency-Key is another request's, or the first one is still being worked out.",
    "413": "The file is larger than is taken.",
}
KEY = {
    "name": uploads.KEY,
    "in": "header",
    "description": "The same request under the same key has the first answer, for a week.",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
}
BINARY = {"type": "string", "format": "binary"}
FORM = {"type": "object", "properties": {uploads.FIELD: BINARY}, "required": [uploads.FIELD]}
OPERATION: dict[str, Any] = {
    "operationId": "send",
    "summary": "Send a file of records: CSV, XLSX or GeoJSON, in a form or as the whole body.",
    "security": [{"token": []}],
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": FORM},
            "application/octet-stream": {"schema": BINARY},
        },
    },
}
_COUNTS = ("accepted", "updated", "skipped", "covered")
_OPTIONAL = {"id": "integer", "revision": "integer", "proposed_covers": "string"}
RECEIPT: dict[str, Any] = {
    "type": "object",
    "properties": {
        **{name: {"type": "string"} for name in ("file", "kind", "programme")},
        **{name: {"type": "integer"} for name in _COUNTS},
        **{name: {"type": [kind, "null"]} for name, kind in _OPTIONAL.items()},
        **{name: {"type": "boolean"} for name in ("changed", "dry_run")},
        "sheets": {"type": "array", "items": {"type": "string"}},
        "notes": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["id", "file", "kind", "programme", "revision", "changed", "dry_run", *_COUNTS],
}
_ROWS = {"type": "array", "items": {"$ref": "#/components/schemas/Receipt"}}
_FORESEEN: dict[str, Any] = {
    "changes": {
        "type": ["array", "null"],
        "items": {"type": "object"},
        "description": "Of a dry run: the whole years' answers that would change, as rows of `/changes` without "
        "their causes; the first of them, null where there are too many rows to work it out.",
    },
    "changes_total": {
        "type": ["integer", "null"],
        "description": "How many answers would change.",
    },
}
_WAITING: dict[str, Any] = {
    "waits": {
        "type": "boolean",
        "description": "Of a reporter's token: whether the file now waits until a steward accepts it.",
    },
    "number": {"type": ["integer", "null"], "description": "The number that it waits under."},
}
ANSWER: dict[str, Any] = {
    "description": "The receipt, as of `itog import --format json`.",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {
                    "revision": {"type": "integer"},
                    "as_of": {"type": "integer"},
                    "rows": _ROWS,
                    **_FORESEEN,
                    **_WAITING,
                },
                "required": ["revision", "as_of", "rows"],
            }
        }
    },
}
