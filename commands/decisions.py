"""``itog decisions``: what meetings have decided, and what has become of it."""

import click

from commands.common import options, spoken
from commands.common.context import Itog, pass_itog
from commands.common.printing import format_option, show
from indicators.decisions.decisions import STATE_NAMES
from indicators.sheets.decisions import decision_rows

COLUMNS = (
    "number",
    "held_on",
    "text",
    "indicator",
    "period",
    "value_then",
    "value_now",
    "owner",
    "due_on",
    "state",
)


@spoken.command()
@options.or_home_programme
@spoken.option(
    "--state",
    type=click.Choice(tuple(STATE_NAMES)),
    help="Decisions in this state alone; overdue ones are open and past their day.",
)
@spoken.option("--indicator", metavar="I", help="Decisions about one indicator.")
@options.as_of
@options.on
@format_option
@pass_itog
def command(
    itog: Itog,
    /,
    programme: str,
    state: str | None,
    indicator: str | None,
    as_of: str | None,
    on: str | None,
    form: str,
) -> None:
    """Print what meetings have decided: who is to act, by when, and the number then and now."""
    question = options.question(programme=programme, as_of=as_of, on=on)
    with itog.ready.read() as session:
        sheet = decision_rows(session, programme, state, indicator, question.as_of, question.on)
    show(sheet, form, COLUMNS)
