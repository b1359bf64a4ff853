"""``itog restore``: a database from a backup."""

from pathlib import Path

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.progress import counted
from data.backups.restoring import restore
from data.columnar.renewing import renew_copy


@spoken.command()
@click.argument("file", type=click.Path(path_type=Path))
@pass_itog
def command(itog: Itog, /, file: Path) -> None:
    """Make the database that does not exist yet from the backup FILE, of either kind of database."""
    with counted("itog restore") as report_progress:
        manifest = restore(itog.database, file, report_progress, itog.proof_folder())
    renew_copy(itog.database)
    itog.say("backup_restored", file=file, revision=manifest.revision, seal=manifest.seal)
