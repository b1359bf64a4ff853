"""What a column holds, in words: for templates and the documentation."""

from data.imports.columns import Column
from data.imports.receipt import say

TYPING = ("numbers", "dates", "nothing", "ditto", "first_sheet")


def explain(column: Column, language: str) -> str:
    """Whether the column is required, its format, its words, and what more there is to know."""
    parts = [say("template_is_required", language)] if column.required else []
    parts.append(say(f"form_{column.form}", language))
    if column.vocabulary:
        words = (
            f"{column.vocabulary.name(code, language)} ({code})" for code in column.vocabulary.codes
        )
        parts.append(", ".join(words) + ".")
    parts.append(getattr(column.note, language))
    return " ".join(part for part in parts if part)


def rules_of_typing(language: str) -> list[str]:
    """How values may be typed, whatever the column."""
    return [say(f"typing_{rule}", language) for rule in TYPING]
