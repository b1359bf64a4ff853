"""The one schema: what it accepts, what it refuses and how it says so."""

import pytest

from data.refusals import Refusal, messages
from indicators.definition import read, read_new, write
from indicators.definition.catalogue import Catalogue, PublishedVersion

WORDS = "name: {ru: Показатель, en: Indicator}\nunit: {ru: ед., en: units}\n"

NAMED = f"code: visits\n{WORDS}"
SIDES = "numerator: {indicator: one}\ndenominator: {kind: count, measure: events}"


def refused(text: str) -> tuple[set[str], Refusal]:
    with pytest.raises(Refusal) as caught:
        read(text)
    return {problem.rule for problem in caught.value.problems}, caught.value


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ("kind: count\nmeasure: events\ncolour: red", "field_unknown"),
        ("kind: count", "field_missing"),
        ("kind: distinct\nmeasure: events", "field_missing"),
        ("kind: count\nmeasure: marches", "unknown_measure"),
        ("kind: count\nmeasure: events\nfilter: {type: [march]}", "filter_value_impossible"),
        ("kind: count\nmeasure: events\nfilter: {colour: [red]}", "unknown_attribute"),
        ("kind: sum\nmeasure: events\namount: roubles", "unknown_amount"),
        ("kind: distinct\nmeasure: events\nof: people", "unknown_key"),
        ("kind: count\nmeasure: events\nformula: a + b", "definition_field_not_of_kind"),
        ("kind: formula\nformula: a +", "formula_operand"),
        ("kind: formula\nformula: a + i", "formula_cycle"),
        ("kind: formula\nformula: a * 1e999", "formula_number"),
        (f"kind: formula\nformula: a * {'9' * 400}", "formula_number"),
        ("kind: count\nmeasure: events\ndue_days: 9999999", "field_range"),
        ("kind: count\nmeasure: events\nweight: 1000000000000001", "field_range"),
        ("kind: formula\nformula: a + b\naccumulate: to_date", "definition_field_not_of_kind"),
        ("kind: count\nmeasure: events\ndirection: keep", "definition_band"),
        (
            "kind: count\nmeasure: events\nchange: {from: base, as: percent}",
            "definition_baseline_missing",
        ),
        ("kind: count\nmeasure: events\ndecimals: many", "field_whole"),
        ("kind: dance", "field_choice"),
        ("kind: count\nmeasure: events\ndecimals: 1.5", "field_whole"),
        ("kind: count\nmeasure: events\nsource: mayor", "field_words"),
        ("kind: count\nmeasure: events\nyears: soon", "definition_field_years"),
        ("kind: count\nmeasure: events\nyears: 2020..2014", "definition_field_years"),
        ("kind: count\nmeasure: events\nper: 5", "field_fields"),
        ("kind: count\nmeasure: events\nfilter: [seminar]", "definition_field_filter"),
        ("kind: count\nmeasure: events\nfilter: {type: seminar}", "field_list"),
        ("kind: count\nmeasure: events\nfilter: {type: [1.5]}", "definition_filter_value"),
        ("kind: count\nmeasure: events\nfilter: {1: [a]}", "field_key"),
        ("kind: median\nmeasure: events", "field_missing"),
        ("kind: percentile\nmeasure: events\namount: participants", "field_missing"),
        ("kind: percentile\nmeasure: events\namount: participants\npercent: 100", "field_range"),
        (
            "kind: median\nmeasure: events\namount: participants\npercent: 9",
            "definition_field_not_of_kind",
        ),
        (
            "kind: ratio\nnumerator: {kind: median, measure: events}\ndenominator: {indicator: other}",
            "field_missing",
        ),
        ("kind: count\nmeasure: events\nfilter: {type: {}}", "filter_condition_nothing"),
        ("kind: count\nmeasure: events\nfilter: {type: {mni: 2}}", "field_unknown"),
        ("kind: count\nmeasure: events\nfilter: {type: {min: 2}}", "filter_takes_values"),
        ("kind: count\nmeasure: events\nfilter: {participants: [2]}", "filter_takes_bounds"),
        ("kind: count\nmeasure: events\nfilter: {date: {min: 2}}", "filter_takes_days"),
        ("kind: count\nmeasure: events\nfilter: {title: [Fair]}", "filter_only_empty"),
        ("kind: count\nmeasure: events\nfilter: {date: {empty: true}}", "filter_never_empty"),
        ("kind: count\nmeasure: events\nfilter: {date: {since: 2016}}", "filter_day"),
        ("kind: count\nmeasure: events\nfilter: {date: {since: '1.3.2016'}}", "filter_day"),
        ("kind: count\nmeasure: events\nfilter: {date: {since: '2016-02-31'}}", "filter_day"),
        (
            "kind: count\nmeasure: events\nfilter: {date: {since: 2016-01-01 10:00:00}}",
            "filter_day",
        ),
        ("kind: count\nmeasure: events\nfilter: {date: {until: 9999-12-31}}", "field_range"),
        (
            "kind: count\nmeasure: events\nfilter: {participants: {min: 9, max: 2}}",
            "filter_reversed",
        ),
        ("kind: count\nmeasure: events\nfilter: {participants: {min: .nan}}", "field_number"),
        ("kind: count\nmeasure: events\nfilter: {participants: {min: 1e400}}", "field_number"),
        ("kind: count\nmeasure: events\nfilter: {participants: {empty: maybe}}", "field_flag"),
        ("kind: count\nmeasure: budgets\nfilter: {part: {empty: false}}", "filter_values_overlap"),
        ("kind: count\nmeasure: events\n1: 2", "field_key"),
        ("kind: count\nmeasure: events\nband: [1]", "definition_band_two"),
        ("kind: count\nmeasure: events\nband: [1, 2, 3]", "definition_band_two"),
        ("kind: count\nmeasure: events\nkey: maybe", "field_flag"),
        ("kind: count\nmeasure: events\nweight: .nan", "field_number"),
        ("kind: ratio\nnumerator: 5\ndenominator: {indicator: other}", "field_fields"),
        ("kind: [", "yaml_wrong"),
    ],
)
def test_a_wrong_definition_is_refused_by_its_rule(fields: str, rule: str) -> None:
    rules, refusal = refused(f"code: i\n{WORDS}{fields}\n")
    assert rule in rules
    assert "Input should" not in refusal.text("en"), "not a word of the library's"
    assert " or " not in refusal.text("ru")


