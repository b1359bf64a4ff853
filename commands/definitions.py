"""``itog definitions``: the files of definitions and the versions in the database."""

from pathlib import Path

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import (
    EXISTING_FILE,
    EXISTING_FOLDER,
    FOLDER,
    grains_option,
    or_home_programme,
    publish_option,
    reason_option,
)
from commands.common.printing import format_option, show
from commands.common.progress import working
from data.markup.markup import text_of_file
from data.passports import programme_id
from indicators.definition.files import (
    check_folder,
    difference,
    export,
    texts_in,
    version_of,
    would_publish,
)
from indicators.definition.publishing import publish
from indicators.impact.effect import effect_of_publishing
from indicators.periods import GRAINS
from indicators.sheets.effect import EFFECT_SHOWN, effect_sheet
from indicators.sheets.rows import RowSheet, newest_sheet


@spoken.group()
def command() -> None:
    """Export, check, import and compare definitions."""


@command.command("check")
@click.argument("folder", metavar="DIR", type=EXISTING_FOLDER)
@pass_itog
def check_files(itog: Itog, /, folder: Path) -> None:
    """Check a folder of definitions; needs no database."""
    itog.say("definitions_sound", number=check_folder(folder))


@command.command("export")
@click.argument("folder", metavar="DIR", type=FOLDER)
@or_home_programme
@pass_itog
def export_files(itog: Itog, /, folder: Path, programme: str) -> None:
    """Write every published version as a file; importing them again changes nothing."""
    with itog.ready.read() as session:
        file_names = export(session, programme_id(session, programme), folder)
    itog.say("definitions_exported", folder=folder, number=len(file_names))


@command.command("import")
@click.argument("folder", metavar="DIR", type=EXISTING_FOLDER)
@publish_option
@or_home_programme
@reason_option
@pass_itog
def import_files(
    itog: Itog, /, folder: Path, publishing: bool, programme: str, reason: str
) -> None:
    """Check a folder against the programme and publish what is new in it."""
    texts = texts_in(folder)
    with itog.ready.read() as session:
        codes = would_publish(session, programme_id(session, programme), texts)
    if not codes:
        itog.say("definitions_same")
    elif not publishing:
        itog.say("definitions_would_publish", codes=", ".join(codes))
    else:
        summary = ", ".join(codes)
        with itog.database.transaction(
            "publish", summary, reason=reason, override_closed_years=bool(reason)
        ) as change:
            codes = publish(change, programme_id(change.session, programme), texts, reason)
        itog.say("definitions_published", revision=change.revision, codes=", ".join(codes))


@command.command("effect")
@click.argument("file", metavar="FILE", type=EXISTING_FILE)
@or_home_programme
@grains_option
@format_option
@pass_itog
def effect(itog: Itog, /, file: Path, programme: str, grains: tuple[str, ...], form: str) -> None:
    """Say what publishing a file would change: numbers, followers, records, snapshots, decks."""
    with working(file.name), itog.ready.read() as session:
        texts = [(file.name, text_of_file(file))]
        sheet = effect_sheet(
            session, effect_of_publishing(session, programme, texts), grains or GRAINS
        )
    show(sheet, form, EFFECT_SHOWN)
    if form == "table":
        _say_beside(itog, sheet)


def _say_beside(itog: Itog, sheet: RowSheet) -> None:
    """The sentences under the table, those that have something to say."""
    sentences = {
        name: ", ".join(map(str, each)) if isinstance(each, list) else each
        for name, each in sheet.extra.items()
    }
    itog.say("effect_changed", number=len(sheet.rows), **sentences)
    itog.say("effect_records", **sentences)
    for name in ("followers", "snapshots", "bound", "living"):
        if sentences[name]:
            itog.say(f"effect_{name}", **sentences)


@command.command("diff")
@click.argument("code")
@click.argument("old", metavar="V1", type=int)
@click.argument("new", metavar="V2", type=int)
@or_home_programme
@format_option
@pass_itog
def diff(itog: Itog, /, code: str, old: int, new: int, programme: str, form: str) -> None:
    """Say what two versions of a definition fill in differently, in words and values."""
    with itog.ready.read() as session:
        identity = programme_id(session, programme)
        changes = difference(
            *(version_of(session, identity, code, version) for version in (old, new))
        )
        rows = ({"field": each.field, "old": each.old, "new": each.new} for each in changes)
        sheet = newest_sheet(session, ("field", "old", "new"), rows)
    show(sheet, form)
