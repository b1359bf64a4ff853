"""``itog changes``: the numbers that differ between two revisions."""

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.printing import format_option, show
from indicators.periods import GRAINS
from indicators.sheets.queries import changed

COLUMNS = (
    "indicator",
    "district",
    "period",
    "within_year",
    "split_by",
    "split",
    "old_value",
    "new_value",
    "old_plan",
    "new_plan",
    "new_status",
)


@spoken.command()
@spoken.option(
    "--since", required=True, type=click.IntRange(0), metavar="R", help="The earlier revision."
)
@spoken.option(
    "--until",
    type=click.IntRange(1),
    metavar="R",
    help="The later revision; by default the newest.",
)
@spoken.option("--programme", metavar="P", help="One programme; by default all.")
@spoken.option(
    "--by",
    "grains",
    multiple=True,
    type=click.Choice(GRAINS),
    help="Only such periods; by default all.",
)
@format_option
@pass_itog
def command(
    itog: Itog,
    /,
    since: int,
    until: int | None,
    programme: str | None,
    grains: tuple[str, ...],
    form: str,
) -> None:
    """Print the answers that differ between two revisions, old and new."""
    with itog.ready.read() as session:
        sheet = changed(session, since, until, programme, grains or GRAINS)
    show(sheet, form, COLUMNS)
