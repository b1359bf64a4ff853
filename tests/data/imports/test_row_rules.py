"""Rules between the columns of a row: what may be said, what a row makes of it, and who is told what."""

import datetime
import operator
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from data.declaring import publishing
from data.imports import ImportOptions, import_file, kind_of
from data.imports.columns.batch import Batch
from data.imports.declarations.reading import published_declaration, read_declaration
from data.imports.declarations.rules import meanings_of
from data.imports.registry import adopt
from data.imports.rules.contradiction import contradict
from data.imports.rules.evaluation import truths
from data.imports.rules.grammar import read_condition
from data.imports.rules.row_rules import BatchRows, RowRule, can_be_met
from data.refusals import Refusal, messages
from tests.depth import examples
from tests.sample_programme import SampleProgramme

DECLARATION = """\
code: repairs
name: {ru: Ремонт дворов, en: Repairs of yards}
columns:
  - {column: number}
  - {column: date}
  - {column: district}
  - {column: yards, type: whole, name: {ru: Дворов, en: Yards}, range: {min: 1, max: 40}}
  - {column: repaired, type: whole, name: {ru: Отремонтировано, en: Repaired}}
  - {column: cost, type: money, name: {ru: Стоимость, en: Cost}, range: {max: 5000.5}}
  - {column: paid, type: money, name: {ru: Оплачено, en: Paid}}
  - {column: ended_on, type: dated, name: {ru: Окончено, en: Ended}}
  - {column: accepted, type: day, name: {ru: Принято, en: Accepted}, range: {min: 2014-01-01}}
  - {column: is_urgent, type: flag, name: {ru: Срочно, en: Urgent}}
  - {column: contractor, type: text, name: {ru: Подрядчик, en: Contractor}}
  - column: state
    type: word
    name: {ru: Состояние, en: State}
    words:
      planned: {ru: Намечен, en: Planned}
      ready: {ru: Готов, en: Ready}
"""
SENTENCES = "name: {ru: Не так., en: It is wrong.}, remedy: {ru: Поправьте, en: Mend it}"
RULES = f"""\
rules:
  - {{must: date <= ended_on}}
  - {{must: repaired <= yards, {SENTENCES}}}
  - when: state = "Готов"
    must: not empty(paid) and paid >= cost / 2
    column: paid
    name: {{ru: "Работа принята, а оплачено меньше половины", en: "Work is done and less than half is paid"}}
    remedy: {{ru: Исправьте сумму или состояние, en: Mend the sum or the state}}
"""
MEANINGS = meanings_of(read_declaration(DECLARATION))


def rule(**fields: str) -> str:
    stated = ", ".join(f"{name}: '{text}'" for name, text in fields.items())
    return f"{DECLARATION}rules:\n  - {{{stated}, {SENTENCES}}}\n"


