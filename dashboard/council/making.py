"""From a deck to its report: every slide answered as of one revision."""

import datetime
from dataclasses import replace

from dashboard.council import kinds
from dashboard.council.agenda import AGENDA, AgendaItem, agenda_items, minutes_of
from dashboard.council.projected import project
from dashboard.council.standard_deck import deck_of
from dashboard.http import context
from dashboard.http.context import language
from dashboard.report import Report, Slide
from dashboard.request_reading import read_page_request
from dashboard.text import formats, labels
from dashboard.text.language import _
from data import clock
from data.decks import Deck, SlideText, deck
from data.progress import ReportProgress, silently
from data.refusals import Refusal
from indicators.answers.facts import Facts
from indicators.answers.snapshots import SnapshotFacts, snapshot
from indicators.answers.targets import ORIGINAL
from indicators.definition.files import definition_files

Agenda = tuple[AgendaItem, ...]


def find(code: str) -> Deck:
    """A deck somebody made, or the ready-made one of a programme with that code."""
    asker = context.asker()
    if code in {facts.code for facts in context.programmes()}:
        return deck_of(read_page_request(f"/?programme={code}"))
    return asker.read(deck, code)


def report(
    deck: Deck,
    report_progress: ReportProgress = silently,
    *,
    revision: int | None = None,
    agenda: Agenda | None = None,
) -> Report:
    """Everything the deck shows, in the reader's language; a slide that cannot be made says why.

    ``report_progress`` hears how many of how many slides are ready.
    ``agenda`` is that of the meeting where the deck is but a part of it.
    Its numbers are of its snapshot, else of ``revision`` with that day's clock, else of now.
    """
    asker = context.asker()
    snapshot_facts = asker.read(snapshot, deck.snapshot) if deck.snapshot is not None else None
    as_of = snapshot_facts.revision if snapshot_facts else revision or asker.revision()
    facts = context.facts(deck.programme, as_of)
    on = _clock(snapshot_facts, facts if revision else None)
    return Report(
        code=deck.code,
        title=deck.title,
        programme=deck.programme,
        programme_name=labels.programme_name(facts),
        short_name=facts.text("short_name", language()),
        language=language(),
        as_of=as_of_sentence(facts, snapshot_facts),
        revision=as_of,
        on=on.isoformat(),
        snapshot=snapshot_facts.id if snapshot_facts else None,
        checksum=snapshot_facts.checksum if snapshot_facts else "",
        illustrative=facts.text("banner", language()) if facts.illustrative else "",
        slides=tuple(_slides(deck, as_of, on, report_progress, agenda)),
        definitions=asker.ask(definition_files, deck.programme, as_of),
        versions={
            code: tuple(version.version for version in facts.catalogue.versions[code])
            for code in facts.catalogue.codes
        },
        marks={
            mark: (name, labels.mark_sentence(mark))
            for mark, name in labels.mark_names(language()).items()
        },
    )


def _clock(snapshot_facts: SnapshotFacts | None, earlier: Facts | None) -> datetime.date:
    """The day of the numbers: of the snapshot, of the ``earlier`` revision, else today."""
    if snapshot_facts:
        return snapshot_facts.taken_on
    return clock.local_day(earlier.committed_at) if earlier else clock.today()


def as_of_sentence(facts: Facts, snapshot: SnapshotFacts | None) -> str:
    """«данные на 12.03.2019, 19:00 UTC+10, снимок № 3 «Заседание»»."""
    at = snapshot.at if snapshot else facts.committed_at
    when = formats.moment(at)
    if snapshot:
        return _("data as of {when}, snapshot {id} “{title}”").format(
            when=when, id=snapshot.id, title=snapshot.title
        )
    return _("data as of {when}, revision {revision}").format(when=when, revision=facts.revision)


def _slides(
    deck: Deck,
    as_of: int,
    on: datetime.date,
    report_progress: ReportProgress,
    agenda: Agenda | None,
) -> list[Slide]:
    slides = []
    for number, text in enumerate(deck.slides, 1):
        slides.append(_slide(text, deck, as_of, on))
        report_progress(number, len(deck.slides))
    # it lists the titles of all the others, wherever it stands itself
    if agenda is None:
        agenda = agenda_items(deck.slides, [slide.title for slide in slides])
    return [
        _slide(text, deck, as_of, on, agenda) if text.kind == AGENDA else slide
        for text, slide in zip(deck.slides, slides, strict=True)
    ]


def _slide(
    text: SlideText, deck: Deck, as_of: int, on: datetime.date, agenda: Agenda = ()
) -> Slide:
    """A slide of the meeting, which is held on the deck's own day, else on that of its numbers."""
    own = deck.title if deck.code not in ("", deck.programme) else ""
    try:
        slide_request = project(
            text.address,
            deck.programme,
            as_of,
            on,
            meeting=own,
            held_on=deck.held_on or on,
            agenda=agenda,
        )
        slide = kinds.make(text.kind, slide_request, text.text)
        if slide_request.base.plan == ORIGINAL:
            # no word of the slide says by which plan it judges
            title = _("{title} – by the original plan").format(title=text.title or slide.title)
            text, slide = replace(text, title=""), replace(slide, title=title)
    except Refusal as refusal:
        slide = Slide(
            text.kind,
            text.title or _("This slide cannot be shown"),
            missing=refusal.text(language()),
        )
    notes = "\n\n".join(part for part in (text.notes, slide.notes) if part)
    return replace(
        slide,
        title=text.title or slide.title,
        notes=notes,
        speaker=text.speaker,
        minutes=minutes_of(text),
    )
