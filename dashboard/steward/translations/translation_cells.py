"""What was typed into the grid of translations: which cells differ from the texts they began from,
and what is wrong with them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from dashboard.http.context import language
from dashboard.http.refusals import in_browser
from data.refusals import Refusal, refuse
from indicators.translations.saving import TranslationEntry
from indicators.translations.texts import ContentText

MARK = "word"
LONGEST_NAME = 1500


@dataclass
class TranslationInput:
    """The cells that differ; ``wrong`` are sentences by a text's identity, ``lines`` those that
    belong to none.
    """

    entries: list[TranslationEntry] = field(default_factory=list)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    @property
    def words(self) -> dict[str, str]:
        """What was typed, by the text's identity."""
        return {each.text.identity: each.en for each in self.entries}

    def blame(self, refusal: Refusal) -> None:
        """Put a refusal's sentences where they belong."""
        known = self.words
        for problem in refusal.problems:
            sentence = in_browser(problem).sentence(language())
            place = "reason" if problem.rule == "reason_missing" else problem.field
            if place == "reason" or place in known:
                self.wrong.setdefault(place, []).append(sentence)
            else:
                self.lines.append(sentence)


def cell_name(text: ContentText) -> str:
    """The name of a cell in the form: which text, and what it said when the form was drawn."""
    return f"{MARK}|{text.fingerprint}|{text.identity}"


def read(texts: Mapping[str, ContentText], form: MultiDict[str, str]) -> TranslationInput:
    """The cells of a form that differ; refuses one of no text of the programme."""
    return TranslationInput(list(_differing(texts, form)))


def _differing(
    texts: Mapping[str, ContentText], form: MultiDict[str, str]
) -> Iterator[TranslationEntry]:
    for name in form:
        if not name.startswith(f"{MARK}|"):
            continue
        _mark, fingerprint, identity = name.split("|", 2) if name.count("|") > 1 else ("", "", "")
        if identity not in texts or len(name) > LONGEST_NAME:
            raise refuse("edit_cell_unknown", cell=name[:80])
        english = form[name].replace("\r\n", "\n").strip()
        if english != texts[identity].en.strip():
            yield TranslationEntry(texts[identity], english, fingerprint)
