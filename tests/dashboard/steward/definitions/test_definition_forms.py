"""Definitions in the browser, without one: the form made from the schema, drafts, effect,
publishing.
"""

import datetime
import html
import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from dashboard.http import context
from dashboard.steward.definitions import disaggregations, form, labels
from dashboard.steward.definitions.fields import every_path, fields_for
from dashboard.steward.definitions.labels import all_words, key_of
from data.accounts import accounts
from data.drafts import reading, steps
from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from indicators.answers.facts import programme_facts
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.answers.snapshots import create, verify
from indicators.asking import Asker
from indicators.definition import Definition, FilterCondition, Translations, read_new
from indicators.definition.editing import edited, fields_of
from indicators.definition.files import FieldChange
from indicators.definition.kinds import REQUIRED
from tests.sample_programme import SampleProgramme

PHRASE = "correct horse battery"
HOME = "/steward/definitions"


@pytest.fixture(scope="module")
def hall(
    serving, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[SampleProgramme, Flask]]:
    """A town whose definitions are changed, with a steward, a second one, and a publisher."""
    with SampleProgramme(
        f"sqlite:///{tmp_path_factory.mktemp('hall') / 'itog.db'}", code=DEFAULT_PROGRAMME
    ) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.define("twice", kind="formula", formula="2 * visits")
            world.record("consultations", "2014-03-05", "north", request="copying")
            world.record("consultations", "2014-04-05", "south")
            world.cover("consultations", "2014..2016")
            world.target("visits", "2014", 2)
        with world.database.writing("test") as session:
            accounts.add(session, "anna", PHRASE)
            accounts.add(session, "boris", PHRASE)
            accounts.add(session, "vera", PHRASE, role="publisher")
        with serving(world.database) as server:
            yield world, server


@pytest.fixture(scope="module")
def enter(hall: tuple[SampleProgramme, Flask]) -> Callable[[str], FlaskClient]:
    known: dict[str, FlaskClient] = {}

    def entered(name: str) -> FlaskClient:
        if name not in known:
            known[name] = hall[1].test_client()
            assert (
                known[name].post("/login", data={"name": name, "password": PHRASE}).status_code
                == 303
            )
        return known[name]

    return entered


def begun(client: FlaskClient, code: str = "visits") -> str:
    """The address of a draft of one's own."""
    answer = client.post(f"{HOME}/{code}/draft", data={"own": "1"})
    assert answer.status_code == 303, answer.text
    return path(answer.location)


def path(location: str) -> str:
    return location.partition("?")[0]


def sent(page: str, **changes: str) -> dict[str, str]:
    """What a browser would send of a form: hidden fields, texts and choices, with some changed."""
    data = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    data |= dict(
        re.findall(r'<input class="form-control" id="[^"]+" name="([^"]+)" value="([^"]*)"', page)
    )
    for name, inner in re.findall(
        r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.S
    ):
        data[name] = inner
    for name, inner in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        data[name] = chosen[1] if chosen else ""
    return {**data, **changes}


# ---------------------------------------------------------------- the form and the schema


def test_every_field_has_its_label_and_help_in_both_languages() -> None:
    labels = all_words()["labels"]
    for path in every_path():
        for language in ("ru", "en"):
            name, help_text = labels[key_of(path)][language]
            assert name, path
            assert help_text, path
    every = {key_of(path) for path in every_path()}
    assert every == {name for name in labels if name.partition(".")[0] != "filter"}, (
        "and no label is left over"
    )


def test_every_part_of_a_condition_has_its_label_and_a_control() -> None:
    parts = {
        key_of(field.path)
        for field in fields_for({"kind": "count", "measure": "consultations"})
        if field.is_condition
    }
    labels = {name for name in all_words()["labels"] if name.startswith("filter.")}
    assert (
        parts
        == labels
        == {f"filter.{name}" for name in FilterCondition.model_fields} - {"filter.values"}
    )


def test_the_form_has_every_field_of_the_schema() -> None:
    assert {path.split(".")[0] for path in every_path()} | {"filter"} == set(
        Definition.model_fields
    )
    for kind, needed in REQUIRED.items():
        keys = {field.keys[0] for field in fields_for({"kind": kind})}
        assert needed <= keys, kind


def test_every_choice_has_its_word() -> None:
    for kind in REQUIRED:
        for field in fields_for({"kind": kind}):
            if field.widget == "choice" and field.keys[-1] not in ("measure", "of", "amount"):
                group = "combine" if field.path.startswith("combine.") else field.keys[-1]
                assert all(f"{group}.{code}" in all_words()["choices"] for code in field.choices), (
                    field.path
                )


