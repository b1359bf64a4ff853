"""Rules between the columns of a row: what it says must be able to be counted, or is refused with
the remedy.
"""

import datetime
from decimal import Decimal

import pytest

from data import editing, imports
from data.refusals import Refusal
from data.tables.definitions import DefinitionVersion, Observation
from tests.data.imports.conftest import PROGRAMME, World
from tests.record_tables import Grant

HEAD = "number;date;decision;decided_on;awarded;spent;reported_on\n"


def refusal_texts(world: World, kind: str, text: str) -> tuple[str, str]:
    with pytest.raises(Refusal) as refusal:
        world.load(kind, text, **({} if imports.kind_of(kind).is_record else {"covers": None}))
    return refusal.value.text("ru"), refusal.value.text("en")


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ("1;2016;awarded;;;;", "decided_on", "import_award_undated"),
        ("1;2016;awarded;;350000;;", "decided_on", "import_award_undated"),
        ("1;2016;Победитель;-;;5;2017", "decided_on", "import_award_undated"),
        ("1;2016;;2016;;;", "decision", "import_decided_without_decision"),
        ("1;2016;pending;05.2016;;;", "decision", "import_decided_without_decision"),
        ("1;2016;refused;2016;;;2017", "reported_on", "import_report_of_no_award"),
        ("1;2016;refused;;;100;", "spent", "import_report_of_no_award"),
        ("1;2016;;;;;2017", "reported_on", "import_report_of_no_award"),
        ("1;2016;withdrawn;;;;2017", "reported_on", "import_report_of_no_award"),
        ("1;2016;pending;;100;;", "awarded", "import_awarded_to_no_winner"),
    ],
)
def test_a_grant_that_contradicts_itself_is_refused(
    embedded: World, row: str, column: str, rule: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("grants", HEAD + row)
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.column, problem.row) == (rule, column, 2)
    context_words = problem.sentence("ru"), problem.sentence("en")
    assert all(context_words)
    assert not any(code in context_words[0] for code in ("refused", "pending", "withdrawn"))


def test_of_an_award_the_year_of_the_decision_is_enough(embedded: World) -> None:
    ru, en = refusal_texts(embedded, "grants", HEAD + "1;2016;awarded;;350000;;")
    assert "достаточно месяца или года: «04.2018», «2018»" in ru
    assert "the month or the year is enough" in en
    embedded.load(
        "grants", HEAD + "1;2016;awarded;2016;350000;;\n2;2016;refused;;;;\n3;2016;;;;;\n"
    )
    assert embedded.rows(Grant, "decided_year", "decided_quarter") == [
        (2016, None),
        (None, None),
        (None, None),
    ]


def test_a_bad_cell_is_told_once_and_not_as_missing(embedded: World) -> None:
    assert embedded.refused(
        "grants", HEAD + "1;2016;awarded;31.02.2016;1;;\n2;2016;кофе;2016;1;;\n"
    ) == [
        "import_date_impossible",
        "import_word",
    ]


def test_dates_of_a_grant_keep_how_well_they_are_known(world: World) -> None:
    rows = "1;2015;awarded;05.2016;;;2017\n2;2015;awarded;2016;;;20.06.2017\n"
    world.load("grants", HEAD + rows)
    kept = world.rows(
        Grant, "decided_on", "decided_precision", "reported_precision", "decided_quarter"
    )
    assert kept == [
        (datetime.date(2016, 5, 1), "month", "year", 2),
        (datetime.date(2016, 1, 1), "year", "day", None),
    ]
    kind = imports.kind_of("grants")
    with world.database.read() as session:
        context = editing.context_of(session, PROGRAMME)
        texts = [
            editing.texts_of(
                kind,
                context,
                editing.newest_row(session, kind, context.programme_id, number).fields,
                "ru",
            )
            for number in "12"
        ]
    assert [(text["decided_on"], text["reported_on"]) for text in texts] == [
        ("05.2016", "2017"),
        ("2016", "20.06.2017"),
    ]


def test_a_day_and_its_month_are_not_the_same_record_and_old_names_of_rows_stay(
    world: World,
) -> None:
    world.load("grants", HEAD + "1;2015;awarded;01.05.2016;;;\n")
    assert world.load("grants", HEAD + "1;2015;awarded;2016-05-01;;;\n").skipped == 1
    assert world.refused("grants", HEAD + "1;2015;awarded;05.2016;;;\n") == ["import_number_taken"]
    assert world.load("grants", HEAD + "1;2015;awarded;05.2016;;;\n", update=True).updated == 1
    assert world.rows(Grant, "decided_precision") == [("month",)]


# ---------------------------------------------------------------- weights


def weigh(world: World, text: str, code: str = "weighed") -> None:
    with world.database.transaction("publish", "a weighted mean") as change:
        stamp = {"programme_id": 1, "since": change.revision}
        version = len(change.session.query(DefinitionVersion).filter_by(code=code).all()) + 1
        change.session.add(
            DefinitionVersion(code=code, version=version, state="published", text=text, **stamp)
        )


