"""What was done to rows and rules, in words, and what each sort of it has added to a number."""

from collections.abc import Collection, Iterator, Mapping

from dashboard.text.difference import amount
from dashboard.text.language import _
from indicators.definition import Definition
from indicators.impact.causes import CausedChange
from indicators.impact.deeds import (
    ADDED,
    CORRECTED,
    COVERAGE,
    DEFINITION,
    MERGER,
    POPULATION,
    TARGET,
    WITHDRAWN,
)


def deed_names() -> Mapping[str, str]:
    """What each sort of deeds is called, as a part of a sentence."""
    return {
        ADDED: _("rows added"),
        CORRECTED: _("rows corrected"),
        WITHDRAWN: _("rows withdrawn"),
        DEFINITION: _("definition"),
        POPULATION: _("residents"),
        MERGER: _("organisations merged"),
        COVERAGE: _("coverage"),
        TARGET: _("plan"),
    }


def deeds_text(deeds: Collection[str]) -> str:
    """«записи добавлены, записи исправлены»: what one revision has done at once."""
    names = deed_names()
    return ", ".join(names[deed] for deed in deeds)


def amounts_text(definition: Definition, each: CausedChange) -> str:
    """«записи добавлены: +3; записи сняты: −1», together the difference; empty where nobody can
    tell it apart.
    """
    return "; ".join(_amounts(definition, each))


def _amounts(definition: Definition, each: CausedChange) -> Iterator[str]:
    for deeds, added in each.by_deeds().items():
        if added:
            name = deeds_text(deeds) or _("otherwise")
            yield f"{name}: {amount(definition, added)}"
