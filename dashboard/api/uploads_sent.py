"""What a reporter's token sends: it waits until a steward accepts it, and nothing of it is loaded."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard.http.context import database, language
from data.accounts import accounts
from data.accounts.accounts import AccountFacts
from data.accounts.tokens import REPORTER, TokenFacts
from data.refusals import Forbidden, NotFound, Problem
from data.sources.sending import SendingChoices, foresee, send
from indicators.sheets.receipts import receipt_sheet


def sent(token: TokenFacts, choices: Mapping[str, Any], path: Path) -> str:
    """Let a file wait; the answer is what would become of it now, with the ``number`` that it waits
    under.
    """
    programme, reporter = choices["programme"], _reporter(token, choices["programme"])
    about = _choices(choices)
    if choices.get("dry_run") == "yes":
        number, receipt = None, foresee(database(), reporter, programme, path, about)
    else:
        number, receipt = send(database(), reporter, token.signature, programme, path, about)
    sheet = receipt_sheet(receipt, database().newest(), language())
    return sheet.but(waits=number is not None, number=number).json()


def _choices(choices: Mapping[str, Any]) -> SendingChoices:
    districts = choices.get("districts", "")
    codes = () if districts in ("", "all") else tuple(code.strip() for code in districts.split(","))
    return SendingChoices(
        choices["kind"],
        choices.get("covers", ""),
        codes,
        replaces=choices.get("update") == "yes",
        note=choices.get("reason", ""),
        source=choices.get("source", ""),
    )


def _reporter(token: TokenFacts, programme: str) -> AccountFacts:
    """The account in whose name the token sends; refuses one that sends nothing any more."""
    with database().read() as session:
        try:
            account = accounts.numbered(session, token.account_id or 0)
        except NotFound as error:
            raise _closed(token, "–") from error
    if account.disabled or account.role != REPORTER or not account.may(REPORTER, programme):
        raise _closed(token, account.name)
    return account


def _closed(token: TokenFacts, account: str) -> Forbidden:
    return Forbidden(Problem("token_account_closed", {"name": token.name, "account": account}))
