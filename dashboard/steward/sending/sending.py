"""A file is sent: checked against today's data and the reporter's districts and kinds, then kept to
wait.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dashboard.accounts.reader import account
from dashboard.http.context import LANGUAGES, database
from dashboard.steward.pages import author
from dashboard.text.labels import kind_name
from data import imports
from data.accounts.accounts import AccountFacts
from data.audit import events
from data.imports import ImportOptions, kind_of, kinds
from data.passports import programme_id
from data.refusals import Forbidden, Problem, TooLarge, refuse
from data.sending import sent_files

WRITER = "sending"


@dataclass(frozen=True)
class SendingChoices:
    """What a reporter says of a file; no districts: all of theirs."""

    kind: str
    covers: str
    districts: tuple[str, ...] = ()
    replaces: bool = False
    note: str = ""


def reporter() -> AccountFacts:
    """Who sends; the address has asked for the role."""
    facts = account()
    assert facts is not None  # noqa: S101 - guarded by the screen
    return facts


def own_kinds(facts: AccountFacts) -> list[tuple[str, str]]:
    """The kinds of records that a reporter may send, with their names, by name."""
    records = [name for name in kinds() if kind_of(name).is_record]
    own = records if facts.kinds is None else [name for name in records if name in facts.kinds]
    return sorted(((name, kind_name(name)) for name in own), key=lambda pair: pair[1])


def send(programme: str, path: Path, choices: SendingChoices) -> int:
    """Let a file wait: its number. Refuses a kind and districts that are not the reporter's, what no
    import would take, and what would change nothing.
    """
    facts = reporter()
    _refuse_others(facts, choices)
    if path.stat().st_size > sent_files.MOST_MB << 20:
        raise TooLarge(Problem("sending_large", {"limit": sent_files.MOST_MB}))
    districts = choices.districts or facts.districts
    rows = _rows(programme, path, choices, districts, facts)
    with database().writing(WRITER) as session:
        number = sent_files.send(
            session,
            programme_id(session, programme),
            facts.id,
            facts.name,
            kind=choices.kind,
            file_name=path.name,
            content=path.read_bytes(),
            covers=choices.covers,
            districts=None if districts is None else sorted(districts),
            replaces=choices.replaces,
            rows=rows,
            note=choices.note,
        )
        detail = {"programme": programme, "rows": rows}
        events.note(session, author(), "file_sent", path.name, **detail)
    return number


def _refuse_others(facts: AccountFacts, choices: SendingChoices) -> None:
    own = [name for name, _name in own_kinds(facts)]
    if choices.kind not in own:
        named = {"kind": _names([choices.kind]), "own": _names(own)}
        raise Forbidden(Problem("sending_kind_not_yours", named))
    if facts.districts is not None and not set(choices.districts) <= set(facts.districts):
        raise Forbidden(Problem("sending_district_not_yours"))


def _names(codes: Sequence[str]) -> dict[str, str]:
    """What kinds are called, by language; a dash for none."""
    words = [kind_of(code).words._asdict() for code in codes]
    return {each: ", ".join(word[each] for word in words) or "–" for each in LANGUAGES}


def _rows(
    programme: str,
    path: Path,
    choices: SendingChoices,
    districts: tuple[str, ...] | None,
    facts: AccountFacts,
) -> int:
    """How many rows of the file are new or corrected; refuses it with all its problems."""
    options = ImportOptions(
        programme,
        choices.covers or None,
        ",".join(districts or ()) or "all",
        update=choices.replaces,
        scope=None if facts.districts is None else frozenset(facts.districts),
    )
    with database().read() as session:
        checked = imports.check(session, choices.kind, path, options)
        with closing(checked.spool):
            if not checked.changes:
                raise refuse("sending_changes_nothing", name=path.name)
            return checked.accepted + checked.updated
