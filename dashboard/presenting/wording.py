"""What the scripts of the wall say: the speaker's window, records, turning by itself."""

from collections.abc import Mapping

from dashboard.text.language import _


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
        "wall_slide": _("On the wall: this slide"),
        "wall_black": _("On the wall: black – B brings the slide back"),
        "wall_keys": _("On the wall: the list of keys – Esc closes it"),
        "wall_records": _("On the wall: the records behind the chart – Esc closes them"),
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