DISAGGREGATED = """code: said
name: {ru: Ответы, en: Answers}
unit: {ru: ед., en: units}
kind: observed
combine: {places: sum, periods: sum}
disaggregations:  # of the survey
  age:
    name: {ru: Возраст, en: Age}
    values:
      young: {ru: до 35, en: under 35}
  Country of birth: {}
"""
LINES = "age | Возраст | Age\n- young | до 35 | under 35\nCountry of birth"


def test_disaggregations_are_typed_as_lines() -> None:
    fields = fields_of(DISAGGREGATED)
    assert disaggregations.lines_of(fields["disaggregations"]) == LINES
    assert disaggregations.read(LINES) == fields["disaggregations"]
    more = f"{LINES}\n- nz | Новая Зеландия | New Zealand"
    assert disaggregations.read(more)["Country of birth"] == {
        "values": {"nz": {"ru": "Новая Зеландия", "en": "New Zealand"}}
    }


@pytest.mark.parametrize(
    "lines",
    [
        "- young | а | b",
        "age | Возраст |",
        "age\nage",
        "age | a | b | c",
        "age\n- a | б | b\n- a | в | c",
        "| а | b",
    ],
)
def test_lines_that_cannot_be_read_stay_as_typed_and_are_refused(lines: str) -> None:
    assert disaggregations.read(lines) == lines
    with pytest.raises(Refusal) as refusal:
        read_new(edited(DISAGGREGATED, {("disaggregations",): disaggregations.read(lines)}))
    assert [each.rule for each in refusal.value.problems] == ["definition_field_disaggregations"]
    assert disaggregations.faulty_line(lines) in lines.split("\n")


def test_a_disaggregation_may_be_typed_by_its_names_alone() -> None:
    lines = "Возраст | Age\n- до 35 лет | under 35\n- старше\nПол"
    fields = {
        "Возраст": {
            "name": {"ru": "Возраст", "en": "Age"},
            "values": {
                "до 35 лет": {"ru": "до 35 лет", "en": "under 35"},
                "старше": {"ru": "старше", "en": "старше"},
            },
        },
        "Пол": {},
    }
    assert disaggregations.read(lines) == fields
    assert disaggregations.lines_of(fields) == lines
    assert list(
        read_new(edited(DISAGGREGATED, {("disaggregations",): fields})).disaggregations
    ) == [
        "Возраст",
        "Пол",
    ]


def test_the_form_names_the_line_of_disaggregations_that_it_cannot_read(
    hall: tuple[SampleProgramme, Flask], enter: Callable[[str], FlaskClient]
) -> None:
    world, _server = hall
    text = edited(DISAGGREGATED, {("disaggregations",): "Возраст\n- до 35 | a | b | c"})
    draft = steps.begin(world.database, world.code, "said", text, author="anna", based_on=None)
    address = f"{HOME}/drafts/{draft.id}"
    russian, english = (enter("anna").get(f"{address}?lang={each}").text for each in ("ru", "en"))
    assert "Строка «- до 35 | a | b | c» не читается." in russian
    assert "The line “- до 35 | a | b | c” cannot be read." in english
    assert "{age:" not in russian
    assert "Возраст\n- до 35 | a | b | c</textarea>" in russian


def test_what_changes_in_disaggregations_is_named(
    hall: tuple[SampleProgramme, Flask],
) -> None:
    _world, server = hall
    changes = [
        FieldChange("disaggregations.age.name.ru", None, "Возраст"),
        FieldChange("disaggregations.age 1.5.values.до 35.en", "under", "under 35"),
    ]
    with server.test_request_context("/?lang=ru", headers={"X-Lang": "ru"}):
        assert [labels.difference(each) for each in changes] == [
            ("Разрез «age», по-русски", "–", "Возраст"),
            ("Разрез «age 1.5», значение «до 35», по-английски", "under", "under 35"),
        ]


