"""``itog values``: the numbers."""

from typing import Any

from commands.common import options, spoken
from commands.common.context import Itog, pass_itog
from commands.common.printing import format_option, show
from indicators.sheets.queries import values

COLUMNS = (
    "indicator",
    "district",
    "period",
    "value",
    "plan",
    "degree",
    "state",
    "status",
    "records",
    "marks",
)


@spoken.command()
@options.programme
@spoken.option(
    "--indicator",
    multiple=True,
    metavar="I",
    help="One indicator; repeat for several; by default all.",
)
@spoken.option("--years", metavar="2014..2020", help="The years; by default the programme's.")
@spoken.option(
    "--period",
    metavar="2016-03-05..2016-09-10",
    help="One period instead of years: a year, half, quarter, month, range of years, or any days.",
)
@spoken.option(
    "--by",
    metavar="district,year",
    help="Any of district, year, half, quarter, month, week, day, or range: all the years in one row; by default year.",
)
@options.district
@options.cut
@spoken.option(
    "--split",
    metavar="ATTRIBUTE",
    help="One row for each value of an attribute of the records, or of a disaggregation.",
)
@options.within_year
@options.plan
@options.as_of
@options.on
@format_option
@pass_itog
def command(itog: Itog, /, form: str, **words: Any) -> None:
    """Print the values of indicators, with plan, degree and status."""
    question = options.question(**words)
    with itog.ready.read() as session:
        sheet = values(session, question)
    show(sheet, form, COLUMNS if question.split is None else (COLUMNS[0], "split", *COLUMNS[1:]))