WEIGHTED = (
    "kind: observed\nname: {ru: Доля, en: Share}\ncombine: {places: weighted_mean, periods: mean}\n"
)
OBSERVED = "indicator;district;period;value;weight\n"


def test_a_missing_weight_is_refused_where_values_are_weighed(embedded: World) -> None:
    weigh(embedded, WEIGHTED)
    ru, en = refusal_texts(
        embedded,
        "observations",
        OBSERVED + "weighed;central;2016;50;\nweighed;kirovsky;2016;40;100\n",
    )
    assert "строка 2, столбец «weight»" in ru
    assert "«Доля»" in ru
    assert "weighed" not in ru
    assert "“Share”" in en
    assert "column weight" in en
    without = "indicator;district;period;value\nweighed;central;2016;50\n"
    assert embedded.refused("observations", without) == ["import_weight_missing"]


def test_the_total_of_the_whole_is_weighed_with_no_other_place(embedded: World) -> None:
    weigh(embedded, WEIGHTED)
    assert embedded.load("observations", "indicator;period;value\nweighed;2016;50\n").accepted == 1


def test_a_weight_of_zero_and_a_dash_without_one_are_taken(embedded: World) -> None:
    weigh(embedded, WEIGHTED)
    rows = "weighed;central;2016;50;0\nweighed;kirovsky;2016;-;\nsurvey;;2016;5;\n"
    embedded.load("observations", OBSERVED + rows, covers=None)
    assert embedded.rows(Observation, "weight") == [(Decimal(0),), (None,), (None,)]
    assert embedded.refused("observations", OBSERVED + "weighed;central;2017;50;-1\n") == [
        "import_negative"
    ]


def test_the_rule_in_force_for_the_year_decides_on_weights(embedded: World) -> None:
    weigh(embedded, WEIGHTED + "years: ..2015\n")
    weigh(embedded, "kind: observed\nyears: 2016..\n")
    embedded.load("observations", OBSERVED + "weighed;central;2016;50;\n", covers=None)
    assert embedded.refused("observations", OBSERVED + "weighed;central;2015-Q2;50;\n") == [
        "import_weight_missing"
    ]


def test_the_form_and_the_grid_ask_for_the_weight_too(embedded: World) -> None:
    weigh(embedded, WEIGHTED)
    kind = imports.kind_of("observations")
    row = editing.RowInput(
        {"indicator": "weighed", "district": "central", "period": "2016", "value": "50"}
    )
    with pytest.raises(Refusal) as refusal:
        editing.save(embedded.database, kind, PROGRAMME, [row], author="Анна", reason="опрос")
    assert [problem.rule for problem in refusal.value.problems] == ["import_weight_missing"]


# ---------------------------------------------------------------- one round


def rules(world: World, kind: str, text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(Refusal) as refusal:
        world.load(kind, text, **({} if imports.kind_of(kind).is_record else {"covers": None}))
    assert refusal.value.text("ru")
    assert refusal.value.text("en")
    return [(problem.row, problem.rule) for problem in refusal.value.problems]


def test_doubled_rows_are_told_together_with_bad_cells(embedded: World) -> None:
    embedded.load("consultations", "number;date;request\nold;2016;copying\n")
    head = "number;date;request\n"
    text = (
        head
        + "1;2016;copying\n1;31.02.2016;copying\n2;2016;кофе\nold;2016;premises\n;2017;copying\n;2017;copying\n"
    )
    assert rules(embedded, "consultations", text + ";2017;чай\n;2017;чай\n") == [
        (3, "import_date_impossible"),
        (3, "import_number_doubled"),
        (4, "import_word"),
        (5, "import_number_taken"),
        (7, "import_row_doubled"),
        (8, "import_word"),
        (9, "import_word"),
        (9, "import_row_doubled"),
    ]


def test_doubled_keys_are_told_together_with_bad_cells(embedded: World) -> None:
    head = "indicator;district;period;value\n"
    text = (
        head
        + "survey;central;2016;1\nsurvey;Центральный;2016;много\nsurvey;zzz;2016;1\nsurvey;zzz;2016;2\n"
    )
    assert rules(embedded, "observations", text + "survey;yyy;2016;1\n") == [
        (3, "import_number"),
        (3, "import_key_doubled"),
        (4, "import_district_unknown"),
        (5, "import_district_unknown"),
        (5, "import_key_doubled"),
        (6, "import_district_unknown"),
    ]


def test_rows_whose_only_fault_is_alike_are_not_called_doubled(embedded: World) -> None:
    text = "date;request;people\n31.02.2016;copying;1\n31.02.2016;copying;2\n"
    assert [rule for _, rule in rules(embedded, "consultations", text)] == [
        "import_date_impossible"
    ] * 2
