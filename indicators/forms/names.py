"""What the rows of a form are called, and who answers for them."""

from collections.abc import Iterable

from indicators.evaluation.subjects import ActivityFact
from indicators.forms.form import FormCell, text
from indicators.forms.year import Branch, FormYear

PROGRAMME = {"ru": "Программа", "en": "Programme"}
TOTAL_OF = {"ru": "Итого по программе", "en": "Total of the programme"}
ACTIVITY = {"ru": "Мероприятие", "en": "Activity"}


def branch_name(year: FormYear, branch: Branch) -> FormCell:
    """A part by its name; the programme says that it is one."""
    if branch.part is not None:
        return text(branch.part.names)
    return text({code: f"{PROGRAMME[code]}: {name}" for code, name in year.programme.items()})


def total_name(year: FormYear, branch: Branch) -> FormCell:
    """The same where the row is a total."""
    return text(TOTAL_OF) if branch.part is None else branch_name(year, branch)


def activity_name(activity: ActivityFact) -> FormCell:
    """An activity, which says that it is no indicator."""
    return text({code: f"{ACTIVITY[code]}: {name}" for code, name in activity.names.items()})


def responsible(year: FormYear, branch: Branch) -> FormCell:
    """Who carries out a part: everybody who has an activity of it or below; of the programme, who
    its passport names.
    """
    if branch.part is None and year.responsible:
        return text(year.responsible)
    return people(each.responsible for each in year.below(branch.code))


def people(names: Iterable[str | None]) -> FormCell:
    """Those who are named, each once."""
    return text("; ".join(dict.fromkeys(name for name in names if name)) or None)
