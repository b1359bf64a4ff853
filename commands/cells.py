"""``itog cells``: the ready answers of all programmes, computed anew – here, or by a cluster."""

from contextlib import ExitStack
from pathlib import Path

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.progress import counted
from data.distributed.cluster import cluster_of
from data.passports import codes, programme_id
from indicators.answers.rebuilding import FileExchange, rebuild


@spoken.group()
def command() -> None:
    """Ready answers: what is kept for each indicator, place and period."""


@command.command("rebuild")
@spoken.option("--programme", metavar="P", help="One programme; by default all.")
@spoken.option(
    "--engine",
    metavar="ENGINE",
    help="Who counts the records: spark://HOST:PORT, or local for Spark on this machine; by default the database.",
)
@spoken.option(
    "--folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, writable=True, path_type=Path),
    help="Where the records are laid for Spark: all of its machines see it under this name.",
)
@pass_itog
def rebuild_all(
    itog: Itog, /, programme: str | None, engine: str | None, folder: Path | None
) -> None:
    """Compute every ready answer from records and write those that differ, as one new revision."""
    with itog.ready.read() as session:
        chosen = (programme,) if programme else codes(session)
        programmes = {code: programme_id(session, code) for code in chosen}
    with ExitStack() as stack:
        cluster = stack.enter_context(cluster_of(engine)) if engine is not None else None
        report_progress = stack.enter_context(counted("itog cells rebuild"))
        exchange = FileExchange(cluster, folder) if cluster else None
        rebuilt = rebuild(itog.ready, programmes, exchange, report_progress)
    rule = "cells_stand" if rebuilt.revision is None else "cells_rebuilt"
    itog.say(rule, programmes=rebuilt.programmes, cells=rebuilt.cells, revision=rebuilt.revision)
