"""Each kind of file: what its own columns and rules make of a row."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update

from data.editing import RowInput, save
from data.imports import kind_of, kinds, kinds_in_order, undo
from data.imports.checks.identity import fingerprints
from data.refusals import Refusal
from data.tables.definitions import DefinitionVersion, Observation, Target
from data.tables.places import District, Population
from data.tables.programmes import Activity, Budget
from tests.data.imports.conftest import PROGRAMME, World
from tests.record_tables import Consultation, Grant, Support

KINDS = [
    "activities",
    "budgets",
    "consultations",
    "decisions",
    "deviation_reasons",
    "districts",
    "events",
    "grants",
    "initiatives",
    "legal_acts",
    "number_notes",
    "observations",
    "organisations",
    "populations",
    "publications",
    "supports",
    "targets",
]

ORGANISATION = "number,name\nA,Первая\n"


def test_every_kind_is_found_by_its_file() -> None:
    assert kinds() == tuple(KINDS)


def test_the_kinds_have_an_order_of_their_own() -> None:
    assert [kind.name for kind in kinds_in_order()] == [
        "consultations", "events", "supports", "grants", "publications", "initiatives", "legal_acts",
        "organisations", "activities", "budgets", "populations", "districts", "targets",
        "deviation_reasons", "decisions", "number_notes", "observations",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_of_a_kind_fills_a_column_of_its_table(kind: str) -> None:
    declaration = kind_of(kind)
    linked = {declaration.link.field} if declaration.link else set()
    fields = {field for column in declaration.columns for field in column.fields} - linked
    assert fields <= set(declaration.sql.columns.keys())
    needed = {
        column.name
        for column in declaration.sql.columns
        if not column.nullable
        and column.default is None
        and column.name not in ("id", "since", "programme_id")
    }
    assert needed <= fields | {"number", "fingerprint", *declaration.derived}


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_has_a_title_of_its_own_in_each_language(kind: str) -> None:
    spellings = [
        {spelling.casefold() for spelling in column.spellings()} for column in kind_of(kind).columns
    ]
    titles = [title for titles in spellings for title in titles]
    assert len(titles) == len(set(titles))
    assert all(column.words.ru and column.words.en for column in kind_of(kind).columns)


def test_a_fingerprint_is_the_same_for_ever() -> None:
    columns = [["да", ""], ["К-1", "К-2"], ["2", ""]]
    assert fingerprints(columns) == [
        "05020f2335bf074ad632eb9ac7690a85",
        "600a82ba4ee6e40f2b6bfd2cdba6fdd4",
    ]


def test_a_column_added_later_does_not_change_the_rows_without_it() -> None:
    assert fingerprints([["1"], ["2"]]) == fingerprints([["1"], ["2"], [""]])
    assert fingerprints([["1"], ["2"]]) != fingerprints([["1"], [""], ["2"]])


def test_dittos_repeat_the_row_above_even_across_blocks(embedded: World) -> None:
    text = (
        "number;date;request;topic\n"
        + '1;31.05.2016;copying;law\n2;- " -;-"-;–\n3;"""";- " -;- " -\n'
    )
    embedded.load(
        "consultations", text + "".join(f'{number};- " -;- " -;law\n' for number in range(4, 4_000))
    )
    assert (
        embedded.count(Consultation, Consultation.request == "copying", Consultation.month == 5)
        == 3_999
    )
    assert embedded.rows(Consultation, "topic")[:3] == [("law",), (None,), (None,)]


# ---------------------------------------------------------------- grants and supports


