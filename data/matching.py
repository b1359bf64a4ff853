"""One key for every spelling of a name, so that a word is matched as people read it and not as its signs are stored."""

import re
import unicodedata

LONGEST = 1_000
"""No name is longer; composing the signs of a long hostile text takes time by the square of its length."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_SIGNS = str.maketrans(
    dict.fromkeys("«»“”„‟‹›‘’‚‛′″`´", '"') | {"'": '"'} | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-") | {"ё": "е"}
)


def match_key(text: str) -> str:
    """What ``text`` is matched by: no invisible signs, one kind of space, quote and dash, one case, «ё» as «е».

    A text longer than ``LONGEST`` is nobody's name and comes back as it is, without any work.
    """
    if len(text) > LONGEST:
        return text
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(composed.casefold().translate(_SIGNS).split())
