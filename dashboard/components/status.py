"""Statuses, states and marks: colour and shape and word."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard import words
from indicators.answers import Answer


def chip(status: str | None, word: str = "") -> Component:
    """A status as colour, shape and word; its word of a closed period, unless another is given."""
    return html.Span(word or words.status_name(status), className=f"status status--{status or 'none'}")


def chip_of(answer: Answer) -> Component:
    """An answer's status as colour, shape and word."""
    return chip(answer.status, words.status_of(answer))


def shape_of(answer: Answer) -> Component:
    """The glyph alone; the word goes to those who cannot see it."""
    return html.Span(
        html.Span(words.status_of(answer), className="visually-hidden"),
        className=f"shape shape--{answer.status or 'none'}",
    )


def state_word(state: str) -> Component:
    """The word where a number would stand."""
    return html.Span(words.state_name(state), className=f"state state--{state}")


def mark(code: str) -> Component:
    """A mark's short word; the whole sentence on hover."""
    return html.Span(words.mark_name(code), className=f"mark mark--{code}", title=words.mark_sentence(code))


def marks(codes: Iterable[str]) -> list[Component]:
    """The marks of a number."""
    return [mark(code) for code in codes]


def mark_notes(codes: Iterable[str]) -> Component | None:
    """What the marks on a block mean, in sentences; nothing when there are none."""
    listed = sorted(set(codes))
    if not listed:
        return None
    return html.Ul(
        [html.Li([mark(code), " ", words.mark_sentence(code)]) for code in listed],
        className="key",
    )
