"""``itog doctor``: recompute every ready answer and compare; check that nobody has altered the
past.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import click
from sqlalchemy.orm import Session

from commands.common import spoken
from commands.common.context import Itog, pass_itog
from commands.common.printing import format_option, show
from commands.common.progress import each
from data.audit import proving
from data.audit.proving import Chain
from data.confidentiality import protected_kinds
from data.database.database import Database, newest_revision
from data.database.schema import refuse_damaged_file
from data.database.tallying import differing_tallies, tally_anew
from data.passports import codes, programme_id
from data.proofs.checking import FolderState, check_folder, proof_names
from indicators.answers.doctor import doctor
from indicators.answers.history import revisions
from indicators.answers.reader import ProgrammeReader
from indicators.answers.touched import touch_everything
from indicators.checkup.hidden_cells import hidden_cells
from indicators.checkup.limits_in_words import words_of
from indicators.checkup.rounds import note
from indicators.checkup.subjects import DoctorRound, is_large, make_round
from indicators.checkup.sums import differing_sums
from indicators.engine.compute import Engine
from indicators.engine.kept_rows import forget
from indicators.sheets.differences import COLUMNS, difference_rows
from indicators.sheets.rows import RowSheet
from indicators.translations.texts import missing_texts

NAMED = 3
EXCERPT = 60
"""Texts without a translation that are named, and characters of each."""
MOST_FILES = 20
"""Files of the folder of proofs that are named one by one."""


@spoken.command()
@spoken.option("--repair", is_flag=True, help="Store what recomputation says, as a new revision.")
@spoken.option(
    "--history",
    is_flag=True,
    help="Also recompute what was answered at each earlier revision; takes long.",
)
@spoken.option(
    "--whole",
    "--all",
    "whole",
    is_flag=True,
    help="Check everything; else of more than 200,000 records a part at a time, what is new first.",
)
@format_option
@pass_itog
def command(itog: Itog, /, repair: bool, history: bool, whole: bool, form: str) -> None:
    """Recompute every ready answer from records and list what differs; check the seals; exit 1 when anything does."""
    with itog.ready.read() as session:
        everything = repair or history or whole or not is_large(session)
    sound = (
        _check_everything(itog, form, repair=repair, history=history)
        if everything
        else _check_a_part(itog, form)
    )
    for sentence in (*_of_translations(itog), *_of_small_numbers(itog)):
        click.echo(sentence, err=True)
    if not (_proofs_stand(itog, by_content=everything) and sound):
        raise SystemExit(1)


def _check_everything(itog: Itog, form: str, *, repair: bool, history: bool) -> bool:
    refuse_damaged_file(itog.ready)
    with itog.ready.read() as session:
        newest = newest_revision(session)
        sheet = RowSheet(newest, newest, COLUMNS, list(rows(session, history)))
        sealed, noted = proving.seals(session), proving.events(session)
        tallies, sums = differing_tallies(session), differing_sums(session)
    if form != "table" or sheet.rows:
        show(sheet, form)
    for sentence in (*_of_seals(itog, sealed), *_of_events(itog, noted)):
        click.echo(sentence, err=True)
    now = [row for row in sheet.rows if row["as_of"] is None]
    past = len(sheet.rows) - len(now)
    stand = _answers_stand(itog, now, repair)
    click.echo(
        _of_the_past(itog, past) if history else itog.sentence("doctor_past_unseen"), err=True
    )
    tallied = _kept_stand(itog, "tallies", len(tallies), tally_anew if repair else None)
    kept = _kept_stand(itog, "sums", len(sums), forget if repair else None)
    return not past and stand and tallied and kept and not sealed.broken and not noted.broken


def _check_a_part(itog: Itog, form: str) -> bool:
    """Say what was checked of how much, and what was not; keep what held for the next run."""
    with itog.ready.read() as session:
        doctor_round, noted = make_round(session), proving.events(session)
        newest = newest_revision(session)
    differing = [
        {**row, "as_of": None}
        for programme, difference in doctor_round.answers.broken
        for row in difference_rows(programme, difference, past=False)
    ]
    if form != "table" or differing:
        show(RowSheet(newest, newest, COLUMNS, differing), form)
    for sentence in (*_of_round(itog, doctor_round, len(differing)), *_of_events(itog, noted)):
        click.echo(sentence, err=True)
    sound = not any(part.broken for part in doctor_round.parts)
    if sound:
        note(itog.database, doctor_round.parts)
    return sound and not noted.broken


def _of_round(itog: Itog, doctor_round: DoctorRound, differing: int) -> Iterator[str]:
    """A sentence for each part that was checked, for what did not hold, and for what was left."""
    for part in doctor_round.parts:
        yield itog.sentence(
            f"doctor_part_of_{part.subject}", checked=len(part.checked), total=part.total
        )
    if differing:
        yield itog.sentence("doctor_differs", number=differing)
    if doctor_round.newest_seal:
        yield itog.sentence("doctor_newest_seal", seal=doctor_round.newest_seal)
    for revision in doctor_round.seals.broken:
        yield itog.sentence("doctor_seal_broken", revision=revision)
    for name, part in (("tallies", doctor_round.tallies), ("sums", doctor_round.sums)):
        if part.broken:
            yield itog.sentence(f"doctor_{name}_differ", number=len(part.broken))
    if doctor_round.large:
        listed = ", ".join(map(str, doctor_round.large))
        yield itog.sentence("doctor_large_revisions", revisions=listed)
    yield itog.sentence("doctor_rest")
    yield itog.sentence("doctor_past_unseen")


def _of_the_past(itog: Itog, differing: int) -> str:
    return itog.sentence(
        "doctor_past_differs" if differing else "doctor_past_well", number=differing
    )


def _answers_stand(itog: Itog, differing: Sequence[Mapping[str, Any]], repair: bool) -> bool:
    """Whether every answer that stands equals its recomputation, or does so now."""
    if not differing:
        click.echo(itog.sentence("doctor_well"), err=True)
    elif repair:
        differing_codes: dict[str, set[str]] = defaultdict(set)
        for row in differing:
            differing_codes[row["programme"]].add(row["indicator"])
        revision = _repair(itog.database, differing_codes)
        click.echo(itog.sentence("doctor_repaired", revision=revision), err=True)
    else:
        click.echo(itog.sentence("doctor_differs", number=len(differing)), err=True)
    return repair or not differing


def _kept_stand(
    itog: Itog, subject: str, differing: int, mend: Callable[[Session], None] | None
) -> bool:
    """Whether what is kept beside the records says what they say, or does so now."""
    if not differing:
        return True
    if mend is None:
        click.echo(itog.sentence(f"doctor_{subject}_differ", number=differing), err=True)
        return False
    with itog.database.writing("doctor") as session:
        mend(session)
    click.echo(itog.sentence(f"doctor_{subject}_repaired", number=differing), err=True)
    return True


def _proofs_stand(itog: Itog, *, by_content: bool) -> bool:
    """Whether each file that should lie in the folder of proofs does so."""
    folder = itog.proof_folder()
    state = check_folder(itog.ready, folder, by_content=by_content)
    if state.missing and folder is None:
        click.echo(itog.sentence("doctor_proof_folder_unset", number=len(state.missing)), err=True)
        return False
    for sentence in _of_proofs(itog, state):
        click.echo(sentence, err=True)
    if state.checked and state.is_sound:
        name = "whole" if by_content else "present"
        click.echo(itog.sentence(f"doctor_proofs_{name}", number=state.checked), err=True)
    return state.is_sound


def _of_proofs(itog: Itog, state: FolderState) -> Iterator[str]:
    for name in ("missing", "damaged", "orphaned"):
        files: tuple[str, ...] = getattr(state, name)
        for file in files[:MOST_FILES]:
            with itog.ready.read() as session:
                proofs = proof_names(session, file)
            yield itog.sentence(f"doctor_proof_{name}", file=file, proofs=proofs)
        if len(files) > MOST_FILES:
            yield itog.sentence("doctor_proofs_more", number=len(files) - MOST_FILES)


def _of_translations(itog: Itog) -> Iterator[str]:
    """The texts without English: a finding, and no fault of the database."""
    with itog.ready.read() as session:
        missing = missing_texts(session)
    for programme, texts in missing.items():
        yield itog.sentence(
            "doctor_untranslated",
            programme=programme,
            number=len(texts),
            first="; ".join(text.ru[:EXCERPT] for text in texts[:NAMED]),
            address=f"/steward/translations?programme={programme}",
        )


def _of_small_numbers(itog: Itog) -> Iterator[str]:
    """What readers do not see of which kinds, and where that is most of it: a finding, too."""
    if not protected_kinds():
        return
    with itog.ready.read() as session:
        hidden = [*chain.from_iterable(hidden_cells(session, code) for code in codes(session))]
    for cells in hidden:
        rule = "doctor_small_most" if cells.is_most else "doctor_small"
        yield itog.sentence(rule, **words_of(cells))


def _of_seals(itog: Itog, chain: Chain) -> Iterator[str]:
    if not chain.newest:
        yield itog.sentence("doctor_nothing_sealed")
        return
    if chain.first > 1:
        yield itog.sentence("doctor_unsealed", first=chain.first, last=chain.first - 1)
    for revision in chain.broken:
        yield itog.sentence("doctor_seal_broken", revision=revision)
    if not chain.broken:
        yield itog.sentence(
            "doctor_sealed", first=chain.first, newest=chain.newest, seal=chain.hash
        )


def _of_events(itog: Itog, chain: Chain) -> Iterator[str]:
    for event in chain.broken:
        yield itog.sentence("doctor_event_broken", event=event)
    if not chain.broken:
        yield itog.sentence("doctor_events_well", number=chain.newest)


def rows(session: Session, history: bool) -> Iterator[dict[str, Any]]:
    """A row for each field of a ready answer that differs from its recomputation; ``history``: of
    any revision.
    """
    for programme, as_of in each(_states(session, history), "itog doctor"):
        for difference in doctor(Engine(ProgrammeReader(session, programme, as_of).scope)):
            for row in difference_rows(programme, difference, past=as_of is not None):
                yield {**row, "as_of": as_of}


def _states(session: Session, history: bool) -> Iterator[tuple[str, int | None]]:
    """Each programme as it is, and at each earlier revision."""
    for programme in codes(session):
        yield programme, None
        if history:
            yield from ((programme, past.number) for past in revisions(session, programme)[1:])


def _repair(database: Database, codes: Mapping[str, set[str]]) -> int:
    """Compute every answer of some programmes anew, with the codes that differ; only what differs is
    closed and added, in closed years too.
    """
    programmes = sorted(codes)
    with database.transaction(
        "repair",
        ", ".join(programmes),
        reason="itog doctor --repair",
        override_closed_years=True,
    ) as change:
        for programme in programmes:
            number = programme_id(change.session, programme)
            touch_everything(change, number, codes[programme])
        return change.revision
