"""Whole numbers as people and programs write them: those that a table counts to."""

LARGEST = (1 << 31) - 1
"""What the keys of every table end at; beyond it nothing has a number."""

DIGITS = len(str(LARGEST))


def whole(text: str) -> int | None:
    """The number; nothing where it is none, or one that nothing can have."""
    if not text.isdecimal() or len(text) > DIGITS or int(text) > LARGEST:
        return None
    return int(text)
