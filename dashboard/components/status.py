"""Statuses, states and marks: colour and shape and word."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.text import labels
from indicators.answers.answer import Answer


def chip(status: str | None, word: str | Component = "") -> Component:
    """A status as colour, shape and word; its word of a closed period, unless another is given."""
    return html.Span(
        word or labels.status_name(status), className=f"status status--{status or 'none'}"
    )


def chip_of(answer: Answer) -> Component:
    """An answer's status as colour, shape and word."""
    return chip(answer.status, labels.status_of(answer))


def shape_of(answer: Answer) -> Component:
    """The glyph alone; the word goes to those who cannot see it."""
    return html.Span(
        html.Span(labels.status_of(answer), className="visually-hidden"),
        className=f"shape shape--{answer.status or 'none'}",
    )


def state_word(state: str) -> Component:
    """The word where a number would stand."""
    return html.Span(labels.state_name(state), className=f"state state--{state}")


def mark(code: str) -> Component:
    """A mark's short word; the whole sentence on hover."""
    return html.Span(
        labels.mark_name(code), className=f"mark mark--{code}", title=labels.mark_sentence(code)
    )


def marks(codes: Iterable[str]) -> list[Component]:
    """The marks of a number."""
    return [mark(code) for code in codes]


def mark_notes(codes: Iterable[str]) -> Component | None:
    """What the marks on a block mean, in sentences; nothing when there are none."""
    listed = sorted(set(codes))
    if not listed:
        return None
    return html.Ul(
        [html.Li([mark(code), " ", labels.mark_sentence(code)]) for code in listed],
        className="key",
    )