@pytest.mark.parametrize(
    ("condition", "fault", "marked"),
    [
        ("yards < ", "kind_rule_ends", "yards <▸ "),
        ("yards", "kind_rule_no_condition", "▸yards"),
        ("1 = 1", "kind_rule_no_condition", "▸1 = 1"),
        ("yards ** 2 > 1", "kind_rule_misplaced", "yards *▸* 2 > 1"),
        ("yards & repaired", "kind_rule_sign", "yards ▸& repaired"),
        ("yard > 1", "kind_rule_column", "▸yard > 1"),
        ("date < 2015", "kind_rule_compared", "date ▸< 2015"),
        ("date < \"весной\"", "kind_rule_day", "date < ▸\"весной\""),
        ("date < \"2015-05\"", "kind_rule_day", "date < ▸\"2015-05\""),
        ("state = \"done\"", "kind_rule_word", "state = ▸\"done\""),
        ("state < \"ready\"", "kind_rule_compared", "state ▸< \"ready\""),
        ("contractor + 1 > 2", "kind_rule_amount", "▸contractor + 1 > 2"),
        ("district = \"north\"", "kind_rule_compared", "district ▸= \"north\""),
        ("not yards", "kind_rule_no_condition", "not ▸yards"),
        ("is_urgent and yards", "kind_rule_no_condition", "is_urgent and ▸yards"),
        ("min(yards) > 1", "kind_rule_arguments", "▸min(yards) > 1"),
        ("empty(yards + 1)", "kind_rule_empty", "▸empty(yards + 1)"),
        ("(yards > 1", "kind_rule_ends", "(yards > 1▸"),
        ("(" * 50 + "yards > 1" + ")" * 50, "kind_rule_deep", None),
        ("not " * 50 + "is_urgent", "kind_rule_deep", None),
        ("-" * 50 + "yards > 1", "kind_rule_deep", None),
        ("yards > 1" + " " * 500, "kind_rule_long", None),
        ("yards > 40", "kind_rule_never", None),
        ("yards * cost < 0", "kind_rule_never", None),
        ("accepted < \"2014-01-01\"", "kind_rule_never", None),
        ("yards > 50 or cost > 5000.5", "kind_rule_never", None),
        ("yards > 3 and yards < 4", "kind_rule_never", None),
    ],
)  # fmt: skip
def test_a_condition_that_says_nothing_is_refused_where_it_fails(
    condition: str, fault: str, marked: str | None
) -> None:
    with pytest.raises(Refusal) as refusal:
        read_declaration(rule(must=condition), "repairs.yaml")
    (problem,) = refusal.value.problems
    assert (problem.rule, problem.field) == (fault, "rules.0.must")
    assert fault in messages()
    for language in ("ru", "en"):
        assert "{" not in problem.text(language)
        assert marked is None or marked in problem.text(language)


def test_a_rule_looks_at_no_column_that_nobody_fills_in() -> None:
    text = rule(must="repaired <= yards").replace(
        "{column: repaired", "{retired: true, column: repaired"
    )
    with pytest.raises(Refusal) as refusal:
        read_declaration(text, "repairs.yaml")
    assert [problem.rule for problem in refusal.value.problems] == ["kind_rule_retired"]


def test_a_rule_says_what_is_wrong_and_names_a_column_that_there_is() -> None:
    silent = f"{DECLARATION}rules:\n  - {{must: yards > 1}}\n"
    stray = rule(must="yards > 1", column="yard")
    for text, fault in ((silent, "kind_rule_unnamed"), (stray, "kind_rule_column")):
        with pytest.raises(Refusal) as refusal:
            read_declaration(text, "repairs.yaml")
        assert [problem.rule for problem in refusal.value.problems] == [fault]


@pytest.mark.parametrize(
    ("first", "second", "is_contradiction"),
    [
        ("repaired > 5", "repaired <= 5", True),
        ("repaired > 5", "repaired <= 6", False),
        ("repaired > 5", "repaired < 7 and repaired != 6", True),
        ("paid > 5", "paid < 5.02 and paid != 5.01", True),
        ("paid > 5", "paid < 5.02", False),
        ('accepted > "2015-05-01"', 'accepted < "2015-05-02"', True),
        ('accepted >= "2015-05-01"', 'accepted < "2015-05-02"', False),
        ('accepted > "9999-12-31"', "yards > 1", True),
        ('state = "ready"', 'state = "planned"', True),
        ('state = "ready"', 'not (state != "planned")', True),
        ('state != "ready"', 'state != "planned"', False),
        ('contractor = "a"', 'contractor != "a"', True),
        ("is_urgent", "not is_urgent", True),
        ("date < ended_on", "ended_on < date", True),
        ("date <= ended_on", "ended_on <= date", False),
        ("date <= ended_on", "date >= ended_on and date != ended_on", True),
        ("empty(paid)", "not empty(paid)", True),
        ("empty(paid)", "paid > 5", False),
        ("empty(paid) or paid > 5", "paid < 3", False),
        ("repaired > 5", "repaired + yards < 6", True),
        ("repaired = 5", "repaired = 4 or repaired > 6", True),
    ],
)  # fmt: skip
def test_two_rules_that_no_row_could_meet_are_refused_and_both_are_named(
    first: str, second: str, is_contradiction: bool
) -> None:
    rules = [f"  - {{must: '{text}', {SENTENCES}}}\n" for text in (first, second)]
    text = f"{DECLARATION}rules:\n{''.join(rules)}"
    if not is_contradiction:
        read_declaration(text, "repairs.yaml")
        return
    with pytest.raises(Refusal) as refusal:
        read_declaration(text, "repairs.yaml")
    (problem,) = refusal.value.problems
    assert problem.rule in ("kind_rules_contradict", "kind_rule_never")
    if problem.rule == "kind_rules_contradict":
        assert problem.field == "rules.1.must"
        assert all(each in problem.text("ru") for each in (first, second))


