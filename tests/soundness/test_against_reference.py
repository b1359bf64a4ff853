"""The engine agrees with the rules, for made-up programmes and any question."""

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.depth import examples
from tests.soundness.agreement import check, clock
from tests.soundness.strategies import Story, questions, stories, town

NUMBERS = count(1)
CALM = settings(
    max_examples=examples(20, 300),
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


@CALM
@given(story=stories(), queries=st.lists(questions(), min_size=2, max_size=2))
def test_any_question_has_the_answer_of_the_rules(
    sqlite_url: str, story: Story, queries: list[dict[str, Any]]
) -> None:
    compare(sqlite_url, story, queries)


@pytest.mark.postgresql
@settings(CALM, max_examples=examples(6, 60))
@given(story=stories(most=10), queries=st.lists(questions(), min_size=2, max_size=2))
def test_any_question_has_the_same_answer_in_postgresql(
    postgresql_url: str, story: Story, queries: list[dict[str, Any]]
) -> None:
    compare(postgresql_url, story, queries)


def compare(url: str, story: Story, queries: list[dict[str, Any]]) -> None:
    with town(url, next(NUMBERS)) as here:
        story.begin(here)
        for question in queries:
            check(here, story.codes, **question | {"on": clock(question["on"])})
