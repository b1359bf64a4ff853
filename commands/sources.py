"""``itog sources``: how files of other systems are read, as files."""

from pathlib import Path

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import (
    EXISTING_FOLDER,
    FOLDER,
    or_home_programme,
    publish_option,
    reason_option,
)
from commands.common.printing import format_option, show
from data.refusals import refuse
from data.sources.saved import (
    SavedSourceFacts,
    export,
    keep_text,
    new_texts,
    saved_sources,
    texts_in,
)
from indicators.sheets.rows import newest_sheet

COLUMNS = ("name", "version", "kind", "covers", "columns", "words", "left_out", "revision")


@spoken.group()
def command() -> None:
    """List, export and import saved sources: which columns and words of another system are ours."""


@command.command("list")
@or_home_programme
@format_option
@pass_itog
def list_sources(itog: Itog, /, programme: str, form: str) -> None:
    """Print the sources of a programme, by name."""
    with itog.ready.read() as session:
        sheet = newest_sheet(session, COLUMNS, map(_row, saved_sources(session, programme)))
    show(sheet, form)


@command.command("export")
@click.argument("folder", metavar="DIR", type=FOLDER)
@or_home_programme
@pass_itog
def export_files(itog: Itog, /, folder: Path, programme: str) -> None:
    """Write every source as a file; importing them again changes nothing."""
    with itog.ready.read() as session:
        file_names = export(session, programme, folder)
    itog.say("kinds_exported", folder=folder, number=len(file_names))


@command.command("import")
@click.argument("folder", metavar="DIR", type=EXISTING_FOLDER)
@or_home_programme
@publish_option
@reason_option
@pass_itog
def import_files(
    itog: Itog, /, folder: Path, programme: str, publishing: bool, reason: str
) -> None:
    """Check a folder of sources against the database and save what is new in it."""
    if not (texts := texts_in(folder)):
        raise refuse("sources_none", folder=folder)
    with itog.ready.read() as session:
        new = new_texts(session, programme, texts)
    names = ", ".join(Path(file).stem for file, _text in new)
    if not new:
        itog.say("kinds_same")
    elif not publishing:
        itog.say("sources_would_save", names=names)
    else:
        with itog.database.transaction("source", names[:200], reason=reason) as change:
            for file, text in new:
                keep_text(change, programme, text, file)
        itog.say("sources_saved", revision=change.revision, names=names)


def _row(source: SavedSourceFacts) -> dict[str, object]:
    declared = source.declaration
    return {
        "name": source.name,
        "version": source.version,
        "kind": source.kind,
        "covers": declared.covers,
        "columns": len(declared.columns),
        "words": sum(map(len, declared.words.values())),
        "left_out": len(declared.left_out),
        "revision": source.revision,
    }
