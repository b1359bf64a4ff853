"""``itog snapshot``: name a revision, list what was named, check that it still says the same."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import click

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.options import or_home_programme
from commands.common.printing import format_option, show
from data.database.database import newest_revision
from data.refusals import refuse
from indicators.answers.file_checksum import matches, read_file_checksum
from indicators.answers.snapshots import (
    SnapshotFacts,
    Verification,
    create,
    snapshots,
    verify,
)
from indicators.sheets.rows import RowSheet, plain

COLUMNS = (
    "id",
    "programme",
    "title",
    "author",
    "at",
    "taken_on",
    "revision",
    "answers",
    "checksum",
    "engine",
)
SHORT = ("id", "title", "revision", "answers", "checksum")
SHOWN_DIFFERENCES = 50
CLAIM = "snapshot.json"

programme = spoken.option("--programme", metavar="P", help="The code of the programme.")


@spoken.group()
def command() -> None:
    """Name a revision for a meeting, and check it later."""


@command.command("create")
@click.argument("title")
@or_home_programme
@format_option
@pass_itog
def create_one(itog: Itog, /, title: str, programme: str, form: str) -> None:
    """Name the newest revision; prints its id, revision and checksum."""
    facts = create(itog.ready, title, programme)
    show(_sheet([facts], facts.revision), form, SHORT)


@command.command("list")
@programme
@format_option
@pass_itog
def list_all(itog: Itog, /, programme: str | None, form: str) -> None:
    """Print the snapshots, newest first."""
    with itog.ready.read() as session:
        sheet = _sheet(snapshots(session, programme), newest_revision(session))
    show(sheet, form, [name for name in COLUMNS if name not in ("taken_on", "engine", "author")])


@command.command("verify")
@click.argument("identity", metavar="ID|FILE")
@pass_itog
def verify_one(itog: Itog, /, identity: str) -> None:
    """Check the stored answers, those given now, and those the records give; or a file's checksum; exit 1 on doubt."""
    if identity.isdecimal():
        _verify_snapshot(itog, int(identity))
    else:
        _verify_file(itog, Path(identity))


def _verify_snapshot(itog: Itog, identity: int) -> None:
    with itog.ready.read() as session:
        verification = verify(session, identity)
    for sentence in _sentences(itog, verification):
        click.echo(sentence)
    if not verification.holds:
        raise SystemExit(1)


def _verify_file(itog: Itog, path: Path) -> None:
    of_file = read_file_checksum(_fields(path))
    with itog.ready.read() as session:
        is_same = matches(session, of_file)
    params = {"file": path.name, "programme": of_file.programme, "revision": of_file.revision}
    click.echo(
        itog.sentence(
            "claim_holds" if is_same else "claim_differs", **params, checksum=of_file.checksum
        )
    )
    if is_same and of_file.readers_at is not None:
        itog.say("claim_of_readers")
    if not is_same:
        raise SystemExit(1)


def _fields(path: Path) -> dict[str, Any]:
    """What an exported archive, or the ``snapshot.json`` in it, says of its numbers."""
    try:
        if is_zipfile(path):
            with ZipFile(path) as archive:
                text = archive.read(CLAIM).decode()
        else:
            text = path.read_text(encoding="utf-8")
        fields = json.loads(text)
    except (OSError, KeyError, ValueError) as error:
        raise refuse("claim_unreadable", file=path.name) from error
    if not isinstance(fields, dict):
        raise refuse("claim_unreadable", file=path.name)
    return fields


def _sentences(itog: Itog, verification: Verification) -> Iterable[str]:
    facts = verification.snapshot
    results = {
        "id": facts.id,
        "title": facts.title,
        "revision": facts.revision,
        "answers": facts.answers,
    }
    yield itog.sentence("snapshot_checked", **results, checksum=facts.checksum)
    yield itog.sentence("snapshot_stored" if verification.stored else "snapshot_stored_differs")
    for rule, different in (
        ("snapshot_answered", verification.answered),
        ("snapshot_recomputed", verification.recomputed),
    ):
        yield (
            itog.sentence(f"{rule}_differs", number=len(different))
            if different
            else itog.sentence(rule)
        )
        yield from (f"  {name}" for name in different[:SHOWN_DIFFERENCES])
    if verification.recomputed and verification.of_another_engine:
        yield itog.sentence("snapshot_other_engine", engine=facts.engine)


def _sheet(snapshots: Iterable[SnapshotFacts], revision: int) -> RowSheet:
    rows: list[dict[str, Any]] = [
        {name: plain(value) for name, value in asdict(facts).items()} for facts in snapshots
    ]
    return RowSheet(revision, revision, COLUMNS, rows)
