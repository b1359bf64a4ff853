"""Refusals: each names the thing, the rule and the remedy, in the reader's language."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from data.clock import moment

MESSAGES = Path(__file__).parent / "messages"
RULE = re.compile(r"^(?=\w+:)", re.MULTILINE)
"""Where a rule begins in the files of messages."""
LONGEST = 200  # letters of a value in a sentence
LANGUAGES = ("ru", "en")
WHERE = {"ru": ("лист", "строка", "столбец", "поле"), "en": ("sheet", "row", "column", "field")}

Names = Mapping[str, str]
"""What something is called, by language; empty where it has no name but its code."""


@dataclass(frozen=True)
class Problem:
    """One broken rule.

    ``rule`` is a key of ``data/messages/*.yaml``; the rest fills its sentence and says where.

    A parameter that is not the same in each language is a mapping by language; a moment is told in
    local time. Of a long value the
    beginning is said. ``title`` is what readers call the ``column``, by language, where that is not
    its own name.
    """

    rule: str
    params: Mapping[str, Any] = default(default_factory=dict)
    file: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    field: str | None = None
    sheet: str | None = None
    title: Mapping[str, str] | None = None

    def text(self, language: str) -> str:
        """What is wrong and what to do, in ``language`` (``ru`` or ``en``)."""
        return " ".join(part for part in (self._where(language), self.sentence(language)) if part)

    def sentence(self, language: str) -> str:
        """The rule and the remedy, without the place."""
        return messages()[self.rule][language].format(**self._sentence_params(language))

    def rule_and_remedy(self, language: str) -> tuple[str, str]:
        """What is wrong, and what to do: the first sentence and the others."""
        rule, stop, remedy = messages()[self.rule][language].partition(". ")
        return f"{rule}{stop.strip()}".format(**self._sentence_params(language)), remedy.format(
            **self._sentence_params(language)
        )

    def column_title(self, language: str) -> str | None:
        """What readers call the column, if the problem is of one."""
        return self.title[language] if self.title else self.column

    def _sentence_params(self, language: str) -> dict[str, Any]:
        value = (
            self.value
            if self.value is None or len(self.value) <= LONGEST
            else f"{self.value[:LONGEST]}…"
        )
        params = {name: _in_language(param, language) for name, param in self.params.items()}
        return {"value": value, "file": self.file, "row": self.row, "column": self.column, **params}

    def _where(self, language: str) -> str:
        sheet, row, column, field = WHERE[language]
        title = self.column_title(language)
        parts = [
            self.file,
            self.sheet and f"{sheet} {quoted(self.sheet, language)}",
            self.row and f"{row} {self.row}",
            title and f"{column} {quoted(title, language)}",
            self.field and f"{field} {quoted(self.field, language)}",
        ]
        named = ", ".join(str(part) for part in parts if part)
        return f"{named}:" if named else ""


class Refusal(Exception):
    """Something was refused and nothing has changed.

    ``notes`` are no problems: they say how it was read.
    """

    def __init__(
        self, problems: Iterable[Problem] | Problem, notes: Iterable[Problem] = ()
    ) -> None:
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        self.notes = list(notes)
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        return "\n".join(problem.text(language) for problem in (*self.problems, *self.notes))


class NotFound(Refusal):
    """What was asked for does not exist."""


class Unauthenticated(Refusal):
    """Who asks has not said who they are, or cannot be believed."""


class Forbidden(Refusal):
    """Who asks may not."""


class TooLarge(Refusal):
    """What was sent is more than is taken."""


class TooMany(Refusal):
    """As much as may be at once is under way; later there is room again."""


class Conflict(Refusal):
    """Somebody else was faster; what was typed is kept."""


def _in_language(param: Any, language: str) -> Any:
    """A parameter as a sentence in a language has it."""
    if isinstance(param, datetime.datetime):
        return moment(param, language)
    # a name of the content may have no English
    return param[language] or param["ru"] if isinstance(param, Mapping) else param


def quoted(name: str, language: str) -> str:
    """A name in the quotation marks of a language."""
    return f"«{name}»" if language == "ru" else f"“{name}”"


def refuse(rule: str, **params: Any) -> Refusal:
    """A refusal with one problem that has no place in a file."""
    return Refusal(Problem(rule, params))


@cache
def messages() -> Mapping[str, Mapping[str, str]]:
    """Every rule with its sentence in each language."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(MESSAGES.glob("*.yaml")))
    return Sentences("\n".join(texts))


class Sentences(Mapping[str, Mapping[str, str]]):
    """The sentences of a text in YAML, each parsed when it is first needed: parsing all takes a
    second, and hardly any process says more than a few.
    """

    def __init__(self, text: str) -> None:
        self._parts = {part.partition(":")[0]: part for part in RULE.split(text)[1:]}
        self._parsed: dict[str, Mapping[str, str]] = {}

    def __getitem__(self, rule: str) -> Mapping[str, str]:
        if rule not in self._parsed:
            self._parsed[rule] = YAML(typ="safe").load(self._parts[rule])[rule]
        return self._parsed[rule]

    def __contains__(self, rule: object) -> bool:
        return rule in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)
