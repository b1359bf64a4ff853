"""The terms of the help, as they may be looked for."""

from functools import cache

from data.help.texts import HelpText, terms
from indicators.search.entries import NAME, SearchEntry

TERM = "term"


@cache
def term_entries() -> tuple[SearchEntry, ...]:
    """Every term by its names and by what people call it besides; not by the sentences that explain
    it, whose words are those of many things.
    """
    return tuple(_entry(term) for term in terms().values())


def _entry(term: HelpText) -> SearchEntry:
    texts = {NAME: " ".join(term.names.values()), "also": " ".join(term.also.values())}
    return SearchEntry(TERM, term.code, term.names, texts)
