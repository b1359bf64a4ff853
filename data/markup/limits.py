"""YAML that somebody sends: plain fields, and nothing that is more than it looks."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from data.markup.markup import refusal
from data.refusals import Problem, Refusal

LONGEST = 100_000
"""Characters of a text; a definition has some hundred, a kind of records some thousand."""
DEEPEST = 20
"""Levels of fields within fields; a definition has four."""

UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but for tabs and line breaks, and halves of characters."""


def refuse_tangled(text: str, file: str | None = None) -> None:
    """Refuse before anything is made of it: aliases, each of which may stand for a million fields,
    and depths.
    """
    if len(text) > LONGEST:
        raise Refusal(Problem("yaml_long", {"longest": LONGEST}, file))
    depth = 0
    try:
        for event in YAML(typ="safe", pure=True).parse(io.StringIO(text)):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if isinstance(event, AliasEvent) or depth > DEEPEST:
                raise Refusal(
                    Problem(
                        "yaml_tangled",
                        {"row": event.start_mark.line + 1, "deepest": DEEPEST},
                        file,
                    )
                )
    except YAMLError as error:
        raise refusal(error, text, file) from error


def unseen(fields: Any, file: str | None, name_of: Callable[[str], Any] = str) -> Iterator[Problem]:
    """A problem for each field with characters that nobody sees; ``name_of`` a place is what the
    sentence calls it.
    """
    for place in dict.fromkeys(_places(fields, ())):
        yield Problem("yaml_unseen", {"field": name_of(place)}, file, field=place)


def mark_unseen(fields: Any) -> Any:
    """The same fields, with a sign in the place of each character that nobody sees."""
    if isinstance(fields, str):
        return UNSEEN.sub("\ufffd", fields)
    if isinstance(fields, dict):
        return {mark_unseen(name): mark_unseen(inner) for name, inner in fields.items()}
    return [mark_unseen(inner) for inner in fields] if isinstance(fields, list) else fields


def _places(fields: Any, path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(fields, str) and UNSEEN.search(fields):
        yield ".".join(path)
    elif isinstance(fields, dict):
        for name, inner in fields.items():
            yield from _places(name, (*path, mark_unseen(str(name))))
            yield from _places(inner, (*path, mark_unseen(str(name))))
    elif isinstance(fields, list):
        for inner in fields:
            yield from _places(inner, path)