def test_what_a_field_may_be_is_said_of_its_own_place() -> None:
    _, refusal = refused(
        f"code: i\n{WORDS}kind: count\nmeasure: events\nchange: {{from: start, to: end}}\n"
    )
    known = {
        problem.field: problem.params["known"]["en"]
        for problem in refusal.problems
        if problem.rule != "field_missing"
    }
    assert known == {
        "change.from": "the base year (base), the year before (previous)",
        "change.to": "Change from (from), Change told as (as)",
    }


@pytest.mark.parametrize("name", ["Количество НКО", "Число семинаров", "Численность ТОС"])
def test_a_number_measured_in_per_cent_is_refused(name: str) -> None:
    rules, _ = refused(
        f"code: i\nname: {{ru: {name}, en: N}}\nunit: {{ru: '%', en: '%'}}\nkind: count\nmeasure: events\n"
    )
    assert rules == {"definition_unit_contradicts"}


def test_a_side_of_a_ratio_is_refused_in_its_own_place() -> None:
    sides = "numerator: {kind: count, measure: marches}\ndenominator: {indicator: other}"
    _, refusal = refused(f"code: i\n{WORDS}kind: ratio\n{sides}\n")
    assert [problem.rule for problem in refusal.problems] == ["unknown_measure"]
    assert "numerator" in refusal.text("en")


def test_a_wrong_condition_is_refused_in_its_own_place() -> None:
    filters = "filter: {participants: {min: few}, date: {since: soon}}"
    _, refusal = refused(
        f"code: i\n{WORDS}kind: ratio\nnumerator: {{kind: count, measure: events, {filters}}}\n"
        "denominator: {indicator: other}\n"
    )
    assert {problem.field for problem in refusal.problems} == {
        "numerator.filter.participants.min",
        "numerator.filter.date.since",
    }


