"""``itog export``: a deck or a page as a file."""

from pathlib import Path

import click

from commands.common import options, spoken
from commands.common.context import Itog, pass_itog
from commands.common.progress import counted
from data.refusals import refuse


class FileFormat(click.ParamType[str]):
    """One of the formats that the composition root names: each is a module of the dashboard."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "|".join(ctx.ensure_object(Itog).formats())

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        names = click.get_current_context().ensure_object(Itog).formats()
        return click.Choice(names).convert(value, param, ctx)


@spoken.command()
@click.argument("form", type=FileFormat())
@spoken.option(
    "--deck", metavar="D", help="A deck's code, or a programme's for its ready-made deck."
)
@spoken.option(
    "--page",
    metavar="URL",
    help="A page's address, such as “/indicator/consultations?years=2014..2018”.",
)
@options.language
@options.output("The file.")
@pass_itog
def command(
    itog: Itog, /, form: str, deck: str | None, page: str | None, language: str | None, output: Path
) -> None:
    """Write a deck or a page as a file to take home."""
    if bool(deck) == bool(page):
        raise refuse("export_of_nothing")
    _ = itog.ready
    assert itog.export is not None  # noqa: S101 - the composition root gives it
    with counted("itog export") as report_progress:
        itog.export(
            form,
            output,
            report_progress,
            deck=deck or "",
            page=page or "",
            language=language or itog.language,
        )
    itog.say("export_written", file=output)
