"""``/steward/imports/mappings/…``: the columns and words of a file that was sent, matched with ours by hand,
tried by its check, and saved as a source.
"""

from collections.abc import Sequence
from dataclasses import replace

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http.context import database, language
from dashboard.http.refusals import status_of
from dashboard.steward.imports import screen_uploads
from dashboard.steward.imports.mapping_form import (
    TitleLine,
    WordLine,
    are_new,
    check_mapping,
    column_options,
    mapping_from,
    title_lines,
    with_mended_words,
    word_choices,
    word_lines,
)
from dashboard.steward.imports.store import Upload
from dashboard.steward.pages import author, lines, page, programme, reason, redirect_to, url
from dashboard.steward.screen import Screen
from dashboard.text.labels import kind_name
from dashboard.text.language import _
from data.imports import Corrections, SourceMapping, context_of, kind_of
from data.imports.mapping import rule_of
from data.refusals import Refusal, refuse
from data.sources.matching import SourceTable, source_table, unknown_words
from data.sources.saved import keep, saved_sources

SCREEN = Screen("/steward/imports/mappings", None, 22)


@SCREEN.get("/<token>")
def show(token: str, refused: Refusal | None = None) -> ResponseReturnValue:
    """The columns of the file with what they are, and the words that are none of ours."""
    upload = screen_uploads.mine(token)
    if upload.programme != programme().code:
        return redirect_to(request.path, programme=upload.programme)
    table = _table(upload)
    titles = title_lines(upload.kind, table, upload.mapping, request.form)
    # words are asked about once somebody has said what the columns are: of a wrong guess all are strange
    words = _words(upload, _tried(titles, upload)) if upload.mapping else []
    with database().read() as session:
        context = context_of(session, upload.programme)
        word_lists = word_choices(upload.kind, words, context)
        options = column_options(upload.kind, titles, context)
    return page(
        "mapping.html",
        _("Columns and words: {name}").format(name=upload.name),
        status_of(refused) if refused else 200,
        refused=lines(refused),
        upload=upload,
        sheet=table.sheet,
        titles=titles,
        options=options,
        kind=kind_name(upload.kind),
        words=words,
        word_lists=word_lists,
        back=url(f"/steward/imports/uploads/{token}"),
    )


@SCREEN.post("/<token>")
def match(token: str) -> ResponseReturnValue:
    """Read the file as it was matched; first ask about words that nobody has seen yet."""
    upload = screen_uploads.changing_upload(token)
    try:
        titles = title_lines(upload.kind, _table(upload), upload.mapping, request.form)
        mapping = mapping_from(titles, request.form, upload.mapping)
        with database().read() as session:
            check_mapping(context_of(session, upload.programme), upload.kind, mapping)
    except Refusal as refusal:
        return show(token, refusal)
    changed = screen_uploads.uploads().change(upload, mapping=mapping, corrections=Corrections())
    if are_new(_words(changed, mapping), request.form):
        return redirect_to(f"{SCREEN.path}/{token}")
    return screen_uploads.check_upload(changed)


@SCREEN.post("/<token>/save")
def save(token: str) -> ResponseReturnValue:
    """Save the mapping as a source, and check the file by it."""
    upload = screen_uploads.changing_upload(token)
    try:
        if upload.mapping is None:
            raise refuse("upload_moved")
        name, mapping = (
            _name(upload),
            with_mended_words(upload.mapping, upload.corrections.replacements),
        )
        mapping = replace(mapping, covers=rule_of(request.form.get("covers", "")))
        why = reason()
        with database().transaction("source", name, author=author(), reason=why) as change:
            source = keep(change, upload.programme, upload.kind, mapping, name)
    except Refusal as refusal:
        return screen_uploads.show(token, refusal)
    corrections = replace(upload.corrections, replacements=())
    return screen_uploads.check_upload(
        screen_uploads.uploads().change(
            upload, mapping=source.mapping, source=source.name, corrections=corrections
        )
    )


def _name(upload: Upload) -> str:
    """The name to save under: a new one, or that of the source whose mapping was changed."""
    name = " ".join(request.form.get("name", "").split())
    with database().read() as session:
        names = {each.name for each in saved_sources(session, upload.programme)}
    if name in names and name != upload.source:
        raise refuse("source_name_taken", name=name)
    return name


def _table(upload: Upload) -> SourceTable:
    path = screen_uploads.uploads().file(upload)
    return source_table(kind_of(upload.kind), path, _sheet(upload), upload.mapping)


def _tried(titles: Sequence[TitleLine], upload: Upload) -> SourceMapping:
    """As far as it is known, what the columns are; the words as they were matched."""
    columns = {line.title: line.column for line in titles if line.column not in ("", "-")}
    left_out = tuple(line.title for line in titles if line.column in ("", "-") and line.title)
    return SourceMapping(columns, left_out, upload.mapping.words if upload.mapping else ())


def _words(upload: Upload, mapping: SourceMapping) -> list[WordLine]:
    path = screen_uploads.uploads().file(upload)
    with database().read() as session:
        unknown = unknown_words(
            kind_of(upload.kind),
            context_of(session, upload.programme),
            path,
            mapping,
            language(),
            _sheet(upload),
        )
    return word_lines(unknown, mapping, request.form)


def _sheet(upload: Upload) -> str | None:
    return upload.sheet or None
