"""What a slide says of where its numbers come from."""

from collections.abc import Iterable, Sequence

from dash.development.base_component import Component

from dashboard import explained, words
from dashboard.council.report import Slide
from dashboard.language import _
from dashboard.sections.subject import Subject
from indicators.answers import Answer
from indicators.states import NO_DATA, VALUE


def marks(answers: Iterable[Answer]) -> tuple[str, ...]:
    """Every mark that occurs, in alphabetical order of its code."""
    return tuple(sorted({mark for answer in answers for mark in answer.marks}))


def notes(shown: Subject) -> str:
    """The definition in words, for the speaker."""
    definition = shown.definition
    made = "".join(map(_text, explained.how(shown.asked, definition)))
    version = _("Definition version {version}: {how}.").format(version=_version(shown), how=made)
    return f"{words.name_of(definition)}. {version}"


def nothing(kind: str, shown: Subject, text: str, why: str = "") -> Slide:
    """A slide without a value says so; it never shows an empty frame."""
    state = words.state_name(NO_DATA if shown.now.state == VALUE else shown.now.state)
    return Slide(kind, words.name_of(shown.definition), notes=notes(shown), text=text, missing=why or state)


def _version(shown: Subject) -> int:
    return shown.now.definition_version or shown.versions[-1].version


def _text(part: str | Component | Sequence[str]) -> str:
    if isinstance(part, Component):
        return _text(part.children)
    return part if isinstance(part, str) else "".join(map(_text, part))
