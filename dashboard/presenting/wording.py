"""Words of the wall itself: keys, the speaker's window, records."""

from collections.abc import Mapping, Sequence

from dashboard.text.language import _


def illustrative() -> str:
    """In the corner of each slide of a programme with made-up data."""
    return _("Illustrative data")


def keys() -> Sequence[tuple[str, str]]:
    """The help: a key and what it does."""
    return (
        (_("→ Page Down Space"), _("next")),
        ("← Page Up Backspace", _("back")),
        ("Home End", _("first and last slide")),
        ("12 Enter", _("slide 12")),
        ("Enter", _("records behind the chart")),
        ("↑ ↓", _("choose, scroll")),
        ("F", _("full screen")),
        ("B", _("black screen")),
        ("S", _("speaker's window: notes, timer")),
        ("A", _("turn by itself every 20 seconds; pause")),
        ("Esc", _("close, stop")),
        ("?", _("this list")),
        (_("Finger"), _("swipe – turn; touch a bar – its records")),
    )


def spoken() -> Mapping[str, str]:
    """What the scripts say."""
    return {
        "records": _("Records behind the chart"),
        "no_records": _("No records stand behind this slide"),
        "choose_hint": _("↑ ↓ – choose, Enter – records, Esc – back to the slide"),
        "scroll_hint": _("↑ ↓ – scroll, ← → – sideways, Esc – back"),
        "rows": _("rows {first}–{last} of {total}; → – further"),
        "part": _("part {part} of {last}; → – further"),
        "slide": _("Slide {number}"),
        "no_slide": _("There is no slide {number}; the last one is {last}"),
        "position": _("Slide {number} of {last}"),
        "playing": _("Turning by itself: every 20 s"),
        "paused": _("Pause"),
        "pause": _("Pause – A"),
        "resume": _("Continue – A"),
        "speaker": _("Speaker's window"),
        "blocked": _("The browser did not allow a second window"),
        "no_full_screen": _("The browser did not allow the full screen"),
        "next": _("Next slide"),
        "end": _("This is the last slide"),
        "no_notes": _("No notes for this slide"),
        "start": _("Start"),
        "stop": _("Pause"),
        "reset": _("Reset"),
        "back": _("Back"),
        "forward": _("Forward"),
        "not_drawn": _("This chart could not be drawn"),
    }
