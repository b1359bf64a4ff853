"""Whether a source's files can be read into the kind that they are of: every fault, with the remedy."""

from collections import Counter
from collections.abc import Iterator

from data.imports import kind_of, kinds
from data.imports.columns import Column
from data.imports.columns.headings import header_key
from data.imports.columns.kind import Kind
from data.imports.columns.parsing import ColumnParser
from data.imports.context.context import Context
from data.imports.files.header import quoted_titles
from data.imports.mapping import column_named
from data.imports.problems import InvalidValue
from data.imports.values.codes import LANGUAGES
from data.refusals import LONGEST, Problem, Refusal
from data.sources.declaration import MOST_WORDS, SourceDeclaration
from data.words.offers import offer

NO_NAME = frozenset("/\\\0")


def refuse_faults(context: Context, source: SourceDeclaration, file: str | None = None) -> None:
    """Refuse a source of which some file could not be read, or would be read otherwise than it says."""
    kind = kind_of(source.kind)
    faults = [*_of_name(source), *_of_columns(kind, source), *_of_words(kind, context, source)]
    if faults:
        raise Refusal([_in_file(fault, file) for fault in faults])


def _in_file(fault: Problem, file: str | None) -> Problem:
    return Problem(fault.rule, fault.params, file, value=fault.value, field=fault.field)


def _of_name(source: SourceDeclaration) -> Iterator[Problem]:
    # a watched folder is called as a kind or as a source: nobody could tell which is meant
    if source.name in kinds() or source.name.startswith((".", "~")) or NO_NAME & {*source.name}:
        yield Problem("source_name_wrong", {"name": source.name}, field="name")


def _of_columns(kind: Kind, source: SourceDeclaration) -> Iterator[Problem]:
    titles = Counter(map(header_key, (*source.columns, *source.left_out)))
    for title in (*source.columns, *source.left_out):
        if titles[header_key(title)] > 1:
            yield Problem("source_title_doubled", {"title": title}, field="columns")
    known = {column.name: column.words._asdict() for column in kind.columns}
    for title, name in source.columns.items():
        if column_named(kind, name) is None:
            params = {"column": name[:LONGEST], **offer(known, name)}
            yield Problem("source_column_unknown", params, field=f"columns.{title}")
    yield from _doubled(source)
    if missing := [each for each in kind.columns if each.required and each.name not in _of(source)]:
        yield Problem("source_required", {"columns": _titles(missing)}, field="columns")


def _doubled(source: SourceDeclaration) -> Iterator[Problem]:
    for name, times in Counter(source.columns.values()).items():
        if times > 1:
            titles = [title for title, column in source.columns.items() if column == name]
            params = {"column": name[:LONGEST], "titles": quoted_titles(titles)}
            yield Problem("source_column_doubled", params, field="columns")


def _of_words(kind: Kind, context: Context, source: SourceDeclaration) -> Iterator[Problem]:
    if sum(map(len, source.words.values())) > MOST_WORDS:
        yield Problem("source_words_many", {"most": MOST_WORDS}, field="words")
        return
    for name, words in source.words.items():
        column = column_named(kind, name)
        if column is None or name not in _of(source):
            params = {"column": name[:LONGEST]}
            yield Problem("source_words_column", params, field=f"words.{name}")
            continue
        yield from _wrong_words(ColumnParser(kind, column, context), words, name)


def _wrong_words(parser: ColumnParser, words: dict[str, str], name: str) -> Iterator[Problem]:
    for was, now in words.items():
        try:
            parser.parse(now)
        except InvalidValue as bad:
            # the sentence that a cell with this text would be refused by
            yield Problem(bad.rule, bad.params, value=now, field=f"words.{name}.{was}"[:LONGEST])


def _of(source: SourceDeclaration) -> frozenset[str]:
    return frozenset(source.columns.values())


def _titles(columns: list[Column]) -> dict[str, str]:
    return {
        language: ", ".join(
            f"{getattr(column.words, language)} ({column.name})" for column in columns
        )
        for language in LANGUAGES
    }
