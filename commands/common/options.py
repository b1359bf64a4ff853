"""Options that several commands have, and a question from them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from commands.common.context import Itog
from commands.common.spoken import Function, option
from data.passports import codes, home
from data.refusals import LANGUAGES
from indicators.answers.question import Question, from_words
from indicators.answers.targets import PLANS
from indicators.periods import GRAINS

programme = option("--programme", required=True, metavar="P", help="The code of the programme.")


def _or_home(context: click.Context, _parameter: click.Parameter, code: str | None) -> str:
    if code:
        return code
    itog: Itog = context.ensure_object(Itog)
    with itog.ready.read() as session:
        return home(codes(session))


or_home_programme = option(
    "--programme",
    metavar="P",
    callback=_or_home,
    help="The code of the programme; by default the first.",
)
as_of = option("--as-of", metavar="R", help="As of this revision; by default the newest.")
on = option(
    "--on", metavar="DATE", help="The clock: what is due is judged on this day; by default today."
)
district = option(
    "--district",
    metavar="D",
    help="A district, several with commas as one territory, or «none» for records without one.",
)
cut = option("--cut", metavar="C", help="Districts of a second cut.")
within_year = option(
    "--within-year", is_flag=True, help="Halves, quarters and months count from the year's start."
)

plan = option(
    "--plan",
    type=click.Choice(PLANS),
    help="Which targets judge: those in force or the original ones; by default those in force.",
)

FOLDER = click.Path(file_okay=False, path_type=Path)
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
EXISTING_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
publish_option = option(
    "--publish",
    "publishing",
    is_flag=True,
    help="Publish what is new; without it, only say what would be.",
)
reason_option = option(
    "--reason",
    default="",
    metavar="TEXT",
    help="Why; kept for ever. A closed year changes only with it.",
)

grains_option = option(
    "--by",
    "grains",
    multiple=True,
    type=click.Choice(GRAINS),
    help="Only such periods; by default all.",
)
language = option(
    "--language",
    "--lang",
    type=click.Choice(LANGUAGES),
    help="The file's language; by default the command's.",
)


def output(help_text: str) -> Callable[[Function], Function]:
    """The option that names the file to be written."""
    return option(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help=help_text,
    )


def question(**words: Any) -> Question:
    """What the options ask; flags and repeated options as an address would write them."""
    return from_words({name: _word(value) for name, value in words.items()})


def _word(value: Any) -> str | list[str] | None:
    if isinstance(value, bool):
        return "1" if value else None
    return list(value) if isinstance(value, tuple) else value
