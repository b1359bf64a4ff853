"""What a saved source heads its columns with, in place of our own names and words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from data.imports.columns.column import Column
from data.words.matching import match_key


def header_key(name: str) -> str:
    """A header without differences that do not matter; a star says that a value is required."""
    return match_key(name.replace("*", " "))


@dataclass(frozen=True)
class SourceHeadings:
    """The titles of a source's columns, each with ours, or with nothing where it is left out.

    ``source`` is what readers call the source, by language.
    """

    source: Mapping[str, str]
    columns: Mapping[str, Column | None]

    @cached_property
    def by_key(self) -> Mapping[str, Column | None]:
        return {header_key(title): column for title, column in self.columns.items()}

    def leaves_out(self, title: str) -> bool:
        """Whether a column of the file is not loaded, on purpose."""
        return self.by_key.get(header_key(title), ...) is None

    def missing(self, titles: Sequence[str]) -> Iterator[str]:
        """The columns that are loaded and do not stand in a header."""
        present = set(map(header_key, titles))
        yield from (
            title
            for title, column in self.columns.items()
            if column and header_key(title) not in present
        )

    def unknown(self, titles: Sequence[str]) -> Iterator[str]:
        """The titles of a header of which the source does not say what they are."""
        yield from (
            title.strip()
            for title in titles
            if title.strip() and header_key(title) not in self.by_key
        )
