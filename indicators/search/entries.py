"""What may be looked for, and how well each meets the words of a search."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from functools import cached_property

from data.refusals import Names
from indicators.search.words import ALIKE, EXACT, TextWord, likeness, words_of

NAME = "name"
"""The text by which a thing is called; what it says besides weighs less."""
BESIDE = 10
"""How much worse a word is met in another text than in the name."""


@dataclass(frozen=True)
class SearchEntry:
    """One thing that may be found: ``subject`` says of what kind it is, ``code`` leads to it.

    ``texts`` are what is looked through, by what it is: its name and what else is said of it, in
    both languages. ``choices`` are those of a page at which the thing stands.
    """

    subject: str
    code: str
    names: Names
    texts: Mapping[str, str]
    choices: Mapping[str, str] = default(default_factory=dict)

    @cached_property
    def words(self) -> Mapping[str, Sequence[TextWord]]:
        return {field: words_of(text) for field, text in self.texts.items()}


@dataclass(frozen=True)
class SearchResult:
    """A thing that was found; ``field`` and ``words`` say in which text and by which of its words,
    ``distance`` how far these are from what was typed, ``is_alike`` whether one of them is only spelt
    like it.
    """

    entry: SearchEntry
    field: str
    words: tuple[str, ...]
    distance: int
    is_alike: bool

    @property
    def is_sure(self) -> bool:
        """Whether every word stands in the name itself, in some form."""
        return self.distance == EXACT


def results(entries: Iterable[SearchEntry], sought: Sequence[TextWord]) -> list[SearchResult]:
    """The things that have all the words, the nearest first."""
    met = (result for entry in entries if (result := _result(entry, sought)) is not None)
    return sorted(met, key=lambda result: result.distance) if sought else []


def _result(entry: SearchEntry, sought: Sequence[TextWord]) -> SearchResult | None:
    best = [min(_matches(entry, word), default=None) for word in sought]
    matches = [match for match in best if match is not None]
    if len(matches) < len(sought):
        return None
    furthest = max(matches)
    words = tuple(dict.fromkeys(word for _distance, _field, word in matches))
    distances = [distance for distance, _field, _word in matches]
    is_alike = any(distance % BESIDE == ALIKE for distance in distances)
    return SearchResult(entry, furthest[1], words, sum(distances), is_alike)


def _matches(entry: SearchEntry, sought: TextWord) -> Iterable[tuple[int, str, str]]:
    """How far each of its words is that may be meant, in which text, and the word."""
    for field, words in entry.words.items():
        aside = 0 if field == NAME else BESIDE
        for word in words:
            distance = likeness(sought, word)
            if distance is not None:
                yield distance + aside, field, word.word
