"""The rules of a declaration, read over its columns, or what is wrong with them and where."""

from collections.abc import Collection, Iterator, Sequence

from data.imports.declarations.dated import dated, dated_rules, taken_as_met
from data.imports.declarations.ranges import ends_of
from data.imports.declarations.schema import ColumnDeclaration, KindDeclaration, RuleDeclaration
from data.imports.declarations.titles import Sentence
from data.imports.rules.contradiction import contradict
from data.imports.rules.grammar import read_condition
from data.imports.rules.row_rules import RowRule, RowRules, can_be_met, order_of
from data.imports.rules.signs import ConditionFault
from data.imports.rules.tree import (
    AMOUNT,
    DAY,
    OTHER,
    TEXT,
    TRUTH,
    WORD,
    ColumnMeaning,
    Columns,
    Condition,
)
from data.refusals import Problem
from data.words.offers import offer, unnamed
from data.words.vocabulary import Vocabulary

ORDER = "import_date_before"
"""What is said of two days in the wrong order, where a rule says nothing itself."""
OWN = "import_row_rule"
SORTS = {
    "text": TEXT,
    "label": TEXT,
    "word": WORD,
    "whole": AMOUNT,
    "money": AMOUNT,
    "day": DAY,
    "dated": DAY,
    "flag": TRUTH,
}
EVERYWHERE = {
    "number": ColumnMeaning(TEXT, "number"),
    "date": ColumnMeaning(DAY, "date", precision="precision"),
    "district": ColumnMeaning(OTHER, "district"),
    "districts": ColumnMeaning(OTHER, "districts"),
    "organisation": ColumnMeaning(OTHER, "organisation_id"),
    "illustrative": ColumnMeaning(TRUTH, "illustrative"),
    "source": ColumnMeaning(TEXT, "source"),
    "note": ColumnMeaning(TEXT, "note"),
}
ORIGIN = ("illustrative", "source", "note")


def rules_of(declaration: KindDeclaration) -> RowRules | None:
    """What the rows of a kind are held to, if it declares any rule, or anything from a day on."""
    meanings = meanings_of(declaration)
    own = (_rule(each, meanings) for each in declaration.rules)
    rules = (*own, *dated_rules(declaration, meanings))
    return RowRules(rules, meanings) if rules else None


def rule_faults(declaration: KindDeclaration, file: str | None) -> Iterator[Problem]:
    """What is wrong with the rules, each with its field."""
    meanings = meanings_of(declaration)
    gone = [column.column for column in declaration.columns if column.retired]
    sound: list[RowRule] = list(map(taken_as_met, dated_rules(declaration, meanings)))
    for number, declared in enumerate(declaration.rules):
        place = f"rules.{number}"
        faults = list(_unreadable(declared, meanings, gone, place, file))
        faults = faults or list(_contradictions(declared, meanings, place, file))
        if not faults:
            rule = _rule(declared, meanings)
            faults = list(_conflicts(rule, sound, place, file))
            sound.append(rule)
        yield from faults


def meanings_of(declaration: KindDeclaration) -> dict[str, ColumnMeaning]:
    """What each column says to a condition."""
    own = {column.column: _meaning(column) for column in declaration.columns}
    return own | {name: EVERYWHERE[name] for name in ORIGIN}


def _meaning(column: ColumnDeclaration) -> ColumnMeaning:
    if column.is_common:
        return EVERYWHERE[column.column]
    words = {code: word.names for code, word in column.words.items()}
    prefix = column.column.removesuffix("_on")
    return ColumnMeaning(
        SORTS[str(column.type)],
        column.column,
        Vocabulary(words) if words else None,
        column.type == "money",
        f"{prefix}_precision" if column.type == "dated" else None,
        ends_of(column),
    )


def _rule(declared: RuleDeclaration, meanings: Columns) -> RowRule:
    must = read_condition(declared.must, meanings)
    when = read_condition(declared.when, meanings) if declared.when else None
    if declared.since:
        when = dated(declared.since, meanings, when)
    order = order_of(must) if _is_order(declared, must) else None
    sentences = {"wrong": declared.name, "remedy": declared.remedy}
    return RowRule(
        must,
        declared.column or (order[1] if order else must.columns[0]),
        declared.message or (ORDER if order else OWN),
        {name: _without_stop(each) for name, each in sentences.items() if each is not None},
        when,
        order,
        declared.since,
    )


def _without_stop(sentence: Sentence) -> dict[str, str]:
    return {"ru": sentence.ru.rstrip(". "), "en": sentence.en.rstrip(". ")}


def _is_order(declared: RuleDeclaration, must: Condition) -> bool:
    """Whether a rule only says which of two days comes first, for which there is a sentence."""
    says_more = (
        declared.when or declared.since or declared.name or declared.remedy or declared.message
    )
    return not says_more and order_of(must) is not None


def _unreadable(
    declared: RuleDeclaration,
    meanings: Columns,
    gone: Collection[str],
    place: str,
    file: str | None,
) -> Iterator[Problem]:
    for field in ("when", "must"):
        if (text := getattr(declared, field)) is None:
            continue
        try:
            condition = read_condition(text, meanings)
            if not condition.columns:
                raise ConditionFault("kind_rule_no_condition", 0)
            if stale := next((name for name in condition.columns if name in gone), None):
                raise ConditionFault("kind_rule_retired", 0, name=stale)
        except ConditionFault as fault:
            marked = {"text": f"{text[: fault.at]}▸{text[fault.at :]}"}
            yield Problem(fault.rule, {**marked, **fault.params}, file, field=f"{place}.{field}")
    if declared.column is not None and declared.column not in meanings:
        known = offer(unnamed(meanings), declared.column)
        words = {"name": declared.column, "text": declared.column, **known}
        yield Problem("kind_rule_column", words, file, field=f"{place}.column")


def _contradictions(
    declared: RuleDeclaration, meanings: Columns, place: str, file: str | None
) -> Iterator[Problem]:
    """That nobody is told what is wrong, or that something is wrong with every row."""
    must = read_condition(declared.must, meanings)
    when = read_condition(declared.when, meanings) if declared.when else None
    has_sentence = declared.message or (declared.name and declared.remedy)
    if not has_sentence and not _is_order(declared, must):
        yield Problem("kind_rule_unnamed", {}, file, field=place)
    rule = _rule(declared, meanings)
    if not can_be_met(must, when) or contradict(rule, rule):
        yield Problem("kind_rule_never", {"text": declared.must}, file, field=f"{place}.must")


def _conflicts(
    rule: RowRule, earlier: Sequence[RowRule], place: str, file: str | None
) -> Iterator[Problem]:
    """That no row could meet a rule and one before it."""
    for other in earlier:
        if contradict(other, rule):
            words = {"text": rule.text, "other": other.text}
            yield Problem("kind_rules_contradict", words, file, field=f"{place}.must")