def test_a_sent_form_writes_disaggregations_where_they_stand(
    hall: tuple[SampleProgramme, Flask],
) -> None:
    world, server = hall
    with server.test_request_context("/"):
        facts = Asker(world.database).ask(programme_facts, world.code)
        sent = MultiDict({"code": "said", "name.ru": "Ответы", "name.en": "Answers", "unit.ru": "ед.",
                          "unit.en": "units", "kind": "observed", "combine.places": "sum", "combine.periods": "sum",
                          "periodicity": "year", "direction": "increase"})  # fmt: skip
        assert (
            form.changed(facts, DISAGGREGATED, MultiDict(sent | {"disaggregations": LINES}))
            == DISAGGREGATED
        )
        lines = LINES + "\nsex | Пол | Sex"
        text = form.changed(facts, DISAGGREGATED, MultiDict(sent | {"disaggregations": lines}))
        assert read_new(text).disaggregations["sex"].name == Translations(ru="Пол", en="Sex")
        assert "disaggregations" not in form.changed(facts, DISAGGREGATED, sent)


def test_a_sent_form_changes_only_what_was_changed(hall: tuple[SampleProgramme, Flask]) -> None:
    text = "# why\ncode: visits   # stays\nname: {ru: Визиты, en: Visits}\nunit: {ru: ед., en: units}\n"
    text += "kind: count\nmeasure: consultations\n"
    data = MultiDict({"code": "visits", "name.ru": "Визиты", "name.en": "Calls", "unit.ru": "ед.", "unit.en": "units",
                      "kind": "count", "measure": "consultations", "periodicity": "year",
                      "direction": "increase"})  # fmt: skip
    with hall[1].test_request_context("/"):
        facts = context.facts(DEFAULT_PROGRAMME)
        assert form.changed(facts, text, data) == text.replace("en: Visits", "en: Calls")
        data.setlist("filter.request", ["copying"])
        assert "filter:\n  request:\n  - copying\n" in form.changed(facts, text, data)
        data["kind"] = "formula"
        other = fields_of(form.changed(facts, text, data))
    assert (other["kind"], other["formula"], other.get("measure")) == ("formula", "", None)


def test_conditions_are_typed_beside_the_ticks_and_written_as_one(enter) -> None:
    anna = enter("anna")
    address = begun(anna)
    page = anna.get(f"{address}?lang=en").text
    assert "People: at least" in page
    conditions = {
        "filter.people.min": "1,5",
        "filter.people.empty": "true",
        "filter.date.since": "2016-03-01",
        "filter.date.until": "soon",
        "filter.topic": "law",
        "filter.topic.empty": "true",
        "filter.organisation.empty": "false",
    }
    answer = anna.post(f"{address}/autosave?lang=en", data=sent(page, **conditions))
    ((field, text),) = [(each["field"], each["text"]) for each in answer.json["problems"]]
    assert (field, text[:17]) == ("filter.date.until", "“soon” is not a d")
    page = anna.get(f"{address}?lang=en").text
    assert 'value="soon"' in page
    answer = anna.post(
        f"{address}/autosave", data=sent(page, **{**conditions, "filter.date.until": ""})
    )
    assert answer.json["problems"] == []
    draft = html.unescape(anna.get(f"{address}?tab=yaml").text)
    text = re.search(r'id="text"[^>]*>(.*?)</textarea>', draft, re.S)[1]
    assert fields_of(text)["filter"] == {
        "people": {"min": 1.5, "empty": True},
        "date": {"since": datetime.date(2016, 3, 1)},
        "topic": {"values": ["law"], "empty": True},
        "organisation": {"empty": False},
    }
    page = anna.get(address).text
    assert '<option value="true" selected>' in page
    nothing = dict.fromkeys(conditions, "") | {"filter.topic": "law"}
    anna.post(f"{address}/autosave", data=sent(page, **nothing))
    draft = html.unescape(anna.get(f"{address}?tab=yaml").text)
    text = re.search(r'id="text"[^>]*>(.*?)</textarea>', draft, re.S)[1]
    assert fields_of(text)["filter"] == {"topic": ["law"]}


# ---------------------------------------------------------------- drafts


def test_wrong_fields_are_told_at_the_field_with_what_was_typed_kept(enter) -> None:
    anna = enter("anna")
    address = begun(anna)
    page = anna.get(f"{address}?lang=ru").text
    answer = anna.post(f"{address}/autosave", data=sent(page, decimals="много", years="2015.."))
    assert answer.status_code == 200
    (problem,) = answer.json["problems"]
    assert (problem["field"], problem["text"][:16]) == ("decimals", "«много» – не цел")
    form_page = anna.get(address).text
    assert 'value="много"' in form_page
    assert re.search(r'data-wrong="decimals" role="alert">«много» – не целое число', form_page)
    saved = anna.post(address, data={**sent(form_page, decimals="1"), "do": "effect"})
    assert path(saved.location) == f"{address}/effect"


