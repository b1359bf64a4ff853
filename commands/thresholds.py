"""``itog thresholds``: from which degree an indicator nearly met its target, and above which it is
over-fulfilled.
"""

from functools import partial
from gettext import gettext

import click
from sqlalchemy.orm import Session

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import reason_option
from commands.common.printing import format_option, show
from commands.common.progress import working
from data.programme.thresholds import set_thresholds
from indicators.answers.reader import ProgrammeReader
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.rehearsal import rehearse
from indicators.sheets.queries import CHANGE_COLUMNS, change_row
from indicators.sheets.rows import RowSheet

COLUMNS = ("indicator", "district", "period", "new_value", "new_plan", "old_status", "new_status")


@spoken.command()
@click.argument("programme", metavar="P")
@spoken.option(
    "--at-risk",
    metavar="DEGREE",
    help="The share of the plan from which an indicator is almost achieved: 0.95.",
)
@spoken.option(
    "--over-fulfilled",
    metavar="DEGREE",
    help="The share of the plan above which an indicator is over-fulfilled: 1.05.",
)
@spoken.option(
    "--deviation",
    metavar="SHARE",
    help="The share of the plan above which a deviation needs its reason: 0.15.",
)
@spoken.option("--dry-run", is_flag=True, help="Only say which statuses would change.")
@reason_option
@format_option
@pass_itog
def command(
    itog: Itog,
    /,
    programme: str,
    at_risk: str | None,
    over_fulfilled: str | None,
    deviation: str | None,
    dry_run: bool,
    reason: str,
    form: str,
) -> None:
    """Set the tolerance below and above the plan of a programme, and say which statuses change."""
    degrees = {"at_risk": at_risk, "over_fulfilled": over_fulfilled, "deviation": deviation}
    thresholds = {
        name: degree.replace(",", ".") for name, degree in degrees.items() if degree is not None
    }
    if not thresholds:
        raise click.UsageError(gettext("Give --at-risk, --over-fulfilled or --deviation."))
    act = partial(set_thresholds, programme=programme, thresholds=thresholds)
    with working(f"itog thresholds {programme}"):
        changed = rehearse(itog.ready, programme, act, override_closed_years=bool(reason))
        if not dry_run:
            with itog.ready.transaction(
                "thresholds", programme, reason=reason, override_closed_years=bool(reason)
            ) as change:
                act(change)
    with itog.ready.read() as session:
        sheet = _sheet(session, programme, changed)
    show(sheet, form, COLUMNS)


def _sheet(session: Session, programme: str, changed: tuple[ChangedAnswer, ...]) -> RowSheet:
    """The whole years' answers whose status becomes another, before and after."""
    reader = ProgrammeReader(session, programme)
    rows = [change_row(each, reader.catalogue, reader.catalogue) for each in changed]
    return RowSheet(reader.revision, reader.revision, CHANGE_COLUMNS, rows)
