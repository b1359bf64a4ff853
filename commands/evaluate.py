"""``itog evaluate``: a programme's year by a methodology."""

import click

from commands.common import options, spoken
from commands.common.context import Itog, pass_itog
from commands.common.printing import format_option, show
from indicators.answers.question import from_words
from indicators.sheets.evaluation import evaluation_rows

COLUMNS = ("part", "row", "code", "symbol", "formula", "total", "value", "state", "rating")


@spoken.command()
@options.programme
@spoken.option(
    "--year", required=True, type=click.IntRange(1900, 2200), metavar="Y", help="The year."
)
@spoken.option(
    "--methodology",
    metavar="M",
    help="The code of the methodology; by default the programme's own, else the federal one.",
)
@options.as_of
@options.on
@format_option
@pass_itog
def command(
    itog: Itog,
    /,
    programme: str,
    year: int,
    methodology: str | None,
    as_of: str | None,
    on: str | None,
    form: str,
) -> None:
    """Print the evaluation of a year: what goes in, every step, the rating."""
    question = from_words({"programme": programme, "as_of": as_of, "on": on})
    with itog.ready.read() as session:
        sheet = evaluation_rows(
            session, question.programme, year, methodology, question.as_of, question.on
        )
    show(sheet, form, COLUMNS)
