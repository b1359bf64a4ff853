"""What the API's own document lets a program ask: every answer is one that the document tells of."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode, openapi
from schemathesis.checks import CHECKS, load_all_checks

from dashboard.api.addresses import ADDRESSES
from dashboard.api.openapi import document
from data.passports import DEFAULT_PROGRAMME
from tests.deep.report import ReportLine, say
from tests.depth import examples
from tests.fuzz.places import town

load_all_checks()
KNOWN = {"programme": [DEFAULT_PROGRAMME], "indicator": ["visits", "opinion"], "district": ["north", "none"],
         "years": ["2014", "2014..2016"], "period": ["2014", "2014-Q1", "2014-03"]}  # fmt: skip
"""What stands in the programme: else nearly every answer would be that there is none such."""
LOOSE = CHECKS.get_by_names(["positive_data_acceptance", "negative_data_rejection"])
"""What need not hold: the document tells of a text where only some, such as years, can be read; and
a parameter without a value says nothing, whatever it takes.
"""


@pytest.fixture(scope="module")
def server(serving: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with town(tmp_path_factory.mktemp("api")) as world, serving(world.database) as server:
        yield server


@pytest.mark.parametrize("path", [address.path for address in ADDRESSES])
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_as_the_document_says(
    server: Flask, path: str, mode: GenerationMode
) -> None:
    schema = openapi.from_dict(document())
    schema.app = server
    operation, requests = schema[path]["GET"], count()

    @given(operation.as_strategy(generation_mode=mode), st.data())
    @settings(max_examples=examples(6, 75), database=None, suppress_health_check=list(HealthCheck))
    def hold(case: Case, data: st.DataObject) -> None:
        names = [name for name in KNOWN if name in (case.query or {})]
        for name in data.draw(st.sets(st.sampled_from(names))) if names else ():
            case.query[name] = data.draw(st.sampled_from(KNOWN[name]))
        case.call_and_validate(base_url="/api/v1", excluded_checks=LOOSE)
        next(requests)

    hold()
    say(ReportLine("requests of the API’s own document", next(requests), "requests"))
