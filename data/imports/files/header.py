"""The header of a table matched with the columns of its kind."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from data.imports.columns import Column
from data.imports.columns.headings import SourceHeadings, header_key
from data.imports.columns.kind import Kind
from data.imports.problems import Problems, Titles
from data.imports.values.codes import LANGUAGES
from data.refusals import quoted
from data.words.offers import some
from data.words.spellings import Spellings

LONGEST = 200  # characters of a column's name
MISSPELT = 0.8  # how alike a misspelt name is; less alike are names of other kinds of file
MOST = 200  # columns of a file in which misspelt names are looked for


def match(kind: Kind, names: Sequence[str], row: int, problems: Problems) -> list[Column | None]:
    """The column of each cell of the header; None for one without a name or a meaning.

    Notes what is wrong.
    """
    known = kind.columns_by_spelling
    columns = [_column(kind, known, name) for name in names]
    listed = _listed(kind, columns, names)
    if kind.headings is not None:
        _note_changed(kind.headings, names, row, problems)
    else:
        for name, column in zip(names, columns, strict=True):
            if column is None and name.strip():
                _note_unknown(kind, known, name, row, problems, listed)
    doubled = _note_doubled(columns, row, problems)
    # a doubled column is present all the same: it is not missing as well
    present = {column.name for column in columns if column}
    if kind.headings is not None:
        # of those that a source has, it is said above which are missing
        present |= {column.name for column in kind.headings.columns.values() if column}
    for column in kind.columns:
        if column.required and column.name not in present:
            problems.add("import_column_missing", row=row, column=column.name, known=listed)
    # neither is read: which of the two is meant nobody can say
    return [None if column and column.name in doubled else column for column in columns]


def titles(kind: Kind, headers: Iterable[Sequence[str]] = ()) -> Titles:
    """What a reader calls each column: as the file heads it, where it does, else by its words."""
    words: dict[str, Mapping[str, str]] = {
        column.name: column.words._asdict() for column in kind.columns
    }
    headed: dict[str, Mapping[str, str]] = {}
    for names in headers:
        for name, column in zip(names, recognised(kind, names), strict=True):
            if column:
                headed.setdefault(column.name, dict.fromkeys(LANGUAGES, name.strip()))
    return words | headed


def recognised(kind: Kind, names: Sequence[str]) -> list[Column | None]:
    """The column of each name; None for one that is none."""
    known = kind.columns_by_spelling
    return [_column(kind, known, name) for name in names]


def nearly(kind: Kind, names: Sequence[str]) -> list[Column | None]:
    """The column that each name means, a misspelt one too; of very many names only the first are
    looked at.
    """
    # bounded: likeness is dear, and a sheet may be sixteen thousand columns wide
    near = [_near(kind, name[:LONGEST]) for name in names[:MOST]]
    return [
        column or close for column, close in zip(recognised(kind, names[:MOST]), near, strict=True)
    ]


def _near(kind: Kind, name: str) -> Column | None:
    known = kind.columns_by_spelling
    return next(
        (
            known[close]
            for close in get_close_matches(header_key(name), known, n=1, cutoff=MISSPELT)
        ),
        None,
    )


def _column(kind: Kind, known: Mapping[str, Column], name: str) -> Column | None:
    # a kind's own names before its family: `by:…` takes whatever follows
    return known.get(header_key(name)) or (kind.family(name.strip()) if kind.family else None)


def _note_unknown(
    kind: Kind,
    known: Mapping[str, Column],
    name: str,
    row: int,
    problems: Problems,
    listed: Mapping[str, str],
) -> None:
    hint = _spellings(kind).hint(name.strip())
    close = get_close_matches(header_key(name), known, n=1)
    rule = "import_column_unknown_close" if close else "import_column_unknown"
    like = known[close[0]].words._asdict() if close else ""
    problems.add(rule, row=row, column=name.strip(), close=like, hint=hint, known=listed)


def _note_changed(
    headings: SourceHeadings, names: Sequence[str], row: int, problems: Problems
) -> None:
    """Note the columns of a saved source that a file lacks, and those that the source does not know."""
    missing, new = list(headings.missing(names)), list(headings.unknown(names))
    if missing or new:
        problems.add(
            "source_columns_changed",
            row=row,
            source=headings.source,
            missing=quoted_titles(missing),
            new=quoted_titles(new),
        )


def quoted_titles(titles: Sequence[str]) -> dict[str, str]:
    """Titles of columns in the quotation marks of each language; of very many only some."""
    return {
        language: some([quoted(title, language) for title in titles], "", language)
        for language in LANGUAGES
    }


def _note_doubled(columns: Sequence[Column | None], row: int, problems: Problems) -> set[str]:
    """The columns that are given more than once, of which nobody can say which one is meant."""
    times_of = Counter(column.name for column in columns if column)
    doubled = {name: times for name, times in times_of.items() if times > 1}
    for name, times in doubled.items():
        problems.add("import_column_doubled", row=row, column=name, times=times)
    return {*doubled}


def _listed(
    kind: Kind, columns: Sequence[Column | None], names: Sequence[str]
) -> Mapping[str, str]:
    """The columns of a kind by their words; with their own names too, where the file heads some of
    them so.
    """
    coded = any(
        column and name.strip() == column.name for column, name in zip(columns, names, strict=True)
    )
    return {
        language: ", ".join(
            f"{getattr(column.words, language)} ({column.name})"
            if coded
            else getattr(column.words, language)
            for column in kind.columns
        )
        for language in LANGUAGES
    }


def _spellings(kind: Kind) -> Spellings[str]:
    return Spellings(
        (spelling, column.name) for column in kind.columns for spelling in column.spellings()
    )
