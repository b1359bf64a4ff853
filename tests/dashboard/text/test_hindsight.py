"""What became known of the earlier period later, in both languages."""

import pytest

from dashboard.text.difference import hindsight_sentences
from indicators.contributions.decomposition import ADDED, Decomposition
from indicators.contributions.hindsight import Hindsight
from tests.dashboard.factories import answer, definition


@pytest.mark.parametrize(
    ("language", "late", "merged"),
    [
        ("en", "2014 was 2 when it was due;", "it counts 2 fewer than it did then."),
        ("ru", "за период «2014» было 2;", "их в нём на 2 меньше, чем считалось тогда."),
    ],
)
def test_late_records_and_mergers_are_sentences(server, language, late, merged) -> None:
    before, now = answer(3, period="2014"), answer(5, period="2015")
    whole = Decomposition(definition(), "district", ADDED, before, now, False, 2, [])
    known_since = Hindsight(answer(2, period="2014"), 2)
    with server.test_request_context("/", headers={"X-Lang": language}):
        sentences = [
            text.replace("\u00a0", " ") for text in hindsight_sentences(whole, known_since)
        ]
        assert list(hindsight_sentences(whole, Hindsight())) == []
    assert late in sentences[0]
    assert merged in sentences[1]
