"""What people look for in the audit, by the names they see: deeds, programmes, kinds, indicators,
districts.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from dashboard.http import context
from dashboard.text.actions import action_names
from data.audit.search import Word
from data.imports import kind_of, kinds
from data.words.matching import match_key
from indicators.answers.facts import Facts

LONGEST = 200
AROUND = "«»„“”\"'.,;:()"
Names = Mapping[str, tuple[str, ...]]  # the codes of what is called so, by the key of each name


def words_of(text: str) -> tuple[Word, ...]:
    """What was typed, cut into names: as many words together as one name has, else one by one."""
    names = _names()
    words: list[Word] = []
    rest = text[:LONGEST].split()
    while rest:
        together = next(
            (size for size in range(len(rest), 1, -1) if _is_in_a_name(names, rest[:size])), 1
        )
        words.append(_word(names, " ".join(rest[:together])))
        rest = rest[together:]
    return tuple(words)


def _is_in_a_name(names: Mapping[str, Names], words: list[str]) -> bool:
    key = match_key(" ".join(words).strip(AROUND))
    return any(key in name for codes in names.values() for name in codes)


def _word(names: Mapping[str, Names], text: str) -> Word:
    bare = text.strip(AROUND) or text
    key = match_key(bare)
    meant = {
        what: tuple(
            dict.fromkeys(chain.from_iterable(codes for name, codes in each.items() if key in name))
        )
        for what, each in names.items()
    }
    return Word(bare, **meant)


def _names() -> dict[str, Names]:
    every = context.programmes()
    return {
        "actions": _by_name((name, code) for code, name in action_names().items()),
        "programmes": _by_name(chain.from_iterable(map(_of_programme, every))),
        "kinds": _by_name(
            (words, code)
            for code in kinds()
            for words in (kind_of(code).words.ru, kind_of(code).words.en)
        ),
        "indicators": _by_name(chain.from_iterable(map(_of_indicators, every))),
        "districts": _by_name(chain.from_iterable(map(_of_districts, every))),
    }


def _by_name(pairs: Iterator[tuple[str, str]]) -> Names:
    by_name: dict[str, tuple[str, ...]] = {}
    for name, code in pairs:
        by_name[match_key(name)] = (*by_name.get(match_key(name), ()), code)
    return by_name


def _of_programme(facts: Facts) -> Iterator[tuple[str, str]]:
    for text in ("name", "short_name"):
        for language in context.LANGUAGES:
            if name := facts.text(text, language):
                yield name, facts.code


def _of_indicators(facts: Facts) -> Iterator[tuple[str, str]]:
    """By every name that an indicator has had."""
    for code, versions in facts.catalogue.versions.items():
        for version in versions:
            for language in context.LANGUAGES:
                yield version.definition.name.in_language(language), code


def _of_districts(facts: Facts) -> Iterator[tuple[str, str]]:
    for code, place in facts.places.by_code.items():
        for name in place.names.values():
            yield name, code
