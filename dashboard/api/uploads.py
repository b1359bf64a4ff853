"""``POST /api/v1/imports``: a program sends a file, by a token; it is checked and loaded as by the
command and the form.
"""

import datetime
import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Response, request

from dashboard.accounts import bearer
from dashboard.api import parameters as common
from dashboard.api import uploads_sent
from dashboard.api.parameters import Parameter, read
from dashboard.http.context import database, language
from dashboard.http.file_names import cleaned
from dashboard.http.upload_limit import bounded, save_body
from data.accounts import request_keys
from data.accounts.tokens import REPORTER, TokenFacts
from data.columnar.renewing import renew_copy
from data.imports import (
    Corrections,
    ImportOptions,
    Receipt,
    SourceMapping,
    import_file,
    kind_of,
)
from data.imports.files.reading import sha256
from data.refusals import Refusal, refuse
from data.sources.saved import mapping_of
from indicators.impact.loading_effect import loading_effect
from indicators.sheets.receipts import foreseen_changes, receipt_sheet

PATH = "/imports"
ROLE = "steward"
KEY = "Idempotency-Key"
FIELD = "file"
WRITER = "api"

Choices = Mapping[str, Any]


def _word(name: str, description: str, example: str, *, required: bool = False) -> Parameter:
    return Parameter(name, {"type": "string", "examples": [example]}, description, required)


def _flag(name: str, description: str) -> Parameter:
    return Parameter(name, {"type": "string", "enum": ["yes", "no"], "default": "no"}, description)


PARAMETERS = (
    _word("kind", "Which kind of records the file has.", "consultations", required=True),
    common.PROGRAMME,
    _word("covers", "What the file reports completely: periods, or none.", "2016-Q2"),
    _word("districts", "For which districts it does; without it, for all.", "central,kirovsky"),
    _word("sheet", "Which sheet of a workbook to read, or all.", "May"),
    _word("source", "A saved source whose columns and words the file has.", "CRM"),
    _flag("update", "Rows whose number is known and content is new replace the old ones."),
    _flag("sure", "Doubtful values are right: take them as they are."),
    _flag("dry_run", "Only check the file; say what it would do and which numbers would change."),
    _word("reason", "Why; kept for ever. A closed year changes only with it.", "the act of May 5"),
    _word("file_name", "What the file is called, where its name does not come with it.", "may.csv"),
    common.LANG,
)
"""They are called as the options of `itog import`."""


def view() -> Response:
    """Check and load what was sent; the answer is its receipt."""
    token = bearer.holder()
    choices: Choices = read(request.args.to_dict(flat=False), PARAMETERS)
    bearer.require(token, REPORTER if token.role == REPORTER else ROLE, choices["programme"])
    database().newest()  # kinds may have been declared by another process
    kind_of(choices["kind"])
    with tempfile.TemporaryDirectory() as folder:
        path = _saved(Path(folder), choices)
        return Response(
            _once(token, choices, path, lambda: _imported(token, choices, path)),
            mimetype="application/json",
            headers={"Content-Language": language()},
        )


def _saved(folder: Path, choices: Choices) -> Path:
    """The file of this request: a field of a form, or the whole body."""
    named = choices.get("file_name")
    if request.mimetype != "multipart/form-data":
        target = folder / cleaned(named or choices["kind"])
        save_body(target)
        return target
    bounded()
    file = request.files.get(FIELD)
    if file is None:
        raise refuse("upload_field_missing", field=FIELD)
    target = folder / cleaned(named or file.filename)
    file.save(target)
    return target


def _once(token: TokenFacts, choices: Choices, path: Path, work: Callable[[], str]) -> str:
    """The answer of the work, which is done once for a key, if the request has one."""
    if KEY not in request.headers:
        return work()
    key, limit = request_keys.check_key(request.headers[KEY]), ImportOptions("").limits.seconds
    lasting = datetime.timedelta(seconds=limit)
    with database().writing(WRITER) as session:
        first = request_keys.begin(session, token.id, key, _content(choices, path), lasting)
    if first is not None:
        return first
    answer = ""
    try:
        answer = work()
    finally:
        # what was loaded is answered even where the answer cannot be kept
        with suppress(Refusal), database().writing(WRITER) as session:
            request_keys.keep(session, token.id, key, answer)
    return answer


def _content(choices: Choices, path: Path) -> str:
    """What is the same for two requests that are one: the file, and what was said of it."""
    words = {name: value for name, value in choices.items() if name != common.LANG.name}
    return hashlib.sha256(json.dumps([sorted(words.items()), sha256(path)]).encode()).hexdigest()


def _imported(token: TokenFacts, choices: Choices, path: Path) -> str:
    if token.role == REPORTER:
        return uploads_sent.sent(token, choices, path)
    options = _options(choices)
    receipt = _load(token, choices, path, options)
    if receipt.changed:
        renew_copy(database())
    sheet = receipt_sheet(receipt, database().newest(), language())
    if receipt.dry_run:
        effect = loading_effect(database(), choices["kind"], path, options, receipt)
        with database().read() as session:
            foreseen = foreseen_changes(session, choices["programme"], effect)
        sheet = sheet.but(**foreseen)
    return sheet.json()


def _load(token: TokenFacts, choices: Choices, path: Path, options: ImportOptions) -> Receipt:
    reason = choices.get("reason", "")
    return import_file(
        database(),
        choices["kind"],
        path,
        options,
        dry_run=_is_yes(choices, "dry_run"),
        author=token.signature,
        reason=reason,
        # as on every screen: a publisher, who says why
        override_closed_years=bool(reason) and token.may("publisher", choices["programme"]),
    )


def _options(choices: Choices) -> ImportOptions:
    return ImportOptions(
        choices["programme"],
        choices.get("covers"),
        choices.get("districts", "all"),
        choices.get("sheet"),
        _is_yes(choices, "update"),
        Corrections(confirms_all=_is_yes(choices, "sure")),
        mapping=_mapping(choices),
    )


def _mapping(choices: Choices) -> SourceMapping | None:
    """How the source's files are read; nothing where no source is named."""
    if (source := choices.get("source")) is None:
        return None
    with database().read() as session:
        return mapping_of(session, choices["programme"], source, choices["kind"])


def _is_yes(choices: Choices, name: str) -> bool:
    return bool(choices.get(name) == "yes")
