"""One key for every spelling of a name, so that a word is matched as people read it and not as its
signs are stored.
"""

import re
import unicodedata

LONGEST = 1_000
"""No name is longer; composing the signs of a long hostile text takes time by the square of its
length.
"""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
QUOTE = '"'
"""The one sign that stands for every quote in a key."""
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_SIGNS = str.maketrans(dict.fromkeys("«»“”„‟‹›‘’‚‛′″`´", '"') | {"'": '"'} | _DASHES | {"ё": "е"})
_HYPHENS = str.maketrans(_DASHES)

AROUND = (
    "".join(filter(str.isspace, map(chr, range(0x3001))))
    + "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
"""What may stand around a text and is no part of it: spaces, and signs that nobody sees."""


def sign_forms() -> dict[str, str]:
    """Each sign that has several forms, small ones only, with the one that keys are made of."""
    return {chr(sign): str(plain) for sign, plain in _SIGNS.items()}


def match_key(text: str) -> str:
    """What ``text`` is matched by: no invisible signs, one kind of space, quote and dash, one case,
    «ё» as «е».

    A text longer than ``LONGEST`` is nobody's name and comes back as it is, without any work.
    """
    if len(text) > LONGEST:
        return text
    return " ".join(
        unicodedata.normalize("NFC", visible(text)).casefold().translate(_SIGNS).split()
    )


def visible(text: str) -> str:
    """``text`` without the signs that nobody sees: soft hyphens, zero-width spaces, marks of order
    and direction.
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)


def name_text(text: str) -> str:
    """A name as it is kept: no invisible signs, letters composed, single ordinary spaces; all else
    as it was typed.
    """
    return (
        text
        if len(text) > LONGEST
        else " ".join(unicodedata.normalize("NFC", visible(text)).split())
    )


def number_text(text: str) -> str:
    """The number of a record as it is kept: a name with one kind of dash, which programs change as
    they please.
    """
    return name_text(text).translate(_HYPHENS)
