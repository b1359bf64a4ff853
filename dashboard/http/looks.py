"""How a reader wants pages to look: from the address, else as the browser remembers it, else as the
reader's system prefers it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Response, has_request_context, request
from markupsafe import Markup

from dashboard.figures.theme import THEMES, Theme

THEME, SIZE, SPACING, PICTURES = "theme", "size", "spacing", "pictures"
OFF, WIDE = "off", "wide"
LOOK_OPTIONS: Mapping[str, tuple[str, ...]] = {
    THEME: tuple(THEMES),
    SIZE: ("100", "150", "200"),
    SPACING: ("usual", WIDE),
    PICTURES: ("on", OFF),
}
"""What can be chosen of each; the first is what a page has by itself."""
PREFERRED = "prefers"
"""The cookie of ``assets/first/prefers.js``: the theme that suits the reader's system."""
YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True)
class PageLook:
    """What is chosen of each of ``LOOK_OPTIONS``."""

    theme: str = "light"
    size: str = "100"
    spacing: str = "usual"
    pictures: str = "on"

    @property
    def has_pictures(self) -> bool:
        return self.pictures != OFF

    @property
    def figures(self) -> Theme:
        """The colours and type of charts."""
        own = THEMES[self.theme]
        return replace(own, size=round(own.size * int(self.size) / 100))

    def attributes(self) -> Markup:
        """Of the document's root, for style sheets and scripts: what is not by itself, and whether
        the theme follows the system.
        """
        chosen = {
            f"data-{name}": value
            for name, known in LOOK_OPTIONS.items()
            if (value := getattr(self, name)) != known[0] or name == THEME
        }
        pairs = [Markup('{}="{}"').format(name, value) for name, value in chosen.items()]
        return Markup(" ").join([*pairs, *([] if _of_reader(THEME) else ["data-follows"])])


def look(theme: str | None = None) -> PageLook:
    """That of this request; ``theme`` is what its page's address says."""
    if not has_request_context():
        return PageLook(_known(THEME, theme) or LOOK_OPTIONS[THEME][0])
    chosen = {name: _of_reader(name) or known[0] for name, known in LOOK_OPTIONS.items()}
    preferred = _known(THEME, request.cookies.get(PREFERRED))
    own = _known(THEME, theme) or _of_reader(THEME) or preferred
    return PageLook(**{**chosen, THEME: own or chosen[THEME]})


def _of_reader(name: str) -> str | None:
    """What the address says or the browser remembers of one of ``LOOK_OPTIONS``."""
    return _known(name, request.args.get(name)) or _known(name, request.cookies.get(name))


def _known(name: str, word: str | None) -> str | None:
    return word if word in LOOK_OPTIONS[name] else None


def keep_chosen(response: Response, options: Mapping[str, tuple[str, ...]]) -> None:
    """Let the browser remember for a year what the address says of any of ``options``."""
    for name, known in options.items():
        if (word := request.args.get(name)) in known:
            response.set_cookie(
                name,
                str(word),
                max_age=YEAR_SECONDS,
                samesite="Lax",
                httponly=True,
                secure=request.is_secure,
            )
