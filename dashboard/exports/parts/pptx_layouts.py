"""The layouts of a presentation: what each has room for, where, and how words look that are typed
into it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.exports.parts import measure
from dashboard.exports.parts.canvas import HIGH, ROOM, SIDE, WIDE, Frame
from dashboard.figures.theme import WALL

Translation = Callable[[str], str]

SMALL = 14
TOP = 0.35
BOTTOM = 0.3
GAP = 0.12
RULE = 0.012
FINDING, CONTENT, SOURCE = 13, 14, 15
"""The placeholders by their numbers, which a slide shares with its layout."""
FOOT_LINE = measure.height(1, SMALL)
FOOT = HIGH - BOTTOM - 2 * FOOT_LINE
"""Where the footer begins."""
PAGE_ROOM = 4.2
DEEP = "accent1:58000"
"""The ground of a cover: as the wall has it, made of the theme's first colour."""
COVER_TOP = 1.5
WARNING = "#ffe7b0"
"""What is made up, on the ground of a cover."""
ILLUSTRATIVE_INK, ILLUSTRATIVE_GROUND = "#5c3900", "#fff1cf"
"""The word in a slide's corner, as on the wall."""


@dataclass(frozen=True)
class Placeholder:
    """A place of a layout, by the kind and the number that the format gives it.

    ``size`` is in points; ``colour`` a name of the theme, perhaps with its share of light in 1/1000
    of a per cent; ``hint`` is what an empty one says.
    """

    kind: str
    index: int
    frame: Frame
    size: int
    colour: str = "tx1"
    bold: bool = False
    align: str = "l"
    anchor: str = "t"
    hint: str = ""


@dataclass(frozen=True)
class Strip:
    """A filled rectangle behind everything else."""

    frame: Frame
    colour: str


@dataclass(frozen=True)
class SlideLayout:
    """A layout by the name that an office lists; one on a ground of its own leaves out the master's
    strips.
    """

    name: str
    places: tuple[Placeholder, ...]
    strips: tuple[Strip, ...] = ()
    ground: str = ""


STRIPS = (
    Strip(Frame(0, TOP + 0.06, 0.16, 0.44), "accent1"),
    Strip(Frame(SIDE, FOOT - GAP / 2, ROOM, RULE), "tx2"),
)
"""What every slide of contents has: the tab beside its title, the line over its footer."""


def footers(colour: str = "tx2") -> tuple[Placeholder, ...]:
    """Programme, data and page, under one another and at the right."""
    wide = ROOM - PAGE_ROOM
    return (
        Placeholder("ftr", 11, Frame(SIDE, FOOT, wide, FOOT_LINE), SMALL, colour),
        Placeholder("dt", 10, Frame(SIDE, FOOT + FOOT_LINE, wide, FOOT_LINE), SMALL, colour),
        Placeholder(
            "sldNum",
            12,
            Frame(WIDE - SIDE - PAGE_ROOM, FOOT, PAGE_ROOM, 2 * FOOT_LINE),
            SMALL,
            colour,
            align="r",
        ),
    )


def title(_: Translation) -> Placeholder:
    return Placeholder("title", 0, Frame(SIDE, TOP, ROOM, 1.0), 32, bold=True, hint=_("Title"))


def body(_: Translation, top: float = 1.5) -> Placeholder:
    hint = _("Text, a table or a chart")
    return Placeholder("body", 1, Frame(SIDE, top, ROOM, FOOT - GAP - top), 20, hint=hint)


def layouts(_: Translation) -> tuple[SlideLayout, ...]:
    """Every layout, in the order in which an office offers them."""
    return (_cover(_), _content(_), _section(_), SlideLayout(_("Title alone"), (title(_),)))


def _cover(_: Translation) -> SlideLayout:
    places = (
        Placeholder("ctrTitle", 0, Frame(SIDE, COVER_TOP, ROOM, 2.2), 44, "bg1", bold=True,
                    anchor="b", hint=_("Title")),
        Placeholder("subTitle", FINDING, Frame(SIDE, 3.9, ROOM, 0.6), 28, "bg2",
                    hint=_("Years and day")),
        Placeholder("body", CONTENT, Frame(SIDE, 4.6, ROOM, 0.6), 24, "bg1", hint=_("Where")),
    )  # fmt: skip
    return SlideLayout(_("Cover"), places, _ground_strips(), DEEP)


def _content(_: Translation) -> SlideLayout:
    content = body(_, 2.2)
    places = (
        title(_),
        Placeholder("body", FINDING, Frame(SIDE, 1.4, ROOM, 0.7), 20, "accent1",
                    hint=_("Finding")),
        Placeholder("", CONTENT, Frame(SIDE, content.frame.top, ROOM, 3.9), 20, hint=content.hint),
        Placeholder("body", SOURCE, Frame(SIDE, 6.2, ROOM, 0.4), SMALL, "tx2", anchor="b",
                    hint=_("Source")),
    )  # fmt: skip
    return SlideLayout(_("Content"), places)


def _section(_: Translation) -> SlideLayout:
    places = (
        Placeholder("title", 0, Frame(SIDE, 2.2, ROOM, 1.6), 44, "bg1", bold=True, anchor="b",
                    hint=_("Title of the section")),
        Placeholder("body", FINDING, Frame(SIDE, 4.0, ROOM, 1.2), 24, "bg2",
                    hint=_("What it is about")),
    )  # fmt: skip
    return SlideLayout(_("Section"), places, _ground_strips(), "accent1")


def _ground_strips() -> tuple[Strip, ...]:
    return (Strip(Frame(SIDE, FOOT - GAP / 2, ROOM, RULE), "bg2"),)


THEME_COLOURS = {
    "dk1": WALL.ink,
    "lt1": WALL.card,
    "dk2": WALL.muted,
    "lt2": WALL.line,
    "hlink": WALL.accent,
    "folHlink": WALL.muted,
    **{f"accent{number}": colour for number, colour in enumerate(WALL.series[:6], 1)},
}
"""The theme's colours by the names that the format gives them."""
