"""Kinds of slides, one module each, found by name.

A module has ``name()``, the kind's name in the reader's language; ``PLACE``, its place in lists;
and ``make(slide_request, text) -> Slide``. One with ``OF_INDICATOR = True`` takes an indicator's
address. ``LEFT_OUT(slide_request)``, where a kind has it, is a sentence of what is left out of the
address's days.
"""

from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from dashboard.council.projected import SlideRequest
from dashboard.http.context import language
from dashboard.report import Slide
from data.refusals import LONGEST, refuse
from data.words.offers import offer


@cache
def kinds() -> dict[str, ModuleType]:
    """Every kind by its code, in the order in which they are offered."""
    modules = {
        module.name: import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)
    }
    return dict(sorted(modules.items(), key=lambda pair: pair[1].PLACE))


def kind(code: str) -> ModuleType:
    """A kind; refuses an unknown one and names the known ones."""
    if code not in kinds():
        names = {each: {language(): module.name()} for each, module in kinds().items()}
        raise refuse("slide_kind_unknown", kind=code[:LONGEST], **offer(names, code))
    return kinds()[code]


def make(code: str, slide_request: SlideRequest, text: str) -> Slide:
    """A slide of a kind; a slide of any days says what is left out of them."""
    module = kind(code)
    slide: Slide = module.make(slide_request, text)
    left_out = module.LEFT_OUT(slide_request) if hasattr(module, "LEFT_OUT") else ""
    if not left_out:
        return slide
    if slide.missing:
        return replace(slide, missing=_and_also(slide.missing, left_out))
    return replace(slide, finding=_and_also(slide.finding, left_out))


def _and_also(words: str, sentence: str) -> str:
    """What is said already, with its full stop, and a sentence after it."""
    return f"{words.rstrip('.')}. {sentence}" if words else sentence