def test_what_is_written_reads_back() -> None:
    text = (
        f"code: i\n{WORDS}kind: count\nmeasure: events\n"
        "filter: {type: [seminar], participants: {min: 2.5}, date: {since: 2016-03-01}}\n"
        "years: 2014..2016\nweight: 0.5\n"
    )
    definition = read(text)
    assert read(write(definition)) == definition


def test_every_rule_speaks_both_languages() -> None:
    assert all(set(sentences) == {"ru", "en"} for sentences in messages().values())


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ("kind: count\nmeasure: events\ndirection: keep\nband: [5, 2]", "definition_band_reversed"),
        ("kind: ratio\nscale: 0\n" + SIDES, "definition_not_positive"),
        ("kind: ratio\nscale: -100\n" + SIDES, "definition_not_positive"),
        ("kind: count\nmeasure: events\nweight: -1", "definition_negative"),
        ("kind: count\nmeasure: events\nfilter: {type: []}", "filter_empty"),
        ("kind: count\nmeasure: supports\nfilter: {violation: [maybe]}", "filter_value_impossible"),
        ("kind: count\nmeasure: supports\nfilter: {violation: [1]}", "filter_value_impossible"),
        (
            "kind: ratio\nnumerator: {kind: count, measure: supports, filter: {violation: ['yes']}}\n"
            "denominator: {indicator: other}",
            "filter_value_impossible",
        ),
        ("kind: ratio\naccumulate: to_date\n" + SIDES, "definition_to_date_of_indicator"),
        (
            "kind: ratio\nnumerator: {kind: sum, measure: events}\ndenominator: {indicator: other}",
            "field_missing",
        ),
    ],
)
def test_a_new_definition_whose_numbers_would_mean_nothing_is_refused_and_an_old_one_stays(
    fields: str, rule: str
) -> None:
    text = f"code: i\n{WORDS}{fields}\n"
    assert read(text).code == "i"
    with pytest.raises(Refusal) as caught:
        read_new(text)
    assert [problem.rule for problem in caught.value.problems] == [rule]
    assert caught.value.text("ru")


def test_a_share_is_not_counted_one_by_one() -> None:
    names = "code: i\nname: {ru: Доля НКО, en: Share of NGOs}\nkind: observed\ncombine: {places: none, periods: none}\n"
    with pytest.raises(Refusal) as caught:
        read_new(f"{names}unit: {{ru: ед., en: units}}\n")
    assert "Share of NGOs" in caught.value.text("en")
    assert "Доля НКО" in caught.value.text("ru")
    assert read_new(f"{names}unit: {{ru: '%', en: '%'}}\n").code == "i"


def test_a_unit_that_contradicts_is_said_in_the_language_of_the_reader() -> None:
    _, refusal = refused(
        "code: i\nname: {ru: Число НКО, en: NGOs}\nunit: {ru: '%', en: per cent}\nkind: count\nmeasure: events\n"
    )
    assert "“per cent” contradicts “NGOs”" in refusal.text("en")


OBSERVED = """code: said
name: {ru: Ответы, en: Answers}
unit: {ru: ед., en: units}
kind: observed
combine: {places: sum, periods: sum}
disaggregations: """


def test_disaggregations_survive_the_file_and_keep_their_order() -> None:
    values = "{old: {ru: с, en: o}, 18: {ru: м, en: y}}"
    definition = read_new(
        OBSERVED
        + f"{{Страна рождения: {{}}, age: {{name: {{ru: Возраст, en: Age}}, values: {values}}}}}"
    )
    assert list(definition.disaggregations) == ["Страна рождения", "age"]
    assert list(definition.disaggregations["age"].values) == ["old", "18"]
    assert read_new(write(definition)) == definition


