"""What the rows of a form are called."""

from indicators.evaluation.subjects import ActivityFact
from indicators.forms.form import FormCell, text
from indicators.forms.year import Branch, FormYear

PREFIXES = {"ru": ("Программа", "Мероприятие"), "en": ("Programme", "Activity")}


def branch_name(year: FormYear, branch: Branch) -> FormCell:
    """A part by its name; the programme says that it is one."""
    if branch.part is not None:
        return text(branch.part.names)
    return text({code: f"{PREFIXES[code][0]}: {name}" for code, name in year.programme.items()})


def activity_name(activity: ActivityFact) -> FormCell:
    """An activity, which says that it is no indicator."""
    return text({code: f"{PREFIXES[code][1]}: {name}" for code, name in activity.names.items()})
