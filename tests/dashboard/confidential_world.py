"""A programme all of whose records hide small numbers, those that ship and one of its own; and what of
them may stand in no answer.
"""

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import pytest

from data.accounts import accounts
from data.decks import Deck, SlideText, save
from data.declaring import publishing
from data.imports import ImportOptions, import_file, registry
from data.imports.columns.kind import Kind, SmallNumbers
from data.imports.registry import adopt
from data.kind_memory import forget
from data.passports import DEFAULT_PROGRAMME
from data.proofs import proofs
from data.tables.proofs import ProofAudience
from data.topics import Topic
from indicators.answers.snapshots import create
from tests.dashboard.stewarding_world import PHRASE
from tests.sample_programme import SampleProgramme

LEAST = 5
PRIVATE = "Засекречено"
"""What every record says of itself: no record is listed."""
SMALL, NEXT, LARGE = 734_111, 9_020_417, 31_000_000
"""Amounts of a district with one record, of the next smallest, and of a large one: the first two are
hidden, though not what they come to.
"""
OWN_NUMBERS = ("7341", "90204")
"""How the hidden ones begin, in full and rounded to thousands."""
AMOUNTS = {"consultations": "people", "events": "participants", "initiatives": "votes",
           "publications": "reach", "grants": "awarded", "supports": "amount",
           "legal_acts": None}  # fmt: skip
TEXTS = {"events": "title", "initiatives": "title", "publications": "title", "grants": "title",
         "supports": "authority", "legal_acts": "title"}  # fmt: skip
MEASURES = {"grants": "grant_awards"}
OWN_KIND = """
code: visits
name: {ru: Приёмы, en: Visits}
small: {under: 5}
columns:
  - {column: number}
  - {column: date}
  - {column: district}
  - column: sex
    type: word
    name: {ru: Пол, en: Sex}
    words: {men: {ru: Мужчины, en: Men}, women: {ru: Женщины, en: Women}}
  - {column: about, type: text, name: {ru: О чём, en: About}}
  - {column: paid, type: money, name: {ru: Заплачено, en: Paid}}
"""
YEAR = 2015
DECK = "confidential"
SIZES = (("north", 1, SMALL), ("south", 6, NEXT), ("west", 40, LARGE))


@contextmanager
def confidential_programme(folder: Path, small: SmallNumbers) -> Iterator[SampleProgramme]:
    """All kinds hide numbers of fewer than ``LEAST`` records as ``small`` says; a steward, ``anna``,
    a deck of every indicator, a snapshot, and a proof of the one record of the smallest district.
    """
    with pytest.MonkeyPatch.context() as patching:
        _protect(patching, small)
        url = f"sqlite:///{folder / 'itog.db'}"
        districts = [district for district, _number, _amount in SIZES]
        with SampleProgramme(url, code=DEFAULT_PROGRAMME, districts=districts) as world:
            _fill(world, folder)
            yield world
    forget()
    adopt({})


def _protect(patching: pytest.MonkeyPatch, small: SmallNumbers) -> None:
    """Let the kinds that ship hide what is small."""
    shipped = registry._shipped
    closed: dict[str, Kind] = {name: replace(shipped(name), small=small) for name in AMOUNTS}
    patching.setattr(registry, "_shipped", lambda name: closed.get(name) or shipped(name))
    forget()


