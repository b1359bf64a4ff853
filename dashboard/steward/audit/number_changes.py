"""One number's changes: its name, and what it was before and after each revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dashboard.http import context
from dashboard.text import changed_answers, formats, labels
from data.audit.search import NumberSought
from indicators.answers.facts import Facts
from indicators.definition import Definition
from indicators.drill_down.number_history import Side, number_history
from indicators.exact import cut
from indicators.records.places import is_none


@dataclass(frozen=True)
class NumberChanges:
    """``name`` says which number, ``page`` shows it; ``changes`` are sentences by revision."""

    name: str
    page: str
    changes: Mapping[int, tuple[str, ...]]


def of(sought: NumberSought) -> NumberChanges:
    """What has become of a number; nothing is told of values where no single period is asked for."""
    facts = context.facts(sought.programme)
    known = facts.catalogue.versions.get(sought.indicator)
    definition = known[-1].definition if known else None
    changes = {}
    if definition is not None and sought.period:
        history = context.asker().ask(
            number_history, sought.programme, sought.indicator, sought.place, sought.period
        )
        changes = {revision: _sentences(definition, *sides) for revision, sides in history.items()}
    return NumberChanges(
        _name(facts, sought, definition), f"/indicator/{sought.indicator}", changes
    )


def _name(facts: Facts, sought: NumberSought, definition: Definition | None) -> str:
    place = "none" if is_none(sought.place) else sought.district
    named = labels.name_of(definition) if definition else sought.indicator
    period = formats.period(sought.period) if sought.period else ""
    return " · ".join(part for part in (named, labels.place_name(facts, place), period) if part)


def _sentences(definition: Definition, before: Side, after: Side) -> tuple[str, ...]:
    """Only what became other."""
    sentences = []
    if before.value != after.value:
        old, new = _texts(definition, before.value, after.value)
        sentences.append(f"{old} → {new}")
    if before.plan != after.plan:
        sentences.append(changed_answers.plans(definition, before.plan, after.plan))
    return tuple(sentences)


def _texts(
    definition: Definition, old: Decimal | Fraction | None, new: Decimal | Fraction | None
) -> tuple[str, str]:
    """Two values in words, with as many decimals as tell them apart; a dash where there is none."""
    before, after = (None if side is None else cut(side) for side in (old, new))
    texts = [
        formats.EN_DASH if side is None else labels.value_text(definition, side)
        for side in (before, after)
    ]
    if before is not None and after is not None and texts[0] == texts[1]:
        unit = labels.unit_of(definition)
        decimals = formats.decimals_apart(before, after, definition.decimals)
        texts = [
            formats.unbroken(*formats.counted(side, unit, decimals)) for side in (before, after)
        ]
    return texts[0], texts[1]
