"""``itog backup``: the whole database as one file, while people work."""

from pathlib import Path

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.progress import counted
from data.backups.making import make_backup
from data.refusals import refuse


@spoken.command()
@click.argument("file", type=click.Path(path_type=Path))
@pass_itog
def command(itog: Itog, /, file: Path) -> None:
    """Write the whole database to one new FILE; people may work meanwhile."""
    with counted("itog backup") as report_progress:
        backup = make_backup(itog.ready, file, report_progress, itog.proof_folder())
    manifest = backup.manifest
    itog.say(
        "backup_written",
        file=file,
        revision=manifest.revision,
        rows=manifest.rows,
        seal=manifest.seal,
    )
    if backup.left_out:
        # last: the file is whole but for these, and a timer must not take it for a copy of everything
        raise refuse("backup_without_proofs", file=file, number=len(backup.left_out))
