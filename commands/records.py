"""``itog records``: the records behind a number."""

from typing import Any

from commands.common import options, spoken
from commands.common.context import Itog, pass_itog
from commands.common.printing import format_option, show
from indicators.sheets.queries import all_record_rows


@spoken.command()
@options.programme
@spoken.option("--indicator", required=True, metavar="I", help="The indicator.")
@spoken.option(
    "--period",
    metavar="2016-Q2",
    help="A year, half, quarter, month, range or any days: “Q2 2016” or 2016-03-05..2016-09-10; by default all years.",
)
@options.district
@options.cut
@options.within_year
@options.as_of
@format_option
@pass_itog
def command(itog: Itog, /, form: str, period: str | None, **words: Any) -> None:
    """Print the records that a number counts, as many as the number says."""
    question = options.question(**words)
    with itog.ready.read() as session:
        sheet = all_record_rows(session, question, period)
        names = [name for name in sheet.columns if name not in ("precision", "source", "note")]
        # inside: the records are read while they are printed
        show(sheet, form, names)
