"""Deviations in words: by how much of the plan, and what was written of it."""

from decimal import Decimal

from dashboard.text import formats
from dashboard.text.language import _
from indicators.answers.deviations import Deviation
from indicators.answers.facts import Facts
from indicators.exact import cut

MINUS = "−"


def share_text(deviation: Deviation) -> str:
    """«+12 %», «−80 %» of the plan; never rounded onto the share from which a reason is asked for."""
    if deviation.share is None:
        return _("the plan is 0")
    sign = MINUS if deviation.share < 0 else "+" if deviation.share > 0 else ""
    allowed = deviation.answer.thresholds.deviation
    share: Decimal = cut(abs(deviation.share), allowed)
    return f"{sign}{formats.percent(share, 0, allowed)}"


def rule_text(facts: Facts) -> str:
    """When a reason is asked for, and whose rule that is."""
    own = "deviation" in (facts.settings.get("thresholds") or {})
    sentence = _(
        "A reason is asked for where a year that is due differs from its plan by more than {share} of it."
    )
    whose = _("The programme says so.") if own else _("This is our default, not the law's.")
    return f"{sentence.format(share=formats.exact_percent(facts.thresholds.deviation))} {whose}"
