"""``itog load``: a programme from a folder."""

from pathlib import Path

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import reason_option
from commands.common.progress import each
from data.columnar.renewing import renew_copy
from indicators.loading import load


@spoken.command()
@click.argument(
    "folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@spoken.option("--sure", is_flag=True, help="Doubtful values are right: take them as they are.")
@reason_option
@pass_itog
def command(itog: Itog, /, folder: Path, sure: bool, reason: str) -> None:
    """Load a programme: its passport, definitions and records, all or nothing."""
    (receipts,) = [
        load(itog.ready, each_folder, reason=reason, sure=sure)
        for each_folder in each([folder], "itog load")
    ]
    renew_copy(itog.ready)
    itog.say("load_done", folder=folder.name, files=len(receipts))