def test_a_grant_keeps_its_three_dates(world: World) -> None:
    head = "number,date,decision,decided_on,reported_on,requested,awarded\n"
    world.load(
        "grants",
        head + '1,15.12.2016,Победитель,05.2017,2018,"400 000,50",350000\n2,2016,pending,,,,\n',
    )
    decided = (
        "decided_year",
        "decided_half",
        "decided_quarter",
        "decided_month",
        "reported_year",
        "reported_month",
    )
    assert world.rows(Grant, *decided) == [(2017, 1, 2, 5, 2018, None), (None,) * 6]
    money = world.rows(Grant, "requested", "awarded", "decision", "year")
    assert money == [
        (Decimal("400000.50"), Decimal("350000.00"), "awarded", 2016),
        (None, None, "pending", 2016),
    ]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("2016-05-10,awarded,2016-05-09,,", "import_date_before"),
        ("2016-05-10,awarded,2016-06-01,2016-05-30,", "import_date_before"),
        ("2016-05-10,refused,2016-06-01,,5", "import_awarded_to_no_winner"),
        ("2016-05-10,awarded,2022-01-01,,5", "import_course_outside"),
        ("2016-01-01,awarded,2016-02-01,2016-01-01,", "import_date_before"),
        ("2016-01-10,awarded,2016-03,2016-02,", "import_date_before"),
        ("2016-05-10,awarded,01.05.2016,,", "import_date_before"),
    ],
)
def test_a_grant_whose_course_cannot_be_is_refused(embedded: World, row: str, rule: str) -> None:
    assert embedded.refused("grants", f"date,decision,decided_on,reported_on,awarded\n{row}\n") == [
        rule
    ]


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("observations", "indicator,period,value\nsurvey,2012,5\n", "outside 2013–2020.*the programme are 2014–2020"),
        ("grants", "date,reported_on\n2016,2023\n", "outside 2014–2022.*the programme are 2014–2020"),
        ("populations", "on_date,people\n2012-12-31,5\n", "outside 2013–2021.*the programme are 2014–2020"),
        ("targets", "indicator,period,value\nsurvey,2013,5\n", "outside the years of the programme, 2014–2020"),
    ],
)  # fmt: skip
def test_what_is_allowed_around_the_programme_is_not_called_its_years(
    embedded: World, kind: str, text: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        embedded.load(kind, text)


def test_the_wrong_one_of_several_districts_is_named(embedded: World) -> None:
    with pytest.raises(Refusal) as refusal:
        embedded.load("events", "date,districts,type,title\n2016,central;zzz,fair,А\n")
    (problem,) = refusal.value.problems
    assert "«zzz»" in problem.sentence("ru")
    assert problem.value == "central;zzz", "what is mended is the whole cell"


def test_a_date_known_to_the_month_is_not_before_a_day_of_it(embedded: World) -> None:
    text = (
        "number,date,decision,decided_on\n1,2016-05-10,awarded,2016-05\n2,2016-05-10,awarded,2016\n"
    )
    assert embedded.load("grants", text).accepted == 2


def test_a_support_names_its_organisation_and_term(world: World) -> None:
    world.load("organisations", ORGANISATION)
    head = "number,date,organisation,form,amount,until_date,violation\n"
    world.load("supports", head + '1,2016-05-31,A,Финансовая,"150 000,00",31.12.2030,да\n')
    assert world.rows(Support, "form", "amount", "violation") == [
        ("financial", Decimal("150000.00"), True)
    ]
    assert world.refused("supports", head + "2,2016-05-31,A,financial,,2016-05-30,\n") == [
        "import_date_before"
    ]
    assert world.refused("supports", head + "2,2016-05-31,,financial,,,\n") == ["import_required"]


# ---------------------------------------------------------------- places and people


def test_districts_are_a_tree_with_a_second_cut(world: World) -> None:
    head = "code,name_ru,parent,cut,member_of,tile_x\n"
    text = "city,Город,,,,\nnew,Новый,city,,west,3\nwest,Запад,,okrugs,,\n"
    world.load("districts", head + text)
    rows = world.rows(
        District, "number", "parent", "cut", "member_of", "tile_x", "name_en", "position"
    )
    assert rows[-2:] == [
        ("new", "city", None, "west", 3, "", 0),
        ("west", None, "okrugs", None, None, "", 0),
    ]
    assert world.load("districts", head + text).skipped == 3


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a,А,nowhere,,\n", "import_parent_unknown"),
        ("a,А,south,,\n", "import_parent_unknown"),
        ("a,А,a,,\n", "import_parent_circular"),
        ("a,А,,,nowhere\n", "import_member_of_unknown"),
        ("a,А,,,central\n", "import_member_of_unknown"),
        ("b,Б,,okrugs,\na,А,,,south;b\n", "import_member_of_twice"),
        ("a,А,,okrugs,south\n", "import_member_of_in_cut"),
        ("Ц,А,,,\n", "import_code"),
        ("none,А,,,\n", "import_code"),
        ("a,А,,,\na,Б,,,\n", "import_key_doubled"),
    ],
)
def test_districts_that_make_no_tree_are_refused(embedded: World, text: str, rule: str) -> None:
    rules = embedded.refused("districts", "code,name_ru,parent,cut,member_of\n" + text)
    assert set(rules) == {rule}


