"""Disaggregations in the form: a line an attribute, ``code | Russian | English``, under it a line a
value, ``- …``.
"""

from collections.abc import Iterator, Mapping
from typing import Any

CODE, NAMED = 1, 3
"""How many parts a line has: the code alone, or with its names in both languages."""


def written(disaggregations: Any) -> str:
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
            yield f"- {_line(value, names)}"


def _line(code: Any, names: Any) -> str:
    names = names if isinstance(names, Mapping) else {}
    return " | ".join(str(part) for part in (code, names.get("ru"), names.get("en")) if part)


def read(lines: str) -> Any:
    """The field that the lines mean; what cannot be read comes back as it was typed, to be refused
    there.
    """
    result: dict[str, Any] = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        of_value = line.startswith("-")
        code, *names = (part.strip() for part in line.removeprefix("-").split("|"))
        among = next(reversed(result.values()), None) if of_value else result
        if among is not None and of_value:
            among = among.setdefault("values", {})
        if among is None or code in among or not _is_whole(code, names, of_value=of_value):
            return lines
        words = dict(zip(("ru", "en"), names, strict=False))
        among[code] = words if of_value else ({"name": words} if words else {})
    return result


def _is_whole(code: str, names: list[str], *, of_value: bool) -> bool:
    return bool(code) and all(names) and 1 + len(names) in ((NAMED,) if of_value else (CODE, NAMED))
