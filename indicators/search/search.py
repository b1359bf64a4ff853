"""A search of a programme: what was found, of each kind the nearest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indicators.asking import Asker
from indicators.search.catalogue import DISTRICT, INDICATOR, PART, catalogue_entries
from indicators.search.decisions import DECISION, decision_entries
from indicators.search.entries import SearchEntry, SearchResult, results
from indicators.search.help_terms import TERM, term_entries
from indicators.search.records import RECORD, record_entries
from indicators.search.rows import ACT, MOST_ROWS, ORGANISATION, PLAN_ACT, row_entries
from indicators.search.words import search_words

PAGE = "page"
SUBJECTS = (INDICATOR, PART, DISTRICT, ORGANISATION, RECORD, ACT, PLAN_ACT, DECISION, TERM, PAGE)
"""In the order in which they are listed, those first in which a name has the words."""
ALIKE = "alike"
"""Things of every kind that have words spelt like those looked for, where others have the words."""
MOST = 20
"""Things of one kind that are listed."""
MOST_ALIKE = 10


@dataclass(frozen=True)
class SubjectResult:
    """What was found of one kind: the nearest ``MOST``, and how many there are at least, if
    ``is_partial``.
    """

    subject: str
    nearest: tuple[SearchResult, ...]
    total: int

    @property
    def is_partial(self) -> bool:
        """Whether no more rows were compared, though there may be more."""
        return self.total >= MOST_ROWS


def search(
    asker: Asker,
    programme: str,
    text: str,
    as_of: int | None = None,
    others: Sequence[SearchEntry] = (),
) -> list[SubjectResult]:
    """What the words mean in a programme, and among ``others``; nothing of kinds in which they mean
    nothing. What has the words, in any form, is not mixed with what is only spelt alike: that comes last
    and together, or by kinds where there is nothing else.
    """
    sought = search_words(text)
    entries = (
        *asker.ask(catalogue_entries, programme, as_of),
        # not remembered: everybody's words are other ones
        *asker.read(row_entries, programme, sought, as_of),
        *asker.read(record_entries, programme, text, as_of),
        *asker.ask(decision_entries, programme, as_of),
        *term_entries(),
        *others,
    )
    ordered = results(entries, sought)
    alike = [result for result in ordered if result.is_alike]
    exact = [result for result in ordered if not result.is_alike]
    return [*_by_subject(exact), *_alike(alike)] if exact else _by_subject(alike)


def _by_subject(ordered: Sequence[SearchResult]) -> list[SubjectResult]:
    of_subject = {
        subject: tuple(result for result in ordered if result.entry.subject == subject)
        for subject in SUBJECTS
    }
    subjects = [
        SubjectResult(each, nearest[:MOST], len(nearest))
        for each, nearest in of_subject.items()
        if nearest
    ]
    return sorted(subjects, key=lambda subject: not subject.nearest[0].is_sure)


def _alike(ordered: Sequence[SearchResult]) -> Iterator[SubjectResult]:
    if ordered:
        yield SubjectResult(ALIKE, tuple(ordered[:MOST_ALIKE]), len(ordered))
