"""Words that a reader looks for in a list of records: in what the list says of a record, and in
nothing that it leaves out.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, Text, and_, or_, select, true

from data.database.text_index import rows_with
from data.imports import kind_of
from data.imports.among import among, unindexed
from data.organisations.merging import IDENTITY
from data.organisations.names import SOUGHT_TEXTS
from data.tables.organisations import Organisation
from data.words.matching import match_key
from data.words.searching import folded, says
from data.words.vocabulary import Vocabulary
from indicators.measure import Records
from indicators.measures import measures
from indicators.records.selection import Scope

FEW = 2_000
"""Records that are looked up one by one, in the place of going through the list."""
OF_EVERY_RECORD = ("number", "source", "note")


def list_words(text: str) -> Sequence[str]:
    """The words of a search, each once, as ``says`` looks for them."""
    return sorted({folded(word) for word in text.replace("\0", " ").split()} - {""})


def has_words(scope: Scope, measure: str, words: Iterable[str]) -> ColumnElement[bool]:
    """Whether a record has each of the words: in its number, its texts, the names of its codes or
    that of its organisation.
    """
    described = measures()[measure]
    return and_(true(), *(_has(scope, described, word) for word in words))


def few_records(scope: Scope, measure: str, words: Iterable[str]) -> Sequence[int] | None:
    """The records among which all are that have the words, where the index of texts knows that they
    are few; None where it does not.
    """
    described = measures()[measure]
    candidates = (_candidates(scope, described, word) for word in words)
    return min((ids for ids in candidates if ids is not None), key=len, default=None)


def those_of(scope: Scope, measure: str, ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether a record is one of these, whatever index its programme or its days have."""
    return among(scope.session, _columns(measures()[measure]).id, ids)


def _has(scope: Scope, described: Records, word: str) -> ColumnElement[bool]:
    table = described.table
    texts = (getattr(table, name) for name in (*OF_EVERY_RECORD, *_text_fields(described)))
    coded = (
        getattr(table, name).in_(codes)
        for name, words in _vocabularies(described)
        if (codes := _named(words, word))
    )
    return or_(says(texts, word), *coded, *_of_organisations(scope, described, word))


def _of_organisations(scope: Scope, described: Records, word: str) -> Iterable[ColumnElement[bool]]:
    if not described.yearly and (ids := _organisations(scope, word)):
        yield among(scope.session, _columns(described).organisation_id, sorted(ids))


def _organisations(scope: Scope, word: str) -> set[int]:
    """The organisations that are called so, and what was merged into them."""
    statement = select(IDENTITY).where(
        Organisation.programme_id == scope.programme_id,
        Organisation.as_of(scope.revision),
        says(SOUGHT_TEXTS, word),
    )
    return scope.counted_as(set(scope.session.scalars(statement)))


def _columns(described: Records) -> Any:
    return kind_of(described.kind).sql.columns


def _text_fields(described: Records) -> Iterable[str]:
    """The fields of texts that people wrote, of those that a list has."""
    kind = kind_of(described.kind)
    for column in kind.own:
        kept = kind.sql.columns[column.fields[0]].type
        is_text = column.vocabulary is None and isinstance(kept, String | Text)
        if column.name in described.columns and is_text:
            yield column.fields[0]


def _vocabularies(described: Records) -> Iterable[tuple[str, Vocabulary]]:
    for column in kind_of(described.kind).own:
        if column.name in described.columns and column.vocabulary is not None:
            yield column.fields[0], column.vocabulary


def _named(words: Vocabulary, word: str) -> list[str]:
    """The codes that have a word in their names, in any language."""
    return [
        code
        for code, names in words.names.items()
        if any(match_key(word) in match_key(name) for name in names.values())
    ]


def _candidates(scope: Scope, described: Records, word: str) -> Sequence[int] | None:
    if any(_named(words, word) for _name, words in _vocabularies(described)):
        return None
    table: Any = kind_of(described.kind).sql
    written = rows_with(scope.session, table, word, FEW)
    owned = _records_of(scope, described, _organisations(scope, word))
    return None if written is None or owned is None else sorted({*written, *owned})


def _records_of(scope: Scope, described: Records, organisations: set[int]) -> Sequence[int] | None:
    """The records of organisations; None where they are many."""
    if described.yearly or not organisations:
        return ()
    columns = _columns(described)
    owned = among(scope.session, columns.organisation_id, sorted(organisations))
    mine = unindexed(columns.programme_id) == scope.programme_id
    ids = scope.session.scalars(select(columns.id).where(owned, mine).limit(FEW + 1)).all()
    return ids if len(ids) <= FEW else None
