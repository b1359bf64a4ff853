"""What the reader sends as a reporter."""

from pathlib import Path

from dashboard.accounts.reader import account
from dashboard.http.context import database
from dashboard.steward.pages import author
from dashboard.text.labels import kind_name
from data.accounts.accounts import AccountFacts
from data.sources import sending
from data.sources.saved import saved_sources
from data.sources.sending import SendingChoices, kinds_of


def reporter() -> AccountFacts:
    """Who sends; the address has asked for the role."""
    facts = account()
    assert facts is not None  # noqa: S101 - guarded by the screen
    return facts


def own_kinds(facts: AccountFacts) -> list[tuple[str, str]]:
    """The kinds of records that a reporter may send, with their names, by name."""
    return sorted(((name, kind_name(name)) for name in kinds_of(facts)), key=lambda pair: pair[1])


def own_sources(facts: AccountFacts, programme: str) -> list[str]:
    """The names of a programme's sources whose files a reporter may send, by name."""
    own = kinds_of(facts)
    with database().read() as session:
        return [each.name for each in saved_sources(session, programme) if each.kind in own]


def send(programme: str, path: Path, choices: SendingChoices) -> int:
    """Let a file wait: its number; refuses what no steward could accept."""
    number, _receipt = sending.send(database(), reporter(), author(), programme, path, choices)
    return number
