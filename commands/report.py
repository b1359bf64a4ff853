"""``itog report``: an official form of a programme's year, or of any days, as a file."""

from gettext import gettext
from pathlib import Path

import click

from commands.common import options, spoken
from commands.common.context import Itog, pass_itog
from indicators.answers.question import Question, from_words
from indicators.definition import required
from indicators.forms.form import FormQuestion, days_of_form


@spoken.command()
@click.argument("form", metavar="FORM")
@options.programme
@spoken.option("--year", type=click.IntRange(1900, 2200), metavar="Y", help="The year.")
@spoken.option(
    "--quarter",
    type=click.IntRange(1, 4),
    metavar="Q",
    help="From January to the end of this quarter, where the form is of a quarter.",
)
@spoken.option(
    "--period",
    metavar="2016-03-05..2016-09-10",
    help="Any days or another period instead of the year, where the form is of any.",
)
@options.district
@options.as_of
@options.on
@options.language
@options.output("The file; its extension says which format.")
@pass_itog
def command(
    itog: Itog,
    /,
    form: str,
    programme: str,
    year: int | None,
    quarter: int | None,
    period: str | None,
    district: str | None,
    as_of: str | None,
    on: str | None,
    language: str | None,
    output: Path,
) -> None:
    """Write an official form of a programme's year, or of any days, as a file."""
    if (year is None) == (period is None):
        raise click.UsageError(gettext("Give either --year or --period."))
    words = from_words(
        {
            "programme": programme,
            "period": period or str(year),
            "district": district,
            "as_of": as_of,
            "on": on,
        }
    )
    question = _form_question(words, quarter)
    _ = itog.ready
    assert itog.report is not None  # noqa: S101 - the composition root gives it
    itog.report(form, question, output, language or itog.language)
    itog.say("export_written", file=output)


def _form_question(words: Question, quarter: int | None) -> FormQuestion:
    period = required(words.period)
    return FormQuestion(
        words.programme,
        period.final_year,
        quarter,
        words.as_of,
        words.on,
        days_of_form(period),
        words.district,
    )
