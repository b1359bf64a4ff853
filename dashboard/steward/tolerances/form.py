"""Tolerances as people type them, per cent of the plan, and as a programme keeps them: shares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dashboard.text import formats
from dashboard.text.language import _
from data.imports.problems import InvalidValue
from data.imports.values.values import bounded, plain
from data.programme.files import BOUNDS
from data.refusals import Problem, Refusal
from indicators.answers.achievement import Thresholds

PERCENT = Decimal(100)
LONGEST = 20


@dataclass(frozen=True)
class ToleranceField:
    """One degree of the form, per cent of the plan: as it is typed, and in force."""

    name: str
    label: str
    help: str
    text: str
    in_force: str


def fields(thresholds: Thresholds, texts: Mapping[str, str]) -> list[ToleranceField]:
    """The degrees with what a person wrote, else with what is in force."""
    return [
        ToleranceField(
            name,
            label,
            note,
            texts.get(name, formats.plain(share * PERCENT))[:LONGEST],
            formats.exact_percent(share),
        )
        for name, share, label, note in (
            (
                "at_risk",
                thresholds.at_risk,
                _("Almost achieved: from, % of the plan"),
                _("What is below is not achieved."),
            ),
            (
                "over_fulfilled",
                thresholds.over_fulfilled,
                _("Over-fulfilled: above, % of the plan"),
                _("From the plan up to it an indicator is achieved."),
            ),
            (
                "deviation",
                thresholds.deviation,
                _("A reason is asked for: beyond, % of the plan"),
                _("Of a year that is due and differs from its plan by more, either way."),
            ),
        )
    ]


def shares(texts: Mapping[str, str]) -> dict[str, str]:
    """The degrees that a form names, as shares of the plan; refuses what is no per cent, or beyond
    the bounds.
    """
    problems: list[Problem] = []
    degrees = dict(_shares(texts, problems))
    if problems:
        raise Refusal(problems)
    return degrees


def _shares(texts: Mapping[str, str], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for name, (least, most) in BOUNDS.items():
        if name not in texts:
            continue
        text = texts[name].strip().removesuffix("%").strip()
        bounds = {"least": plain(least * PERCENT), "most": plain(most * PERCENT)}
        try:
            share = bounded(text) / PERCENT
        except InvalidValue:
            share = None
        if share is None or not least <= share <= most:
            rule = f"tolerance_{name}"
            problems.append(Problem(rule, bounds, value=text))
        else:
            yield name, plain(share)
