"""Which program asks: a token in the header ``Authorization: Bearer …``.

No browser sends that header by itself, so no other site can make one ask in a program's name.
"""

from contextlib import suppress

from flask import request

from dashboard.http import context
from data.accounts import tokens
from data.accounts.tokens import TokenFacts
from data.refusals import Forbidden, Problem, Refusal, Unauthenticated
from data.tables.accounts import ROLES

SCHEME = "bearer"
PROGRAMS = "/api/"
"""Where programs ask."""


def has_token() -> bool:
    """Whether the request is a program's and carries a token, whatever it is."""
    return request.path.startswith(PROGRAMS) and _token() is not None


def holder() -> TokenFacts:
    """The token that the request carries; refuses none, and one that opens nothing."""
    token = _token()
    if token is None:
        raise Unauthenticated(Problem("token_missing"))
    with context.database().read() as session:
        facts = tokens.opened_by(session, token)
    if facts.use_is_due:
        _write_use(facts)
    return facts


def require(facts: TokenFacts, role: str, programme: str) -> None:
    """Refuse a token without this role, or of another programme."""
    if not facts.may(role):
        words = {"needed": ROLES.names[role], "role": ROLES.names[facts.role]}
        raise Forbidden(Problem("token_role_missing", {"name": facts.name, **words}))
    if not facts.may(role, programme):
        which = {"own": facts.programme, "programme": programme[:100]}
        raise Forbidden(Problem("token_of_another_programme", {"name": facts.name, **which}))


def _token() -> str | None:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == SCHEME else None


def _write_use(facts: TokenFacts) -> None:
    # a program never waits for a writer to be noted: a later request writes it down
    with suppress(Refusal), context.database().writing("last use", waits=False) as session:
        tokens.write_use(session, facts.id)
