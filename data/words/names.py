"""Names by which people and operators call accounts, tokens and webhooks."""

LONGEST_NAME = 100


def can_be_name(text: str) -> bool:
    """Whether it is short enough, visible, and has no spaces around it."""
    return 1 <= len(text) <= LONGEST_NAME and text.isprintable() and text == text.strip()


def visible_name(text: str) -> str:
    """What is no name, for a sentence: with its invisible signs as they are escaped."""
    return repr(text)[1:-1][:LONGEST_NAME]
