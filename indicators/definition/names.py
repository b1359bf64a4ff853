"""What the fields of a definition and the words of its closed lists are called, by language: one
file has all of it.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from data.refusals import LANGUAGES, Names
from data.words.offers import with_code
from indicators.definition.conditions import FilterCondition
from indicators.measure_names import field_names, measure_names
from indicators.measures import measures

FILE = Path(__file__).with_name("fields.yaml")
SIDES = ("numerator", "denominator")


@cache
def all_words() -> Mapping[str, Any]:
    """The file, as it is."""
    words: Mapping[str, Any] = YAML(typ="safe").load(FILE)
    return words


def key_of(path: str) -> str:
    """The entry of a field; those of a ratio's sides are the indicator's own, but for the sides
    themselves.
    """
    first, _dot, rest = path.partition(".")
    if first in SIDES and rest and rest != "kind":
        path = rest
    return _key_of_filter(path) if path.startswith("filter.") else path


def _key_of_filter(path: str) -> str:
    """Of a condition its part; of an attribute the filter itself."""
    part = path.split(".")[2:]
    return f"filter.{part[0]}" if part and part[0] in FilterCondition.model_fields else "filter"


def field_name(path: str) -> Names:
    """What a field is called, or what several are called together; empty where it has no name but
    its key.
    """
    words = all_words()
    key = key_of(path)
    if key in words["labels"]:
        return {language: words["labels"][key][language][0] for language in LANGUAGES}
    together: Names = words["together"].get(key, {})
    return together


def choice_name(path: str, code: str) -> Names:
    """A word of a closed list; empty where it has no name but its code."""
    last = path.rpartition(".")[2]
    if last == "measure":
        return measure_names().get(code, {})
    group = "combine" if path.startswith("combine.") else last
    word: Names = all_words()["choices"].get(f"{group}.{code}", {})
    return word


def choice_names(path: str, codes: Iterable[str]) -> dict[str, Names]:
    """The words of a closed list by their codes."""
    return {code: choice_name(path, code) for code in codes}


def of_kind(kind: str) -> dict[str, str]:
    """A kind of indicators, for a sentence: «отношение (ratio)»."""
    return with_code(choice_name("kind", kind), kind)


def of_field(path: str) -> dict[str, str]:
    """A field, for a sentence: «Множитель (scale)»."""
    return with_code(field_name(path), path)


def of_measure(measure: str) -> dict[str, str]:
    """A measure, for a sentence: «Консультации (consultations)»."""
    return with_code(choice_name("measure", measure), measure)


def of_records(measure: str, field: str) -> dict[str, str]:
    """A field of a measure's records, for a sentence: «Тема (topic)»."""
    known = measures().get(measure)
    return with_code(field_names(measure, [field])[field] if known else {}, field)
