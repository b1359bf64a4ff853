"""How many comments wait for the reader."""

from dashboard.accounts.reader import account, may
from dashboard.http.context import database
from data.comments.reading import waiting_count


def waiting_comments() -> int:
    """Comments of the reader's programmes that they have not had the last word in; 0 for nobody."""
    reader = account()
    if reader is None or not may("viewer"):
        return 0
    with database().read() as session:
        return waiting_count(session, reader)