def test_a_kind_that_was_published_before_it_was_judged_so_strictly_is_known() -> None:
    text = rule(must="repaired > 5 and repaired < 6")
    assert published_declaration(text).rules
    with pytest.raises(Refusal):
        read_declaration(text)


@pytest.mark.parametrize(
    ("first", "second", "is_contradiction"),
    [
        ('state = "ready"', 'state = "planned"', False),
        ('state = "ready"', 'state = "ready"', True),
        ("yards > 5", "yards < 9", True),
        ("yards > 5", "yards < 6", False),
        ("paid > 5", "empty(paid)", False),
        ("is_urgent", "", True),
    ],
)
def test_rules_contradict_only_where_both_apply(
    first: str, second: str, is_contradiction: bool
) -> None:
    musts = ("repaired > 5", "repaired < 3")
    rules = [
        f"  - {{must: '{must}'{f', when: {chr(39)}{when}{chr(39)}' if when else ''}, {SENTENCES}}}\n"
        for must, when in zip(musts, (first, second), strict=True)
    ]
    text = f"{DECLARATION}rules:\n{''.join(rules)}"
    if is_contradiction:
        with pytest.raises(Refusal, match="contradict"):
            read_declaration(text, "repairs.yaml")
    else:
        read_declaration(text, "repairs.yaml")


@pytest.mark.parametrize(
    ("range_text", "fault"),
    [
        ("{min: 5, max: 2}", "kind_range_turned"),
        ("{min: 2014-01-01}", "kind_range_type"),
        ("{min: 0.5}", "kind_range_type"),
    ],
)
def test_a_range_suits_its_column(range_text: str, fault: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_declaration(DECLARATION.replace("{min: 1, max: 40}", range_text))
    assert [problem.rule for problem in refusal.value.problems] == [fault]


NUMBERS = (None, 0, 1, 2, 7, 40)
DAYS = (
    (None, None), ("2015-05-01", "day"), ("2015-05-31", "day"), ("2015-05-01", "month"), ("2015-01-01", "year")
)  # fmt: skip
WORDS = (None, "planned", "ready")


def batch_of_every_row(seed: int) -> Batch:
    """Rows that are mostly holes, ends and equals."""
    dice = random.Random(seed)
    rows = [
        {
            "yards": dice.choice(NUMBERS), "repaired": dice.choice(NUMBERS),
            "cost": dice.choice(NUMBERS), "paid": dice.choice(NUMBERS),
            "accepted": dice.choice(DAYS[:3])[0], "state": dice.choice(WORDS),
            "is_urgent": dice.choice((True, False)),
            **dict(zip(("date", "precision"), dice.choice(DAYS[1:]), strict=True)),
            **dict(zip(("ended_on", "ended_precision"), dice.choice(DAYS), strict=True)),
        }
        for _ in range(60)
    ]  # fmt: skip
    return Batch(range(len(rows)), {name: [row[name] for row in rows] for name in rows[0]})


def a_condition(dice: random.Random, depth: int = 3) -> str:
    """Some condition over the columns of repairs."""
    if depth and dice.random() < 0.5:
        first, second = a_condition(dice, depth - 1), a_condition(dice, depth - 1)
        return dice.choice(
            (f"not ({first})", f"({first}) and ({second})", f"({first}) or ({second})")
        )
    sign = dice.choice(("=", "!=", "<", "<=", ">", ">="))
    days = ("date", "ended_on", "accepted", '"2015-05-20"')
    return dice.choice((
        "is_urgent", f"empty({dice.choice(('yards', 'ended_on', 'state'))})",
        f'state {dice.choice(("=", "!="))} "ready"',
        f"{dice.choice(days[:3])} {sign} {dice.choice(days)}",
        f"{a_number(dice)} {sign} {a_number(dice)}",
    ))  # fmt: skip


def a_number(dice: random.Random, depth: int = 2) -> str:
    if depth and dice.random() < 0.5:
        first, second = a_number(dice, depth - 1), a_number(dice, depth - 1)
        sign = dice.choice("+-*/")
        return dice.choice(
            (f"({first} {sign} {second})", f"max({first}, {second})", f"abs({first})")
        )
    return dice.choice(("yards", "repaired", "cost", "paid", "1", "0.07", "3"))


SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge
}  # fmt: skip


