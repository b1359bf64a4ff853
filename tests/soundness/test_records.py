"""What records lack, money, grants with three dates, and splits."""

from decimal import Decimal

from tests.soundness.towns import Town


def test_an_amount_not_filled_in_is_left_out_of_a_sum_and_marked(town: Town) -> None:
    town.define("people", kind="sum", amount="people", measure="consultations")
    town.cover("consultations", "2015")
    town.record("consultations", "2015-05", "north", people=3)
    town.record("consultations", "2015-05", "south", people=None)
    answer = town.year("people", 2015)
    assert (answer.value, answer.records, answer.marks) == (3, 2, ("null_amounts",))
    assert town.year("people", 2015, district="north").marks == ()


def test_an_organisation_not_filled_in_is_left_out_of_a_distinct_count_and_marked(
    town: Town,
) -> None:
    town.define("callers", kind="distinct", of="organisation", measure="consultations")
    town.cover("consultations", "2015")
    for caller in (1, 1, None):
        town.record("consultations", "2015-05", "north", organisation_id=caller)
    answer = town.year("callers", 2015)
    assert (answer.value, answer.records, answer.marks) == (1, 3, ("null_amounts",))


def test_distinct_to_date_meets_each_caller_once(town: Town) -> None:
    town.define(
        "ever", kind="distinct", of="organisation", measure="consultations", accumulate="to_date"
    )
    town.cover("consultations", "2014..2016")
    for date, caller in (
        ("2014-05", 1),
        ("2015", 2),
        ("2015-02", 2),
        ("2016-01", 1),
        ("2016-11", 3),
    ):
        town.record("consultations", date, "north", organisation_id=caller)
    assert town.values("ever") == [1, 2, 3]
    assert town.values("ever", by=()) == [3]
    assert town.values("ever", years=(2016, 2016), by=("half",)) == [2, 3]


def test_money_is_exact_to_the_kopeck(town: Town) -> None:
    town.define("money", kind="sum", amount="amount", measure="supports")
    town.cover("supports", "2015")
    with town.revision():
        for _ in range(10):
            town.record("supports", "2015-05", "north", amount=Decimal("0.10"))
        town.record("supports", "2015-05", "north", amount=Decimal("90071992547409.93"))
    assert town.year("money", 2015).value == Decimal("90071992547410.93")


def test_the_average_of_money_is_in_roubles_with_twenty_eight_digits(town: Town) -> None:
    town.define("mean", kind="average", amount="amount", measure="supports")
    town.cover("supports", "2015")
    for amount in ("1.00", "0.00", "0.00"):
        town.record("supports", "2015-05", "north", amount=Decimal(amount))
    assert town.year("mean", 2015).value == Decimal("0.3333333333333333333333333333")


def test_each_measure_of_a_grant_follows_its_own_date(town: Town) -> None:
    town.define("applied", kind="count", measure="grant_applications")
    town.define("won", kind="count", measure="grant_awards")
    town.define("awarded", kind="sum", amount="awarded", measure="grant_awards")
    town.define("reported", kind="count", measure="grant_reports")
    town.cover("grants", "2014..2016")
    dates = {"decided_on": "2015-03", "reported_on": "2016-02-01"}
    town.record(
        "grants", "2014-11-20", "north", decision="awarded", awarded=Decimal("100.50"), **dates
    )
    town.record(
        "grants",
        "2014-12",
        "north",
        decision="refused",
        awarded=Decimal("7.00"),
        decided_on="2015-03",
    )
    town.record("grants", "2015", "south", decision="awarded", decided_on="2015")
    assert town.values("applied") == [2, 1, 0]
    assert town.values("won") == [0, 2, 0]
    assert town.values("awarded") == [0, Decimal("100.50"), 0]
    assert town.values("reported") == [0, 0, 1]
    assert town.values("won", years=(2015, 2015), by=("quarter",)) == [1, 0, 0, 0]
    assert "approximate_date" in town.ask("won", years=(2015, 2015), by=("quarter",))[0].marks


def test_a_split_has_a_row_for_each_value_and_they_add_up(town: Town) -> None:
    town.define("visits", kind="count", measure="consultations")
    town.define("callers", kind="distinct", of="organisation", measure="consultations")
    town.cover("consultations", "2015")
    for topic, caller in (("law", 1), ("law", 2), ("other", 1), (None, 1)):
        town.record("consultations", "2015-05", "north", topic=topic, organisation_id=caller)
    parts = town.ask("visits", "callers", years=(2015, 2015), split="topic")
    assert {(part.indicator, part.split): part.value for part in parts} == {
        ("visits", "law"): 2,
        ("visits", "other"): 1,
        ("visits", "none"): 1,
        ("callers", "law"): 2,
        ("callers", "other"): 1,
        ("callers", "none"): 1,
    }


def test_a_split_of_a_filtered_indicator_has_zero_where_the_filter_refuses(town: Town) -> None:
    town.define("law", kind="count", measure="consultations", filter={"topic": ["law"]})
    town.cover("consultations", "2015")
    for topic in ("law", "other"):
        town.record("consultations", "2015-05", "north", topic=topic)
    assert {
        part.split: part.value for part in town.ask("law", years=(2015, 2015), split="topic")
    } == {
        "law": 1,
        "other": 0,
    }


def test_a_split_of_a_ratio_narrows_both_sides(town: Town) -> None:
    visits = {"kind": "count", "measure": "consultations"}
    by_telephone = {**visits, "filter": {"channel": ["phone"]}}
    town.define("share", kind="ratio", numerator=by_telephone, denominator=visits, scale=100)
    town.cover("consultations", "2015")
    for topic, channel in (("law", "phone"), ("law", "visit"), ("other", "phone")):
        town.record("consultations", "2015-05", "north", topic=topic, channel=channel)
    parts = town.ask("share", years=(2015, 2015), split="topic")
    assert {part.split: part.value for part in parts} == {"law": 50, "other": 100}


def test_a_corrected_record_counts_once(town: Town) -> None:
    town.define("people", kind="sum", amount="people", measure="consultations")
    town.cover("consultations", "2014..2015")
    row = town.record("consultations", "2015-05", "north", people=3)
    town.replace("consultations", row, people=5)
    assert (town.year("people", 2015).value, town.year("people", 2015).records) == (5, 1)


def test_a_corrected_event_keeps_only_its_new_districts(town: Town) -> None:
    town.define("events", kind="count", measure="events")
    town.cover("events", "2015")
    row = town.record("events", "2015-05", "north", "south")
    town.correct("events", row, "south")
    assert town.values("events", years=(2015, 2015), by=("district", "year")) == [0, 1]
    assert town.values("events", years=(2015, 2015)) == [1]
