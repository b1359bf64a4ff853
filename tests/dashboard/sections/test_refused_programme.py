"""A page that is refused stays in the programme that was asked for, and warns of no other one's
numbers.
"""

from collections.abc import Iterator

import pytest

from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

MADE_UP = {
    "texts": {"name": {"ru": "город", "en": "town"}, "banner": {"ru": "придумано", "en": "made up"}}
}


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """A programme whose data are made up, and, a revision later, one whose data are not."""
    url = f"sqlite:///{tmp_path_factory.mktemp('two') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, illustrative=True, **MADE_UP) as world:
        with SampleProgramme(url, code="real", create=lambda _database: None):
            pass
        yield world


@pytest.mark.parametrize(
    ("query", "programme", "warned"),
    [
        ("programme=real&as_of=1", "real", False),
        ("programme=real&years=soon", "real", False),
        ("programme=nothing", DEFAULT_PROGRAMME, False),
        ("years=soon", DEFAULT_PROGRAMME, True),
    ],
)
def test_an_error_page_keeps_the_programme_that_was_asked_for(
    server, query, programme, warned
) -> None:
    from dashboard.sections.frame import page

    address = f"/?{query}&lang=en"
    with server.test_request_context(address):
        text = str(page(lambda page_request: None)(href=f"http://localhost{address}"))
    assert ("made up" in text) is warned
    assert (f"href='/about?programme={programme}&lang=en'" in text) is (programme == "real")
