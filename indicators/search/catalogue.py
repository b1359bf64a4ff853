"""What a programme's own description names: indicators, parts, districts."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from data.refusals import Names
from indicators.answers.facts import Facts, programme_facts
from indicators.definition import Definition
from indicators.search.entries import NAME, SearchEntry

INDICATOR, PART, DISTRICT = "indicator", "part", "district"


def catalogue_entries(
    session: Session, programme: str, as_of: int | None = None
) -> tuple[SearchEntry, ...]:
    """Every indicator, part and district of a programme."""
    facts = programme_facts(session, programme, as_of)
    return (*_indicators(facts), *_parts(facts), *_districts(facts))


def _indicators(facts: Facts) -> Iterator[SearchEntry]:
    for code in facts.catalogue.codes:
        definition = facts.catalogue.newest(code).definition
        names = {"ru": definition.name.ru, "en": definition.name.in_language("en")}
        yield SearchEntry(INDICATOR, code, names, _texts(code, definition, names))


def _texts(code: str, definition: Definition, names: Names) -> dict[str, str]:
    texts = {
        "description": definition.description,
        "method": definition.method,
        "source": definition.source,
        "responsible": definition.responsible,
    }
    return {NAME: _joined(names), "code": code} | {
        field: " ".join((text.ru, text.in_language("en"))) for field, text in texts.items() if text
    }


def _parts(facts: Facts) -> Iterator[SearchEntry]:
    for part in facts.parts:
        texts = {NAME: _joined(part.names), "code": part.code}
        yield SearchEntry(PART, part.code, part.names, texts)


def _districts(facts: Facts) -> Iterator[SearchEntry]:
    for code in facts.places.main:
        names = facts.places.by_code[code].names
        yield SearchEntry(DISTRICT, code, names, {NAME: _joined(names), "code": code})


def _joined(names: Names) -> str:
    return " ".join(dict.fromkeys(names.values()))
