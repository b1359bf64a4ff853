"""Refusals call things by the names that readers know, with the code beside what has to be typed."""

from pathlib import Path

import pytest

from data.refusals import Refusal, messages
from indicators.definition import read_new
from indicators.definition.files import check_folder

WORDS = "name: {ru: Встречи, en: Meetings}\nunit: {ru: ед., en: units}\n"
SIDES = "numerator: {kind: count, measure: consultation}\ndenominator: {indicator: other}"

UNKNOWN = [
    (
        "kind: count\nmeasure: consultation",
        (" Консультации (consultations),", "Похоже на «Консультации (consultations)»."),
        (" Consultations (consultations),", "mean “Consultations (consultations)”?"),
    ),
    (
        "kind: count\nmeasure: Консультации",
        ("Меры «Консультации» нет.", "Похоже на «Консультации (consultations)»."),
        ("There is no measure “Консультации”.", "mean “Consultations (consultations)”?"),
    ),
    (
        f"kind: ratio\n{SIDES}",
        ("поле «numerator»: Меры «consultation» нет.", "Похоже на «Консультации (consultations)»"),
        ("field “numerator”: There is no measure", "mean “Consultations (consultations)”?"),
    ),
    (
        "kind: distinct\nmeasure: events\nof: people",
        ("меры «Мероприятия (events)»", "Можно по: Организация (organisation)."),
        ("Records of “Events (events)”", "They can by: Organisation (organisation)."),
    ),
    (
        "kind: sum\nmeasure: consultations\namount: persons",
        ("меры «Консультации (consultations)»", "Человек (people), Дней до ответа (days)."),
        ("“Consultations (consultations)”", "People (people), Days to answer (days)."),
    ),
    (
        "kind: sum\nmeasure: legal_acts\namount: roubles",
        ("В записях меры «Правовые акты (legal_acts)» нет величины «roubles». Есть: –.",),
        ("Records of “Legal acts (legal_acts)” have no amount “roubles”. They have: –.",),
    ),
    (
        "kind: count\nmeasure: events\nfilter: {typ: [seminar]}",
        ("Есть: Вид мероприятия (type).", "Похоже на «Вид мероприятия (type)»."),
        ("They have: Type (type).", "Did you mean “Type (type)”?"),
    ),
    (
        "kind: count\nmeasure: supports\nfilter: {violation: [maybe]}",
        ("«Нарушение (violation)» = «maybe». Возможны: да (true), нет (false).",),
        ("“Violation (violation)” = “maybe”. Possible: yes (true), no (false).",),
    ),
    (
        "kind: count\nmeasure: events\nfilter: {type: [seminarr]}",
        (
            "меры «Мероприятия (events)» не может иметь «Вид мероприятия (type)»",
            "(seminar)».",
        ),
        ("record of “Events (events)” can have “Type (type)”", "(seminar)”?"),
    ),
    (
        "kind: count\nmeasure: events\nfilter: {type: []}",
        ("признака «Вид мероприятия (type)»", "меры «Мероприятия (events)»"),
        ("attribute “Type (type)”", "“Events (events)”"),
    ),
    (
        "kind: count\nmeasure: events\nformula: a + b",
        ("Поле «Формула (formula)» не применяется для вида «число записей (count)».",),
        ("“Formula (formula)” does not belong to the kind “count of records (count)”.",),
    ),
    (
        "kind: formula\nformula: a + b\naccumulate: to_date",
        ("«Нарастающим итогом (accumulate)»", "вида «формула по показателям (formula)»"),
        ("“Accumulates (accumulate)”", "kind “formula over indicators (formula)”"),
    ),
    (
        "kind: count",
        ("обязательное поле «Какие записи (measure)»",),
        ("The required field “Which records (measure)”",),
    ),
    (
        "kind: quotient",
        ("число записей (count), число разных (distinct)",),
        ("count of records (count), count of different ones (distinct)",),
    ),
    (
        "kind: count\nmeasure: events\ndirection: keep",
        ("Направление «удерживать в коридоре» (keep) требует коридора (band: [от, до])",),
        ("The direction “keep within the band” (keep) needs a band (band: [from, to])",),
    ),
    (
        "kind: count\nmeasure: events\nperiodisity: month",
        ("Периодичность (periodicity)", "и ещё", "Похоже на «Периодичность (periodicity)»."),
        ("Periodicity (periodicity)", "more", "Did you mean “Periodicity (periodicity)”?"),
    ),
    (
        "kind: formula\nformula: a * i",
        ("Формула ссылается сама на себя: Встречи (i) → Встречи (i).",),
        ("The formula refers to itself: Meetings (i) → Meetings (i).",),
    ),
]


