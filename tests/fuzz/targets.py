"""What is fed with whatever comes from outside, and what must hold of it: it is taken or refused in
words, at once, and what is answered is bounded.

Each target has its ``seeds``, texts that mean something to it, of which others are made.
"""

import io
import json
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import xlsxwriter
from flask.testing import FlaskClient

from dashboard.http.address import mended, read_address
from dashboard.http.dash_internals import CALLBACKS
from data.database.database import Database
from data.imports import Corrections, ImportOptions
from data.imports.checks.checking import check
from data.imports.columns.batch import Batch
from data.imports.declarations.reading import read_declaration
from data.imports.declarations.rules import meanings_of
from data.imports.problems import InvalidValue
from data.imports.registry import kind_of, kinds
from data.imports.rules.evaluation import truths
from data.imports.rules.grammar import read_condition
from data.imports.rules.row_rules import BatchRows
from data.imports.values import dates, periods, values
from data.refusals import LANGUAGES, Refusal
from indicators import formula
from indicators.answers.question import from_words
from indicators.definition.catalogue import Catalogue, PublishedVersion
from indicators.definition.proposals import files_of, proposals
from indicators.states import VALUE, Outcome
from tests.depth import DEEP

SLOWEST = 1.0
"""Seconds of the processor that any input may take; asked where nothing else runs: in the deep form."""
LONGEST = 200_000
"""Signs of a refusal, however much is wrong."""
LARGEST = 5_000_000
"""Bytes of an answer of the server to a reader of a small programme."""

Feed = Callable[[bytes], None]


@dataclass(frozen=True)
class Target:
    """``feed`` takes any bytes; ``seeds`` are some that it takes gladly."""

    feed: Feed
    seeds: tuple[bytes, ...]

    def hold(self, data: bytes) -> None:
        """Feed it; fails where that breaks, or takes too long each of two times: what is loaded once
        is not the input's.
        """
        taken = self._seconds(data)
        if DEEP and taken >= SLOWEST:
            taken = self._seconds(data)
            assert taken < SLOWEST, f"{taken:.1f} s"

    def _seconds(self, data: bytes) -> float:
        start = time.thread_time()
        self.feed(data)
        return time.thread_time() - start


def bounded(refusal: Refusal) -> None:
    """A refusal has its words in each language, and not too many."""
    for language in LANGUAGES:
        assert 0 < len(refusal.text(language)) <= LONGEST


def text_of(data: bytes) -> str:
    """Any text, also one with halves of characters."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("latin-1")


# ---------------------------------------------------------------- texts


def read_formula(data: bytes) -> None:
    """A formula, computed over what its inputs could be."""
    try:
        readable = formula.parse(text_of(data))
    except Refusal as refusal:
        bounded(refusal)
        return
    readable.evaluate(dict.fromkeys(readable.inputs, Outcome(VALUE, Fraction(7, 3))))
    readable.evaluate(dict.fromkeys(readable.inputs, Outcome(VALUE, 0)))


def read_question(data: bytes) -> None:
    """The address of a page, and the words of a question in it; of what is no text the server has
    refused it before.
    """
    text = data.decode("utf-8", "replace")
    for read in (
        read_address,
        mended,
        lambda href: from_words(dict(parse_qs(href.partition("?")[2]))),
    ):
        try:
            read(text)
        except Refusal as refusal:
            bounded(refusal)


def read_values(data: bytes) -> None:
    """A cell of a file, as each kind of value and as periods."""
    text = text_of(data)
    readers = (values.bounded, values.whole, values.kopecks, values.flag, values.inn, values.ogrn, dates.day,
               periods.months, periods.covered)  # fmt: skip
    for read in readers:
        with suppress(InvalidValue):
            read(text)


def read_definition(data: bytes) -> None:
    """A file of a definition, to be published in a programme that has no other."""
    try:
        new = proposals([("fuzz.yaml", text_of(data))])
        versions = [PublishedVersion(each.definition, 0, 0) for each in new]
        Catalogue(versions).check(None, files_of(new))
    except Refusal as refusal:
        bounded(refusal)


def read_kind(data: bytes) -> None:
    """A declaration of a kind of records, and its first rule over a row that says nothing."""
    try:
        declaration = read_declaration(text_of(data), "fuzz.yaml")
    except Refusal as refusal:
        bounded(refusal)
        return
    for rule in declaration.rules[:1]:
        condition = read_condition(rule.must, meanings_of(declaration))
        truths(condition.tree, BatchRows(Batch([1], {})))


# ---------------------------------------------------------------- files


@dataclass(frozen=True)
class Importer:
    """Files checked against a programme that is never changed."""

    database: Database
    programme: str
    folder: Path

    def table(self, data: bytes) -> None:
        """A table of the kind that its first byte names."""
        names = kinds()
        self._check(names[data[0] % len(names)] if data else names[0], "file.csv", data[1:])

    def layer(self, data: bytes) -> None:
        """Outlines of districts."""
        self._check("districts", "file.geojson", data)

    def workbook(self, data: bytes) -> None:
        """A sound workbook, some of whose parts are cut, turned or grown."""
        self._check("consultations", "file.xlsx", spoilt(BOOK, data))

    def _check(self, kind: str, name: str, content: bytes) -> None:
        path = self.folder / name
        path.write_bytes(content)
        covers = "none" if kind_of(kind).is_record else None
        options = ImportOptions(self.programme, covers, corrections=Corrections(confirms_all=True))
        try:
            with self.database.read() as session:
                check(session, kind_of(kind), path, options).spool.close()
        except Refusal as refusal:
            bounded(refusal)


def book() -> bytes:
    """A small workbook of consultations."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        sheet = workbook.add_worksheet("Данные")
        sheet.write_row(0, 0, ["number", "date", "request", "people", "note"])
        sheet.write_row(
            1, 0, ["К-1", 42521, "copying", 3, "words"], workbook.add_format({"num_format": "0.0%"})
        )
        sheet.write_formula(2, 3, "=1+1", None, 2)
    return content.getvalue()


