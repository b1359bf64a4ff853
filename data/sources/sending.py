"""A file is sent by a reporter: checked against today's data and the reporter's districts and kinds, then
kept to wait.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from data import imports
from data.accounts.accounts import AccountFacts
from data.audit import events
from data.database.database import Database
from data.imports import ImportOptions, Receipt, SourceMapping, kind_of, kinds
from data.passports import programme_id
from data.refusals import LANGUAGES, Forbidden, Problem, TooLarge, refuse
from data.sending import sent_files
from data.sending.content import SourceVersion
from data.sources.saved import mapping_of

WRITER = "sending"


@dataclass(frozen=True)
class SendingChoices:
    """What a reporter says of a file; no districts: all of theirs. ``source`` names the saved source whose
    columns and words the file has.
    """

    kind: str
    covers: str
    districts: tuple[str, ...] = ()
    replaces: bool = False
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class SendingOutcome:
    """What would become of a file if it was accepted now, what it covers, and what it is read by."""

    receipt: Receipt
    covers: str
    mapping: SourceMapping | None = None

    @property
    def source(self) -> SourceVersion | None:
        if self.mapping is None:
            return None
        return SourceVersion(self.mapping.name, self.mapping.version)


def kinds_of(reporter: AccountFacts) -> list[str]:
    """The kinds of records that a reporter may send."""
    records = [name for name in kinds() if kind_of(name).is_record]
    return (
        records if reporter.kinds is None else [each for each in records if each in reporter.kinds]
    )


def foresee(
    database: Database, reporter: AccountFacts, programme: str, path: Path, choices: SendingChoices
) -> Receipt:
    """What would become of a file if it was accepted now. Refuses a kind and districts that are not
    the reporter's, a source that is not of the kind, what no import would take, and what would change
    nothing.
    """
    return _outcome(database, reporter, programme, path, choices).receipt


def _outcome(
    database: Database, reporter: AccountFacts, programme: str, path: Path, choices: SendingChoices
) -> SendingOutcome:
    _refuse_others(reporter, choices)
    if path.stat().st_size > sent_files.MOST_MB << 20:
        raise TooLarge(Problem("sending_large", {"limit": sent_files.MOST_MB}))
    with database.read() as session:
        mapping = None
        if choices.source:
            mapping = mapping_of(session, programme, choices.source, choices.kind)
        options = ImportOptions(
            programme,
            choices.covers or None,
            ",".join(_districts(reporter, choices) or ()) or "all",
            update=choices.replaces,
            scope=None if reporter.districts is None else frozenset(reporter.districts),
            mapping=mapping,
        )
        checked = imports.check(session, choices.kind, path, options)
        with closing(checked.spool):
            if not checked.changes:
                raise refuse("sending_changes_nothing", name=path.name)
            return SendingOutcome(imports.receipt(checked, dry_run=True), checked.covers, mapping)


def send(
    database: Database,
    reporter: AccountFacts,
    author: str,
    programme: str,
    path: Path,
    choices: SendingChoices,
) -> tuple[int, Receipt]:
    """Let a file wait: its number, and what would become of it; refuses what ``foresee`` refuses."""
    outcome = _outcome(database, reporter, programme, path, choices)
    receipt = replace(outcome.receipt, dry_run=False)
    districts = _districts(reporter, choices)
    rows = receipt.accepted + receipt.updated
    with database.writing(WRITER) as session:
        number = sent_files.send(
            session,
            programme_id(session, programme),
            reporter.id,
            author,
            path.read_bytes(),
            outcome.source,
            kind=choices.kind,
            file_name=path.name,
            # as the source works it out, where the reporter leaves that to it
            covers=outcome.covers,
            districts=None if districts is None else sorted(districts),
            replaces=choices.replaces,
            rows=rows,
            note=choices.note,
        )
        detail = {"programme": programme, "rows": rows}
        if outcome.source:
            detail |= {"source": outcome.source.name, "version": outcome.source.version}
        events.note(session, author, "file_sent", path.name, **detail)
    return number, receipt


def _districts(reporter: AccountFacts, choices: SendingChoices) -> tuple[str, ...] | None:
    return choices.districts or reporter.districts


def _refuse_others(reporter: AccountFacts, choices: SendingChoices) -> None:
    own = kinds_of(reporter)
    if choices.kind not in own:
        named = {"kind": _names([choices.kind]), "own": _names(own)}
        raise Forbidden(Problem("sending_kind_not_yours", named))
    if reporter.districts is not None and not set(choices.districts) <= set(reporter.districts):
        raise Forbidden(Problem("sending_district_not_yours"))


def _names(codes: Sequence[str]) -> dict[str, str]:
    """What kinds are called, by language; a dash for none."""
    words = [kind_of(code).words._asdict() for code in codes]
    return {each: ", ".join(word[each] for word in words) or "–" for each in LANGUAGES}
