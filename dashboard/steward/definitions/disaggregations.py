"""Disaggregations in the form: a line an attribute, ``code | Russian | English``, under it a line a
value, ``- …``. The code, or the name in English, may be left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

NAMED = 3
"""How many parts the longest line has: the code and its names in both languages."""


def lines_of(disaggregations: Any) -> str:
    """The lines of what stands; what is no mapping is shown as it is."""
    if not isinstance(disaggregations, Mapping):
        return "" if disaggregations is None else str(disaggregations)
    return "\n".join(_lines(disaggregations))


def _lines(disaggregations: Mapping[Any, Any]) -> Iterator[str]:
    for code, declaration in disaggregations.items():
        declaration = declaration if isinstance(declaration, Mapping) else {}
        yield _line(code, declaration.get("name"))
        values = declaration.get("values")
        for value, names in values.items() if isinstance(values, Mapping) else ():
            yield f"- {_line(value, names, of_value=True)}"


def _line(code: Any, names: Any, *, of_value: bool = False) -> str:
    """The shortest line that is read as the same."""
    names = names if isinstance(names, Mapping) else {}
    parts = [str(part) for part in (code, names.get("ru"), names.get("en")) if part]
    if len(parts) == NAMED and parts[0] == parts[1]:
        parts = parts[1:]
        if of_value and parts[0] == parts[1]:
            parts = parts[1:]
    return " | ".join(parts)


def read(lines: str) -> Any:
    """The field that the lines mean; what cannot be read comes back as it was typed, to be refused
    there.
    """
    result, faulty = _read(lines)
    return lines if faulty else result


def faulty_line(lines: str) -> str:
    """The first line that says nothing; empty where all can be read."""
    return _read(lines)[1]


def _read(lines: str) -> tuple[dict[str, Any], str]:
    """What the lines mean up to the first that says nothing, and that line."""
    result: dict[str, Any] = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        of_value = line.startswith("-")
        parts = [part.strip() for part in line.removeprefix("-").split("|")]
        among = next(reversed(result.values()), None) if of_value else result
        if among is None or not all(parts) or len(parts) > NAMED:
            return result, line
        code, words = _named(parts, of_value=of_value)
        among = among.setdefault("values", {}) if of_value else among
        if code in among:
            return result, line
        among[code] = words if of_value else ({"name": words} if words else {})
    return result, ""


def _named(parts: list[str], *, of_value: bool) -> tuple[str, dict[str, str]]:
    """A code and its names: whoever gives no code means the name in Russian, and a value that has
    one name is called so in both languages.
    """
    code = parts[0]
    names = parts[1:] if len(parts) == NAMED else parts
    if len(names) == 1:
        names = names * 2 if of_value else []
    return code, dict(zip(("ru", "en"), names, strict=False))
