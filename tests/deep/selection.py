"""Which tests go further in the deep form: those that lean on ``tests.depth``, by themselves or by way of
a constant, a fixture or a function of their module.

Read off the source, so that there is no list beside the tests that could fall behind them.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEPTH = "tests.depth"
EVERY_TEST = "pytestmark"
"""Where a module's own marks lean on the depth, all of its tests do."""


@cache
def deep_tests(path: Path) -> frozenset[str]:
    """The names of a module's test functions that lean on the depth."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    deep = _leaning(tree)
    tests = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    return frozenset(tests if EVERY_TEST in deep else tests & deep)


def deep_files() -> Iterator[Path]:
    """Every module with such tests, in order."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        # most modules never name it: they need not be parsed
        if DEPTH in path.read_text(encoding="utf-8") and deep_tests(path):
            yield path


def _leaning(tree: ast.Module) -> set[str]:
    """The names of a module that lean on the depth: what it imports from there, and whatever is made
    with one of those.
    """
    deep: set[str] = set()
    more = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == DEPTH
        for alias in node.names
    }
    while more - deep:
        deep |= more
        more = {name for node in tree.body if _names(node) & deep for name in _bound(node)}
    return deep


def _names(node: ast.AST) -> set[str]:
    """What a statement of a module reads from outside of itself."""
    parts = list(ast.walk(node))
    names = {each.id for each in parts if isinstance(each, ast.Name)}
    if isinstance(node, ast.FunctionDef):
        arguments = {each.arg for each in parts if isinstance(each, ast.arg)}
        names -= arguments | _stored(node)
        # a test or a fixture names the fixtures that it takes by its arguments
        if node.name.startswith("test_") or "fixture" in map(_last_name, node.decorator_list):
            names |= arguments
    return names


def _last_name(decorator: ast.expr) -> str:
    """``fixture`` of ``@pytest.fixture(scope="module")``."""
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(function).rpartition(".")[2]


def _bound(node: ast.AST) -> set[str]:
    """What a statement of a module gives a name to."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    return _stored(node)


def _stored(node: ast.AST) -> set[str]:
    return {
        each.id
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }
