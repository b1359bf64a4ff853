"""A programme that somebody has filled with every hostile text there is: each in a row of its own,
in every column that takes a text, loaded as files are.
"""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from data import shared_pages
from data.accounts import accounts
from data.comments import writing
from data.comments.writing import LONGEST_TEXT
from data.decks import Deck, SlideText, save
from data.imports import Corrections, ImportOptions, import_file
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.imports.registry import kind_of, kinds
from data.markup.limits import UNSEEN
from data.passports import DEFAULT_PROGRAMME
from data.proofs import proofs
from data.topics import Topic
from data.webhooks import webhooks
from data.words.matching import LONGEST
from indicators.answers.snapshots import create
from tests.dashboard.stewarding_world import PHRASE
from tests.hostile import DECK, HOSTILE, TEXTS
from tests.sample_programme import SampleProgramme

YEAR = "2016"
PART = "information"
FIRST = ("districts", "organisations")
"""Kinds that rows of others name."""
CODES = {"number", "member_of", "districts", "outline"}
"""Columns of texts that are more than words: numbers are the row's own, the others lead somewhere."""
EXAMPLES = (("2018", YEAR), ("2014", YEAR), ("2015", YEAR), ("НКО-1", "1"), ("central;kirovsky", "d1;d2"),
            ("central", "d1"), ("survey_support", "opinion"), ("consultations", "i1"))  # fmt: skip
"""What stands in the examples of the kinds, and in this programme."""
OF_ONE_CELL = ("budgets", "populations", "deviation_reasons", "observations")
"""Kinds of which the rows of one cell would be one row."""
WORDS = ("name", "short_name", "territory", "customer", "goal", "banner", "credit", "note")
"""What a programme says of itself."""


@contextmanager
def hostile_programme(folder: Path) -> Iterator[SampleProgramme]:
    """An administrator, a programme with all kinds of rows, a snapshot, and a deck with a slide for
    each text.
    """
    texts = {name: {"ru": HOSTILE, "en": HOSTILE} for name in WORDS}
    years = (int(YEAR), int(YEAR))
    with SampleProgramme(
        f"sqlite:///{folder / 'itog.db'}",
        code=DEFAULT_PROGRAMME,
        years=years,
        districts=(),
        texts=texts,
    ) as world:
        _define(world)
        for name in (*FIRST, *(name for name in kinds() if name not in FIRST)):
            _load(world, kind_of(name), folder)
        _present(world)
        with world.database.writing("test") as session:
            accounts.add(session, "ada", PHRASE, role="administrator")
            for text in filter(str.strip, TEXTS.values()):
                about = Topic(indicator="i1", period=YEAR)
                visible = text.replace("\0", "")[:LONGEST_TEXT]
                writing.add(session, world.code, about, "ada", visible, [], to_stewards=True)
            _prove(session, world, folder)
            _tell(session, world)
        yield world


def _define(world: SampleProgramme) -> None:
    """An indicator a text, and one that is only reported."""
    with world.revision(reason=HOSTILE):
        world.part(PART).name_ru = HOSTILE
        for number, text in enumerate(TEXTS.values(), 1):
            visible = UNSEEN.sub("", text)[:LONGEST].strip()
            name = {"ru": visible, "en": visible}
            words = {"name": name, "unit": name, "description": name, "method": name}
            world.define(
                f"i{number}",
                kind="count",
                measure="consultations",
                part=PART,
                key=number < 9,
                **words,
            )
        combine = {"places": "none", "periods": "none"}
        share = {"ru": "%", "en": "%"}  # the example says how many answered
        world.define("opinion", kind="observed", combine=combine, name=name, unit=share, decimals=1)


def _load(world: SampleProgramme, kind: Kind, folder: Path) -> None:
    """A file whose name is hostile too."""
    path = folder / f"{HOSTILE.replace('/', '')}.csv"
    rows = [_row(kind, number, text) for number, text in enumerate(TEXTS.values(), 1)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows[:1] if kind.name in OF_ONE_CELL else rows)
    covers = YEAR if kind.is_record else None
    options = ImportOptions(world.code, covers, corrections=Corrections(confirms_all=True))
    import_file(world.database, kind.name, path, options)


def _row(kind: Kind, number: int, text: str) -> Mapping[str, str]:
    """The example of a kind with the text wherever it fits, under a number of its own."""
    own = {"number": number, "code": f"d{number}", "organisation": number, "violation": "yes"}
    own |= {"indicator": f"i{number}"} if kind.name == "targets" else {}
    columns = {column.name for column in kind.columns}
    return {
        **{name: _here(example) for name, example in kind.example[0].items()},
        **{
            column.name: _fitted(kind, column, text) for column in kind.columns if _is_words(column)
        },
        **{name: str(value) for name, value in own.items() if name in columns},
    }


def _is_words(column: Column) -> bool:
    return (column.form == "text" or column.longest is not None) and column.name not in CODES


def _fitted(kind: Kind, column: Column, text: str) -> str:
    limits = [
        column.longest,
        kind.limit(column.fields[0]),
        LONGEST if column.name == "explanation" else None,
    ]
    return text[: min(limit for limit in (*limits, len(text)) if limit is not None)]


def _here(example: str) -> str:
    for there, here in EXAMPLES:
        example = example.replace(there, here)
    return example


def _tell(session: Session, world: SampleProgramme) -> None:
    """A shared page, a webhook and a digest, called by hostile texts as far as each takes them."""
    for number, text in enumerate(filter(str.strip, TEXTS.values())):
        title = UNSEEN.sub("", text)[: shared_pages.LONGEST_TITLE].strip()
        name = "".join(filter(str.isprintable, title))[: webhooks.LONGEST_NAME].strip()
        if name:
            shared_pages.share(session, world.code, title, f"/district/d{number}", author="ada")
        if name and number < webhooks.MOST:
            webhooks.add(session, f"{name[:-2]}{number}", "https://crm.example/", world.code, name)


def _prove(session: Session, world: SampleProgramme, folder: Path) -> None:
    """A file at the number of each indicator, titled and called by a text."""
    path = folder / "act.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    for number, text in enumerate(TEXTS.values(), 1):
        about = Topic(indicator=f"i{number}", period=YEAR)
        words = {"file_name": f"{UNSEEN.sub('', text)[:200]}.pdf", "title": UNSEEN.sub("", text)}
        proofs.add(session, world.programme_id, about, path, form="pdf", author="ada", **words)


def _present(world: SampleProgramme) -> None:
    create(world.database, TEXTS["attribute"], DEFAULT_PROGRAMME, author="ada")
    slides = [
        SlideText("plan_and_fact", f"/indicator/i{number}", title=text, notes=text, text=text)
        for number, text in enumerate(TEXTS.values(), 1)
    ]
    words = [SlideText("text", title=text[:200], text=text) for text in TEXTS.values()]
    save(
        world.database,
        Deck(DECK, DEFAULT_PROGRAMME, TEXTS["lines"], (*slides, *words)),
        author="ada",
    )