def every_day(text: Any, precision: Any) -> list[str]:
    """All days that a date may be."""
    if text is None:
        return []
    first = datetime.date.fromisoformat(text)
    days = [first + datetime.timedelta(number) for number in range(366)]
    known = {"day": 10, "month": 7, "year": 4}[precision]
    return [str(day) for day in days if str(day)[:known] == text[:known]]


def plainly(node: Any, row: dict[str, Any]) -> Any:
    """What one row makes of a condition, worked out from its words: days one by one, numbers as
    fractions.
    """
    if not hasattr(node, "operands"):
        return value_of(node, row)
    if node.function == "empty":
        return row[node.operands[0].meaning.field] is None
    values = [plainly(each, row) for each in node.operands]
    if node.function in ("and", "or"):
        decisive = node.function == "or"
        return decisive if decisive in values else None if None in values else not decisive
    if any(each in (None, []) for each in values):
        return None
    if node.function == "not":
        return not values[0]
    if node.function in SIGNS:
        sides = [each if isinstance(each, list) else [each] for each in values]
        outcomes = {SIGNS[node.function](a, b) for a, b in product(*sides)}
        return outcomes.pop() if len(outcomes) == 1 else None
    if node.function == "/":
        return Fraction(values[0]) / values[1] if values[1] else None
    arithmetic = {"+": operator.add, "-": operator.sub, "*": operator.mul, "abs": abs, "max": max}
    return arithmetic[node.function](*values)


def value_of(node: Any, row: dict[str, Any]) -> Any:
    if hasattr(node, "value"):
        return node.value
    value = row[node.meaning.field]
    if node.sort == "day":
        precision = row[node.meaning.precision] if node.meaning.precision else "day"
        return every_day(value, precision)
    return Fraction(value, 100) if node.meaning.is_money and value is not None else value


def test_rows_are_judged_as_each_would_be_by_itself() -> None:
    dice = random.Random(5)
    met = set()
    for seed in range(120):
        condition, batch = read_condition(a_condition(dice), MEANINGS), batch_of_every_row(seed % 4)
        rows = [{name: batch.values[name][index] for name in batch.values} for index in batch.rows]
        judged = truths(condition.tree, BatchRows(batch))
        assert judged == [plainly(condition.tree, row) for row in rows], condition.text
        met |= set(judged)
    assert met == {True, False, None}


