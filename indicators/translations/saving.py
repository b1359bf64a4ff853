"""English that people have typed beside the Russian: checked, and put where the text stands.

Words change no number: no year is touched, a closed one neither. What an indicator is called and
says is a definition, and is never written over: its words become a draft.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database.change import Change
from data.database.database import Database
from data.database.renewing import succeed
from data.drafts import reading, steps
from data.drafts.reading import OPEN, Draft
from data.editing import RowInput, checked, context_of, rows_by_id
from data.editing.texts import texts_to_repeat
from data.imports import kind_of
from data.imports.loading.loading import insert_batch
from data.imports.loading.touched import TouchedScope
from data.markup.limits import UNSEEN
from data.passports import programme_id
from data.refusals import Conflict, Problem, Refusal
from data.tables.coverage import SourceNote
from data.tables.definitions import DefinitionVersion
from data.tables.programmes import Part, Passport
from indicators.definition.catalogue import read_catalogue
from indicators.definition.editing import NOTHING, edited
from indicators.translations.texts import (
    ACTIVITY,
    CUT,
    DISTRICT,
    FACT,
    INDICATOR,
    NOTE,
    PART,
    PROGRAMME,
    ContentText,
    content_texts,
)

Saver = Callable[[Change, str, Sequence["TranslationEntry"]], None]
ACTION = "translate"
SUBJECT = "translations"
LONGEST = 4000
"""Characters of a text: a page."""


@dataclass(frozen=True)
class TranslationEntry:
    """The English that was typed for a text, and the ``fingerprint`` of what stood there."""

    text: ContentText
    en: str
    fingerprint: str


def check_translations(
    session: Session, programme: str, translations: Sequence[TranslationEntry], author: str
) -> None:
    """Refuse all that is wrong with them at once; a ``Conflict`` where somebody else was faster."""
    drafts = living_drafts(session, programme)
    wrong = [problem for each in translations for problem in _problems(each)]
    if wrong:
        raise Refusal(wrong)
    late = [problem for each in translations for problem in _late(each, drafts, author)]
    if late:
        raise Conflict(late)


def _problems(entry: TranslationEntry) -> list[Problem]:
    field = entry.text.identity
    if len(entry.en) > LONGEST:
        return [Problem("translation_long", {"longest": LONGEST}, field=field)]
    if UNSEEN.search(entry.en):
        return [Problem("translation_unseen", field=field)]
    return []


def _late(entry: TranslationEntry, drafts: Mapping[str, Draft], author: str) -> list[Problem]:
    """Whether the text is another by now, or somebody is writing its definition."""
    text = entry.text
    if overtaken := _overtaken(entry, {text.identity: text}):
        return overtaken
    draft = drafts.get(text.code) if text.sort == INDICATOR else None
    if draft is not None and not is_own(draft, author):
        params = {"draft": draft.id, "author": draft.author}
        return [Problem("translation_in_draft", params, field=text.identity)]
    return []


def is_own(draft: Draft, author: str) -> bool:
    """Whether words may go on into a draft: one that its author is still writing."""
    return draft.state == OPEN and draft.author == author


def living_drafts(session: Session, programme: str) -> dict[str, Draft]:
    """The draft of each definition that is being written, the one touched last."""
    return {draft.code: draft for draft in reversed(reading.drafts(session, programme))}


def save_translations(
    change: Change, programme: str, translations: Sequence[TranslationEntry]
) -> None:
    """Put what was typed beside its Russian, as part of a revision; definitions are none of it.

    Refuses, under the writers' lock, what somebody else has changed since it was read.
    """
    identity = programme_id(change.session, programme)
    current = {text.identity: text for text in content_texts(change.session, programme)}
    late = [problem for each in translations for problem in _overtaken(each, current)]
    if late:
        raise Conflict(late)
    for sorts, save in SAVING:
        of_sorts = [each for each in translations if each.text.sort in sorts]
        if of_sorts:
            save(change, programme, of_sorts)
    change.touch(identity, SUBJECT, years=())


def _overtaken(entry: TranslationEntry, current: Mapping[str, ContentText]) -> list[Problem]:
    text = current.get(entry.text.identity)
    if text is not None and text.fingerprint == entry.fingerprint:
        return []
    now = text.en if text is not None else ""
    return [Problem("translation_changed", {"now": now or "–"}, field=entry.text.identity)]


def draft_translations(
    database: Database,
    programme: str,
    translations: Sequence[TranslationEntry],
    *,
    author: str,
) -> list[Draft]:
    """The words of definitions as drafts, one of each definition; the author's own goes on."""
    return [
        _draft(database, programme, code, list(of_code), author)
        for code, of_code in groupby(sorted(translations, key=_code), _code)
    ]


