"""Each slide's finding: one sentence made from the data, phrased so that no word has to be declined."""

from collections.abc import Sequence
from decimal import Decimal

from dashboard import formats, words
from dashboard.language import _
from dashboard.sections.by_district import adds_up
from indicators.answers import Answer
from indicators.definition import Definition
from indicators.places import NONE


def value(definition: Definition, answer: Answer) -> str:
    """«2016: 412 ед., 103 % плана» – or the word of what there is instead of a number."""
    period = formats.period(answer.period)
    if answer.value is None:
        return f"{period}: {words.state_name(answer.state)}"
    said = [words.answer_text(definition, answer, unit=True)]
    if answer.degree_raw is not None:
        sentence = _("{degree} of plan") if definition.direction == "increase" else _("degree of achievement {degree}")
        said.append(sentence.format(degree=words.degree_text(answer)))
    elif answer.plan is not None:
        said.append(_("plan: {plan}").format(plan=words.plan_text(definition, answer.plan, answer.value)))
    return f"{period}: {', '.join(said)}"


def last_known(definition: Definition, now: Answer, known: Sequence[Answer]) -> str:
    """«последнее известное: 1 044 чел. (2018)» where the period itself has no value."""
    if now.value is not None or not known:
        return ""
    last = known[-1]
    text = words.answer_text(definition, last, unit=True)
    return _("last known: {value} ({period})").format(value=text, period=formats.period(last.period))


def most(definition: Definition, whole: Answer, districts: Sequence[Answer], names: Sequence[str]) -> str:
    """«больше всего: Центральный район (34 %)» – nothing where fewer than two districts have a value."""
    known = _known(districts, names)
    if len(known) < 2:
        return ""
    greatest, name = max(known, key=lambda pair: pair[0])
    if sum(value == greatest for value, _name in known) > 1:
        return ""
    share = _share(definition, greatest, _total(districts), whole)
    return _("most: {district} ({share})").format(district=name, share=share)


def least(definition: Definition, whole: Answer, districts: Sequence[Answer], names: Sequence[str]) -> str:
    """«меньше всего: Кировский район (6 %)», measured as the greatest is."""
    known = _known(districts, names)
    if len(known) < 3:
        return ""
    smallest, name = min(known, key=lambda pair: pair[0])
    share = _share(definition, smallest, _total(districts), whole)
    return _("least: {district} ({value})").format(district=name, value=share)


def _total(districts: Sequence[Answer]) -> Decimal:
    return sum((answer.value for answer in districts if answer.value is not None), Decimal(0))


def since(definition: Definition, first: Answer, last: Answer) -> str:
    """«за 2014–2020: рост на 12 %» – only between two values of one definition."""
    comparable = first.definition_version == last.definition_version and first.period != last.period
    if definition.unit.en.startswith("%") or definition.change is not None:
        return ""  # a share that grows by a third: of itself, or by 33 points?
    if first.value is None or last.value is None or not first.value or not comparable:
        return ""
    change = (last.value - first.value) / abs(first.value)
    span = formats.years(int(first.period), int(last.period))
    if not change:
        return _("{years}: unchanged").format(years=span)
    sentence = _("{years}: up {change}") if change > 0 else _("{years}: down {change}")
    return sentence.format(years=span, change=formats.percent(abs(change)))


def lowered(text: str) -> str:
    """A sentence as a part of another."""
    return f"{text[:1].lower()}{text[1:].rstrip('.')}"


def sentence(*parts: str) -> str:
    """The parts that say something, as one sentence."""
    said = "; ".join(part for part in parts if part)
    return f"{said[0].upper()}{said[1:].rstrip('.')}." if said else ""


def _known(districts: Sequence[Answer], names: Sequence[str]) -> list[tuple[Decimal, str]]:
    """Values of districts with their names; records without a district are of none."""
    pairs = zip(districts, names, strict=True)
    return [(answer.value, name) for answer, name in pairs if answer.value is not None and answer.district != NONE]


def _share(definition: Definition, value: Decimal, total: Decimal | int, whole: Answer) -> str:
    """Its part of the whole, where districts are parts of it and none is counted twice."""
    if adds_up(definition) and whole.value and total <= whole.value:
        return formats.percent(value / whole.value)
    return words.value_text(definition, value)