def test_a_condition_that_some_row_within_the_ranges_meets_is_never_refused() -> None:
    dice, refused = random.Random(7), 0
    for seed in range(150):
        condition, batch = read_condition(a_condition(dice), MEANINGS), batch_of_every_row(seed % 4)
        if not can_be_met(condition, None):
            refused += 1
            rows = range(len(batch))
            within = [index for index in rows if is_within(batch, index)]
            judged = truths(condition.tree, BatchRows(batch))
            assert not any(judged[index] for index in within), condition.text
    assert refused


def test_rules_that_some_row_meets_both_never_contradict_each_other() -> None:
    """Of rows with all their columns filled in, to which both apply."""
    dice, refused = random.Random(11), 0
    for seed in range(examples(400, 4_000)):
        batch = batch_of_every_row(seed % 4)
        rules = [a_rule(dice) for _ in range(2)]
        if not contradict(*rules):
            continue
        refused += 1
        conditions = [each for rule in rules for each in (rule.must, rule.when) if each is not None]
        judged = [truths(condition.tree, BatchRows(batch)) for condition in conditions]
        texts = [each.text for each in conditions]
        for index in filter(lambda index: is_within(batch, index), range(len(batch))):
            assert not all(each[index] for each in judged), texts
    assert refused > 10


def a_rule(dice: random.Random) -> RowRule:
    must, when = (read_condition(a_condition(dice, depth), MEANINGS) for depth in (2, 1))
    return RowRule(must, must.columns[0] if must.columns else "", "", {}, dice.choice((when, None)))


def is_within(batch: Batch, index: int) -> bool:
    yards = batch.values["yards"][index]
    return all(batch.values[name][index] is not None for name in batch.values) and yards != 0


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    folder = tmp_path_factory.mktemp("rules")
    with SampleProgramme(f"sqlite:///{folder / 'itog.db'}") as world:
        with world.revision("kinds") as change:
            publishing.publish(change, [("repairs.yaml", DECLARATION + RULES)])
        yield world
    adopt({})


FILE = """\
number;date;ended_on;yards;repaired;cost;paid;accepted;state
1;2015-05-10;2015-05-09;5;5;;;;
2;2015-05-10;2015-05;5;6;;;;
3;2015-05-10;2015;5;5;1000;500;;ready
4;2015-05-10;;5;5;1000;499,99;;Готов
5;2015-05-10;;5;;1000;;;ready
6;2015-05-10;;41;;5000,51;;2013-12-31;
7;2015-05-10;;many;6;;;;planned
8;2015-05-10;;40;39;;;2014-01-01;planned
"""


def test_a_file_is_told_of_each_broken_rule_with_row_and_column(
    town: SampleProgramme, tmp_path: Path
) -> None:
    file = tmp_path / "repairs.csv"
    file.write_text(FILE, encoding="utf-8")
    with pytest.raises(Refusal) as refusal:
        import_file(town.database, "repairs", file, ImportOptions(town.code, "2015"))
    assert [(each.row, each.column, each.rule) for each in refusal.value.problems] == [
        (2, "ended_on", "import_date_before"),
        (3, "repaired", "import_row_rule"),
        (5, "paid", "import_row_rule"),
        (6, "paid", "import_row_rule"),
        (7, "yards", "import_above_range"),
        (7, "cost", "import_above_range"),
        (7, "accepted", "import_below_range"),
        (8, "yards", "import_number"),
    ]
    of_rule = refusal.value.problems[2].text("ru")
    assert "Работа принята, а оплачено меньше половины. Исправьте сумму или состояние." in of_rule
    assert "It is wrong. Mend it." in refusal.value.problems[1].text("en")


def test_the_template_says_the_range_and_for_what_a_row_is_refused(town: SampleProgramme) -> None:
    yards = kind_of("repairs").column("yards")
    assert yards.note == ("Не меньше 1. Не больше 40.", "No less than 1. No more than 40.")
    assert kind_of("repairs").column("repaired").note.en == "Refused: It is wrong."
