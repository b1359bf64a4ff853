"""YAML that people write, or what is wrong with it and where, in the reader's language."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.tag import Tag

from data.refusals import Problem, Refusal

RULES = (
    (r'found duplicate key "(?P<said>.*?)" with value', "yaml_doubled_key"),
    (r"found character '\\t'", "yaml_tab"),
    (r"found character '(?P<said>.)' that cannot start", "yaml_character"),
    (r"mapping values are not allowed here", "yaml_colon"),
    (r"expected ',' or|unexpected end of stream", "yaml_open"),
    (r"could not find expected ':'", "yaml_no_colon"),
    (r"expected <block end>", "yaml_indent"),
    (r"found undefined alias '(?P<said>.*)'", "yaml_alias"),
    (r"but found another document", "yaml_several"),
    (r"a constructor for the tag '(?P<said>.*)'", "yaml_tag"),
    (r"unhashable key", "yaml_key"),
    (r"unknown escape character '(?P<said>.)'", "yaml_escape"),
)
"""What the library says, and the rule that says it to a reader; for all else there is
``yaml_wrong``.
"""
EXCERPT_LENGTH = 80
LONGEST_REMEMBERED = 10_000
"""Characters of a text that is remembered: longer ones would fill the memory, and are few."""
DAY, WORD = "tag:yaml.org,2002:timestamp", Tag(suffix="tag:yaml.org,2002:str")
BEGAN = ("yaml_open", "yaml_no_colon")
"""Rules that point at where something began, not at where it was missed."""


def text_of_file(path: Path) -> str:
    """What a file says; refuses one that is not in UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(Problem("yaml_not_unicode", file=path.name)) from error


def load(text: str, file: str | None = None) -> Any:
    """What a text says, the caller's own; refuses what is not YAML."""
    try:
        return deepcopy(_remembered(text)) if len(text) <= LONGEST_REMEMBERED else _parsed(text)
    except YAMLError as error:
        raise refusal(error, text, file) from error
    except (ValueError, KeyError) as error:  # a date, a number or a yes that there is not
        raise Refusal(Problem("yaml_value", _misread(text), file)) from error


@lru_cache(1024)
def _remembered(text: str) -> Any:
    """What a text says; definitions are read by whoever checks, publishes, imports and counts, and
    parsing one again takes a hundred times as long as a copy.
    """
    return _parsed(text)


def _parsed(text: str) -> Any:
    parser = YAML(typ="safe", pure=True)
    parser.Constructor = _NamedFields
    return parser.load(io.StringIO(text))


class _NamedFields(SafeConstructor):
    """What YAML lets stand for a name and no field is called: a list is refused, a day is a word."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        for key, _value in node.value if isinstance(node, MappingNode) else ():
            if not isinstance(key, ScalarNode):
                raise ConstructorError(None, None, "unhashable key", key.start_mark)
            if key.tag == DAY:
                key.ctag = WORD
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def refusal(error: YAMLError, text: str, file: str | None = None) -> Refusal:
    """What the library objects to, with the line and the character, from 1."""
    if isinstance(error, MarkedYAMLError):
        return Refusal(_marked(error, file))
    if isinstance(error, ReaderError):
        where = _where(
            text.count("\n", 0, error.position),
            error.position - text.rfind("\n", 0, error.position) - 1,
        )
        return Refusal(
            Problem("yaml_control", {**where, "code": f"U+{_code(error.character):04X}"}, file)
        )
    return Refusal(Problem("yaml_wrong", _where(0, 0), file))


def _marked(error: MarkedYAMLError, file: str | None) -> Problem:
    message = " ".join(filter(None, (error.context, error.problem)))
    mark, began = error.problem_mark, error.context_mark or error.problem_mark
    for pattern, rule in RULES:
        if match := re.search(pattern, message):
            at = began if rule in BEGAN else mark
            return Problem(
                rule, {**_at(at), "first": _at(began)["line"], **match.groupdict()}, file
            )
    return Problem("yaml_wrong", _at(mark), file)


def _at(mark: StringMark | None) -> Mapping[str, int]:
    return _where(mark.line, mark.column) if mark is not None else _where(0, 0)


def _where(line: int, column: int) -> dict[str, int]:
    return {"line": line + 1, "character": column + 1}


def _code(character: int | str) -> int:
    return ord(character) if isinstance(character, str) else character


def _misread(text: str) -> dict[str, Any]:
    """The first value that is written as a date, a number or a yes, and is none."""
    for node in _scalars(YAML(typ="safe", pure=True).compose(io.StringIO(text))):
        try:
            YAML(typ="safe", pure=True).load(io.StringIO(f"!<{node.tag}> {json.dumps(node.value)}"))
        except (YAMLError, ValueError, KeyError):
            return {**_at(node.start_mark), "said": node.value[:EXCERPT_LENGTH]}
    return {**_where(0, 0), "said": "–"}


def _scalars(node: Node | None) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    for inner in node.value if isinstance(node, CollectionNode) else ():
        for each in inner if isinstance(inner, tuple) else (inner,):
            yield from _scalars(each)