def test_which_change_is_notable_is_typed_and_told_in_the_form(enter) -> None:
    anna = enter("anna")
    address = begun(anna)
    page = anna.get(f"{address}?lang=en").text
    assert "A change is notable from, %" in page

    def problems(**choices: str) -> list[tuple[str, str]]:
        fields = {name.replace("_", "."): value for name, value in choices.items()}
        answer = anna.post(f"{address}/autosave?lang=en", data=sent(page, **fields))
        return [(each["field"], each["text"]) for each in answer.json["problems"]]

    both = problems(notable_percent="5", notable_interval="95")
    assert [field for field, _text in both] == ["notable"]
    assert "Which change is notable is decided by one thing" in anna.get(address).text
    page = anna.get(f"{address}?lang=en").text
    ((field, text),) = problems(notable_percent="", notable_interval="95")
    assert (field, text[:36]) == ("notable.interval", "What is notable cannot be told by an")
    page = anna.get(f"{address}?lang=en").text
    assert problems(notable_percent="2,5", notable_interval="") == []
    assert re.search(r"notable:\n  percent: 2\.5", anna.get(f"{address}?tab=text").text)


def test_a_formula_s_problem_points_at_the_character(enter) -> None:
    anna = enter("anna")
    address = begun(anna, "twice")
    page = anna.get(address).text
    for formula, field, at in (
        ("2 * * visits", "formula", 4),
        ("2 * visit", "formula", 4),
        ("twice + 1", "formula", None),
    ):
        answer = anna.post(f"{address}/autosave", data=sent(page, formula=formula))
        page = anna.get(address).text
        (problem,) = answer.json["problems"]
        assert (problem["field"], problem["at"]) == (field, at), formula


def test_both_tabs_write_one_draft_and_keep_its_comments(enter) -> None:
    anna = enter("anna")
    address = begun(anna)
    text = "# ours\n" + fields_text(anna, address)
    anna.post(address, data=sent(anna.get(f"{address}?tab=yaml").text, text=text))
    page = anna.get(address).text
    anna.post(address, data=sent(page, **{"name.en": "Calls"}))
    assert fields_text(anna, address) == text.replace("en: visits", "en: Calls")
    broken = anna.post(
        address, data=sent(anna.get(f"{address}?tab=yaml").text, text="kind: [")
    ).location
    assert "YAML" in anna.get(broken).text
    assert "kind: [" in anna.get(broken).text


def fields_text(client: FlaskClient, address: str) -> str:
    match = re.search(
        r'<textarea[^>]* name="text"[^>]*>(.*?)</textarea>',
        client.get(f"{address}?tab=yaml").text,
        re.S,
    )
    assert match is not None
    return match[1]


def test_a_page_left_while_its_save_is_on_its_way_is_saved_and_goes_over_nobody(enter):
    anna, boris = enter("anna"), enter("boris")
    address = begun(anna)
    page = anna.get(address).text
    first, last = sent(page, decimals="1"), sent(page, decimals="2", leaving="1")
    assert anna.post(f"{address}/autosave", data=first).status_code == 200
    assert anna.post(f"{address}/autosave", data=last).status_code == 200, (
        "its first save had arrived"
    )
    assert 'name="decimals" value="2"' in anna.get(address).text
    page = anna.get(address).text
    assert boris.post(f"{address}/autosave", data=sent(page, decimals="3")).status_code == 200
    assert (
        anna.post(f"{address}/autosave", data=sent(page, decimals="4", leaving="1")).status_code
        == 409
    )


