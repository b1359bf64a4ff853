"""What is typed into one field of the form of a kind: a list, line by line, and days."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from data.imports.declarations.titles import ListWord
from data.refusals import refuse

NAMES, DAYS = ("code", "ru", "en"), ("since", "until")


def code_from(english: str) -> str:
    """The code that an English name makes: «First aid» is ``first_aid``."""
    return re.sub(r"[^a-z0-9]+", "_", english.lower()).strip("_")


def lines_of(words: Mapping[str, ListWord]) -> str:
    """A list as it is typed: «code; Russian; English», and the days of a word that has some."""
    return "\n".join(_line(code, word) for code, word in words.items())


def words_from(lines: str, column: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The words of typed lines; refuses a line of another form, with the column's name."""
    for line in filter(None, map(str.strip, lines.splitlines())):
        parts = [part.strip() for part in line.split(";")]
        if len(parts) == len(NAMES) - 1:
            parts = [code_from(parts[1]), *parts]
        if not len(NAMES) <= len(parts) <= len(NAMES) + len(DAYS):
            raise refuse("kind_word_line", line=line[:80], column=column)
        code, ru, en, *days = parts
        named = {name: typed_day(day) for name, day in zip(DAYS, days, strict=False) if day}
        yield code, {"ru": ru, "en": en, **named}


def typed_day(text: str) -> datetime.date | str:
    """A day as a declaration writes it; what is none stays as it was typed, and is refused there."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text


def typed_end(text: str) -> int | str | datetime.date:
    """An end of a range as it is written in a file: a whole number, a day, or else as typed."""
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else typed_day(text)


def field_text(end: Any) -> str:
    """A day or a number as it stands in a field; nothing where there is none."""
    return "" if end is None else str(end)


def _line(code: str, word: ListWord) -> str:
    days = [field_text(word.since), field_text(word.until)]
    return "; ".join([code, word.ru, word.en, *(days if any(days) else ())]).removesuffix("; ")
