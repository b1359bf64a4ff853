"""``itog import``: records from a file."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from gettext import gettext
from pathlib import Path
from typing import Any

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import reason_option
from commands.common.printing import CHANGED_NUMBERS, format_option, show
from commands.common.progress import stages
from data.columnar.renewing import renew_copy
from data.database.database import newest_revision
from data.imports import (
    Corrections,
    ImportOptions,
    Receipt,
    SourceMapping,
    context_of,
    import_file,
    kind_of,
)
from data.imports.registry import shipped_kinds
from data.imports.template import write_template
from data.refusals import Refusal
from data.sources.saved import mapping_of
from data.sources.sql import read_query, write_rows
from data.sources.web import download
from indicators.impact.loading_effect import loading_effect
from indicators.sheets.queries import CHANGE_COLUMNS
from indicators.sheets.receipts import foreseen_changes, receipt_sheet
from indicators.sheets.rows import RowSheet

FILE = click.Path(path_type=Path)


@dataclass(frozen=True)
class FileOrigin:
    """Where the rows come from: a file, an address that is listed, or a query to a database."""

    file: Path | None
    sql: str | None
    query: Path | None
    csv_url: str | None

    @property
    def is_one(self) -> bool:
        """Whether exactly one of them is named, and the query with its database."""
        has_database = self.query is None or bool(self.sql)
        return has_database and (self.file, self.query, self.csv_url).count(None) == 2

    @contextmanager
    def rows(self, itog: Itog) -> Iterator[Path]:
        """The rows as one file, for as long as it is needed."""
        if self.file is not None:
            yield self.file
            return
        limits = itog.import_limits()
        with tempfile.TemporaryDirectory() as folder:
            if self.csv_url is not None:
                yield download(itog.csv_sources(), self.csv_url, Path(folder), limits)
                return
            yield write_rows(read_query(str(self.sql), Path(str(self.query))), Path(folder), limits)


@spoken.command()
@click.argument("kind")
@click.argument("file", required=False, type=FILE)
@spoken.option("--programme", metavar="P", help="The code of the programme.")
@spoken.option(
    "--covers",
    metavar="PERIODS",
    help="What the file reports completely, like 2016, “Q2 2016”, “May 2016” or 2014..2016; or none.",
)
@spoken.option(
    "--districts", default="all", show_default=True, metavar="all|a,b", help="For which districts."
)
@spoken.option(
    "--sheet",
    metavar="NAME|all",
    help="Which sheet of a workbook to read; all: every one with a header of this kind.",
)
@spoken.option(
    "--update",
    is_flag=True,
    help="Rows whose number is known and content is new replace the old ones.",
)
@spoken.option(
    "--source", metavar="NAME", help="Read the file by this saved source: its columns and words."
)
@spoken.option("--sure", is_flag=True, help="Doubtful values are right: take them as they are.")
@reason_option
@spoken.option("--dry-run", is_flag=True, help="Only check the file and say what it would do.")
@spoken.option(
    "--template",
    type=FILE,
    metavar="FILE.xlsx",
    help="Write an empty workbook with the columns and notes; with --programme, its districts to choose from.",
)
@spoken.option(
    "--sql",
    metavar="URL",
    envvar="ITOG_SOURCE_URL",
    show_envvar=True,
    help="Ask this database instead of reading a file; it is only read.",
)
@spoken.option("--query", type=FILE, metavar="FILE.sql", help="The question to it, one SELECT.")
@spoken.option(
    "--csv-url",
    metavar="URL",
    help="Read the file of this address, one of those that ITOG_CSV_SOURCES lists.",
)
@format_option
@pass_itog
def command(
    itog: Itog,
    /,
    kind: str,
    file: Path | None,
    programme: str | None,
    covers: str | None,
    districts: str,
    sheet: str | None,
    update: bool,
    source: str | None,
    sure: bool,
    reason: str,
    dry_run: bool,
    template: Path | None,
    sql: str | None,
    query: Path | None,
    csv_url: str | None,
    form: str,
) -> None:
    """Read, check and load a file of KIND: all of it or nothing."""
    _refuse_unknown(itog, kind)
    if template is not None:
        _write_template(itog, kind, template, programme)
        return
    origin = FileOrigin(file, sql, query, csv_url)
    if programme is None or not origin.is_one:
        raise click.UsageError(
            gettext(
                "Give FILE and --programme; for FILE also --csv-url or --sql --query FILE.sql. Or --template FILE.xlsx."
            )
        )
    options = ImportOptions(
        programme,
        covers,
        districts,
        sheet,
        update,
        Corrections(confirms_all=sure),
        itog.import_limits(),
        mapping=_mapping(itog, kind, programme, source),
    )
    with origin.rows(itog) as path:
        receipt = _load(itog, kind, path, options, reason=reason, dry_run=dry_run)
        foreseen = _foreseen(itog, kind, path, options, receipt) if receipt.dry_run else {}
    if receipt.changed:
        renew_copy(itog.ready)
    if form == "table":
        _say(itog, receipt)
        _say_foreseen(itog, receipt, foreseen)
    else:
        show(_sheet(itog, receipt, form).but(**foreseen), form)


def _load(
    itog: Itog, kind: str, path: Path, options: ImportOptions, *, reason: str, dry_run: bool
) -> Receipt:
    """Import the file with a bar of progress; a reason opens closed years."""
    with stages(lambda stage: itog.sentence(f"progress_{stage}", file=path.name)) as progress:
        return import_file(
            itog.ready,
            kind,
            path,
            options,
            dry_run=dry_run,
            reason=reason,
            override_closed_years=bool(reason),
            progress=progress,
        )


def _mapping(itog: Itog, kind: str, programme: str, source: str | None) -> SourceMapping | None:
    """How the source's files are read; nothing where no source is named."""
    if source is None:
        return None
    with itog.ready.read() as session:
        return mapping_of(session, programme, source, kind)


