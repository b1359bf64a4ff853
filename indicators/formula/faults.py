"""What is wrong with a formula, and at which of its characters."""

from collections.abc import Mapping
from typing import Any

from data.refusals import Problem

LONGEST = 2000
DEEPEST = 200


class Fault(Exception):
    """One broken rule at a character, counted from 0; ``params`` fill its sentence."""

    def __init__(self, rule: str, at: int, **params: Any) -> None:
        super().__init__(rule)
        self.rule, self.at, self.params = rule, at, params

    def problem(self, text: str) -> Problem:
        """The rule with the formula, a mark before the character, and where that is in words."""
        return Problem(self.rule, pointed(text, self.at) | self.params, field="formula")


def too_long() -> Fault:
    """More than anybody reads, or operations in each other without end."""
    return Fault("formula_too_long", 0, longest=LONGEST, deepest=DEEPEST)


def pointed(text: str, at: int) -> dict[str, Any]:
    """A character of a formula as sentences name it: from 1, with its line where there are several."""
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    where = {"ru": f"знак {column}", "en": f"character {column}"}
    if "\n" in text.strip():
        where = {"ru": f"строка {line}, {where['ru']}", "en": f"line {line}, {where['en']}"}
    excerpt = f"{text[:at]}▸{text[at:]}" if len(text) <= LONGEST else ""
    return {"position": at + 1, "where": where, "formula": " ".join(excerpt.split("\n")).strip()}


def of_indicator(params: Mapping[str, Any], code: str | None) -> dict[str, Any]:
    """What fills a fault's sentence, with the indicator before the character."""
    if code is None or "where" not in params:
        return dict(params)
    named = {
        "ru": f"показатель «{code}», {params['where']['ru']}",
        "en": f"indicator “{code}”, {params['where']['en']}",
    }
    return {**params, "where": named}
