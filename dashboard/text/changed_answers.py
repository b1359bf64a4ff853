"""A number that changes, in words: for receipts of revisions and for the effects of drafts."""

from decimal import Decimal

from dashboard.text import formats, labels, part_labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.answers.facts import Facts
from indicators.definition import Definition
from indicators.impact.changed_answer import ChangedAnswer
from indicators.records.places import NONE


def name(facts: Facts, definition: Definition | None, change: ChangedAnswer) -> str:
    """An indicator's name; of a part with the part: «Участники, Возраст: до 35 лет»."""
    if definition is None:
        return change.indicator
    whole = labels.name_of(definition)
    if change.split_by is None or change.split is None:
        return whole
    part = part_labels.attribute_and_value(facts, definition, change.split_by, change.split)
    return f"{whole}, {part}"


def place(facts: Facts, change: ChangedAnswer) -> str:
    """A place; «no district» of a second cut says of which."""
    of_territory = labels.place_name(facts, change.district)
    if change.cut and change.district == NONE:
        return f"{of_territory} ({labels.cut_name(facts, change.cut)})"
    return of_territory


def period(change: ChangedAnswer) -> str:
    """Its period, and whether it is counted from the year's start."""
    start = _(", from the year's start") if change.within_year else ""
    return formats.period(change.period) + start


def values(definition: Definition | None, change: ChangedAnswer) -> tuple[str, str]:
    """Before and after, with as many decimals as tell them apart; bare where nobody knows the unit."""
    if definition is not None:
        return labels.changed_texts(definition, change.old, change.new)
    old, new = ("–" if answer is None else str(answer.value) for answer in (change.old, change.new))
    return old, new


def plans(definition: Definition, old: Decimal | None, new: Decimal | None) -> str:
    """A plan before and after, with as many decimals as tell them apart."""
    before, after = (
        formats.EN_DASH if plan is None else labels.plan_text(definition, plan, beside)
        for plan, beside in ((old, new), (new, old))
    )
    return _("plan: {old} → {new}").format(old=before, new=after)


def status(answer: Answer | None) -> str:
    """The word of an answer's status; nothing where it has none."""
    return labels.status_of(answer) if answer and answer.status else ""