def _code(entry: TranslationEntry) -> str:
    return entry.text.code


def _draft(
    database: Database,
    programme: str,
    code: str,
    translations: Sequence[TranslationEntry],
    author: str,
) -> Draft:
    words = {(*each.text.path, "en"): each.en or NOTHING for each in translations}
    with database.read() as session:
        begun = living_drafts(session, programme).get(code)
        newest = _newest(session, programme, code)
    if begun is not None and is_own(begun, author):
        text = edited(begun.text, words)
        return steps.save(database, begun.id, begun.version, text, author=author)
    text = edited(newest.text, words)
    return steps.begin(database, programme, code, text, author=author, based_on=newest.version)


def _newest(session: Session, programme: str, code: str) -> DefinitionVersion:
    """The newest version of a definition, with its text as it was written."""
    identity = programme_id(session, programme)
    version = read_catalogue(session, identity).newest(code).version
    return session.scalars(
        select(DefinitionVersion).where(
            DefinitionVersion.programme_id == identity,
            DefinitionVersion.code == code,
            DefinitionVersion.version == version,
            DefinitionVersion.until.is_(None),
        )
    ).one()


def _save_passport(
    change: Change, programme: str, translations: Sequence[TranslationEntry]
) -> None:
    """A successor of the passport with other English in its texts, cuts and facts."""
    identity = programme_id(change.session, programme)
    living = select(Passport).where(Passport.programme_id == identity, Passport.as_of(None))
    passport = change.session.scalars(living).one()
    texts, settings = deepcopy(passport.texts), deepcopy(passport.settings)
    places = {PROGRAMME: texts, CUT: settings.get("cuts") or {}, FACT: _facts(settings)}
    for each in translations:
        places[each.text.sort][each.text.code]["en"] = each.en
    succeed(change, passport, {"texts": texts, "settings": settings})


def _facts(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {fact["code"]: fact["text"] for fact in settings.get("facts") or ()}


def _rows_saver(table: Any, field: str) -> Saver:
    """What saves the English of rows that the programme's own file has brought."""

    def save(change: Change, programme: str, translations: Sequence[TranslationEntry]) -> None:
        identity = programme_id(change.session, programme)
        by_code = {each.text.code: each.en for each in translations}
        living = select(table).where(
            table.programme_id == identity, table.as_of(None), table.code.in_(by_code)
        )
        for row in change.session.scalars(living).all():
            succeed(change, row, {field: by_code[row.code]})

    return save


def _kind_saver(kind_name: str) -> Saver:
    """What saves the English of records, by the very columns that their files have."""

    def save(change: Change, programme: str, translations: Sequence[TranslationEntry]) -> None:
        kind = kind_of(kind_name)
        context = context_of(change.session, programme)
        by_number = {each.text.code: each.en for each in translations}
        columns = kind.sql.columns
        living = select(columns.id).where(
            columns.programme_id == context.programme_id,
            columns.until.is_(None),
            columns.number.in_(by_number),
        )
        ids = change.session.scalars(living).all()
        stored = rows_by_id(change.session, kind, context.programme_id, ids)
        rows = [
            RowInput(
                texts_to_repeat(kind, context, row.fields) | {"name_en": by_number[row.number]},
                row.id,
            )
            for row in stored.values()
        ]
        batch = checked(context, kind, rows).batch
        # what it touches is not announced: a name alone changes no number
        insert_batch(change, kind, context.programme_id, batch, TouchedScope(kind))

    return save


SAVING: Sequence[tuple[Collection[str], Saver]] = (
    # one successor of the passport, whatever of it was typed
    ((PROGRAMME, CUT, FACT), _save_passport),
    ((PART,), _rows_saver(Part, "name_en")),
    ((NOTE,), _rows_saver(SourceNote, "problem_en")),
    ((DISTRICT,), _kind_saver("districts")),
    ((ACTIVITY,), _kind_saver("activities")),
)