BOOK = book()


def spoilt(content: bytes, data: bytes) -> bytes:
    """An archive with pieces of ``data`` written over its parts: in turn the part, the place in it
    and the bytes.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    names = list(parts)
    for at in range(0, len(data) - 3, 11):
        name, place, piece = (
            names[data[at] % len(names)],
            int.from_bytes(data[at + 1 : at + 3]),
            data[at + 3 : at + 11],
        )
        part = parts[name]
        place %= len(part) + 1
        parts[name] = part[:place] + piece + part[place + len(piece) * (data[at] & 1) :]
    with zipfile.ZipFile(archive, "w") as after:
        for name, part in parts.items():
            after.writestr(name, part)
    return archive.getvalue()


# ---------------------------------------------------------------- the server


@dataclass(frozen=True)
class Reader:
    """A browser of nobody, whose server has a small programme."""

    client: FlaskClient
    bodies: tuple[Mapping[str, Any], ...]

    def address(self, data: bytes) -> None:
        """Any address."""
        path, _mark, query = data.partition(b"?")
        environ = {
            "PATH_INFO": "/" + path.decode("latin-1").lstrip("/"),
            "QUERY_STRING": query.decode("latin-1"),
        }
        with self.client.get("/", environ_overrides=environ) as answer:
            self._hold(answer)

    def callback(self, data: bytes) -> None:
        """A block at a page, or in the place of the whole call whatever was sent."""
        if not data or data[0] >= len(self.bodies):
            content = data[1:]
        else:
            body = self.bodies[data[0]]
            inputs = [{**each, "value": text_of(data[1:])} for each in body["inputs"]]
            content = json.dumps({**body, "inputs": inputs}).encode()
        with self.client.post(CALLBACKS, data=content, content_type="application/json") as answer:
            self._hold(answer)

    def _hold(self, answer: Any) -> None:
        assert answer.status_code < 500, answer.text
        assert len(answer.data) <= LARGEST


TEXTS: Mapping[str, Target] = {
    "formula": Target(
        read_formula,
        (b"visits + 2 * (opinion - 1) / 3", b"round(min(a, b, 0.5), 2)", b"if_none(abs(-a), 0)", b"1e5 * 0x1F #note",
         b"if(not(a >= 1) or b != 2 and a < b, share(a), previous(b, 2)) - shift(a) + rank(a) * coverage(b)"),
    ),
    "question": Target(
        read_question,
        (b"/indicator/visits?years=2014..2016&by=district,quarter&as_of=s3", b"/?period=2016-Q2&lang=en&district=a,b",
         b"http://a.b/register?search=x&after=2018-03-05.117&within_year=yes&plan=original"),
    ),
    "values": Target(
        read_values,
        (b"1 234,5", "−1\u202f234.50".encode(), b"31.05.2016", b"2016-05-31", "I кв. 2016 г.".encode(),
         "январь–март 2016".encode(), b"2014-01..2014-03", b"2721000000", b"62,5 %", b"1e5"),
    ),
    "definition": Target(
        read_definition,
        (b"code: visits\nname: {ru: a, en: b}\nunit: {ru: c, en: d}\nkind: count\nmeasure: consultations\n"
         b"filter: {topic: [law]}\naccumulate: to_date\nyears: 2014..2016\n",
         b"code: share\nname: {ru: a, en: b}\nunit: {ru: \"%\", en: \"%\"}\nkind: ratio\nscale: 100\n"
         b"numerator: {indicator: visits}\ndenominator: {measure: events, aggregate: sum, amount: participants}\n",
         b"code: sum\nname: {ru: a, en: b}\nunit: {ru: c, en: d}\nkind: formula\nformula: visits * 2\nband: [1, 2]\n"
         b"direction: keep\nchange: {from: previous, as: percent}\nper: {residents: 10000}\n"),
    ),
    "kind": Target(
        read_kind,
        (b"code: yards\nname: {ru: a, en: b}\ncolumns:\n  - {column: date}\n"
         b"  - {column: area, type: whole, name: {ru: c, en: d}, range: {min: 1, max: 9}}\n"
         b"  - {column: kind_of, type: word, name: {ru: e, en: f}, words: {few: {ru: g, en: h}}}\n"
         b"rules:\n  - {must: \'area / 2 <= max(area, 3) or not empty(kind_of)\', when: \'kind_of = \"few\"\',\n"
         b"     name: {ru: i, en: j}, remedy: {ru: k, en: l}}\n",),
    ),
}  # fmt: skip
"""What reads texts alone."""
ADDRESSES = (
    b"?years=2014..2016",
    b"indicator/visits?period=2014",
    b"api/v1/values?programme=khabarovsk-2014-2020&by=district,year&split=topic",
    b"api/v1/records?programme=khabarovsk-2014-2020&indicator=visits&limit=5&offset=1",
    b"calendar.ics?responsible=x",
    b"register.html?search=x&violation=yes",
    b"present/khabarovsk-2014-2020?lang=en",
    b"report?form=x&year=2016",
    b"districts?cut=x",
)
ROWS = (
    b"number;date;district;request\nA-1;2016-05-06;north;consulting\n",
    b"code,name_ru,outline\nx,y,\n",
    b"indicator\tperiod\tvalue\tact\nvisits\t2016\t5\tact 1\n",
    b'"number","name","inn"\n"1","=a","2721000000"\n',
)
LAYERS = (b'{"type":"FeatureCollection","features":[{"properties":{"code":"x","name_ru":"y"},"geometry":'
          b'{"type":"Polygon","coordinates":[[[135,48],[136,48],[136,49],[135,48]]]}}]}',
          b'{"features":[{"properties":null,"geometry":{"type":"MultiPolygon","coordinates":[]}}]}')  # fmt: skip


def of_importer(importer: Importer) -> Mapping[str, Target]:
    """What reads files."""
    tables = tuple(bytes([number]) + row for number in range(len(kinds())) for row in ROWS)
    return {
        "table": Target(importer.table, tables),
        "layer": Target(importer.layer, LAYERS),
        "workbook": Target(importer.workbook, (b"", b"\5\1\2<c r='A1'>", b"\x10\0\x40&#x0;\xff")),
    }


def of_reader(reader: Reader) -> Mapping[str, Target]:
    """What answers requests."""
    pages = tuple(
        bytes([number]) + b"/" + ADDRESSES[number % 2] for number in range(len(reader.bodies))
    )
    return {
        "address": Target(reader.address, ADDRESSES),
        "callback": Target(
            reader.callback, (*pages, b"\xff" + json.dumps(reader.bodies[0]).encode())
        ),
    }
