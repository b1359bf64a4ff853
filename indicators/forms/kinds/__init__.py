"""The official forms, one module each, found by name."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from data.refusals import Names, refuse
from indicators.forms.form import FormQuestion


@cache
def modules() -> Mapping[str, ModuleType]:
    """Every form by its code, in the order in which they are offered."""
    listed = {
        module.name: import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)
    }
    return dict(sorted(listed.items(), key=lambda pair: pair[1].PLACE))


def form_names() -> Mapping[str, Names]:
    """What each form is called, by its code."""
    return {code: module.NAME for code, module in modules().items()}


def is_by_days(code: str) -> bool:
    """Whether a code is of an official form that may be of any days and of some districts."""
    return bool(getattr(modules().get(code), "BY_DAYS", False))


def check_whole(question: FormQuestion, form: Names) -> None:
    """Refuse days and districts of a form of a year of the whole territory."""
    if not question.is_of_whole:
        raise refuse("form_of_years", form=form, other=form_of_days())


def form_of_days() -> Names:
    """What the official form of any days and districts is called."""
    return next(name for code, name in form_names().items() if is_by_days(code))


def is_quarterly(code: str) -> bool:
    """Whether an official form is of a quarter."""
    return bool(modules()[code].BY_QUARTER)
