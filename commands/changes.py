"""``itog changes``: the numbers that differ between two revisions."""

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import grains_option
from commands.common.printing import CHANGED_NUMBERS, format_option, show
from indicators.answers.moments import revision_at
from indicators.periods import GRAINS
from indicators.sheets.queries import changed


@spoken.command()
@spoken.option(
    "--since",
    required=True,
    metavar="R",
    help="The earlier revision, a snapshot (s3) or a day (2026-03-12).",
)
@spoken.option(
    "--until",
    metavar="R",
    help="The later revision, snapshot or day; by default the newest revision.",
)
@spoken.option("--programme", metavar="P", help="One programme; by default all.")
@grains_option
@format_option
@pass_itog
def command(
    itog: Itog,
    /,
    since: str,
    until: str | None,
    programme: str | None,
    grains: tuple[str, ...],
    form: str,
) -> None:
    """Print the answers that differ between two revisions, old and new."""
    with itog.ready.read() as session:
        start = revision_at(session, programme, since)
        end = None if until is None else revision_at(session, programme, until)
        sheet = changed(session, start, end, programme, grains or GRAINS)
    show(sheet, form, CHANGED_NUMBERS)
