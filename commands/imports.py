"""``itog imports``: the files that were loaded, and taking one back."""

from collections.abc import Iterable
from dataclasses import asdict, fields, replace

import click
from sqlalchemy.orm import Session

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import reason_option
from commands.common.printing import format_option, show
from commands.common.progress import working
from data.columnar.renewing import renew_copy
from data.imports import ImportSummary, import_run, imports, undo
from indicators.sheets.rows import RowSheet, newest_sheet, plain

LISTED = ("id", "kind", "file", "programme", "revision", "accepted", "state")
COLUMNS = tuple(
    name.replace("file_name", "file") for name in (field.name for field in fields(ImportSummary))
)


@spoken.group()
def command() -> None:
    """List, show and undo imports."""


@command.command("list")
@spoken.option("--programme", metavar="P", help="One programme; by default all.")
@format_option
@pass_itog
def list_runs(itog: Itog, /, programme: str | None, form: str) -> None:
    """Print every import, oldest first."""
    with itog.ready.read() as session:
        sheet = _sheet(session, imports(session, programme), itog.language)
    show(sheet, form, LISTED)


@command.command("show")
@click.argument("identity", metavar="ID", type=int)
@format_option
@pass_itog
def show_run(itog: Itog, /, identity: int, form: str) -> None:
    """Print all there is to say of one import."""
    with itog.ready.read() as session:
        sheet = _sheet(session, [import_run(session, identity)], itog.language)
    show(sheet, form)


@command.command("undo")
@click.argument("identity", metavar="ID", type=int)
@spoken.option("--with-edits", is_flag=True, help="Also what was corrected later.")
@reason_option
@pass_itog
def undo_run(itog: Itog, /, identity: int, with_edits: bool, reason: str) -> None:
    """Take an import back, as a new revision; the file may be imported again."""
    with working(f"itog imports undo {identity}"):
        receipt = undo(
            itog.ready,
            identity,
            with_edits=with_edits,
            reason=reason,
            override_closed_years=bool(reason),
        )
        renew_copy(itog.ready)
    click.echo(receipt.text(itog.language))


def _sheet(session: Session, runs: Iterable[ImportSummary], language: str) -> RowSheet:
    return newest_sheet(session, COLUMNS, (_row(run, language) for run in runs))


def _row(run: ImportSummary, language: str) -> dict[str, object]:
    fields = asdict(replace(run, notes=()))
    notes = " ".join(note.text(language) for note in run.notes)
    return {
        ("file" if name == "file_name" else name): plain(value) for name, value in fields.items()
    } | {"notes": notes}
