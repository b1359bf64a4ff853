"""What is asked again within a session: whoever found one open may not guess on."""

from collections.abc import Callable

from flask import Response

from dashboard.http import context
from data.accounts import accounts, attempts
from data.accounts.accounts import AccountFacts
from data.refusals import Problem, Refusal, TooMany, refuse


def confirm(
    account: AccountFacts, is_right: Callable[[], bool], *, wrong: str, slowed: str
) -> None:
    """Refuse what is not right by the rule ``wrong`` and count it; by ``slowed`` what was wrong too
    often.
    """
    with context.database().read() as session:
        refuse_hasty(attempts.wait_for_password(session, account.name), slowed)
    right = is_right()
    with context.database().writing("password") as session:
        # again: many who begin at once are counted one after another
        refuse_hasty(attempts.wait_for_password(session, account.name), slowed)
        change = attempts.forget_password if right else attempts.count_password
        change(session, account.name)
    if not right:
        raise refuse(wrong)


def refuse_hasty(seconds: int, rule: str) -> None:
    """Refuse by a rule who has to wait so many seconds."""
    if seconds:
        raise TooMany(Problem(rule, {"seconds": seconds}))


def is_password(account: AccountFacts, password: str) -> bool:
    """Whether a password is the account's."""
    with context.database().read() as session:
        return accounts.check(session, account.name, password) is not None


def with_patience(response: Response, refused: Refusal | None) -> Response:
    """An answer that says when to try again, where something was wrong too often."""
    if isinstance(refused, TooMany):
        response.headers["Retry-After"] = str(refused.problems[0].params["seconds"])
    return response