def test_a_circle_through_the_database_is_seen(embedded: World) -> None:
    embedded.load("districts", "code,name_ru,parent\na,А,\nb,Б,a\n")
    circle = embedded.refused("districts", "code,name_ru,parent\na,А,b\n", update=True)
    assert circle == ["import_parent_circular"]


def test_an_organisation_without_a_number_is_known_by_its_registration(embedded: World) -> None:
    embedded.load("organisations", "name,inn\nПервая,7707083893\n")
    assert embedded.load("organisations", "name,inn\nПервая,7707083893\n").skipped == 1
    assert embedded.refused("organisations", "name,inn\nДругая,7707083893\n") == [
        "import_number_taken"
    ]
    assert embedded.refused("organisations", "name,inn\nТретья,7707083894\n") == [
        "import_check_digit"
    ]


def test_a_registration_of_two_organisations_names_none(embedded: World) -> None:
    embedded.load("organisations", "number,name,inn\nA,Первая,7707083893\nB,Филиал,7707083893\n")
    text = "number,date,request,organisation\n1,2016,copying,7707083893\n"
    assert embedded.refused("consultations", text) == ["import_organisation_ambiguous"]


def test_populations_are_known_by_place_and_day(world: World) -> None:
    text = 'district,on_date,people\n,01.01.2015,"607 216"\ncentral,01.01.2015,86 591\n'
    world.load("populations", text)
    assert world.rows(Population, "number", "people") == [
        ("|2015-01-01", 607216),
        ("central|2015-01-01", 86591),
    ]
    assert world.refused("populations", text.replace("607", "608")) == ["import_key_taken"]


@pytest.mark.parametrize(
    ("kind", "text", "keys"),
    [
        (
            "populations",
            "on_date,people\n2015-01-01,5\n",
            {"ru": "район –, на дату 01.01.2015", "en": "district –, on date 2015-01-01"},
        ),
        (
            "observations",
            "indicator,district,period,value,by:age\nsurvey,central,2016,5,18+\n",
            {
                "ru": "показатель survey, район Центральный, период 2016, by:age 18+, стадия Уточнённое",
                "en": "indicator survey, district Центральный, period 2016, by:age 18+, stage Refined",
            },
        ),
        (
            "budgets",
            "year,funding,fact_money\n2016,krai,5\n",
            {
                "ru": "задача –, год 2016, источник средств Краевой бюджет",
                "en": "part –, year 2016, funding Regional budget",
            },
        ),
        ("districts", "code,name_ru,position\nnew,Новый,5\n", {"ru": "код new", "en": "code new"}),
    ],
)
def test_a_row_without_a_number_is_named_by_its_columns(
    embedded: World, kind: str, text: str, keys: dict[str, str]
) -> None:
    again = text.replace(",5", ",6")
    with pytest.raises(Refusal) as doubled:
        embedded.load(kind, text + again.split("\n")[1])
    embedded.load(kind, text)
    with pytest.raises(Refusal) as taken:
        embedded.load(kind, again)
    for refusal, rule in ((doubled, "import_key_doubled"), (taken, "import_key_taken")):
        (problem,) = refusal.value.problems
        assert (problem.rule, problem.column, problem.params["key"]) == (rule, None, keys)
        for language, words in keys.items():
            assert f"({words})" in problem.text(language)


# ---------------------------------------------------------------- plans, values, money


def test_targets_keep_the_cell_as_printed(world: World) -> None:
    world.load(
        "targets",
        'indicator,district,period,value\nsurvey,,2016,"97,0"\nsurvey,central,2016-q2,–\n',
    )
    rows = world.rows(Target, "number", "period", "value", "printed")
    assert rows == [
        ("survey||2016", "2016", Decimal(97), "97,0"),
        ("survey|central|2016-Q2", "2016-Q2", None, "–"),
    ]


