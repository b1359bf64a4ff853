"""What `make test-deep` runs: each test that goes further, and no other."""

from pathlib import Path

import pytest

from tests.deep.selection import DEPTH, ROOT, deep_files, deep_tests

HELPERS = {"tests/services.py", "tests/fuzz/targets.py"}
"""What leans on the depth and has no tests: programs to be installed, a bound on time."""

MODULE = """
from tests.depth import DEEP, examples as tries, some

COUNT = 20 if DEEP else 2
PLACES = some(["a", "b"], "a")
OTHER = 5

def pytest_generate_tests(metafunc): ...

@pytest.fixture(params=PLACES)
def place(request): ...

@pytest.fixture
def town(place): ...

def counted():
    return COUNT

@settings(max_examples=tries(1, 2))
def test_drawn(data): ...

def test_by_a_function():
    assert counted()

def test_by_a_fixture_of_a_fixture(town): ...

def test_of_something_else(tmp_path):
    assert OTHER
"""


@pytest.fixture
def module(tmp_path: Path) -> Path:
    path = tmp_path / "test_module.py"
    path.write_text(MODULE, encoding="utf-8")
    return path


def test_what_leans_on_the_depth_is_deep_by_whatever_way(module: Path) -> None:
    assert deep_tests(module) == {
        "test_drawn",
        "test_by_a_function",
        "test_by_a_fixture_of_a_fixture",
    }


def test_a_mark_of_the_module_is_every_tests(tmp_path: Path) -> None:
    path = tmp_path / "test_marked.py"
    path.write_text(f"{MODULE}\npytestmark = skipif(not DEEP)\n", encoding="utf-8")
    assert "test_of_something_else" in deep_tests(path)


def test_no_module_leans_on_the_depth_for_nothing() -> None:
    """Else a deep form would stand in the tree that nobody runs."""
    leaning = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if f"from {DEPTH} import" in path.read_text(encoding="utf-8")
    }
    deep = {str(path.relative_to(ROOT)) for path in deep_files()}
    assert leaning - deep - {str(Path(__file__).relative_to(ROOT))} == HELPERS


@pytest.mark.parametrize(
    ("name", "tests"),
    [
        ("tests/faults/test_every_point.py", {"test_it_is_all_or_nothing_wherever_it_is_wounded"}),
        ("tests/fuzz/test_guided.py", {"test_what_is_guided_to_the_rarest_lines_breaks_nothing"}),
        ("tests/faults/test_promotion.py", {"test_no_confirmed_change_is_lost_with_the_primary"}),
    ],
)
def test_the_tests_beside_a_deep_one_are_left_to_the_short_form(name: str, tests: set[str]) -> None:
    assert deep_tests(ROOT / name) == tests
