"""``itog watch``: loads the files that others put into a folder."""

import time
from pathlib import Path

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import EXISTING_FOLDER, or_home_programme
from data.columnar.renewing import renew_copy
from data.imports import Receipt
from data.refusals import Refusal
from data.sources.folder import SETTLED_SECONDS, arrivals, take
from data.sources.saved import saved_sources
from data.system import locked


@spoken.command()
@click.argument("folder", metavar="DIR", type=EXISTING_FOLDER)
@or_home_programme
@spoken.option("--once", is_flag=True, help="Take what is there and end, as a timer wants it.")
@spoken.option(
    "--every",
    type=click.IntRange(1, 3600),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="How often to look.",
)
@spoken.option(
    "--settled",
    type=click.IntRange(0, 3600),
    default=SETTLED_SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="How long nobody has written into a file that is whole.",
)
@pass_itog
def command(
    itog: Itog, /, folder: Path, programme: str, once: bool, every: int, settled: int
) -> None:
    """Load files that come into DIR/KIND/ or DIR/SOURCE/; move them to done/, or to refused/ with the reasons."""
    while not once:
        try:
            _look(itog, folder, programme, settled)
        except Refusal as refusal:  # the database or the folder is away: files wait where they are
            click.echo(refusal.text(itog.language), err=True)
        time.sleep(every)
    if _look(itog, folder, programme, settled):
        raise SystemExit(1)


def _look(itog: Itog, folder: Path, programme: str, settled: int) -> int:
    """Take all that is whole; how many files were refused."""
    itog.ready.newest()  # kinds may have been declared since the last look
    refusals, has_changed = 0, False
    # one at a time: two would move the same file
    with locked(folder):
        with itog.ready.read() as session:
            sources = saved_sources(session, programme)
        for each in arrivals(folder, sources, settled):
            result = take(itog.ready, each, programme, itog.import_limits(), itog.language).result
            click.echo(f"{each.path.parent.name}/{each.path.name}:\n{result.text(itog.language)}")
            refusals += isinstance(result, Refusal)
            has_changed |= isinstance(result, Receipt) and result.changed
    if has_changed:
        renew_copy(itog.ready)
    return refusals