def test_the_same_value_printed_otherwise_is_the_same_target(embedded: World) -> None:
    embedded.load("targets", 'indicator,period,value\nsurvey,2016,"1 044,0"\n')
    assert embedded.load("targets", "indicator,period,value\nsurvey,2016,1044\n").skipped == 1


def test_observations_have_stages_and_disaggregations(world: World) -> None:
    head = "indicator,district,period,value,stage,by:sex,by:age,weight,lower_bound\n"
    may = "survey,central,2016-05"
    text = f"survey,,2013,34,,,,,да\n{may},-,Предварительное,ж,18–35,100,\n{may},7,,ж,18–35,,\n"
    world.load("observations", head + text)
    assert world.rows(Observation, "number", "year", "value", "by", "lower_bound") == [
        ("survey||2013||refined", 2013, Decimal(34), "", True),
        (
            "survey|central|2016-05|age=18–35;sex=ж|preliminary",
            2016,
            None,
            "age=18–35;sex=ж",
            False,
        ),
        (
            "survey|central|2016-05|age=18–35;sex=ж|refined",
            2016,
            Decimal(7),
            "age=18–35;sex=ж",
            False,
        ),
    ]
    assert (
        world.load(
            "observations",
            head.replace("by:sex,by:age", "by:age,by:sex") + text.replace("ж,18–35", "18–35,ж"),
        ).skipped
        == 3
    )


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("survey,2016,", "import_required"),
        ("survey,2016,много", "import_number"),
        ("unheard,2016,5", "import_indicator_unknown"),
        ("draft,2016,5", "import_indicator_unknown"),
        ("survey,2016-5,5", "import_period"),
        ("survey,2012,5", "import_baseline_outside"),
        ("survey,2021-Q1,5", "import_baseline_outside"),
        ("consultations,2016,5", "import_indicator_counted"),
        ("survey,2016,0.0000000000000000001", "import_too_fine"),
    ],
)
def test_a_bad_observation_is_refused(embedded: World, row: str, rule: str) -> None:
    assert embedded.refused("observations", f"indicator,period,value\n{row}\n") == [rule]


BY = "indicator,period,value,stage,by:age,by:sex\n"
BY_AGE, BY_SEX, BOTH = "survey,2016,5,,55+,\n", "survey,2016,6,,,f\n", "survey,2016,2,,55+,f\n"
PRELIMINARY = "survey,2016,6,preliminary,,f\n"


@pytest.mark.parametrize(
    ("before", "text", "row"),
    [
        ("", BY_AGE + BY_SEX, 3),
        ("", BY_AGE + BOTH, 3),
        ("", PRELIMINARY + BY_AGE, 3),
        (BY_AGE, BY_SEX, 2),
        (BY_AGE, BY_AGE.replace("55", "18") + BY_SEX, 3),
    ],
)
def test_several_disaggregations_without_a_total_are_refused(
    embedded: World, before: str, text: str, row: int
) -> None:
    if before:
        embedded.load("observations", BY + before)
    with pytest.raises(Refusal) as refusal:
        embedded.load("observations", BY + text)
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.row) == ("import_several_sets", row)
    sentence = problem.text("en")
    assert all(
        word in sentence
        for word in ("survey", "the whole territory", "2016", "by:age", "by:", "total")
    )


def test_a_total_or_another_place_makes_several_disaggregations_right(embedded: World) -> None:
    embedded.load("observations", BY + BY_AGE + "survey,2017,1,,,f\n" + "survey,2016-Q1,1,,,f\n")
    embedded.load("observations", BY + BY_SEX + "survey,2016,11,,,\n")
    assert embedded.load("observations", BY + BOTH).accepted == 1


def test_what_is_typed_by_hand_is_held_to_a_total_too(embedded: World) -> None:
    embedded.load("observations", BY + BY_AGE)
    fields = {"indicator": "survey", "period": "2016", "value": "6"}
    authorship: dict[str, Any] = {"author": "anna", "reason": "told so"}
    with pytest.raises(Refusal, match="by:age; by:sex"):
        save(
            embedded.database,
            kind_of("observations"),
            PROGRAMME,
            [RowInput(fields | {"by:sex": "f"})],
            **authorship,
        )
    with embedded.database.read() as session:
        began = session.scalars(select(Observation.id)).one()
    moved = RowInput(fields | {"by:sex": "f"}, began)
    assert (
        save(embedded.database, kind_of("observations"), PROGRAMME, [moved], **authorship).corrected
        == 1
    )


