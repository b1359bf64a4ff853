"""Idempotency keys: a program that has lost an answer asks again, and has the first one.

A key belongs to its token and to one request, and is kept for a week. An answer is kept where
something was done or foreseen; a refusal has done nothing, so the same request is worked out anew.
"""

import datetime
import hashlib

from sqlalchemy import delete
from sqlalchemy.orm import Session

from data.clock import now
from data.refusals import Conflict, Problem, refuse
from data.tables.tokens import ApiAnswer

LONGEST_KEY = 200
KEPT = datetime.timedelta(days=7)


def check_key(key: str) -> str:
    """The key, if it can be one."""
    if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise refuse("request_key_wrong", longest=LONGEST_KEY)
    return key


def begin(
    session: Session, token: int, key: str, request: str, lasting: datetime.timedelta
) -> str | None:
    """Take a key for a request: the answer that the request has had, or nothing where it is to be
    worked out now.

    Refuses where the key is another request's, and where the same is under way: one that has lasted
    longer than ``lasting`` has died.
    """
    session.execute(delete(ApiAnswer).where(ApiAnswer.begun_at <= now() - KEPT))
    row = session.get(ApiAnswer, (token, _hashed(key)))
    if row is None:
        row = ApiAnswer(token_id=token, key=_hashed(key), request=request)
        session.add(row)
    elif row.request != request:
        raise Conflict(Problem("request_key_used"))
    elif row.answer:
        return row.answer
    elif row.answer is None and now() - row.begun_at <= lasting:
        raise Conflict(Problem("request_key_waits", {"at": row.begun_at}))
    row.begun_at, row.answer = now(), None
    return None


def keep(session: Session, token: int, key: str, answer: str) -> None:
    """Keep the answer of a key's request; an empty one lets the same request be worked out again."""
    session.get_one(ApiAnswer, (token, _hashed(key))).answer = answer


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
