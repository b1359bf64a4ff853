"""``itog kinds``: kinds of records as files, and those that the database declares."""

from pathlib import Path

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import EXISTING_FOLDER, FOLDER, publish_option, reason_option
from data.declaring.publishing import check, export, proposals, publish, texts_in
from data.imports.declarations.making import small_of
from data.refusals import refuse
from indicators.checkup.limits_in_words import effect_of
from indicators.definition.column_readers import column_readers


@spoken.group()
def command() -> None:
    """Check, import and export kinds of records that are declared as files."""


@command.command("check")
@click.argument("folder", metavar="DIR", type=EXISTING_FOLDER)
@pass_itog
def check_files(itog: Itog, /, folder: Path) -> None:
    """Check a folder of declared kinds; needs no database."""
    itog.say("kinds_sound", number=len(check(_texts(folder))))


@command.command("export")
@click.argument("folder", metavar="DIR", type=FOLDER)
@pass_itog
def export_files(itog: Itog, /, folder: Path) -> None:
    """Write every declared kind as a file; importing them again changes nothing."""
    with itog.ready.read() as session:
        file_names = export(session, folder)
    itog.say("kinds_exported", folder=folder, number=len(file_names))


@command.command("import")
@click.argument("folder", metavar="DIR", type=EXISTING_FOLDER)
@publish_option
@reason_option
@pass_itog
def import_files(itog: Itog, /, folder: Path, publishing: bool, reason: str) -> None:
    """Check a folder against the database and publish what is new in it."""
    texts = _texts(folder)
    with itog.ready.read() as session:
        new = proposals(session, texts)
        readers = [
            reader
            for each in new
            for reader in column_readers(session, each.declaration.code, each.retired)
        ]
        effects = [
            effect
            for each in new
            for effect in effect_of(session, each.declaration.code, small_of(each.declaration))
        ]
    codes = ", ".join(each.declaration.code for each in new)
    if readers:
        itog.say("kinds_retired_read", indicators=", ".join(readers))
    for effect in effects:
        itog.say(effect.rule, **effect.params)
    if not codes:
        itog.say("kinds_same")
    elif not publishing:
        itog.say("kinds_would_publish", codes=codes)
    else:
        with itog.database.transaction("kinds", codes, reason=reason) as change:
            publish(change, texts)
        itog.say("kinds_published", revision=change.revision, codes=codes)


def _texts(folder: Path) -> list[tuple[str, str]]:
    """The declarations of a folder; refuses one without any."""
    texts = texts_in(folder)
    if not texts:
        raise refuse("kinds_none", folder=folder)
    return texts
