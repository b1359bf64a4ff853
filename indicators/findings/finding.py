"""One finding: which rule has picked an indicator's year, and all that a sentence of it needs."""

from dataclasses import dataclass

from indicators.findings.years import IndicatorYears

WORST, CHANGED, TO_ASK = "worst", "changed", "to_ask"
TOPICS = (WORST, CHANGED, TO_ASK)


@dataclass(frozen=True)
class Finding:
    """``rule`` is the topic itself, or the reason to ask."""

    topic: str
    rule: str
    years: IndicatorYears

    @property
    def indicator(self) -> str:
        return self.years.definition.code