def _fill(world: SampleProgramme, folder: Path) -> None:
    with world.revision("kinds") as change:
        publishing.publish(change, [("visits.yaml", OWN_KIND)])
    with world.revision():
        organisation = world.organisation("Совет", number="NGO-1")
        for kind in AMOUNTS:
            _record(world, kind, organisation)
            world.cover(kind, f"2014..{YEAR}")
            _define(world, kind, MEASURES.get(kind, kind), AMOUNTS[kind])
            world.target(f"{kind}_number", str(YEAR), 40)
            world.target(f"{kind}_number", str(YEAR), 3, "north")
    with world.revision():
        _define(world, "visits", "visits", "paid")
    _load_own(world, folder)
    _present(world)
    with world.database.writing("test") as session:
        accounts.add(session, "anna", PHRASE, role="steward")
        accounts.add(session, "boris", PHRASE, role="steward", programmes=[world.code])
        accounts.add(session, "vera", PHRASE, role="viewer")
        paper = folder / "act.pdf"
        paper.write_bytes(b"%PDF-1.7\n")
        for kind in ("consultations", "supports"):
            about = Topic(kind=kind, number=f"{kind}-north-0")
            words = {
                "form": "pdf",
                "author": "anna",
                "file_name": f"{PRIVATE}.pdf",
                "title": PRIVATE,
            }
            proofs.add(session, world.programme_id, about, paper, **words)
        for kind in ("consultations", "supports"):
            # as it was said before the kind hid anything
            session.add(ProofAudience(programme_id=world.programme_id, kind=kind, is_open=True))


def _define(world: SampleProgramme, kind: str, measure: str, amount: str | None) -> None:
    world.define(f"{kind}_number", kind="count", measure=measure, key=True)
    if amount is not None:
        world.define(f"{kind}_amount", kind="sum", amount=amount, measure=measure)


def _record(world: SampleProgramme, kind: str, organisation: int) -> None:
    """As many records of a district as there are, which together come to its amount."""
    for district, number, amount in SIZES:
        for place in range(number):
            share = amount - (number - 1) * (amount // number) if not place else amount // number
            columns: dict[str, Any] = {"number": f"{kind}-{district}-{place}", "note": PRIVATE}
            columns |= {AMOUNTS[kind]: share} if AMOUNTS[kind] else {}
            columns |= {TEXTS[kind]: f"{PRIVATE} {place}"} if kind in TEXTS else {}
            if kind == "grants":
                columns |= {"decision": "awarded", "decided_on": f"{YEAR}-05-05", "contest": "I"}
            if kind == "legal_acts":
                columns["act_number"] = f"{PRIVATE}-{place}"
            if kind in ("supports", "grants", "consultations", "events"):
                columns["organisation_id"] = organisation
            world.record(kind, f"{YEAR}-0{place % 9 + 1}-05", district, **columns)


def _load_own(world: SampleProgramme, folder: Path) -> None:
    lines = ["number,date,district,sex,about,paid"]
    for district, number, amount in SIZES:
        lines += [
            f"v-{district}-{place},{YEAR}-0{place % 9 + 1}-05,{district},men,{PRIVATE},"
            f"{amount if not place else 0}"
            for place in range(number)
        ]
    path = folder / "visits.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    import_file(world.database, "visits", path, ImportOptions(world.code, f"2014..{YEAR}"))


def _present(world: SampleProgramme) -> None:
    create(world.database, "Before", DEFAULT_PROGRAMME, author="anna")
    kinds = (*AMOUNTS, "visits")
    slides = [SlideText("plan_and_fact", f"/indicator/{kind}_number") for kind in kinds]
    save(world.database, Deck(DECK, DEFAULT_PROGRAMME, "A meeting", tuple(slides)), author="anna")


def secrets_in(content: bytes) -> list[str]:
    """What of a document, or of the documents of an archive, nobody may read."""
    with suppress(BadZipFile), ZipFile(io.BytesIO(content)) as archive:
        return [each for name in archive.namelist() for each in secrets_in(archive.read(name))]
    text = content.decode("utf-8", "replace")
    with suppress(ValueError):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    # a number is one, however its thousands are set apart
    digits = re.sub(r"(?<=\d)[\s\u00a0\u202f,.]+(?=\d)", "", text)
    numbers = [each for each in OWN_NUMBERS if re.search(rf"(?<![0-9a-zA-Z]){each}", digits)]
    return [*([PRIVATE] if PRIVATE in text else []), *numbers]
