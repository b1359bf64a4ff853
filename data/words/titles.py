"""Titles that people give: to snapshots, to decks."""

from data.refusals import refuse

LIMIT = 200


def titled(text: str) -> str:
    """A title on one line; refuses an empty one and one that is too long to be kept."""
    named = " ".join(text.split())
    if not named:
        raise refuse("title_empty")
    if len(named) > LIMIT:
        raise refuse("title_long", limit=LIMIT, length=len(named))
    return named
