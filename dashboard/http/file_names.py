"""A file's name as we keep it: the last part of what the browser said, of harmless characters,
short.
"""

import re
import unicodedata

LONGEST = 160  # bytes, as file systems count
LONGEST_SAID = 1_000
"""Signs of a name that are looked at, from its end, where the suffix is: composing more takes time
by the square.
"""

LONGEST_SUFFIX = 10
NAMELESS = "file"

_STRANGE = re.compile(r"[^\w .,()+№«»–-]")


def cleaned(file_name: str | None) -> str:
    """The name to keep and to show; letters of any alphabet stay, paths and control characters do
    not.
    """
    last = re.split(r"[\\/]", file_name or "")[-1][-LONGEST_SAID:]
    plain = "".join(filter(str.isprintable, unicodedata.normalize("NFC", last)))
    kept = _STRANGE.sub("_", plain).strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    if not dot or len(suffix) > LONGEST_SUFFIX:
        return _short(kept) or NAMELESS
    return f"{_short(stem) or NAMELESS}.{suffix}"


def _short(text: str) -> str:
    return text.encode()[:LONGEST].decode(errors="ignore").rstrip(" .")
