"""The glossary: every public name of the code is made of its words, no word has two meanings, and no
name at all is a word that names nothing.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from string import ascii_letters

import pytest

ROOT = Path(__file__).parent.parent
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
PACKAGES = ("commands", "dashboard", "data", "indicators")
NOT_NAMES = set(re.findall(r"\w+", GLOSSARY.split("consists of them:")[1].split("\n\n")[0]))
ORDINARY = set(re.findall(r"[a-z0-9]+", GLOSSARY.split("## Ordinary words")[1]))
TABLES = GLOSSARY.split("## Ordinary words")[0]
KNOWN = ORDINARY | {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", TABLES)}


def files() -> Iterator[Path]:
    """Every module that ships, but for migrations: those are numbered."""
    for package in PACKAGES:
        yield from (path for path in (ROOT / package).rglob("*.py") if "versions" not in path.parts)


def parts(name: str) -> list[str]:
    """The words of a name, however it is joined."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def public(kind: type[ast.AST]) -> Iterator[tuple[str, Path]]:
    """The public names of a kind that modules define."""
    for path in files():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            name = getattr(node, "name", "_")
            if isinstance(node, kind) and not name.startswith("_"):
                yield name, path


def test_modules_and_classes_are_named_by_words_of_the_glossary() -> None:
    names = {(path.stem, path) for path in files()} | set(public(ast.ClassDef))
    strange = {
        name: str(path.relative_to(ROOT))
        for name, path in names
        if not KNOWN.issuperset(parts(name))
    }
    assert strange == {}


def test_a_class_has_a_name_of_its_own() -> None:
    homes = defaultdict(set)
    for name, path in public(ast.ClassDef):
        homes[name].add(str(path.relative_to(ROOT)))
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def bound(node: ast.AST) -> str | None:
    """The name that a node gives to something: a target, an argument, a function, a class, what is
    caught or matched; an import brings the name that others gave, unless it gives its own.
    """
    if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
        return node.id if isinstance(node, ast.Name) else node.attr
    fields = {ast.arg: "arg", ast.alias: "asname", ast.MatchMapping: "rest"}
    return getattr(node, fields.get(type(node), "name"), None)


@pytest.mark.parametrize("folder", [*PACKAGES, "tests", "tools", ""])
def test_what_was_done_to_a_thing_is_not_its_name(folder: str) -> None:
    """Of the whole tree, private names and tests included."""
    paths = (ROOT / folder).rglob("*.py") if folder else ROOT.glob("*.py")
    assert [
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', '')}: {name}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (name := bound(node)) and name.strip("_").lower() in NOT_NAMES
    ] == []


def test_every_name_in_the_code_that_the_glossary_gives_is_there() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") + str(path) for path in files())
    rows = re.findall(r"^\|[^|]+\|[^|]+\|([^|]+)\|[^|]+\|$", TABLES, re.MULTILINE)
    names = [name.rstrip("…") for row in rows for name in re.findall(r"`([^`]+)`", row)]
    assert [name for name in names if not begins_a_word(name, code)] == []


def begins_a_word(name: str, code: str) -> bool:
    """Whether a name stands in the code with no letter before it; an expression would look at each
    of its characters for each name.
    """
    letters = set(ascii_letters)
    return any(before[-1:] not in letters for before in code.split(name)[:-1])