def _say(itog: Itog, receipt: Receipt) -> None:
    """The receipt in words, and where to see which numbers it changed."""
    click.echo(receipt.text(itog.language))
    if receipt.changed and receipt.revision is not None:
        itog.say(
            "import_changes",
            since=receipt.revision - 1,
            until=receipt.revision,
            programme=receipt.programme,
        )


def _foreseen(
    itog: Itog, kind: str, path: Path, options: ImportOptions, receipt: Receipt
) -> dict[str, Any]:
    """The numbers that loading the file would change."""
    effect = loading_effect(itog.ready, kind, path, options, receipt)
    with itog.ready.read() as session:
        return foreseen_changes(session, receipt.programme, effect)


def _say_foreseen(itog: Itog, receipt: Receipt, foreseen: Mapping[str, Any]) -> None:
    """How many numbers would change, and the first of them; nothing before it is known what the file
    covers.
    """
    if not foreseen or receipt.proposed_covers:
        return
    total, changes = foreseen["changes_total"], foreseen["changes"]
    if total is None:
        itog.say("import_too_large_to_foresee")
        return
    if not total:
        itog.say("import_changes_nothing")
        return
    itog.say("import_foreseen", number=total, listed=len(changes))
    revision = itog.ready.newest()
    show(RowSheet(revision, revision, CHANGE_COLUMNS, changes), "table", CHANGED_NUMBERS)


def _refuse_unknown(itog: Itog, kind: str) -> None:
    """Refuse a kind that neither ships nor is declared by the database, if there is one."""
    if kind not in shipped_kinds():
        # without a database the list of kinds that ship helps more than the word of its absence
        with suppress(Refusal):
            itog.ready.newest()
    kind_of(kind)


def _write_template(itog: Itog, kind: str, path: Path, programme: str | None) -> None:
    """The workbook; with a programme named, its districts and codes are among the lists."""
    if programme is None:
        write_template(kind, path, itog.language)
    else:
        with itog.ready.read() as session:
            write_template(kind, path, itog.language, context=context_of(session, programme))
    itog.say("template_written", path=path)


def _sheet(itog: Itog, receipt: Receipt, form: str) -> RowSheet:
    with itog.ready.read() as session:
        return receipt_sheet(receipt, newest_revision(session), itog.language, form)
