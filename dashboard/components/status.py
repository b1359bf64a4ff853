"""Statuses, states and marks: colour and shape and word."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard import words


def chip(status: str | None) -> Component:
    """A status as colour, shape and word."""
    return html.Span(words.status_name(status), className=f"status status--{status or 'none'}")


def shape(status: str | None) -> Component:
    """The glyph alone; the word goes to those who cannot see it."""
    return html.Span(
        html.Span(words.status_name(status), className="visually-hidden"),
        className=f"shape shape--{status or 'none'}",
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
