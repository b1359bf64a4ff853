"""``itog report``: an official form of a programme's year as a file."""

from pathlib import Path

import click

from commands.common import options, spoken
from commands.common.context import Itog, pass_itog
from indicators.answers.question import from_words
from indicators.forms.form import FormQuestion


@spoken.command()
@click.argument("form", metavar="FORM")
@options.programme
@spoken.option(
    "--year", required=True, type=click.IntRange(1900, 2200), metavar="Y", help="The year."
)
@spoken.option(
    "--quarter",
    type=click.IntRange(1, 4),
    metavar="Q",
    help="From January to the end of this quarter, where the form is of a quarter.",
)
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
    year: int,
    quarter: int | None,
    as_of: str | None,
    on: str | None,
    language: str | None,
    output: Path,
) -> None:
    """Write an official form of a programme's year as a file."""
    words = from_words({"programme": programme, "as_of": as_of, "on": on})
    question = FormQuestion(programme, year, quarter, words.as_of, words.on)
    _ = itog.ready
    assert itog.report is not None  # noqa: S101 - the composition root gives it
    itog.report(form, question, output, language or itog.language)
    itog.say("export_written", file=output)
