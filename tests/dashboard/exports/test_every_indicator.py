"""Every indicator of the two real programmes as every kind of slide: each shows something or says
why not.
"""

import pytest

from dashboard.council import kinds
from dashboard.council.making import report
from data.decks import Deck, SlideText


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("programme", ["sodruzhestvo-2009", "khabarovsk-krai-2013-2020"])
def test_no_slide_is_an_empty_frame(shipped_server, programme: str, language: str) -> None:
    with shipped_server.test_request_context(headers={"X-Lang": language}):
        codes = report(Deck("", programme, "All", ())).versions
        of_one = [name for name, kind in kinds.kinds().items() if kind.OF_INDICATOR]
        slides = [SlideText(name, f"/indicator/{code}") for code in codes for name in of_one]
        slides += [SlideText(name, "/") for name in kinds.kinds() if name not in of_one]
        drawn_slides = report(Deck("", programme, "All", tuple(slides))).slides
    assert len(drawn_slides) == len(slides) > 0
    for slide in drawn_slides:
        assert slide.missing or slide.chart or slide.table or slide.cards or slide.finding, slide
