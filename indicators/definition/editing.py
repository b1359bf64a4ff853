"""Changing fields of a definition's text: whatever is not changed keeps its letters, comments and
line breaks.
"""

import io
import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from data.markup.limits import mark_unseen, refuse_tangled
from data.markup.markup import load
from data.refusals import Refusal
from indicators.definition.schema import Definition

Path = tuple[str, ...]
NOTHING: Any = None
"""What a field is set to when it is no longer filled in."""


def fields_of(text: str) -> dict[str, Any]:
    """The fields as they can be shown, whether they make a definition or not; refuses what is not
    plain YAML.
    """
    fields: dict[str, Any] = mark_unseen(_fields_of(text))
    return fields


def _fields_of(text: str) -> dict[str, Any]:
    refuse_tangled(text)
    fields = load(text)
    return fields if isinstance(fields, dict) else {}


def at(fields: Any, path: Path) -> Any:
    """What stands at a path of fields, or nothing."""
    for name in path:
        fields = fields.get(name) if isinstance(fields, Mapping) else None
    return fields


def edited(text: str, changes: Mapping[Path, Any]) -> str:
    """The text with other values in some fields; ``None`` takes a field away."""
    for path, value in changes.items():
        if at(_fields_of(text), path) != value:
            text = _edited(text, path, value)
    return text


def _edited(text: str, path: Path, value: Any) -> str:
    ended = text if not text or text.endswith("\n") else f"{text}\n"
    root = YAML().compose(io.StringIO(ended))
    if not isinstance(root, MappingNode) or root.flow_style:
        return _rewritten(text, path, value)
    candidate = _replaced(ended, path, value, root)
    if candidate is not None and _reads(candidate, path, value, ended):
        return candidate
    candidate = _rewritten(ended, path, value)
    if _reads(candidate, path, value, ended):
        return candidate
    refuse_tangled(candidate)  # what is typed is never dropped without a word
    return text


def _reads(candidate: str, path: Path, value: Any, before: str) -> bool:
    """Whether a changed text says what it should, and all else as before."""
    try:
        now = _fields_of(candidate)
    except Refusal:
        return False
    return at(now, path) == value and _without(now, path) == _without(_fields_of(before), path)


def _without(fields: Mapping[str, Any], path: Path) -> dict[str, Any]:
    kept = {name: value for name, value in fields.items() if name != path[0]}
    if len(path) > 1 and isinstance(fields.get(path[0]), Mapping):
        inner = _without(fields[path[0]], path[1:])
        return {**kept, path[0]: inner} if inner else kept
    return kept


def _replaced(text: str, path: Path, value: Any, root: MappingNode) -> str | None:
    """The text with one place of it changed."""
    mapping, depth = root, 0
    while depth < len(path) - 1:
        nodes = _entry(mapping, path[depth])
        if nodes is None or not isinstance(nodes[1], MappingNode):
            break
        if nodes[1].flow_style and (value is NOTHING or _entry(nodes[1], path[depth + 1]) is None):
            break
        mapping, depth = nodes[1], depth + 1
    entry = _entry(mapping, path[depth])
    if value is NOTHING:
        alone = len(mapping.value) == 1 and depth > 0
        return _removed(text, path[:depth], root) if alone else _cut(text, mapping, entry)
    if entry is None:
        return _inserted(text, mapping, path[depth], _nested(path[depth + 1 :], value))
    if depth == len(path) - 1:
        return _put(text, entry[1], value) or _cut(text, mapping, entry, value)
    return _cut(text, mapping, entry, _nested(path[depth + 1 :], value, at(_plain(entry[1]), ())))


def _removed(text: str, path: Path, root: MappingNode) -> str | None:
    mapping: Node = root
    for name in path[:-1]:
        entry = _entry(mapping, name)
        mapping = entry[1] if entry else root
    return _cut(text, mapping, _entry(mapping, path[-1]))


def _entry(mapping: Node, name: str) -> tuple[Node, Node] | None:
    return next((pair for pair in mapping.value if pair[0].value == name), None)


def _nested(path: Sequence[str], value: Any, beside: Any = None) -> Any:
    for name in reversed(path):
        value = {name: value}
    return {**beside, **value} if isinstance(beside, dict) else value


def _plain(node: Node) -> Any:
    return (
        {key.value: _plain(inner) for key, inner in node.value}
        if isinstance(node, MappingNode)
        else node.value
    )


def _cut(
    text: str, mapping: Node, entry: tuple[Node, Node] | None, instead: Any = NOTHING
) -> str | None:
    """The text without the lines of an entry, or with others instead."""
    if entry is None:
        return None
    lines = text.splitlines(keepends=True)
    first, last = entry[0].start_mark.line, _last_line(entry[1])
    column = entry[0].start_mark.column
    new = [] if instead is NOTHING else _dumped(entry[0].value, instead, column)
    return "".join([*lines[:first], *new, *lines[last + 1 :]])


