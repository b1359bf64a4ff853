"""Slides of why an indicator differs from an earlier period, or from its plan."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.council import sources
from dashboard.council.projected import SlideRequest
from dashboard.report import Slide
from dashboard.sections.difference.difference import Difference
from dashboard.sections.subject import read_subject
from dashboard.text import difference as texts
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.contributions.decomposition import Decomposition

Content = Callable[[Difference, Decomposition], Mapping[str, Any]]
"""The fields of a slide that show what each part gives."""


def of_difference(kind: str, slide_request: SlideRequest, text: str, content: Content) -> Slide:
    """What is compared with what, what drives it, and the parts as ``content`` shows them."""
    subject = read_subject(slide_request)
    difference = Difference(subject)
    whole = difference.decomposition
    if whole is None:
        return sources.nothing(kind, subject, text, _("There is nothing to compare."))
    return Slide(
        kind,
        _title(difference),
        finding=sentence(texts.driver_sentence(whole, difference.driver_name)),
        notes=sources.notes(subject),
        text=text,
        marks=sources.marks([whole.before, whole.now]),
        url=slide_request.href(),
        **content(difference, whole),
    )


def _title(difference: Difference) -> str:
    """What is compared with what."""
    name = labels.name_of(difference.subject.definition)
    before = _("the plan") if difference.of_plan else formats.period(difference.against or "")
    return _("{name}: {period} against {before}").format(
        name=name, period=formats.period(difference.subject.period.label), before=before
    )