@pytest.mark.parametrize(("fields", "russian", "english"), UNKNOWN)
def test_a_definition_is_refused_with_names_and_with_what_is_typed(
    fields: str, russian: tuple[str, ...], english: tuple[str, ...]
) -> None:
    with pytest.raises(Refusal) as refusal:
        read_new(f"code: i\n{WORDS}{fields}\n")
    for language, phrases in (("ru", russian), ("en", english)):
        text = refusal.value.text(language)
        assert [phrase for phrase in phrases if phrase not in text] == [], text


PROGRAMME = """code: town
first_year: 2014
last_year: 2016
texts: {name: {ru: Город, en: Town}}
parts:
  - {code: advice, name: {ru: Советы, en: Advice}}
  - {code: money, name: {ru: Гранты, en: Grants}}
"""


def test_files_of_definitions_name_the_parts_and_the_indicators_that_there_are(
    tmp_path: Path,
) -> None:
    (tmp_path / "programme.yaml").write_text(PROGRAMME)
    (tmp_path / "i.yaml").write_text(
        f"code: i\n{WORDS}kind: count\nmeasure: events\npart: advise\n"
    )
    (tmp_path / "j.yaml").write_text(
        f"code: j\n{WORDS.replace('Встречи', 'Дважды').replace('Meetings', 'Twice')}"
        "kind: formula\nformula: 2 * ii\n"
    )
    with pytest.raises(Refusal) as refusal:
        check_folder(tmp_path)
    assert refusal.value.text("ru").split("\n") == [
        "j.yaml, поле «formula»: Показатель «Дважды (j)» использует «ii», которого в программе нет"
        " (знак 5: 2 * ▸ii). Есть: Встречи (i), Дважды (j). Похоже на «Встречи (i)».",
        "i.yaml, поле «part»: Части «advise» в программе нет. Есть: Советы (advice), Гранты (money)."
        " Похоже на «Советы (advice)».",
    ]
    assert "It has: Advice (advice), Grants (money). Did you mean “Advice (advice)”?" in (
        refusal.value.text("en")
    )


def test_a_circle_of_formulas_is_named(tmp_path: Path) -> None:
    for code, other, name in (("a", "b", "Один"), ("b", "a", "Два")):
        (tmp_path / f"{code}.yaml").write_text(
            f"code: {code}\nname: {{ru: {name}, en: {name}}}\nunit: {{ru: ед., en: units}}\n"
            f"kind: formula\nformula: {other} + 1\n"
        )
    with pytest.raises(Refusal, match="refers to itself") as refusal:
        check_folder(tmp_path)
    assert "Один (a) → Два (b) → Один (a)" in refusal.value.text("ru") or (
        "Два (b) → Один (a) → Два (b)" in refusal.value.text("ru")
    )


LISTED_AS_THEY_ARE = {
    "export_unknown": "formats are known by their extensions",
    "method_wrong": "methods of HTTP",
    "method_wrong_sending": "methods of HTTP",
    "page_method_wrong": "methods of HTTP",
    "setting_wrong": "settings of a server",
    "unknown_api_address": "addresses",
    "unknown_version": "versions have numbers",
}
"""Refusals that list what readers know by no other name."""
OF_FILES = {rule for rule in messages() if rule.startswith(("import_", "upload_"))}
"""What a file may hold: tests/data/imports reads those."""


def test_no_refusal_lists_codes_where_there_are_names() -> None:
    """Whatever lists what there is also offers what was meant, as ``data.words.offers`` does it for
    both languages.
    """
    listing = {
        rule for rule, sentences in messages().items() if "{known}" in sentences["ru"]
    } - OF_FILES
    offering = {rule for rule in listing if "{near}" in messages()[rule]["ru"]}
    assert listing - offering - set(LISTED_AS_THEY_ARE) == {
        "unknown_snapshot",  # a number is near to no other
        "export_of_no_numbers",
        "field_fields",
    }
    assert all("{near}" in messages()[rule]["en"] for rule in offering)
