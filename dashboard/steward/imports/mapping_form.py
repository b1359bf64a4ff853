"""What a form says of the columns and words of another system's file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from dashboard.http.context import language
from data.imports import Replacement, SourceMapping, kind_of
from data.imports.choices import choices
from data.imports.columns.attributes import PREFIX, declared_attributes
from data.imports.columns.headings import header_key
from data.imports.context.context import Context
from data.imports.files.header import quoted_titles
from data.imports.mapping import column_named
from data.refusals import Refusal, refuse
from data.sources.declaration import MOST_WORDS, read_source, text_of
from data.sources.judging import refuse_faults
from data.sources.matching import SourceTable, UnknownWord, proposed_columns

LEFT_OUT = "-"
SAMPLES = 3
TRIED = "~"
"""Stands for a mapping that is tried and not saved; no source may be called so."""


@dataclass(frozen=True)
class TitleLine:
    """A column of the file: its title, some of its texts, and the name of ours that is chosen for it."""

    title: str
    samples: tuple[str, ...]
    column: str


@dataclass(frozen=True)
class WordLine:
    """A text of a column that is none of ours, in how many rows it stands, and what it becomes."""

    column: str
    text: str
    count: int
    word: str


def title_lines(
    kind: str, table: SourceTable, mapping: SourceMapping | None, form: Mapping[str, str]
) -> list[TitleLine]:
    """The columns of a file as they are typed, matched before, or proposed."""
    chosen = _matched(mapping) if mapping else {}
    proposals = proposed_columns(kind_of(kind), table.titles)
    return [
        TitleLine(
            title,
            tuple(filter(None, (row[place].strip() for row in table.rows if place < len(row))))[
                :SAMPLES
            ],
            form.get(f"column-{place}", chosen.get(header_key(title), proposals[place])),
        )
        for place, title in enumerate(table.titles)
    ]


def mapping_from(
    lines: Sequence[TitleLine], form: MultiDict[str, str], before: SourceMapping | None
) -> SourceMapping:
    """The mapping that a form makes; refuses columns of which it does not say what they are."""
    named = [line for line in lines if line.title]
    if undecided := [line.title for line in named if not line.column]:
        raise refuse("source_columns_undecided", columns=quoted_titles(undecided))
    columns = {line.title: line.column for line in named if line.column != LEFT_OUT}
    left_out = tuple(line.title for line in named if line.column == LEFT_OUT)
    stood = {(each.column, each.was) for each in _words(form)}
    # what the file of this day does not say may come again in the next one
    others = (
        [each for each in before.words if (each.column, each.was) not in stood] if before else ()
    )
    words = tuple(
        each for each in (*others, *_words(form)) if each.now and each.column in columns.values()
    )
    return SourceMapping(columns, left_out, words, before.covers if before else "ask")


def check_mapping(context: Context, kind: str, mapping: SourceMapping) -> None:
    """Refuse a mapping by which no file could be read, in words of the page."""
    try:
        refuse_faults(context, read_source(text_of(mapping.name or "–", kind, mapping)))
    except Refusal as refusal:
        raise Refusal([replace(each, field=None) for each in refusal.problems]) from refusal


def word_lines(
    unknown: Mapping[str, Sequence[UnknownWord]],
    mapping: SourceMapping,
    form: MultiDict[str, str],
) -> list[WordLine]:
    """The words to be matched, with what they become as typed, as matched before, or as proposed."""
    words = {(each.column, each.was): each.now for each in (*mapping.words, *_words(form))}
    return [
        WordLine(column, each.text, each.count, words.get((column, each.text), each.proposal))
        for column, texts in unknown.items()
        for each in texts
    ]


def are_new(lines: Sequence[WordLine], form: MultiDict[str, str]) -> bool:
    """Whether some words to be matched did not stand in a form yet."""
    stood = {(each.column, each.was) for each in _words(form)}
    return any((line.column, line.text) not in stood for line in lines)


def column_options(
    kind: str, lines: Sequence[TitleLine], context: Context
) -> list[tuple[str, str]]:
    """What a column of the file may be: ours with their names, a star at those that a row must have;
    the attributes that are declared, where a kind is divided by such.
    """
    columns = kind_of(kind).columns
    names = [
        (each.name, f"{getattr(each.words, language())}{' *' if each.required else ''}")
        for each in columns
        if not each.is_retired
    ]
    names += _attribute_names(kind, context).items()
    others = {line.column for line in lines} - {name for name, _words in names} - {"", LEFT_OUT}
    return [*names, *((name, name) for name in sorted(others))]


def word_choices(
    kind: str, lines: Sequence[WordLine], context: Context
) -> dict[str, tuple[str, list[str]]]:
    """By column, what it is called and the words that its list has."""
    names = _attribute_names(kind, context)
    columns = {line.column: column_named(kind_of(kind), line.column) for line in lines}
    return {
        name: (
            names.get(name) or getattr(column.words, language()),
            choices(column, language(), context),
        )
        for name, column in columns.items()
        if column
    }


def _attribute_names(kind: str, context: Context) -> dict[str, str]:
    """The columns of declared attributes, as readers know them; none of a kind without such."""
    if kind_of(kind).family is None:
        return {}
    return {
        f"{PREFIX}{code}": f"{attribute.names.get(language()) or code} ({PREFIX}{code})"
        for code, attribute in declared_attributes(context).items()
    }


def _matched(mapping: SourceMapping) -> dict[str, str]:
    columns = {header_key(title): name for title, name in mapping.columns.items()}
    return columns | {header_key(title): LEFT_OUT for title in mapping.left_out}


def _words(form: MultiDict[str, str]) -> Iterator[Replacement]:
    lists = (form.getlist(f"word-{part}")[:MOST_WORDS] for part in ("column", "was", "now"))
    for column, was, now in zip(*lists, strict=False):
        yield Replacement(column, was.strip(), now.strip())


def with_mended_words(mapping: SourceMapping, replacements: Sequence[Replacement]) -> SourceMapping:
    """A mapping with the words that were mended wherever they stand in the file."""
    words = {(each.column, each.was.strip()): each for each in mapping.words}
    words |= {
        (each.column, each.was.strip()): each
        for each in replacements
        if each.column in mapping.columns.values() and each.now.strip()
    }
    return replace(mapping, words=tuple(words.values()))
