"""Names of what the engine says in codes: statuses, states, marks, grains, places, units."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache

from dashboard.http.context import language, locale
from dashboard.text import formats
from dashboard.text.language import _, translations
from data.imports import kind_of, kinds
from data.words import borrowed
from indicators.answers.achievement import STATUSES
from indicators.answers.answer import Answer
from indicators.answers.facts import Facts
from indicators.definition import Definition
from indicators.records.place_sets import SEPARATOR, is_set
from indicators.records.places import NONE


def status_name(status: str | None, *, is_open: bool = False) -> str:
    """The word of a status; «нет плана» where there is none.

    A plan that is missed while its due date is ahead (``is_open``) can still be saved, and is
    worded so.
    """
    names = _open_status_names(locale()) if is_open else {}
    return names.get(status) or status_names(locale())[status]


def status_of(answer: Answer) -> str:
    """The word of an answer's status on the day that it was asked for."""
    return status_name(answer.status, is_open=answer.is_open)


def status_key(answers: Iterable[Answer]) -> dict[str, str]:
    """The word of each status for a key, a tile or a filter of many answers; both words where they
    have both.

    A status that none of them has is worded as the period is: open where all of them are.
    """
    listed = list(answers)
    return {status: _word_of_many(status, listed) for status in STATUSES}


def _word_of_many(status: str, answers: Sequence[Answer]) -> str:
    states = {answer.is_open for answer in answers if answer.status == status} or {
        bool(answers) and all(answer.is_open for answer in answers)
    }
    return " / ".join(
        dict.fromkeys(status_name(status, is_open=is_open) for is_open in sorted(states))
    )


def programme_name(facts: Facts) -> str:
    """The full name of a programme in the reader's language; its code where it has none."""
    return _content(facts.text("name", language())) or facts.code


def short_programme_name(facts: Facts) -> str:
    """The short name of a programme, or the full one where it has no other."""
    return _content(facts.text("short_name", language())) or programme_name(facts)


@cache
def status_names(language: str) -> Mapping[str | None, str]:
    """The words of the statuses in a language, of what is over; «нет плана» under ``None``."""
    _ = translations(language).gettext
    return {
        "achieved": _("Achieved"),
        "over_fulfilled": _("Over-fulfilled"),
        "at_risk": _("Almost achieved"),
        "not_achieved": _("Not achieved"),
        "undetermined": _("Cannot be determined"),
        None: _("No plan"),
    }


@cache
def _open_status_names(language: str) -> Mapping[str | None, str]:
    _ = translations(language).gettext
    return {"at_risk": _("At risk"), "not_achieved": _("Not achieved yet")}


def state_name(state: str) -> str:
    """The word that stands where a number would."""
    return _state_names(locale())[state]


@cache
def _state_names(language: str) -> Mapping[str, str]:
    _ = translations(language).gettext
    return {
        "no_data": _("no data"),
        "not_applicable": _("not applicable"),
        "not_due": _("not due yet"),
        "hidden": _("hidden"),
    }


def mark_name(mark: str) -> str:
    """The short word of a mark."""
    return mark_names(locale())[mark]


@cache
def mark_names(language: str) -> Mapping[str, str]:
    """The short words of all marks in a language."""
    _ = translations(language).gettext
    return {
        "illustrative": _("illustrative"),
        "partial": _("partly reported"),
        "preliminary": _("preliminary"),
        "break": _("definition changed"),
        "plan_error": _("over 150% of plan"),
        "plan_below_actual": _("plan below the achieved"),
        "plan_lowered_late": _("plan lowered late"),
        "lower_bound": _("lower bound"),
        "approximate_date": _("approximate dates"),
        "null_amounts": _("amounts missing"),
        "not_additive": _("does not add up"),
    }


def mark_sentence(mark: str) -> str:
    """What a mark means for the number that carries it."""
    return {
        "illustrative": _("Made up for show: the number or its plan has no public source."),
        "partial": _("Not every district and month has been reported; the value is of what was."),
        "preliminary": _("A first figure; a refined one is still to come."),
        "break": _("The definition changed within this period, so one number would mix two."),
        "plan_below_actual": _(
            "When it was set, more than this plan had been achieved already in a whole year."
        ),
        "plan_lowered_late": _(
            "The plan was lowered in the very year it is for, or when that year was over."
        ),
        "plan_error": _("More than one and a half times the plan: the plan was probably wrong."),
        "lower_bound": _("The source says “over …”: the true number is not lower than this."),
        "approximate_date": _("Some records are dated only to a month or a year."),
        "null_amounts": _("Some records do not say the amount and are left out of the sum."),
        "not_additive": _(
            "Districts add up to more than the whole: one thing may belong to several districts."
        ),
    }[mark]


def grain_name(grain: str) -> str:
    """The name of a length of time."""
    return {
        "year": _("Years"),
        "half": _("Half-years"),
        "quarter": _("Quarters"),
        "month": _("Months"),
        "week": _("Weeks"),
        "day": _("Days"),
    }[grain]


