"""A plugin of pytest for the deep run: of each module only the tests that go further, and what each of
them took.
"""

import re
import resource
from collections.abc import Generator, Iterator

import pytest

from tests.deep.report import TestLine, say
from tests.deep.selection import ROOT, deep_tests

PASSING = re.compile(r"(\d+) passing, \d+ failing")
OUTCOME = pytest.StashKey[str]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the short form has gone through already."""
    deep = [each for each in items if _is_deep(each)]
    config.hook.pytest_deselected(items=[each for each in items if not _is_deep(each)])
    items[:] = deep


def _is_deep(item: pytest.Item) -> bool:
    return item.name.partition("[")[0] in deep_tests(item.path)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep the worst of what became of a test and of what was made ready for it."""
    report = yield
    if report.failed or item.stash.get(OUTCOME, "passed") == "passed":
        item.stash[OUTCOME] = report.outcome
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Measure a test with what is made ready for it; programs count as soon as they have ended."""
    begun = _seconds()
    answer = yield
    say(
        TestLine(
            str(item.path.relative_to(ROOT)),
            item.stash.get(OUTCOME, "failed"),
            _seconds() - begun,
            _examples(item),
        )
    )
    return answer


def _seconds() -> float:
    """Of the processor, by this process and all that it has begun and that have ended."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _examples(item: pytest.Item) -> int:
    """How many examples hypothesis has drawn, by its own account."""
    return sum(map(int, PASSING.findall(getattr(item, "hypothesis_statistics", ""))))