def test_two_people_write_one_draft_and_nothing_is_lost(hall, enter) -> None:
    anna, boris = enter("anna"), enter("boris")
    address = begun(anna)
    assert f"/drafts/{address.rpartition('/')[2]}" in boris.get(f"{HOME}/visits/draft").text
    assert "anna" in boris.get(f"{HOME}/visits/draft").text
    assert path(boris.post(f"{HOME}/visits/draft").location) == f"{HOME}/visits/draft", (
        "first he sees whose it is"
    )
    read_by_boris = boris.get(address).text
    anna.post(address, data=sent(anna.get(address).text, decimals="2"))
    mine = sent(read_by_boris, **{"name.en": "By Boris"})
    assert boris.post(f"{address}/autosave", data=mine).status_code == 409
    both = boris.post(address, data=mine)
    assert both.status_code == 409
    assert "anna" in both.text
    assert "By Boris" in both.text
    own = boris.post(address, data={**mine, "do": "own"})
    assert own.location != address
    assert "By Boris" in fields_text(boris, path(own.location))
    assert "decimals: 2" in fields_text(anna, address)
    version = re.search(r'name="version" value="(\d+)"', both.text)
    merged = fields_text(anna, address).replace("en: visits", "en: By both")
    boris.post(address, data={"version": version and version[1], "tab": "yaml", "text": merged})
    with hall[0].database.read() as session:
        history = reading.history(session, int(address.rpartition("/")[2]))
    assert [(each.author, "By both" in each.text) for each in history] == [
        ("boris", True),
        ("anna", False),
    ]


# ---------------------------------------------------------------- effect, proposing, publishing,
# withdrawing


def test_a_definition_is_changed_by_two_people_and_the_snapshot_stays(hall, enter) -> None:
    world, _server = hall
    anna, vera = enter("anna"), enter("vera")
    taken = create(world.database, "Meeting", world.code)
    address = begun(anna)
    page = anna.get(address).text
    anna.post(address, data={**sent(page), "filter.request": "copying"})
    effect = anna.get(f"{address}/effect?lang=ru").text
    assert "упадёт в 1 году" in effect
    assert "Meeting" in effect
    assert "2014" in effect
    create(world.database, "Another meeting", world.code)
    assert "Another meeting" in anna.get(f"{address}/effect?lang=ru").text
    version = sent(effect)["version"]
    assert (
        anna.post(f"{address}/publish", data={"version": version, "reason": "x"}).status_code == 403
    ), "no publisher"
    assert (
        anna.post(f"{address}/propose", data={"version": version, "reason": " "}).status_code == 400
    )
    assert (
        anna.post(
            f"{address}/propose",
            data={"version": version, "reason": "Only copying", "act": "No. 7"},
        ).status_code
        == 303
    )
    refused = anna.post(f"{address}/autosave", data=sent(page, decimals="3"))
    assert refused.status_code == 409, "what is proposed is read only"
    proposed = sent(vera.get(f"{address}/effect").text)
    world.define("visits", kind="count", measure="consultations", decimals=1)
    moved = vera.post(f"{address}/publish", data={**proposed, "reason": "Yes"})
    assert moved.status_code == 409, "another version was published meanwhile"
    effect_page = vera.get(f"{address}/effect").text
    published = vera.post(f"{address}/publish", data={**sent(effect_page), "reason": "Yes"})
    assert published.location.startswith("/steward/audit/")
    assert "Only copying" not in vera.get(published.location).text
    with world.database.read() as session:
        now = answers(session, Question(world.code, ("visits",), (2014, 2014)))
        then = answers(
            session, Question(world.code, ("visits",), (2014, 2014), as_of=taken.revision)
        )
        assert (
            [int(each.value or 0) for each in now],
            [int(each.value or 0) for each in then],
        ) == ([1], [2])
        assert verify(session, taken.id).holds
    history = vera.get(f"{HOME}/visits?lang=en").text
    assert "copying" in history.lower()
    assert vera.get(f"{HOME}/visits/versions/1").status_code == 200
    assert vera.get(f"{HOME}/visits/versions/99").status_code == 404
    withdrawal = vera.get(f"{HOME}/visits/withdraw").text
    assert 'name="reason"' in withdrawal
    read = {"version": re.search(r'name="version" value="(\d+)"', withdrawal)[1]}
    assert vera.post(f"{HOME}/visits/withdraw", data={"reason": "A slip"}).status_code == 409
    assert vera.post(f"{HOME}/visits/withdraw", data=read | {"reason": "A slip"}).status_code == 303
    twice = vera.post(f"{HOME}/visits/withdraw", data=read | {"reason": "A slip"})
    assert twice.status_code == 409
    assert "not the newest any more" in twice.text
    with world.database.read() as session:
        (again,) = answers(session, Question(world.code, ("visits",), (2014, 2014)))
    assert again.value == 2


def test_who_proposes_does_not_publish(hall, enter) -> None:
    vera = enter("vera")
    address = begun(vera, "twice")
    vera.post(address, data=sent(vera.get(address).text, formula="3 * visits"))
    version = sent(vera.get(f"{address}/effect").text)["version"]
    vera.post(f"{address}/propose", data={"version": version, "reason": "Thrice"})
    page = sent(vera.get(f"{address}/effect").text)
    newest = hall[0].database.newest()
    assert (
        vera.post(f"{address}/publish", data={**page, "reason": "x", "newest": "1"}).status_code
        == 403
    )
    assert hall[0].database.newest() == newest


