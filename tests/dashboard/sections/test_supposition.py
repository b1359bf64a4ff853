"""What if: another plan and another pace, refused where they stand, and a fact nowhere."""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from dashboard.request_reading import read_page_request
from dashboard.sections import takeaway
from dashboard.sections.indicator import supposition_panel
from dashboard.sections.indicator.supposition import Supposition
from dashboard.sections.subject import read_subject
from data import clock
from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

SUMMED = {"kind": "observed", "combine": {"places": "sum", "periods": "sum"}}
ALONE = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}
ADDRESS = "/indicator/{code}?period={year}&lang=en"


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """Twenty a month until May 2016, when a plan of 300 is under way; 200 of 250 in 2015."""
    url = f"sqlite:///{tmp_path_factory.mktemp('what-if') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            world.define("visits", **SUMMED)
            world.define("share", **ALONE, unit={"ru": "%", "en": "%"})
            world.define("kept", **ALONE, direction="keep", band=[1, 9])
            world.define("silent", **ALONE)
            for month in range(1, 6):
                world.observe("visits", f"2016-{month:02}", 20)
            world.observe("visits", "2015", 200)
            world.observe("share", "2016", 40)
            world.observe("kept", "2016", 5)
            for code, year, plan in (
                ("visits", 2016, 300),
                ("visits", 2015, 250),
                ("share", 2016, 50),
                ("kept", 2016, 5),
            ):
                world.target(code, str(year), plan)
        yield world


Suppose = Callable[..., Supposition]


@pytest.fixture
def suppose(server, monkeypatch) -> Iterator[Suppose]:
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2016, 6, 10))

    def read(code: str = "visits", year: int = 2016, **choices: Any) -> Supposition:
        words = "".join(f"&{name}={value}" for name, value in choices.items())
        address = f"http://localhost{ADDRESS.format(code=code, year=year)}{words}"
        return Supposition(read_subject(read_page_request(address)))

    with server.test_request_context("/", headers={"X-Lang": "en"}):
        yield read


def numbers(supposition: Supposition) -> list[tuple[str, Any, Any, Any, str | None]]:
    return [
        (row.name, row.answer.plan, row.answer.value, row.answer.degree_raw, row.answer.status)
        for row in supposition.rows
    ]


def test_another_plan_of_a_year_that_is_over_is_another_status(suppose: Suppose) -> None:
    supposition = suppose(year=2015, what_target="190")
    assert numbers(supposition) == [
        ("As it is", 250, 200, Decimal("0.8"), "not_achieved"),
        ("If the plan is 190", 190, 200, Decimal(200) / 190, "over_fulfilled"),
    ]
    assert supposition.pace is None


def test_another_pace_ends_the_year_otherwise(suppose: Suppose) -> None:
    # 100 until May; evenly 240, with 30 a month 310
    rows = numbers(suppose(what_pace="30"))
    assert [(name, plan, value, status) for name, plan, value, _degree, status in rows] == [
        ("As it is", 300, 100, "not_achieved"),
        ("The year’s end at the present pace", 300, 240, "not_achieved"),
        ("The year’s end with 30 a month", 300, 310, "achieved"),
    ]


def test_plan_and_pace_are_supposed_together(suppose: Suppose) -> None:
    supposition = suppose(what_target="250", what_pace="20,5")
    assert supposition.pace is not None
    assert supposition.pace.needed == Fraction(150, 7)
    assert [row.answer.value for row in supposition.rows] == [100, 100, 240, Decimal("243.5")]
    assert [row.answer.status for row in supposition.rows][1:] == [
        "not_achieved",
        "at_risk",
        "at_risk",
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("-5", "supposition_negative"),
        ("−5", "supposition_negative"),
        ("abc", "import_number"),
        ("1e5", "import_number"),
        ("nan", "import_number"),
        ("62 %25", "import_number"),
        ("2016-05-01", "import_number"),
        ("9" * 20, "import_out_of_range"),
        ("0." + "1" * 19, "import_too_fine"),
        ("<script>", "import_number"),
    ],
)
def test_what_is_no_number_is_refused_where_it_stands(
    suppose: Suppose, text: str, rule: str
) -> None:
    for name, number in (
        ("what_target", suppose(what_target=text).target),
        ("what_pace", suppose(what_pace=text).monthly),
    ):
        assert number.problem is not None, name
        assert (number.problem.rule, number.value) == (rule, None)
    # the page stands, with the numbers that there are
    assert next(row.name for row in suppose(what_target=text).rows) == "As it is"


def test_a_share_has_no_plan_of_more_than_all_of_it(suppose: Suppose) -> None:
    beyond = suppose("share", what_target="101").target.problem
    assert beyond is not None
    assert beyond.rule == "supposition_beyond_whole"
    assert suppose("share", what_target="100 %25").target.value == 100


def test_a_pace_is_refused_where_there_is_none(suppose: Suppose) -> None:
    for supposition in (suppose("share", what_pace="3"), suppose(year=2015, what_pace="3")):
        assert supposition.monthly.problem is not None
        assert supposition.monthly.problem.rule == "supposition_without_pace"


def drawn(supposition: Supposition) -> str:
    return str(supposition_panel.draw(supposition.subject.page_request))


def test_the_panel_says_that_it_supposes_and_what_is_wrong(suppose: Suppose) -> None:
    folded, open_panel = drawn(suppose()), drawn(suppose(what_target="-5", what_pace="30"))
    assert "A supposition" not in folded
    assert "A supposition" in open_panel
    assert "“-5” is below zero" in open_panel
    assert "The year’s end with 30 a month" in open_panel


def test_where_nothing_can_be_supposed_there_is_no_panel(suppose: Suppose) -> None:
    for code in ("kept", "silent"):
        supposition = suppose(code)
        assert supposition_panel.draw(supposition.subject.page_request) is None


def test_no_file_and_no_other_page_takes_a_supposition_along(suppose: Suppose) -> None:
    page_request = suppose(what_target="1", what_pace="2").subject.page_request
    assert "what_" in page_request.href()
    assert "what_" not in str(takeaway.bar(page_request, "A title"))
    assert "what_" not in page_request.page("/")
    assert "what_" not in page_request.in_period("2015")