def test_a_total_does_not_go_from_above_several_disaggregations(embedded: World) -> None:
    """By hand or with its import: the number would become no data without a word."""
    embedded.load("observations", BY + BY_AGE)
    total = embedded.load("observations", BY + "survey,2016,11,,,\n")
    embedded.load("observations", BY + BY_SEX)
    authorship: dict[str, Any] = {"author": "anna", "reason": "told so"}
    with embedded.database.read() as session:
        rows = {row.by: row.id for row in session.scalars(select(Observation))}
    kind, before = kind_of("observations"), embedded.revision
    with pytest.raises(Refusal) as refusal:
        save(embedded.database, kind, PROGRAMME, withdrawn=[rows[""]], **authorship)
    (problem,) = refusal.value.problems
    assert problem.rule == "edit_total_needed"
    assert all(
        word in problem.text("en")
        for word in ("survey", "2016", "by:age; by:sex", "the whole territory")
    )
    moved = RowInput({"indicator": "survey", "period": "2017", "value": "11"}, rows[""])
    with pytest.raises(Refusal, match="by:age; by:sex"):
        save(embedded.database, kind, PROGRAMME, [moved], **authorship)
    with pytest.raises(Refusal, match="by:age; by:sex"):
        undo(embedded.database, total.import_id)
    assert embedded.revision == before
    assert (
        save(
            embedded.database, kind, PROGRAMME, withdrawn=[rows["sex=f"], rows[""]], **authorship
        ).withdrawn
        == 2
    )


def test_a_total_goes_where_another_stays_or_one_disaggregation_is_left(embedded: World) -> None:
    embedded.load(
        "observations", BY + BY_AGE + BY_SEX + "survey,2016,11,,,\nsurvey,2016,10,preliminary,,\n"
    )
    embedded.load("observations", BY + "survey,2017,5,,55+,\nsurvey,2017,5,,,\n")
    with embedded.database.read() as session:
        rows = {row.number: row.id for row in session.scalars(select(Observation))}
    for number in ("survey||2016||refined", "survey||2017||refined"):
        going = {"withdrawn": [rows[number]], "author": "anna", "reason": "told so"}
        assert save(embedded.database, kind_of("observations"), PROGRAMME, **going).withdrawn == 1


def test_a_disaggregation_is_a_word(embedded: World) -> None:
    head = "indicator,period,value,by:age\n"
    assert embedded.refused("observations", head + "survey,2016,5,18;35\n") == [
        "import_by_character"
    ]
    assert embedded.refused("observations", head + f"survey,2016,5,{'я' * 101}\n") == [
        "import_text_long"
    ]
    assert embedded.refused("observations", "indicator,period,value,by:\nsurvey,2016,5,a\n") == [
        "import_column_unknown"
    ]


@pytest.mark.parametrize(
    "name", ["Country of birth", "Страна рождения", "возраст, лет", "ОКВЭД-2 (раздел)", "age"]
)
def test_a_disaggregation_has_any_name(world: World, name: str) -> None:
    world.load(
        "observations", f'indicator,period,value,"by:{name}"\nsurvey,2016,5,Новая Зеландия\n'
    )
    assert world.rows(Observation, "by") == [(f"{name}=Новая Зеландия",)]


@pytest.mark.parametrize("name", ["a" * 101, "a;b", "a=b", "a|b"])
def test_a_name_that_could_not_be_told_from_others_is_refused(embedded: World, name: str) -> None:
    assert embedded.refused(
        "observations", f"indicator,period,value,by:{name}\nsurvey,2016,5,a\n"
    ) == ["import_by_name"]


