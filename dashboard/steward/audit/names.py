"""Codes said by their names: programmes, indicators, kinds, places, parts, organisations; an
unknown one stays.
"""

import re
from urllib.parse import parse_qs

from dashboard.http import context
from dashboard.http.address import LIMIT
from dashboard.sections.page_deck import page_names
from dashboard.steward.records import values
from dashboard.text.actions import action_names
from dashboard.text.labels import kind_name, name_of, place_name, short_programme_name
from dashboard.text.language import _
from data.imports import kind_of, kinds, kinds_by_table
from data.tables.accounts import ROLES
from indicators.answers.facts import Facts

PLACES = frozenset({"district", "parent", "member_of"})
BY_HAND = frozenset({"edit", "withdraw"})
"""Deeds whose summary names the rows, by their numbers."""
OF_A_DEFINITION = frozenset({"", "a version is withdrawn", "версия отозвана"})
"""What follows the code where a definition was withdrawn; earlier versions of Itog kept the words
of whoever did it.
"""


def programme(code: str) -> str:
    """A programme's short name."""
    facts = _programmes().get(code)
    return short_programme_name(facts) if facts else code


def role(code: str) -> str:
    return ROLES.name(code, context.language()).lower() if code in ROLES else code


def indicator(code: str, facts: Facts | None = None) -> str:
    """An indicator's name in one programme, or in the first that has such a code."""
    every = [facts] if facts else _programmes().values()
    names = (
        each.catalogue.newest(code).definition for each in every if code in each.catalogue.versions
    )
    return next(map(name_of, names), code)


def summary(action: str, text: str) -> str:
    """What a revision says of itself: codes, and after a colon what it did to them."""
    if number := re.fullmatch(r"import (\d+)", text):
        return _("Import {number}").format(number=number[1])
    codes, colon, rest = text.partition(": ")
    if action == "publish" or (action == "withdraw" and rest in OF_A_DEFINITION):
        return ", ".join(map(indicator, codes.split(", ")))
    names = ", ".join(map(_any, codes.split(", ")))
    if codes in kinds() and action in BY_HAND:
        rest = ", ".join(number_in_words(codes, number) for number in rest.split(", "))
    return names + colon + rest


def number_in_words(code: str, text: str) -> str:
    """The number of a row of a kind, with the words behind it; what is made of fields in the
    fields' words.
    """
    number, space, rest = text.partition(" … (")
    kind = kind_of(code)
    fields = dict(zip(kind.key, number.split("|"), strict=False))
    mine = [
        each for each in _programmes().values()
        if fields.get("indicator", "") in ("", *each.catalogue.versions)
        and fields.get("district", "") in ("", *each.places.by_code)
    ]  # fmt: skip
    return (values.title(mine[0], kind, number) if mine else values.title_of(number)) + space + rest


def subject(action: str, text: str) -> str:
    """What an event was about: a draft by its indicator, an address by what stands there, what was
    looked for.
    """
    if action.startswith("draft_"):
        code, sign, number = text.rpartition(" №")
        return (
            _("{name}, draft No. {number}").format(name=indicator(code), number=number)
            if sign
            else text
        )
    if action == "exported":
        return _address(text)
    if action != "audit_exported":
        return text
    deeds = action_names()
    return ", ".join(deeds.get(word) or _any(word) for word in text.split(", "))


def _address(text: str) -> str:
    """A page by what it is about; a deck by its code."""
    path, _sign, query = text.partition("?")
    page, _slash, code = path.strip("/").partition("/")
    chosen = parse_qs(query[:LIMIT])
    facts = _programmes().get(chosen.get("programme", [""])[0])
    if page == "indicator":
        return indicator(code, facts)
    if page == "district":
        every = [facts] if facts else _programmes().values()
        return next((place_name(each, code) for each in every if code in each.places.by_code), code)
    return page_names().get(path, text)


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
        return values.part_name(facts, text)
    return kind_name(text) if name == "kind" else None


def part(code: str, indicator: str | None, by: str | None) -> str:
    """The part of a total that a reported value is of, in the words of its indicator."""
    facts = _programmes().get(code)
    return by or "" if facts is None else values.part_of_total(facts, indicator, by or "")


def row(code: str, table: str, name: str) -> str:
    """What a row is known by; the parts of a made number each by its own name."""
    facts = _programmes().get(code)
    if facts is None:
        return values.title_of(name)
    if table in ("definition_version", "assignment"):
        return indicator(name, facts)
    if table in ("coverage", "kind_version"):
        return kind_name(name)
    if table in ("part", "district"):
        return (
            values.part_name(facts, name)
            if table == "part"
            else field(code, "district", name) or name
        )
    of_table = kinds_by_table().get(table)
    return values.title(facts, of_table, name) if of_table else values.title_of(name)


def _any(code: str) -> str:
    named = programme(code)
    return named if named != code else kind_name(code) if code in kinds() else indicator(code)


def _programmes() -> dict[str, Facts]:
    return {each.code: each for each in context.programmes()}
