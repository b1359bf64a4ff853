"""An address that gives rows, and what the addresses share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from dashboard.api import parameters as common
from dashboard.api.parameters import Parameter
from indicators.answers.question import Question, from_words
from indicators.asking import Asker
from indicators.sheets.rows import RowSheet

Choices = Mapping[str, Any]
OF_A_FORM = {"format", "lang"}
OF_THE_ANSWER = {*OF_A_FORM, "period", "limit", "offset", "after", "search", "order"}


@dataclass(frozen=True)
class Endpoint:
    """``answer`` takes the choices of a query; every address also takes a format and a language.

    ``beside`` are the schemas of what stands beside the rows. Of one that is ``spoken`` the rows have
    sentences in the reader's language. What is ``is_of_the_moment`` changes without a revision and is
    not the same for everybody: nobody keeps it.
    """

    path: str
    summary: str
    own: tuple[Parameter, ...]
    row: Mapping[str, Any]
    answer: Callable[[Asker, Choices], RowSheet]
    beside: Mapping[str, Any] = field(default_factory=dict)
    spoken: bool = False
    is_of_the_moment: bool = False

    @property
    def name(self) -> str:
        return self.path.strip("/")

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (*self.own, common.FORMAT, common.LANG)


def question_of(choices: Choices, *names: str) -> Question:
    """The question that the choices of these names ask; without names, all that are not about the
    answer's form.
    """
    names = names or tuple(name for name in choices if name not in OF_THE_ANSWER)
    return from_words({name: choices.get(name) for name in names})


def with_sentences(sheet: RowSheet, sentences: Iterable[str]) -> RowSheet:
    """The rows, each with its sentence in the reader's language."""
    rows = [
        {**row, "sentence": sentence} for row, sentence in zip(sheet.rows, sentences, strict=True)
    ]
    return replace(sheet, rows=rows, columns=(*sheet.columns, "sentence"))


def next_page(path: str, choices: Choices, sheet: RowSheet, **place: object) -> str:
    """The address of the next page, as of the same revision."""
    query = urlencode({**choices, "as_of": sheet.as_of, **place}, doseq=True)
    return f"/api/v1{path}?{query}"
