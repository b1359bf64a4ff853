"""Codes said by their names: programmes, indicators, kinds, places, parts, organisations; an unknown one stays."""

import re

from dashboard import context
from dashboard.language import _
from dashboard.stewarding.rows import saying
from dashboard.words import name_of, place_name
from data.importers import kind_of, kinds, kinds_by_table
from data.tables.accounts import ROLES
from indicators.facts import Facts

PLACES = frozenset({"district", "parent", "member_of"})


def programme(code: str) -> str:
    """A programme's short name."""
    facts = _programmes().get(code)
    return (facts.text("short_name", context.language()) or facts.text("name", context.language())) if facts else code


def role(code: str) -> str:
    return ROLES.name(code, context.language()).lower() if code in ROLES else code


def indicator(code: str, facts: Facts | None = None) -> str:
    """An indicator's name in one programme, or in the first that has such a code."""
    every = [facts] if facts else _programmes().values()
    found = (each.catalogue.newest(code).definition for each in every if code in each.catalogue.versions)
    return next(map(name_of, found), code)


def kind(code: str) -> str:
    return saying.kind_name(kind_of(code)) if code in kinds() else code


def summary(text: str) -> str:
    """What a revision says of itself: codes, and after a colon what no code is."""
    if number := re.fullmatch(r"import (\d+)", text):
        return _("Import {number}").format(number=number[1])
    codes, colon, rest = text.partition(": ")
    return ", ".join(map(_any, codes.split(", "))) + colon + rest


def field(code: str, name: str, value: object) -> str | None:
    """A field's value by its name, of a programme's row; nothing where it is no code."""
    facts = _programmes().get(code)
    if facts is None or value in (None, ""):
        return None
    text = str(value)
    if name in PLACES and text in facts.places.by_code:
        return place_name(facts, text)
    if name in ("indicator", "indicators"):
        return "; ".join(indicator(each, facts) for each in text.split(";"))
    if name == "part":
        return saying.part_name(facts, text)
    return kind(text) if name == "kind" else None


def row(code: str, table: str, name: str) -> str:
    """What a row is known by; the parts of a made number each by its own name."""
    facts = _programmes().get(code)
    if facts is None:
        return saying.title_of(name)
    if table in ("definition_version", "assignment"):
        return indicator(name, facts)
    if table == "coverage":
        return kind(name)
    if table in ("part", "district"):
        return saying.part_name(facts, name) if table == "part" else field(code, "district", name) or name
    found = kinds_by_table().get(table)
    return saying.title(facts, found, name) if found else saying.title_of(name)


def _any(code: str) -> str:
    named = programme(code)
    return named if named != code else kind(code) if code in kinds() else indicator(code)


def _programmes() -> dict[str, Facts]:
    return {each.code: each for each in context.asker().programmes()}
