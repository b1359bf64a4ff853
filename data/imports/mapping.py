"""How another system writes its files: which of its columns and words are ours, and what a file of it
covers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal

from data.imports.columns import Column
from data.imports.columns.headings import SourceHeadings
from data.imports.columns.kind import Kind
from data.imports.files.corrections import Corrections, Replacement
from data.imports.files.header import quoted_titles
from data.imports.problems import refusal
from data.imports.values.codes import LANGUAGES
from data.refusals import Problem, quoted

CoverageRule = Literal["dates", "name", "ask"]
"""Whence it is known what a file covers: from the dates of its rows, from its name, or each time from
whoever loads it.
"""
RULES: tuple[CoverageRule, ...] = ("dates", "name", "ask")
PERIOD = re.compile(
    r"(?:^|[ _-])(\d{4}(?:-(?:\d{2}|[QH]\d))?(?:\.\.\d{4}(?:-(?:\d{2}|[QH]\d))?)?|none)$"
)
"""At the end of a file's name: what it reports completely."""
COVERED_BY = {"dates": "receipt_source_dates", "name": "receipt_source_name"}
"""What the receipt says of what a file covers, where nobody has said it."""
UNSAVED = {"ru": "несохранённое сопоставление", "en": "a mapping that is not saved"}


@dataclass(frozen=True)
class SourceMapping:
    """The columns of a source by their titles, each with the name of ours; those that are left out;
    its words with ours.

    ``name`` and ``version`` are those under which it is saved; a mapping that is tried has none.
    """

    columns: Mapping[str, str]
    left_out: tuple[str, ...] = ()
    words: tuple[Replacement, ...] = ()
    covers: CoverageRule = "ask"
    name: str = ""
    version: int = 0

    @property
    def titled(self) -> Mapping[str, str]:
        """What readers call it, by language."""
        return {
            language: quoted(self.name, language) if self.name else UNSAVED[language]
            for language in LANGUAGES
        }

    def read_as(self, kind: Kind) -> Kind:
        """A kind as this source writes it: its columns are known by the source's titles alone."""
        columns = {title: column_named(kind, name) for title, name in self.columns.items()}
        left_out: dict[str, Column | None] = dict.fromkeys(self.left_out)
        return replace(
            kind, headings=SourceHeadings(self.titled, {**columns, **left_out}), family=None
        )

    def corrections(self, corrections: Corrections) -> Corrections:
        """Corrections of a file with the source's words; what was mended by hand wins."""
        mended = {(each.column, each.was.strip()): each.now for each in corrections.replacements}
        words = tuple(
            # what is mended by hand may be what a word of the source has become
            each._replace(now=mended.get((each.column, each.now.strip()), each.now))
            for each in self.words
        )
        return replace(corrections, replacements=(*words, *corrections.replacements))

    def covers_of(self, kind: Kind, covers: str | None, file: str) -> str | None:
        """What a file covers: as somebody says, else by the name of the file; nothing where its rows
        say it, or nobody does.
        """
        if covers or not kind.is_record or self.covers != "name":
            return covers
        if (period := period_in(file)) is None:
            raise refusal(file, "source_no_period", source=self.titled)
        return period

    def notes(self, headers: Iterable[Sequence[str]], covers: str) -> Iterator[Problem]:
        """Which source a file was read by, what it ``covers`` where nobody has said that, and which of
        its columns were left out.
        """
        params = {"source": self.titled, "name": self.name, "version": self.version}
        yield Problem("receipt_source" if self.name else "receipt_mapping", params)
        if covers and self.covers in COVERED_BY:
            yield Problem(COVERED_BY[self.covers], {"covers": covers})
        present = {title.strip() for titles in headers for title in titles}
        left_out = [title for title in self.left_out if title.strip() in present]
        if left_out:
            yield Problem("receipt_columns_left_out", {"columns": quoted_titles(left_out)})


def rule_of(text: str) -> CoverageRule:
    """The rule of a form's choice; asking each time, where it makes none."""
    return next((rule for rule in RULES if rule == text), "ask")


def column_named(kind: Kind, name: str) -> Column | None:
    """The column of a kind that is called so, also one of its family; nothing of an unknown name."""
    own = next((column for column in kind.columns if column.name == name), None)
    return own or (kind.family(name) if kind.family else None)


def period_in(file: str) -> str | None:
    """The period at the end of a file's name."""
    match = PERIOD.search(PurePath(file).stem)
    return match[1] if match else None