def _inserted(text: str, mapping: MappingNode, name: str, value: Any) -> str:
    """The text with a new entry after those that come before it in the schema."""
    lines = text.splitlines(keepends=True)
    order = list(Definition.model_fields)
    before = [pair for pair in mapping.value if pair[0].value in order and name in order]
    earlier = (
        [pair for pair in before if order.index(pair[0].value) < order.index(name)]
        if before
        else mapping.value
    )
    line = _last_line(earlier[-1][1]) + 1 if earlier else mapping.start_mark.line
    return "".join([*lines[:line], *_dumped(name, value, mapping.start_mark.column), *lines[line:]])


def _last_line(node: Node) -> int:
    """The last line of a value; a block's own end is where the next thing begins."""
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return _last_line(node.value[-1][1])
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return _last_line(node.value[-1])
    ends_before = isinstance(node, ScalarNode) and node.style in ("|", ">")
    return int(node.end_mark.line) - (1 if ends_before else 0)


def _dumped(name: str, value: Any, column: int) -> list[str]:
    out = io.StringIO()
    _writer().dump({name: value}, out)
    return [f"{' ' * column}{line}" for line in out.getvalue().splitlines(keepends=True)]


def _put(text: str, node: Node, value: Any) -> str | None:
    """The text with another value in one place."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode) and not isinstance(value, list | dict):
        if node.style in ("|", ">"):
            return None
        raw = text[start:end]
        return text[:start] + (_reworded(raw, node, value) or _scalar(value, node)) + text[end:]
    if isinstance(node, SequenceNode) and isinstance(value, list):
        return (
            text[:start] + _listed(text, node, value)
            if node.flow_style is False
            else (text[:start] + _flow(value) + text[end:])
        )
    return None


def _listed(text: str, node: SequenceNode, value: list[Any]) -> str:
    """A list line by line, and all that follows it; an item that stays keeps its line."""
    lines = text[node.start_mark.index :].splitlines(keepends=True)
    taken = lines[: _last_line(node) - node.start_mark.line + 1]
    kept = {str(item.value): line for item, line in zip(node.value, taken, strict=False)}
    indent = " " * node.start_mark.column
    new = [kept.get(str(item)) or f"{indent}- {_flow_item(item)}\n" for item in value]
    return "".join(line if at else line.lstrip() for at, line in enumerate(new)) + "".join(
        lines[len(taken) :]
    )


def _flow(value: Sequence[Any]) -> str:
    return f"[{', '.join(_flow_item(item) for item in value)}]"


def _flow_item(value: Any) -> str:
    scalar = _scalar(value, None)
    return f"'{scalar}'" if re.search(r"[,\[\]{}]", scalar) and scalar[0] not in "'\"" else scalar


def _scalar(value: Any, node: ScalarNode | None) -> str:
    """A value on one line, in the quotes that it had."""
    if isinstance(value, str) and node is not None and node.style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    out = io.StringIO()
    writer = _writer()
    writer.width = 1_000_000
    writer.dump({"a": value}, out)
    return out.getvalue().removeprefix("a:").strip()


def _reworded(raw: str, node: ScalarNode, value: Any) -> str | None:
    """A text on several lines with other words in it, each line broken where it was."""
    if "\n" not in raw or not isinstance(value, str) or node.style == '"' or "\n" in value:
        return None
    quote = node.style or ""
    inner = raw[len(quote) : len(raw) - len(quote)]
    words, gaps = inner.split(), [*re.findall(r"\s+", inner), ""]
    new_words = value.replace("'", "''").split() if quote else value.split()
    lines: list[str] = []
    for kind, first, last, new_first, new_last in SequenceMatcher(
        None, words, new_words, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            lines += [
                word + gap for word, gap in zip(words[first:last], gaps[first:last], strict=True)
            ]
        elif kind != "delete":
            between = " ".join(new_words[new_first:new_last])
            lines.append(between + (gaps[last - 1] if kind == "replace" else " "))
    return quote + "".join(lines).rstrip() + quote


def _rewritten(text: str, path: Path, value: Any) -> str:
    """All of it written anew; comments stay where ruamel keeps them."""
    writer = _writer()
    fields = writer.load(io.StringIO(text)) or {}
    inner = fields
    for name in path[:-1]:
        if not isinstance(inner.get(name), dict):
            inner[name] = {}
        inner = inner[name]
    if value is NOTHING:
        inner.pop(path[-1], None)
    else:
        inner[path[-1]] = value
    out = io.StringIO()
    writer.dump(fields, out)
    return out.getvalue()


def _writer() -> YAML:
    writer = YAML()
    writer.width = 120
    writer.preserve_quotes = True
    return writer
