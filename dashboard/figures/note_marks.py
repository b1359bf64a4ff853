"""Marks over periods whose numbers somebody has noted something of."""

from dashboard.figures.base import ROOM, Frame, Trace, optional
from dashboard.figures.theme import Theme

NOTE_ROOM = 0.12
"""What the marks take of the axis, above all else that is drawn."""


def note_room(frame: Frame) -> float:
    """The share of an axis above its greatest value; more where marks stand there."""
    return ROOM + NOTE_ROOM if any(optional(frame, "note", "")) else ROOM


def note_marks(frame: Frame, low: float, high: float, name: str, theme: Theme) -> Trace | None:
    """An asterisk at the upper end of the axis over each row with a ``note``, which is what hovering
    tells; None where there is none.
    """
    notes = optional(frame, "note", "")
    places = [place for place, text in enumerate(notes) if text]
    if not places:
        return None
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "legendrank": 2000,
        "x": places,
        "y": [high - (high - low) * NOTE_ROOM / 2] * len(places),
        "marker": {
            "symbol": "asterisk-open",
            "size": round(theme.size * 0.8),
            "color": theme.ink,
            "line": {"color": theme.ink, "width": theme.size / 7},
        },
        "hovertext": [notes[place] for place in places],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
