"""Addresses: what a reader chose, and links that keep it."""

import pytest

from dashboard.components import filters
from dashboard.http.address import Address, mended, read_address
from dashboard.request_reading import read_page_request
from dashboard.sections.overview import Overview
from dashboard.sections.subject import read_subject
from data.refusals import Refusal


def test_an_address_is_read_and_written_back():
    href = "/compare?indicator=visits,events&years=2014..2016&as_of=57&lang=en"
    address = read_address(href)
    assert address.path == "/compare"
    assert address.choices == {
        "indicator": "visits,events",
        "years": "2014..2016",
        "as_of": "57",
        "lang": "en",
    }
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


@pytest.mark.parametrize(
    ("href", "rule"),
    [
        ("/?years=2014&years=2015", "parameter_twice"),
        ("/?split_value=" + "a" * 3000, "address_too_long"),
        ("/?fbclid=" + "a" * 9000, "address_too_long"),
        ("/?programme=%FF", "unreadable_characters"),
        ("/?amp%3Bprogramme=%00", "unreadable_characters"),
    ],
)
def test_what_no_page_understands_is_refused(href, rule):
    with pytest.raises(Refusal) as refused:
        read_address(href)
    assert [problem.rule for problem in refused.value.problems] == [rule]


@pytest.mark.parametrize(
    "added",
    [
        "&fbclid=IwAR0abc",
        "&fbclid=IwAR0abc&fbclid=IwAR0abc",
        "&utm_source=telegram&utm_medium=social&utm_campaign=%D0%B8%D1%82%D0%BE%D0%B3",
        "&ysclid=lx1",
        "&gclid=Cj0&gbraid=0AA&_openstat=ZGly;",
        "&colour=red",
        "&yaers=2015",
        "&",
        "&&=&=x",
        "&x",
        "&x=%FF%00%zz%",
        "&url=https://t.me/itog?x=1#y",
        "&years=2014..2015",
        "&years=",
        "?utm_source=newsletter",
        "&ref=" + "a" * 5000,
    ],
)
def test_what_others_added_is_passed_over(added):
    plain = "/districts?years=2014..2015"
    assert read_address(plain + added).href() == plain
    assert read_address(f"https://itog.example{plain}{added}").href() == plain


def test_an_address_out_of_the_text_of_a_page_is_read():
    assert read_address("/?years=2014&amp;lang=en&amp;amp;theme=dark").choices == {
        "years": "2014",
        "lang": "en",
        "theme": "dark",
    }


def test_of_two_languages_the_first_holds_as_in_the_rest_of_the_document():
    assert read_address("/?lang=en&lang=ru").choices == {"lang": "en"}


@pytest.mark.parametrize("path", ["/districts/", "//districts", "/districts//"])
def test_slashes_too_many_are_passed_over(path):
    assert read_address(path).path == "/districts"


def test_a_question_mark_of_a_choice_itself_is_no_second_query():
    address = Address("/", {"split_value": "Куда?&как"})
    assert read_address(address.href()) == address


@pytest.mark.parametrize(
    ("address", "stands"),
    [
        ("/districts).", "/districts"),
        ("/Indicator/Visits,", "/indicator/visits"),
        ("/districts&utm_source=mail?lang=en", "/districts?lang=en"),
        ("/?years=2014..2015).", "/?years=2014..2015"),
        ("/?lang=en»&fbclid=1", "/?lang=en"),
    ],
)
def test_signs_of_the_sentence_around_an_address_are_taken_off(address, stands):
    assert mended(address) == stands


def test_an_address_becomes_a_question(server):
    with server.test_request_context("/"):
        page_request = read_page_request(
            "/?years=2014..2015&period=quarter&as_of=2&district=north,south"
        )
        assert page_request.question().years == (2014, 2015)
        assert page_request.question().as_of == 2
        assert page_request.grain == "quarter"
        assert page_request.districts == ("north", "south")
        assert page_request.period is None


def test_a_period_names_its_grain(server):
    with server.test_request_context("/"):
        page_request = read_page_request("/?period=2015-Q2")
        assert page_request.period is not None
        assert page_request.period.label == "2015-Q2"
        assert page_request.grain == "quarter"


def test_another_page_forgets_what_only_this_one_chose(server):
    with server.test_request_context("/"):
        page_request = read_page_request("/?years=2014..2015&district=north&theme=dark")
        assert page_request.page("/about") == "/about?years=2014..2015&theme=dark"


def test_every_page_speaks_of_the_same_year_unless_one_is_chosen(server):
    """2016 is covered and has no consultations, so a nought; nothing at all is known of opinion."""
    with server.test_request_context("/"):
        for code in ("visits", "opinion"):
            page_request = read_page_request(f"/indicator/{code}")
            assert read_subject(page_request).year == Overview(read_page_request("/")).year == 2016
            assert (
                read_subject(read_page_request(f"/indicator/{code}?years=2014..2015")).year == 2015
            )
            assert read_subject(read_page_request(f"/indicator/{code}?period=2014")).year == 2014


def test_choosing_years_drops_a_period_outside_them_and_a_place_in_a_list(server):
    with server.test_request_context("/"):
        page_request = read_page_request("/indicator/visits?period=2014-Q2&page=1")
        starts, ends = (
            [option["value"] for option in select.children[1].options]
            for select in filters.years(page_request)
        )
        assert starts == [
            "/indicator/visits?period=2014-Q2",
            "/indicator/visits?years=2015..2016&by=quarter",
            "/indicator/visits?years=2016..2016&by=quarter",
        ]
        assert ends[0] == "/indicator/visits?years=2014..2014&period=2014-Q2"


def test_the_length_of_time_and_the_shown_year_are_chosen_apart(server):
    with server.test_request_context("/"):
        (switch,) = filters.grain(read_page_request("/indicator/visits?period=2014"))
        urls = [link.href for link in switch.children[1].children]
        assert urls == [
            f"/indicator/visits?period=2014{by}"
            for by in ("", "&by=half", "&by=quarter", "&by=month")
        ]
        subject = read_subject(read_page_request(urls[2]))
        assert (subject.year, subject.grain, subject.now.period) == (2014, "quarter", "2014")
        assert (
            read_subject(read_page_request("/indicator/visits?period=2014-05&within_year=1")).grain
            == "year"
        )
        with pytest.raises(Refusal):
            read_page_request("/indicator/visits?by=hour")


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("period=2 квартал 2015", "period=2015-Q2"),
        ("period=Q2 2015", "period=2015-Q2"),
        ("period=01.2015", "period=2015-01"),
        ("period=январь 2015", "period=2015-01"),
        ("years=2014–2015", "years=2014..2015"),
    ],
)
def test_a_period_typed_in_an_address_is_read_and_kept_as_its_label(server, query, label):
    with server.test_request_context("/"):
        assert (
            read_page_request(f"/indicator/visits?{query}").href() == f"/indicator/visits?{label}"
        )


def test_a_period_without_its_year_is_refused_with_the_remedy(server):
    with (
        server.test_request_context("/"),
        pytest.raises(Refusal, match=r"does not say the year. Add it"),
    ):
        read_page_request("/indicator/visits?period=I полугодие")
