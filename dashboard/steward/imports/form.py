"""What a form says of a file: its kind, what it covers, for which districts, whether it corrects."""

from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict

from dashboard.steward.imports.store import Upload
from dashboard.steward.pages import programme
from dashboard.submissions import keep
from dashboard.text.labels import place_name
from data.imports import kind_of
from data.refusals import refuse

LONGEST = 2_000
DEFAULT_KIND = "consultations"


def sent_file() -> FileStorage:
    """The file of this request, or the one that came with it before; refuses a form without one."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return file
    if (kept := keep.kept_file()) is None:
        raise refuse("upload_file_missing")
    return kept


def chosen(form: MultiDict[str, str]) -> dict[str, Any]:
    """What was chosen; refuses an unknown kind."""
    return {
        "kind": kind_of(form.get("kind", "")).name,
        "covers": form.get("covers", "").strip()[:LONGEST],
        "districts": tuple(form.getlist("districts"))[:LONGEST],
        "update": "update" in form,
        "sheet": form.get("sheet", "").strip()[:LONGEST],
        "reason": form.get("reason", "").strip()[:LONGEST],
    }


def fields(form: MultiDict[str, str]) -> Mapping[str, Any]:
    """What the fields of the form show: what was typed."""
    texts = {name: form.get(name, "") for name in ("covers", "reason")}
    kind = form.get("kind", DEFAULT_KIND)
    return {
        **texts,
        "kind": kind,
        "corrects": "update" in form,
        "districts": _districts(form.getlist("districts")),
    }


def fields_of(upload: Upload, proposed: str | None = None) -> Mapping[str, Any]:
    """The same for an upload; ``proposed`` is what its dates say it covers."""
    texts: dict[str, Any] = {"covers": upload.covers or proposed or "", "reason": upload.reason}
    texts |= {"kind": upload.kind, "corrects": upload.update, "sheet": upload.sheet}
    return {**texts, "districts": _districts(upload.districts)}


def _districts(ticked: Any) -> list[tuple[str, str, bool]]:
    """Code, name and whether it is ticked, of every lowest district."""
    facts = programme()
    return [(code, place_name(facts, code), code in ticked) for code in facts.places.leaves]