@pytest.mark.parametrize(
    ("lines", "rule", "field"),
    [
        ("text", "definition_field_disaggregations", "disaggregations"),
        ("{age: {values: [a]}}", "definition_field_disaggregations", "disaggregations.age.values"),
        ("{age: {name: Age}}", "field_words", "disaggregations.age.name"),
        ("{age: {values: {a: b}}}", "field_words", "disaggregations.age.values.a"),
        ("{age: {names: {}}}", "field_unknown", "disaggregations.age.names"),
        ("{a;b: {}}", "disaggregation_code", "disaggregations.a;b"),
        (
            "{age: {values: {a|b: {ru: а, en: a}}}}",
            "disaggregation_code",
            "disaggregations.age.values.a|b",
        ),
        (f"{{{'a' * 101}: {{}}}}", "disaggregation_code", f"disaggregations.{'a' * 101}"),
        ("{Age: {}, age: {}}", "disaggregation_name_twice", "disaggregations"),
        (
            "{age: {values: {a: {ru: б, en: B}, b: {ru: в, en: c}}}}",
            "disaggregation_name_twice",
            "disaggregations.age.values",
        ),
        (
            "{a: {}, b: {}, c: {}, d: {}, e: {}, f: {}, g: {}, h: {}, i: {}}",
            "field_many",
            "disaggregations",
        ),
    ],
)
def test_wrong_disaggregations_are_refused(lines: str, rule: str, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_new(OBSERVED + lines)
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.field) == (rule, field)
    assert problem.text("ru") != problem.text("en")


def test_only_reported_values_have_disaggregations() -> None:
    counted = OBSERVED.replace(
        "kind: observed\ncombine: {places: sum, periods: sum}", "kind: count\nmeasure: events"
    )
    with pytest.raises(Refusal, match="disaggregations"):
        read_new(counted + "{age: {}}")


def test_a_fault_of_a_formula_names_its_file_its_indicator_and_its_character() -> None:
    text = NAMED.replace("visits", "f_comma") + 'kind: formula\nformula: "consultations * 0,5"\n'
    with pytest.raises(Refusal) as caught:
        read(text, "f_comma.yaml")
    (problem,) = caught.value.problems
    sentence = problem.text("ru")
    assert (problem.file, problem.field) == ("f_comma.yaml", "formula")
    assert sentence.startswith(
        "f_comma.yaml, поле «formula»: Дробь «0,5» написана с запятой (показатель «f_comma», знак 18)"
    )
    assert "Пишите 0.5" in sentence
    assert "indicator “f_comma”, character 18" in problem.text("en")


@pytest.mark.parametrize(
    ("formula", "rule"),
    [("round(visits * 0,5)", "formula_comma_ambiguous"), ("round(visits, 2.5)", "formula_round")],
)
def test_what_was_hardly_meant_is_refused_in_a_new_formula_and_read_in_a_published_one(
    formula: str, rule: str
) -> None:
    text = NAMED.replace("visits", "doubtful") + f'kind: formula\nformula: "{formula}"\n'
    with pytest.raises(Refusal) as caught:
        read_new(text, "doubtful.yaml")
    (problem,) = caught.value.problems
    assert (problem.rule, problem.file, problem.field) == (rule, "doubtful.yaml", "formula")
    assert "показатель «doubtful»" in problem.sentence("ru")
    assert read(text).formula == formula


def test_an_unknown_code_names_its_file_its_place_and_what_was_meant() -> None:
    visits = NAMED + "kind: count\nmeasure: consultations\n"
    text = NAMED.replace("visits", "twice") + 'kind: formula\nformula: "2 * visist"\n'
    known, new = read(visits), read(text, "twice.yaml")
    with pytest.raises(Refusal) as caught:
        Catalogue([PublishedVersion(known, 1, 1), PublishedVersion(new, 1, 1)]).check(
            files=[("twice.yaml", new)]
        )
    sentence = caught.value.text("ru")
    assert sentence.startswith("twice.yaml, поле «formula»: ")
    assert "(знак 5: 2 * ▸visist)" in sentence
    assert sentence.endswith("Похоже на «Показатель (visits)».")


def test_an_impossible_value_of_a_filter_is_refused_with_the_words_and_their_codes() -> None:
    _rules, refusal = refused(f"{NAMED}kind: count\nmeasure: events\nfilter: {{type: [march]}}")
    assert "Семинар (seminar)" in refusal.text("ru")
    assert "Seminar (seminar)" in refusal.text("en")