def test_a_new_indicator_begins_with_a_few_words(enter) -> None:
    anna = enter("anna")
    data = {
        "code": "fairs",
        "name.ru": "Ярмарки",
        "name.en": "Fairs",
        "unit.ru": "ед.",
        "unit.en": "units",
        "kind": "count",
    }
    address = anna.post(f"{HOME}/new", data=data).location.partition("?")[0]
    assert "Ярмарки" in anna.get(address).text
    page = anna.get(address).text
    anna.post(address, data=sent(page, measure="events"))
    assert anna.get(f"{address}/effect").status_code == 200
    known = anna.post(f"{HOME}/new", data={**data, "code": "visits"}).location.partition("?")[0]
    assert anna.get(f"{known}/effect").status_code == 400


def test_a_text_that_is_too_long_is_refused_in_the_form_with_all_that_was_typed(enter) -> None:
    anna = enter("anna")
    data = {
        "code": "faires",
        "name.ru": "x" * 120_000,
        "unit.ru": "ед.",
        "unit.en": "units",
        "kind": "sum",
    }
    refused = anna.post(f"{HOME}/new", data=data)
    assert refused.status_code == 400
    assert all(f'value="{text}"' in refused.text for text in ("faires", data["name.ru"], "units"))
    assert re.search(r'value="sum" selected', refused.text)
    address = begun(anna)
    page = anna.get(address).text
    text = sent(page, tab="form", **{"method.ru": "y" * 120_000, "source.ru": "Отчёт"})
    again = anna.post(address, data=text)
    assert again.status_code == 400
    assert "100000" in again.text
    assert "y" * 120_000 in again.text
    assert "Отчёт" in again.text
    assert sent(again.text)["version"] == text["version"]
    assert anna.post(f"{address}/autosave", data=text).status_code == 409
    assert (
        path(
            anna.post(
                address, data=sent(again.text, tab="form", **{"method.ru": "кратко"})
            ).location
        )
        == address
    )


@pytest.mark.parametrize(
    "text", ["code: <script>alert(1)</script>", "name: {ru: '\"><img src=x>'}"]
)
def test_whatever_is_typed_is_shown_as_text(enter, text: str) -> None:
    anna = enter("anna")
    address = begun(anna)
    anna.post(address, data=sent(anna.get(f"{address}?tab=yaml").text, text=text))
    for page in (
        anna.get(address).text,
        anna.get(f"{address}?tab=yaml").text,
        anna.get(f"{address}/effect").text,
    ):
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_formula_s_input_is_not_withdrawn(enter) -> None:
    answer = enter("vera").get(f"{HOME}/visits/withdraw")
    assert answer.status_code in (200, 409)
    assert enter("anna").get(f"{HOME}/visits/withdraw").status_code == 403
    assert enter("anna").get(f"{HOME}/nothing").status_code == 404


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_new_indicators_name_is_filled_in_no_other_language(enter, language) -> None:
    anna = enter("anna")
    other = "en" if language == "ru" else "ru"
    sent = {
        "code": f"guests_{language}",
        f"name.{language}": "Гости",
        f"unit.{language}": "человек",
        "kind": "count",
    }
    begun = anna.post("/steward/definitions/new", data=sent)
    assert begun.status_code == 303
    text = anna.get(f"{path(begun.location)}?tab=yaml").text
    assert f"{language}: Гости" in text
    assert f"{other}: Гости" not in text
    assert f"{other}: человек" not in text
    # without its English an indicator is shown in Russian, which it cannot do without
    assert (f'data-field="name.{other}"' in text) == (other == "ru")


def test_the_name_of_a_new_indicator_is_asked_for_in_both_languages_and_required_in_the_readers(
    enter,
) -> None:
    page = enter("anna").get(f"{HOME}/new?lang=en").text
    fields = {
        name: tag
        for tag, name in re.findall(r'(<input[^>]* name="((?:name|unit)\.\w\w)"[^>]*>)', page)
    }
    assert set(fields) == {"name.ru", "name.en", "unit.ru", "unit.en"}
    assert [name for name, tag in fields.items() if " required" in tag] == ["name.en", "unit.en"]
