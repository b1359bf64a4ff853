"""What a slide says of where its numbers come from."""

from collections.abc import Iterable, Sequence

from dash.development.base_component import Component

from dashboard.report import Slide
from dashboard.sections import explanation
from dashboard.sections.indicator import number_notes
from dashboard.sections.subject import Subject
from dashboard.text import labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.states import NO_DATA, VALUE


def marks(answers: Iterable[Answer]) -> tuple[str, ...]:
    """Every mark that occurs, in alphabetical order of its code."""
    return tuple(sorted({mark for answer in answers for mark in answer.marks}))


def notes(subject: Subject) -> str:
    """The definition in words and what has been noted of the numbers, for the speaker."""
    definition = subject.definition
    method = "".join(map(_text, explanation.how(subject.page_request, definition)))
    version = _("Definition version {version}: {how}.").format(
        version=_version(subject), how=method
    )
    noted = number_notes.sentences(subject.page_request, subject.code)
    return "\n".join([f"{labels.name_of(definition)}. {version}", *noted])


def nothing(kind: str, subject: Subject, text: str, why: str = "") -> Slide:
    """A slide without a value says so; it never shows an empty frame."""
    state = labels.state_name(NO_DATA if subject.now.state == VALUE else subject.now.state)
    return Slide(
        kind,
        labels.name_of(subject.definition),
        notes=notes(subject),
        text=text,
        missing=why or state,
    )


def _version(subject: Subject) -> int:
    return subject.now.definition_version or subject.versions[-1].version


def _text(part: str | Component | Sequence[str]) -> str:
    if isinstance(part, Component):
        return _text(part.children)
    return part if isinstance(part, str) else "".join(map(_text, part))
