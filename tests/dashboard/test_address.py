"""Addresses: what a reader chose, and links that keep it."""

import pytest

from dashboard.address import Address, read_address
from dashboard.asked import ask
from data.refusals import Refusal


def test_an_address_is_read_and_written_back():
    href = "/compare?indicator=visits,events&years=2014..2016&as_of=57&lang=en"
    address = read_address(href)
    assert address.path == "/compare"
    assert address.choices == {"indicator": "visits,events", "years": "2014..2016", "as_of": "57", "lang": "en"}
    assert address.href() == href


def test_lists_may_be_repeated():
    assert read_address("/?indicator=a&indicator=b").choices == {"indicator": "a,b"}


def test_empty_choices_are_none():
    assert read_address("/?district=&years=").choices == {}


def test_links_keep_the_other_choices():
    address = Address("/districts", {"years": "2014..2015", "lang": "en"})
    assert address.href(district="north") == "/districts?years=2014..2015&district=north&lang=en"
    assert address.href("/", years=None) == "/?lang=en"


def test_words_of_an_address_are_escaped():
    assert Address("/", {}).href(district='"><script>') == "/?district=%22%3E%3Cscript%3E"


@pytest.mark.parametrize("href", ["/?colour=red", "/?years=2014&years=2015", "/?" + "a" * 3000])
def test_what_no_page_understands_is_refused(href):
    with pytest.raises(Refusal):
        read_address(href)


def test_an_address_becomes_a_question(server):
    with server.test_request_context("/"):
        asked = ask("/?years=2014..2015&period=quarter&as_of=2&district=north,south")
        assert asked.question().years == (2014, 2015)
        assert asked.question().as_of == 2
        assert asked.grain == "quarter"
        assert asked.districts == ("north", "south")
        assert asked.period is None


def test_a_period_names_its_grain(server):
    with server.test_request_context("/"):
        asked = ask("/?period=2015-Q2")
        assert asked.period is not None
        assert asked.period.label == "2015-Q2"
        assert asked.grain == "quarter"


def test_another_page_forgets_what_only_this_one_chose(server):
    with server.test_request_context("/"):
        asked = ask("/?years=2014..2015&district=north&theme=dark")
        assert asked.page("/about") == "/about?years=2014..2015&theme=dark"
