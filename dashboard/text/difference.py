"""A difference in words: its size, what drives it, and what else may have made it."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from dashboard.text import formats, labels
from dashboard.text.digits import MINUS
from dashboard.text.language import _, ngettext
from data.units import PERCENT
from indicators.contributions.contribution import REST, Contribution
from indicators.contributions.decomposition import (
    DEFINITION,
    SHARED_OUT,
    WEIGHED,
    Decomposition,
)
from indicators.contributions.hindsight import Hindsight
from indicators.definition import Definition
from indicators.engine.readings import PARTIAL, PRELIMINARY
from indicators.exact import cut

NOUGHT = cut(Fraction(0))
NEW, GONE, MORE, LESS, SAME = "new", "gone", "more", "less", "same"


def signed(number: Fraction, text: str) -> str:
    """A text with the sign of its number, which it does not have itself."""
    return f"{'+' if number > 0 else MINUS}{text}" if number else text


def amount(definition: Definition, change: Fraction) -> str:
    """A difference in the indicator's unit, with its sign: «−133», «+3,2 п. п.», «+0,35 млн руб.»."""
    return signed(change, size(definition, change))


def size(definition: Definition, change: Fraction) -> str:
    """The same without its sign."""
    number = abs(cut(change))
    if labels.is_money(definition):
        return formats.money_text(number)
    digits = formats.number(number, definition.decimals, NOUGHT)
    is_share = definition.unit.ru.strip() in PERCENT
    return _("{number} pp").format(number=digits) if is_share else digits


def share(part: Fraction, whole: Fraction, *others: Decimal) -> str:
    """What part of the whole a part is, as per cent; told apart from ``others``, shares too."""
    return formats.percent(abs(cut(part / whole)), 0, NOUGHT, *others)


def driver_sentence(whole: Decomposition, name: str | None) -> str:
    """Which part makes most of the difference; where none does, that it is spread;
    and of what chance may have made that alone.
    """
    if not whole.difference:
        return _("The two numbers are the same.")
    # what is too small to speak of, or may be made by chance alone, has no part that drives it
    if not whole.is_sure:
        sentence = (
            _("No notable change: {amount}.")
            if whole.is_slight
            else _("The difference, {amount}, is within the margin of error.")
        )
        return sentence.format(amount=amount(whole.definition, whole.difference))
    if whole.driver is None or name is None:
        return _("No part makes most of it: the difference is spread among them.")
    return _("Most of it: {part}, {amount} of {whole} ({share}).").format(
        part=name,
        amount=amount(whole.definition, whole.driver.amount),
        whole=amount(whole.definition, whole.difference),
        share=share(whole.driver.amount, whole.difference),
    )


def comings_and_goings(whole: Decomposition) -> str:
    """How many parts are new, gone, greater, smaller and as they were."""
    kinds = Counter(_kind(part) for part in whole.contributions if part.key != REST)
    words = {
        NEW: _("new – {number}"),
        GONE: _("gone – {number}"),
        MORE: _("more – {number}"),
        LESS: _("less – {number}"),
        SAME: _("as before – {number}"),
    }
    text = ", ".join(word.format(number=kinds[kind]) for kind, word in words.items() if kinds[kind])
    return f"{text[:1].upper()}{text[1:]}."


def _kind(part: Contribution) -> str:
    if part.before is None:
        return NEW
    if part.now is None:
        return GONE
    if not part.amount:
        return SAME
    return MORE if part.amount > 0 else LESS


def confounder(name: str) -> str:
    """What else may have made the difference."""
    return {
        DEFINITION: _("The definition changed between the two periods: they do not count alike."),
        PARTIAL: _("One of the periods is not reported in full."),
        PRELIMINARY: _("One of the numbers is preliminary."),
    }[name]


def hindsight_sentences(whole: Decomposition, known_since: Hindsight) -> Iterator[str]:
    """What came to be known of the earlier period only after it was due or over."""
    before, later = (formats.period(each.period) for each in (whole.before, whole.now))
    if known_since.when_due is not None:
        then, now = labels.changed_texts(whole.definition, known_since.when_due, whole.before)
        template = _(
            "{before} was {then} when it was due; what was entered or corrected since has made it "
            "{now}. {later} may lack the like still."
        )
        yield template.format(before=before, then=then, now=now, later=later)
    if known_since.merged:
        yield ngettext(
            "Organisations were merged after {before} was over: it counts {number} fewer than it did "
            "then.",
            "Organisations were merged after {before} was over: it counts {number} fewer than it did "
            "then.",
            known_since.merged,
            before=before,
        )


def method_sentence(method: str) -> str | None:
    """How the parts were computed, where it is more than a subtraction."""
    return {
        WEIGHED: _(
            "Of each part: mean weight × change of its own value, and change of weight × how far its "
            "mean value is from that of the whole; weights are shares of the denominator."
        ),
        SHARED_OUT: _(
            "Of each input the mean of what its change does over all orders in which the inputs may "
            "change (Shapley)."
        ),
    }.get(method)
