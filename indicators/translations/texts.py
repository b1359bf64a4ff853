"""Every text of a programme that has two languages: its own, its districts', its indicators' …"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.passports import codes
from data.refusals import Names
from data.tables.coverage import SourceNote
from data.tables.places import District
from data.tables.programmes import Activity, Part
from data.words.borrowed import is_untranslated, language_pair
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition

PROGRAMME, CUT, FACT, PART, DISTRICT, ACTIVITY, INDICATOR, NOTE = SORTS = (
    "programme",
    "cut",
    "fact",
    "part",
    "district",
    "activity",
    "indicator",
    "note",
)
LANGUAGES = {"ru", "en"}
DIVIDER = "|"


@dataclass(frozen=True)
class ContentText:
    """One text in both languages, of a thing of one of ``SORTS``: ``code`` is the thing's, ``path``
    the field of it, ``thing`` what readers call it.
    """

    sort: str
    code: str
    path: tuple[str, ...]
    ru: str
    en: str
    thing: Names

    @property
    def is_missing(self) -> bool:
        """Whether there is no English."""
        return is_untranslated(self.ru, self.en)

    @property
    def identity(self) -> str:
        """The text's name within its programme, without spaces and marks."""
        parts = (self.sort, self.code, *self.path)
        return DIVIDER.join(quote(part, safe="") for part in parts)

    @property
    def fingerprint(self) -> str:
        """Of both languages as they stand: who typed over another one has not seen these."""
        return hashlib.sha256(f"{self.ru}\n{self.en}".encode()).hexdigest()[:16]


def content_texts(session: Session, programme: str) -> tuple[ContentText, ...]:
    """Every such text that stands now, sort by sort."""
    reader = ProgrammeReader(session, programme)
    return (
        *_of_passport(reader),
        *_of_rows(reader, PART, Part, "code", "name"),
        *_of_rows(reader, DISTRICT, District, "number", "name"),
        *_of_indicators(reader),
        *_of_rows(reader, ACTIVITY, Activity, "number", "name"),
        *_of_rows(reader, NOTE, SourceNote, "code", "problem"),
    )


def missing_texts(session: Session) -> dict[str, list[ContentText]]:
    """The texts without English of each programme that has some."""
    by_programme = {
        code: [text for text in content_texts(session, code) if text.is_missing]
        for code in codes(session)
    }
    return {code: texts for code, texts in by_programme.items() if texts}


def _of_passport(reader: ProgrammeReader) -> Iterator[ContentText]:
    settings = reader.passport.settings
    for name, words in reader.passport.texts.items():
        yield _text(PROGRAMME, name, (), words, {})
    for code, words in (settings.get("cuts") or {}).items():
        yield _text(CUT, code, (), words, {})
    for fact in settings.get("facts") or ():
        yield _text(FACT, fact["code"], (), fact["text"], {})


def _of_rows(
    reader: ProgrammeReader, sort: str, table: Any, key: str, field: str
) -> Iterator[ContentText]:
    """The rows of a table with a column for each language."""
    columns = (getattr(table, name) for name in (key, f"{field}_ru", f"{field}_en"))
    living = select(*columns).where(
        table.programme_id == reader.programme_id, table.as_of(reader.as_of)
    )
    for code, ru, en in reader.session.execute(living.order_by(table.id)):
        yield _text(sort, code, (field,), {"ru": ru, "en": en}, {})


def _of_indicators(reader: ProgrammeReader) -> Iterator[ContentText]:
    """The newest version of each: an earlier one is never written again."""
    for code in reader.catalogue.codes:
        definition = reader.catalogue.newest(code).definition
        thing = language_pair(definition.name.ru, definition.name.en)
        for path, words in _translated(definition):
            yield _text(INDICATOR, code, path, words, thing)


def _translated(definition: Definition) -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:
    return _translations_in(definition.model_dump(), ())


def _translations_in(
    fields: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:
    """The fields, however deep, that hold a text in both languages."""
    for name, inner in fields.items():
        if isinstance(inner, Mapping) and inner.keys() == LANGUAGES:
            yield (*path, name), inner
        elif isinstance(inner, Mapping):
            yield from _translations_in(inner, (*path, str(name)))


def _text(
    sort: str, code: str, path: tuple[str, ...], words: Mapping[str, str], thing: Names
) -> ContentText:
    return ContentText(sort, code, path, words.get("ru") or "", words.get("en") or "", thing)
