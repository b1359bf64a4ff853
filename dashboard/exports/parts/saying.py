"""What every file says besides its slides, in the report's language – a file may be made after the
request.
"""

import re
from collections.abc import Callable, Iterable

from dashboard.exports.parts.looks import occurring
from dashboard.report import NOTED, Report, Slide
from dashboard.text import labels
from dashboard.text.language import translations
from indicators.answers.achievement import STATUSES

LOCALES = {"ru": "ru-RU", "en": "en-GB"}
SHOWN_OF_CHECKSUM = 12
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML may hold; they come in with pasted text."""


def speaker(report: Report) -> Callable[[str], str]:
    """The translation of the interface's words into the report's language."""
    return translations(report.language).gettext


def clean(text: str) -> str:
    """A text that any file may hold."""
    return CONTROL.sub(" ", text)


def status_names(report: Report, slide: Slide) -> dict[str, str]:
    """The words of the statuses, as the slide has them where it says its own."""
    names = labels.status_names(report.language)
    return {**{status: names[status] for status in STATUSES}, **slide.statuses}


def source(report: Report, slide: Slide) -> str:
    """«Источник: …», or nothing."""
    _ = speaker(report)
    return f"{_('Source')}: {slide.source}" if slide.source else ""


def marks(report: Report, slide: Slide) -> str:
    """Each of a slide's marks with its meaning: «неполные данные – сообщили не все районы»."""
    known = (report.marks.get(mark, (mark, "")) for mark in slide.marks)
    meanings = "; ".join(f"{name} – {_inside(sentence)}" for name, sentence in known)
    return f"{meanings}." if slide.marks else ""


def looks(report: Report, slide: Slide) -> str:
    """What light and hatched bars and the sign of a note mean, where the chart has any."""
    _ = speaker(report)
    occurrences = occurring(slide.chart)
    light = _("light bars: illustrative") if any(look.light for look in occurrences) else ""
    hatched = (
        _("hatched bars: partly reported") if any(look.hatched for look in occurrences) else ""
    )
    categories = slide.chart.categories if slide.chart else ()
    noted = _("there is a note") if any(name.endswith(NOTED) for name in categories) else ""
    parts = (light, hatched, f"{NOTED} – {noted}" if noted else "")
    sentence = "; ".join(part for part in parts if part)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def checksum(report: Report) -> str:
    """The checksum as far as it fits a line, or nothing; the whole one is in the properties."""
    _ = speaker(report)
    return (
        f"{_('Checksum').lower()} {report.checksum[:SHOWN_OF_CHECKSUM]}…" if report.checksum else ""
    )


def around_page(report: Report, pages: int) -> tuple[str, str]:
    """What stands before and after the number of a page: «стр. 3 из 20»."""
    _ = speaker(report)
    number = "\0"
    sentence = _("page {number} of {total}").format(number=number, total=pages)
    before, _number, after = sentence.partition(number)
    return before, after


def programme(report: Report) -> str:
    """The programme as a footer names it."""
    return report.short_name or report.programme_name


def illustrative_words(report: Report, slide: Slide) -> str:
    """The word in the corner of a slide that shows what was made up, or nothing."""
    _ = speaker(report)
    illustrative = report.illustrative or "illustrative" in slide.marks
    return _("Illustrative data") if illustrative else ""


def versions(report: Report) -> str:
    """The versions of all definitions in one sentence: those that have changed, by name."""
    _ = speaker(report)
    changed = [
        f"{code} – {listed(numbers)}"
        for code, numbers in report.versions.items()
        if len(numbers) > 1
    ]
    kept = len(report.versions) - len(changed)
    parts = [*changed, *([_("unchanged: {number}").format(number=kept)] if kept else [])]
    return f"{_('Versions of definitions')}: {'; '.join(parts)}." if parts else ""


def every_version(report: Report) -> str:
    """The versions of all definitions, each by name."""
    _ = speaker(report)
    sentence = "; ".join(f"{code} {listed(numbers)}" for code, numbers in report.versions.items())
    return f"{_('Versions of definitions')}: {sentence}" if sentence else ""


def description(report: Report) -> str:
    """For the properties of a file: what lets it be checked later, in full."""
    _ = speaker(report)
    checksum = f"{_('Checksum')}: {report.checksum}" if report.checksum else ""
    return "\n".join(
        part
        for part in (report.as_of, checksum, every_version(report), report.illustrative)
        if part
    )


def listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _inside(sentence: str) -> str:
    """A sentence as a part of another one."""
    return f"{sentence[:1].lower()}{sentence[1:].rstrip('.')}"
