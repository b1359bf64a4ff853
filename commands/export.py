"""``itog export``: a deck or a page as a file, or a programme as open data."""

from gettext import gettext
from pathlib import Path

import click

from commands.common import options, spoken
from commands.common.context import Itog, pass_itog
from commands.common.progress import counted
from data.refusals import refuse

PACKAGE = "package"


class FileFormat(click.ParamType[str]):
    """One of the formats that the composition root names, each a module of the dashboard; or the
    package of a programme.
    """

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "|".join(_formats(ctx))

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        names = _formats(click.get_current_context())
        return click.Choice(names).convert(value, param, ctx)


def _formats(context: click.Context) -> tuple[str, ...]:
    return (*context.ensure_object(Itog).formats(), PACKAGE)


@spoken.command()
@click.argument("form", type=FileFormat())
@click.argument("programme", required=False, metavar="[PROGRAMME")
@click.argument("file", required=False, metavar="FILE]", type=click.Path(path_type=Path))
@spoken.option(
    "--deck", metavar="D", help="A deck's code, or a programme's for its ready-made deck."
)
@spoken.option(
    "--page",
    metavar="URL",
    help="A page's address, such as “/indicator/consultations?years=2014..2018”.",
)
@spoken.option(
    "--as-of",
    metavar="R",
    help="Of a package: the revision, or a snapshot (s3); by default the newest.",
)
@options.language
@spoken.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file.",
)
@pass_itog
def command(
    itog: Itog,
    /,
    form: str,
    programme: str | None,
    file: Path | None,
    deck: str | None,
    page: str | None,
    as_of: str | None,
    language: str | None,
    output: Path | None,
) -> None:
    """Write a deck or a page as a file to take home, or a programme as open data (package)."""
    path = output or file
    if path is None or (form == PACKAGE) != bool(programme):
        raise click.UsageError(
            gettext("Name the file: -o FILE of a deck or a page, PROGRAMME FILE of a package.")
        )
    if form == PACKAGE:
        _write_package(itog, programme or "", as_of, path)
    else:
        _write_report(itog, form, path, deck or "", page or "", language or itog.language)
    itog.say("export_written", file=path)


def _write_package(itog: Itog, programme: str, moment: str | None, path: Path) -> None:
    _ = itog.ready
    assert itog.package is not None  # noqa: S101 - the composition root gives it
    itog.package(programme, moment, path)


def _write_report(itog: Itog, form: str, path: Path, deck: str, page: str, language: str) -> None:
    if bool(deck) == bool(page):
        raise refuse("export_of_nothing")
    _ = itog.ready
    assert itog.export is not None  # noqa: S101 - the composition root gives it
    with counted("itog export") as report_progress:
        itog.export(form, path, report_progress, deck=deck, page=page, language=language)
