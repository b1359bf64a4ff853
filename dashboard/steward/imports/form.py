"""What a form says of a file: its kind, what it covers, for which districts, whether it corrects."""

from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict

from dashboard.http.context import database
from dashboard.steward.imports.mapping_form import TRIED
from dashboard.steward.imports.store import Upload
from dashboard.steward.pages import programme
from dashboard.submissions import keep
from dashboard.text.labels import place_name
from dashboard.text.language import _
from data.imports import kind_of
from data.refusals import refuse
from data.sources.saved import saved_source, saved_sources

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


def chosen(form: MultiDict[str, str], before: Upload | None = None) -> dict[str, Any]:
    """What was chosen; refuses an unknown kind and an unknown source. A source says the kind itself;
    a mapping that was tried ``before`` stays as long as the kind does.
    """
    kind, source = kind_of(form.get("kind", "")).name, form.get("source", "")[:LONGEST]
    mapping = None
    if source == TRIED:
        mapping = before.mapping if before and before.kind == kind else None
    elif source:
        with database().read() as session:
            saved = saved_source(session, programme().code, source)
        kind, mapping = saved.kind, saved.mapping
    return {
        "kind": kind,
        "mapping": mapping,
        "source": before.source if before and source == TRIED else source,
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
        **_sources(form.get("source", "")),
        "kind": kind,
        "corrects": "update" in form,
        "districts": _districts(form.getlist("districts")),
    }


def fields_of(upload: Upload, proposed: str | None = None) -> Mapping[str, Any]:
    """The same for an upload; ``proposed`` is what its dates say it covers."""
    texts: dict[str, Any] = {"covers": upload.covers or proposed or "", "reason": upload.reason}
    texts |= {"kind": upload.kind, "corrects": upload.update, "sheet": upload.sheet}
    mapping = upload.mapping
    texts |= _sources("" if mapping is None else mapping.name or TRIED)
    return {**texts, "districts": _districts(upload.districts)}


def _sources(chosen_source: str) -> dict[str, Any]:
    """The saved sources of the programme, and which is chosen: a mapping that is tried is one too."""
    with database().read() as session:
        names = [each.name for each in saved_sources(session, programme().code)]
    tried = [(TRIED, _("Matched here, not saved"))] if chosen_source == TRIED else []
    options = [*tried, *((name, name) for name in names)]
    return {"source": chosen_source, "sources": options}


def _districts(ticked: Any) -> list[tuple[str, str, bool]]:
    """Code, name and whether it is ticked, of every lowest district."""
    facts = programme()
    return [(code, place_name(facts, code), code in ticked) for code in facts.places.leaves]
