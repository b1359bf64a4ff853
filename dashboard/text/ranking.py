"""A place among others in words: its number, its rank, why it has none."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from dashboard.text import formats, labels
from dashboard.text.district_findings import greatest_sentence, smallest_sentence
from dashboard.text.language import _, ngettext
from dashboard.text.margin import beside_margin
from indicators.exact import cut
from indicators.ranking.basis import CHANGE, FORMULA, REPORTED, RESIDENTS
from indicators.ranking.ranking import FEW, PARTIAL, POPULATION, Rank, Ranking

ROUGH = 10
"""Numbers per residents from here on have one decimal, smaller ones two."""


def name_of(ranking: Ranking) -> str:
    """The indicator's name, and that it is counted per residents where that is ours."""
    name = labels.name_of(ranking.definition)
    return _("{name}, per 10,000 residents").format(name=name) if _is_rate(ranking) else name


def value_text(ranking: Ranking, value: Fraction, *, unit: bool = True) -> str:
    """A number as places are compared by it; money of all places in one unit."""
    printed = cut(value)
    if labels.is_money(ranking.definition):
        greatest = max(map(abs, (*ranking.values.values(), value)))
        divisor, decimals, name = formats.money_scale(cut(greatest))
        return _counted(printed / divisor, name if unit else "", decimals)
    decimals = ranking.definition.decimals
    if _is_rate(ranking):
        decimals = 0 if not printed else 1 if abs(printed) >= ROUGH else 2
    return _counted(printed, labels.unit_of(ranking.definition) if unit else "", decimals)


def unit_text(ranking: Ranking) -> str:
    """The unit of the numbers as ``value_text`` prints them; empty where they have none."""
    if not labels.is_money(ranking.definition):
        return labels.unit_of(ranking.definition)
    return formats.money_scale(cut(max(map(abs, ranking.values.values()))))[2]


def _counted(value: Decimal, unit: str, decimals: int) -> str:
    return formats.unbroken(*formats.counted(value, unit, decimals))


def rank_text(ranking: Ranking, rank: Rank) -> str:
    """«3-й из 5», with what it is shared with; where nobody knows what is better, by size."""
    sentence = _("{place} of {total}").format(place=rank.place, total=rank.total)
    if rank.equal > 1:
        sentence = ngettext(
            "{rank}, shared by {number}", "{rank}, shared by {number}", rank.equal, rank=sentence
        )
    if not ranking.is_oriented:
        sentence = _("{rank} by size").format(rank=sentence)
    return beside_margin(sentence, rank.within_margin) if rank.within_margin else sentence


def reason_text(reason: str) -> str:
    """Why a place does not compare."""
    return _reasons().get(reason) or labels.state_name(reason)


def ranking_sentence(ranking: Ranking, code: str) -> str:
    """The whole sentence of a place, the indicator's name first."""
    rank = ranking.rank(code)
    if rank is None:
        why = reason_text(ranking.reason(code) or FEW)
        return _("{name}: not compared – {reason}.").format(name=name_of(ranking), reason=why)
    value = value_text(ranking, ranking.values[code])
    return f"{name_of(ranking)}: {value}, {_rank_words(ranking, rank)}."


def _rank_words(ranking: Ranking, rank: Rank) -> str:
    text = rank_text(ranking, rank)
    if not ranking.is_oriented:
        return text
    if rank.is_best:
        return _("{rank} (the best)").format(rank=text)
    return _("{rank} (the worst)").format(rank=text) if rank.is_worst else text


def ends_texts(ranking: Ranking, names: Mapping[str, str]) -> Iterator[str]:
    """«больше всего: Центральный район – 19,1 ед. на 10 000 жителей», and the smallest, as parts of
    a sentence; ``names`` by the codes of places. Where several share a number nothing is said.
    """
    if len(ranking.values) > 1:
        yield _end_text(ranking, names, max, greatest_sentence(ranking.definition))
    if len(ranking.values) > 2:
        yield _end_text(ranking, names, min, smallest_sentence(ranking.definition))


def _end_text(
    ranking: Ranking,
    names: Mapping[str, str],
    end: Callable[[Iterable[Fraction]], Fraction],
    template: str,
) -> str:
    value = end(ranking.values.values())
    code, *others = [code for code, number in ranking.values.items() if number == value]
    rank = ranking.rank(code)
    if others or rank is None:
        return ""
    text = value_text(ranking, value)
    if _is_rate(ranking):
        text = _("{rate} per 10,000 residents").format(rate=text)
    if rank.within_margin:
        text = beside_margin(text, rank.within_margin)
    return template.format(district=names[code], value=text)


def _is_rate(ranking: Ranking) -> bool:
    return ranking.basis == RESIDENTS


def _reasons() -> Mapping[str, str]:
    return {
        CHANGE: _("it is a change, which says little of a small place"),
        FORMULA: _("a formula does not say whether it grows with a place"),
        REPORTED: _("reported numbers that do not combine by place"),
        FEW: _("no other place has a number"),
        PARTIAL: _("not reported in full"),
        POPULATION: _("residents of the year are not known"),
    }
