"""Sentences made of parts that may have nothing to say."""


def sentence(*parts: str) -> str:
    """The parts that say something, as one sentence."""
    text = "; ".join(part for part in parts if part)
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""


def lowered(text: str) -> str:
    """A sentence as a part of another."""
    return f"{text[:1].lower()}{text[1:].rstrip('.')}"
