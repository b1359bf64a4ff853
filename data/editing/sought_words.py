"""The words of a search: what each means in the rows of a kind, and in which rows it can be at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, Text, exists, or_, select

from data.database.text_index import rows_with
from data.editing.stored_rows import NUL
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.organisations.merging import IDENTITY
from data.organisations.names import SOUGHT_TEXTS
from data.tables.organisations import Organisation
from data.tables.places import District
from data.words.matching import match_key
from data.words.searching import folded, says
from data.words.vocabulary import Vocabulary

FEW = 2_000
"""Rows that are sorted and asked one by one, instead of going through the list."""
MOST_ORGANISATIONS = 1_000
"""Of so many a row is asked whether it is one's; of more, what its own is called."""
UNSOUGHT = ("fingerprint", "precision")
"""How texts are called that nobody has written."""


def needed_words(text: str) -> list[str]:
    """The words of a search, without those that others have in them."""
    words = {folded(word) for word in text.replace(NUL, " ").split()} - {""}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return [
        word
        for at, word in enumerate(ordered)
        if not any(word in longer for longer in ordered[:at])
    ]


@dataclass(frozen=True)
class SoughtWord:
    """A word, the values of the fields that hold codes with it in their names, and the
    organisations that are called so; nothing where these are too many.
    """

    text: str
    texts: Sequence[str]
    codes: Mapping[str, Sequence[str]]
    organisations: Sequence[int] | None

    @classmethod
    def of(cls, context: Context, kind: Kind, word: str) -> "SoughtWord":
        """What a word means in the rows of a kind."""
        codes = {
            column.fields[0]: _named(column.vocabulary, word)
            for column in kind.columns
            if column.vocabulary is not None
        }
        texts = [
            column.name
            for column in kind.sql.columns
            if isinstance(column.type, String | Text)
            and column.name not in codes
            and not column.name.endswith(UNSOUGHT)
        ]
        owned = "organisation_id" in kind.sql.columns
        return cls(word, texts, codes, _organisations(context, word) if owned else ())

    def is_in(self, columns: Any) -> ColumnElement[bool]:
        """Whether a row has it in its number, its texts, the names of its codes or its
        organisation's.
        """
        named = (columns[field].in_(codes) for field, codes in self.codes.items() if codes)
        matches = [*named, says((columns[name] for name in self.texts), self.text)]
        if self.organisations is None:
            matches.append(_organisation_says(columns.organisation_id, self.text))
        elif self.organisations:
            matches.append(columns.organisation_id.in_(self.organisations))
        return or_(*matches)


def _named(words: Vocabulary, word: str) -> list[str]:
    """The codes that have the word in them or in their name, in any language."""
    return [
        code
        for code, names in words.names.items()
        if word in folded(code)
        or any(match_key(word) in match_key(name) for name in names.values())
    ]


def _organisations(context: Context, word: str) -> Sequence[int] | None:
    statement = select(IDENTITY).where(
        Organisation.programme_id == context.programme_id,
        Organisation.as_of(None),
        says(SOUGHT_TEXTS, word),
    )
    known = context.session.scalars(statement.limit(MOST_ORGANISATIONS + 1)).all()
    return known if len(known) <= MOST_ORGANISATIONS else None


def _organisation_says(owner: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    # not by the identity, which is an expression and has no index
    identified = or_(Organisation.id == owner, Organisation.chain == owner)
    return exists().where(identified, Organisation.as_of(None), says(SOUGHT_TEXTS, word))


def few_rows(context: Context, kind: Kind, words: Iterable[SoughtWord]) -> Sequence[int] | None:
    """The rows among which all are that have the words, where the index says that these are few."""
    candidates = (_rows_of(context, kind, word) for word in words)
    return min((rows for rows in candidates if rows is not None), key=len, default=None)


def _rows_of(context: Context, kind: Kind, word: SoughtWord) -> Sequence[int] | None:
    """The rows that may have a word; nothing where they may be many, as those of one code are."""
    if not kind.is_record or any(word.codes.values()) or _is_in_district(context, word.text):
        return None
    text_rows = rows_with(context.session, kind.sql, word.text, FEW)
    owned = _rows_of_organisations(context, kind, word.organisations)
    if text_rows is None or owned is None:
        return None
    return sorted({*text_rows, *owned})


def _is_in_district(context: Context, word: str) -> bool:
    """Whether records may have the word in the code of their district."""
    codes = select(District.number).where(District.programme_id == context.programme_id)
    return any(word in folded(code) for code in context.session.scalars(codes.distinct()))


def _rows_of_organisations(
    context: Context, kind: Kind, organisations: Sequence[int] | None
) -> Sequence[int] | None:
    if not organisations:
        return organisations
    columns = kind.sql.columns
    # further conditions would let a database take a longer way than the index of organisations
    owned = select(columns.id).where(columns.organisation_id.in_(organisations)).limit(FEW + 1)
    ids = context.session.scalars(owned).all()
    return ids if len(ids) <= FEW else None