def name_of(definition: Definition) -> str:
    """An indicator's name."""
    return _content(definition.name.in_language(language()))


def unit_of(definition: Definition) -> str:
    """An indicator's unit; money is written with its own."""
    return definition.unit.in_language(language())


def place_name(facts: Facts, code: str | None) -> str:
    """A district's name, the whole territory's, or «без района»."""
    if code is None:
        return _content(facts.text("territory", language())) or _("Whole territory")
    if code == NONE:
        return _("no district")
    if is_set(code):
        return ", ".join(place_name(facts, each) for each in code.split(SEPARATOR))
    place = facts.places.by_code.get(code)
    return in_language(place.names) if place else code


def cut_name(facts: Facts, cut: str | None) -> str:
    """The name of a way of dividing the territory."""
    if cut is None:
        return _("Districts")
    names: Mapping[str, str] = (facts.settings.get("cuts") or {}).get(cut) or {}
    return in_language(names) or cut


def kind_name(kind: str) -> str:
    """The name of a kind of record or file; an unknown code stays."""
    return in_language(kind_of(kind).words._asdict()) if kind in kinds() else kind


def in_language(texts: Mapping[str, str]) -> str:
    """The reader's one of a text's languages, or another that knows itself to be one."""
    return _content(borrowed.in_language(texts, language()))


def _content(text: str) -> str:
    """A text of the content: no word of the page's own language where that is a third one."""
    own = language()
    if locale() == own or not text or isinstance(text, borrowed.BorrowedText):
        return text
    return borrowed.BorrowedText(text, own)


def is_money(definition: Definition) -> bool:
    """Whether values are amounts of roubles: sums of money, and what is computed from them and says
    so. What one thing costs is a price, and is told in roubles whatever the amounts are told in.
    """
    in_roubles = definition.is_money or definition.unit.ru.strip() in ("руб.", "рублей")
    return in_roubles and definition.kind != "ratio"


def value_parts(definition: Definition, value: Decimal, *others: Decimal) -> tuple[str, str]:
    """A value as number and unit: («1 044», «человека»); told apart from ``others``, which stand
    beside it.
    """
    if is_money(definition):
        return formats.money(value, *others)
    return formats.counted(value, unit_of(definition), definition.decimals, *others)


def value_text(definition: Definition, value: Decimal, *others: Decimal) -> str:
    """A value with its unit, unbroken: «24,1 %»."""
    return formats.unbroken(*value_parts(definition, value, *others))


def plan_text(definition: Definition, plan: Decimal, value: Decimal | None = None) -> str:
    """A planned value with the decimals it was set with; money told apart from the ``value`` beside
    it.
    """
    if is_money(definition):
        return formats.money_text(plan, *(() if value is None else (value,)))
    number = formats.number(plan, definition.decimals)
    return (
        number
        if Decimal(plan) == round(Decimal(plan), definition.decimals)
        else formats.plain(plan)
    )


def planned(definition: Definition, answer: Answer) -> str:
    """What an answer is to reach: its plan, or the band to be kept; empty where nothing is planned."""
    if definition.band is not None:
        low, high = (plan_text(definition, end) for end in definition.band)
        return _("from {low} to {high}").format(low=low, high=high)
    return "" if answer.plan is None else plan_text(definition, answer.plan, answer.value)


def degree_text(answer: Answer) -> str:
    """An answer's degree of achievement, which never contradicts its status; a dash where it has
    none.
    """
    if answer.degree_raw is None:
        return formats.EN_DASH
    return formats.degree(
        answer.degree_raw, answer.thresholds.at_risk, answer.thresholds.over_fulfilled
    )


def answer_parts(definition: Definition, answer: Answer) -> tuple[str, str]:
    """An answer's number and unit, which never contradict its status; two empty texts where it has
    no number.
    """
    if answer.value is None:
        return "", ""
    return value_parts(definition, answer.value, *answer.judged_by)


def answer_text(definition: Definition, answer: Answer, *, unit: bool = False) -> str:
    """An answer's number, or the word of its state: never an empty place, never a silent zero."""
    if answer.value is None:
        return state_name(answer.state)
    if unit or is_money(definition):
        return value_text(definition, answer.value, *answer.judged_by)
    return formats.number(answer.value, definition.decimals, *answer.judged_by)


def changed_texts(
    definition: Definition, old: Answer | None, new: Answer | None
) -> tuple[str, str]:
    """Two answers in words, with as many decimals as tell them apart; a dash where there is none."""
    texts = tuple(
        "–" if answer is None else answer_text(definition, answer) for answer in (old, new)
    )
    before, after = (answer.value if answer is not None else None for answer in (old, new))
    if texts[0] != texts[1] or before is None or after is None or before == after:
        return texts[0], texts[1]
    if is_money(definition):
        return formats.money_text(before, after), formats.money_text(after, before)
    decimals = formats.decimals_apart(before, after, definition.decimals)
    return formats.number(before, decimals), formats.number(after, decimals)
