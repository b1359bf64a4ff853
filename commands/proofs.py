"""``itog proofs``: where the bytes of attached files lie."""

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.progress import counted
from data.proofs.folder import SETTING
from data.proofs.moving import move_to_database, move_to_folder
from data.refusals import refuse

MOVES = {"folder": move_to_folder, "database": move_to_database}


@spoken.group()
def command() -> None:
    """Files that are attached to records, values and decisions."""


@command.command("move")
@click.argument("where", metavar="folder|database", type=click.Choice(tuple(MOVES)))
@pass_itog
def move(itog: Itog, /, where: str) -> None:
    """Move the files to the folder of ITOG_PROOF_FOLDER or back to the database; people may work meanwhile."""
    folder = itog.proof_folder()
    if folder is None:
        raise refuse("proofs_no_folder", setting=SETTING)
    with counted("itog proofs move") as report_progress:
        result = MOVES[where](itog.ready, folder, report_progress)
    itog.say(f"proofs_in_{where}", number=result.moved, folder=folder.path)
    if result.left:
        raise refuse("proofs_left", number=len(result.left), hashes=", ".join(result.left))