def test_one_disaggregation_has_one_spelling(embedded: World) -> None:
    """Case, spaces and dashes do not make another age: the same row again is the same row."""
    embedded.load(
        "observations",
        "indicator,period,value,by:Age Group\nsurvey,2016,5,18–35\nsurvey,2016,6,Over 35\n",
    )
    again = (
        "indicator,period,value,BY: age  group\nsurvey,2016,5,18-35\nsurvey,2016,6,over\u00a035\n"
    )
    assert embedded.load("observations", again).skipped == 2
    twice = "indicator,period,value,by:sex\nsurvey,2017,5,F\nsurvey,2017,6,f\n"
    assert embedded.refused("observations", twice) == ["import_key_doubled"]


def test_a_declared_disaggregation_is_known_by_its_names(embedded: World) -> None:
    text = """kind: observed
disaggregations:
  age:
    name: {ru: Возраст, en: Age group}
    values:
      young: {ru: до 35 лет, en: under 35}
"""
    with embedded.database.transaction("publish", "declared") as change:
        change.session.execute(
            update(DefinitionVersion).where(DefinitionVersion.code == "survey").values(text=text)
        )
    embedded.load("observations", "indicator,period,value,by:Возраст\nsurvey,2016,5,До 35 лет\n")
    assert embedded.rows(Observation, "by") == [("age=young",)]
    assert (
        embedded.load(
            "observations", "indicator,period,value,by:age GROUP\nsurvey,2016,5,Under 35\n"
        ).skipped
        == 1
    )
    doubled = "indicator,period,value,by:age,by:Возраст\nsurvey,2017,5,young,young\n"
    assert embedded.refused("observations", doubled) == ["import_by_twice"]


def test_rows_from_before_a_declaration_are_of_the_same_disaggregation(embedded: World) -> None:
    embedded.load("observations", "indicator,period,value,by:Возраст\nsurvey,2016,5,до 35 лет\n")
    text = "kind: observed\ndisaggregations: {age: {name: {ru: Возраст, en: Age group}}}\n"
    with embedded.database.transaction("publish", "declared") as change:
        change.session.execute(
            update(DefinitionVersion).where(DefinitionVersion.code == "survey").values(text=text)
        )
    assert (
        embedded.load(
            "observations", "indicator,period,value,by:age\nsurvey,2016,7,старше 35\n"
        ).accepted
        == 1
    )
    other_set = "indicator,period,value,by:sex\nsurvey,2016,7,f\n"
    assert embedded.refused("observations", other_set) == ["import_several_sets"]


def test_a_row_has_few_disaggregations(embedded: World) -> None:
    names = [f"by:{letter}" for letter in "abcdefghi"]
    text = f"indicator,period,value,{','.join(names)}\nsurvey,2016,5{',x' * len(names)}\n"
    assert embedded.refused("observations", text) == ["import_by_many"]


def test_budgets_are_exact_in_the_unit_of_the_act(world: World) -> None:
    head = "part,year,funding,unit,programme_money,cash_money\n"
    world.load(
        "budgets", head + ',2014,krai,млн руб.,"6 567,69608",-\nhelp,2014,,,1500000,"0,01"\n'
    )
    assert world.rows(Budget, "number", "printed_unit", "programme_money", "cash_money") == [
        ("|2014|krai", "million", Decimal("6567696080.00"), None),
        ("help|2014|total", "rub", Decimal("1500000.00"), Decimal("0.01")),
    ]
    assert world.refused("budgets", head + '2013,2015,,,"0,001",\n') == [
        "import_part_unknown",
        "import_money_scale",
    ]
    assert world.refused("budgets", head + ',2015,,million,"0,000000001",\n') == [
        "import_money_scale"
    ]
    assert world.refused("budgets", head + ",2013,,,5,\n") == ["import_outside_years"]
    assert world.refused("budgets", head + ',2015,,,"150,000",\n') == [
        "import_thousands_or_kopecks"
    ]
    assert world.load("budgets", head + ',2015,,million,"150,125",\n').accepted == 1


def test_activities_have_control_dates_and_money(world: World) -> None:
    head = "number,part,year,name_ru,planned_on,done_on,programme_money,fact_money\n"
    world.load("activities", head + '1,help,2016,Газета,01.12.2016,,"900 000","880 500,50"\n')
    assert world.rows(Activity, "year", "name_en", "fact_money") == [
        (2016, "", Decimal("880500.50"))
    ]
    assert world.refused("activities", head + "2,help,2016,Газета,2016-12,,,\n") == [
        "import_full_day"
    ]
