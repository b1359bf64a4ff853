"""A programme's package as of a moment: its tables as CSV, what describes them, and all as a ZIP.

A package is a function of a moment that is over, so that its bytes stay the same: nothing in it
comes from the reader, the server's address or the clock.
"""

import datetime
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from dashboard.http.address import Address
from dashboard.open_data.columns import OPEN_TABLES, OpenColumn, OpenTable
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from indicators.answers.facts import Facts
from indicators.answers.history import own_revisions
from indicators.asking import Asker
from indicators.sheets.open_data import open_tables

DESCRIPTOR, METADATA, ARCHIVE = "datapackage.json", "csv-metadata.json", "package.zip"
PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The moment of each file in an archive: that of making it would be another one each time."""

CSVW_TYPES = {"object": "json"}
Json = dict[str, Any]


@dataclass(frozen=True)
class OpenPackage:
    """The files of a package by their names; ``moment`` is what its address says: 57 or s3."""

    facts: Facts
    moment: str
    files: Mapping[str, bytes]

    @property
    def archive(self) -> bytes:
        """All the files in one, the same bytes each time."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.files.items():
                archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), content, zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    @property
    def file_name(self) -> str:
        """What the archive is called where it is kept."""
        return f"{self.facts.code}-{self.moment}.zip"

    def file(self, name: str) -> bytes | None:
        """One of the files, or the archive; nothing where there is none of that name."""
        return self.archive if name == ARCHIVE else self.files.get(name)


def newest_moment(asker: Asker, programme: str) -> str:
    """The last revision that changed something of the programme."""
    own = asker.ask(own_revisions, programme, 1)
    return str(own[0].number if own else asker.revision())


def open_package(programme: str, moment: str) -> OpenPackage:
    """The package of a revision or a snapshot; refuses an unknown programme or moment."""
    page_request = at_moment(programme, moment)
    sheets = page_request.asker.ask(open_tables, page_request.question())
    tables = {name: sheets[name].csv().encode() for name in OPEN_TABLES}
    facts = page_request.facts
    described = {
        DESCRIPTOR: _json_bytes(_descriptor(facts, moment, tables)),
        METADATA: _json_bytes(_metadata(facts, moment)),
    }
    files = {f"{name}.csv": content for name, content in tables.items()}
    return OpenPackage(facts, moment, described | files)


def at_moment(programme: str, moment: str) -> PageRequest:
    """The question of a programme as of a moment, by the moment's own clock."""
    return read_page_request(Address("/", {"programme": programme, "as_of": moment}).href())


def commit_moment(facts: Facts) -> datetime.datetime:
    """When the revision was made, with its time zone."""
    return facts.committed_at.replace(tzinfo=datetime.UTC, microsecond=0)


def names_of(facts: Facts) -> Mapping[str, str]:
    """The programme's name by language; its code where it has none."""
    return {language: facts.text("name", language) or facts.code for language in ("ru", "en")}


def notes_of(facts: Facts) -> Mapping[str, str]:
    """What must be known of the numbers: what is made up, and by which act they are."""
    names = ("banner", "act") if facts.illustrative else ("act",)
    return {
        language: " ".join(filter(None, (facts.text(name, language) for name in names)))
        for language in ("ru", "en")
    }


def _json_bytes(document: Json) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _descriptor(facts: Facts, moment: str, tables: Mapping[str, bytes]) -> Json:
    """``datapackage.json``, of Data Package 2.0."""
    names, notes = names_of(facts), notes_of(facts)
    return {
        "$schema": PACKAGE_PROFILE,
        "name": facts.code,
        "title": names["ru"],
        "titles": names,
        "description": notes["ru"],
        "descriptions": notes,
        "version": moment,
        "created": commit_moment(facts).isoformat(),
        "resources": [_resource(name, tables[name]) for name in OPEN_TABLES],
    }


def _resource(name: str, content: bytes) -> Json:
    table = OPEN_TABLES[name]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": table.ru,
        "titles": {"ru": table.ru, "en": table.en},
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: OpenTable) -> Json:
    keys = [
        {"fields": [column], "reference": {"resource": resource, "fields": [field]}}
        for column, (resource, field) in table.keys.items()
    ]
    return {
        "$schema": TABLE_PROFILE,
        "fields": [_field(name, column) for name, column in table.columns.items()],
        "missingValues": [""],
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(name: str, column: OpenColumn) -> Json:
    constraints: Json = {"required": True} if column.needed else {}
    if column.choices:
        constraints |= {"enum": list(column.choices)}
    return {
        "name": name,
        "type": column.type,
        "title": column.ru,
        "titles": {"ru": column.ru, "en": column.en},
        **({"constraints": constraints} if constraints else {}),
    }


def _metadata(facts: Facts, moment: str) -> Json:
    """``csv-metadata.json``, of CSV on the Web: a reader of one table looks for it beside it."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": in_languages(names_of(facts)),
        "dc:description": in_languages(notes_of(facts)),
        "dc:created": {"@value": commit_moment(facts).isoformat(), "@type": "xsd:dateTime"},
        "dc:hasVersion": moment,
        "tables": [_table(name, table) for name, table in OPEN_TABLES.items()],
    }


def in_languages(words: Mapping[str, str]) -> list[Json]:
    """Words as JSON-LD has them in several languages."""
    return [{"@value": text, "@language": language} for language, text in words.items() if text]


def _table(name: str, table: OpenTable) -> Json:
    return {
        "url": f"{name}.csv",
        "dc:title": in_languages({"ru": table.ru, "en": table.en}),
        "tableSchema": {
            "columns": [_column(name, column) for name, column in table.columns.items()],
            "foreignKeys": [
                {
                    "columnReference": column,
                    "reference": {"resource": f"{resource}.csv", "columnReference": field},
                }
                for column, (resource, field) in table.keys.items()
                # of a version each, its code names several rows, which no key of CSVW may
                if resource != "indicators"
            ],
        },
    }


def _column(name: str, column: OpenColumn) -> Json:
    return {
        "name": name,
        # what the header of the file says: another title would be another column
        "titles": name,
        "rdfs:label": in_languages({"ru": column.ru, "en": column.en}),
        "datatype": CSVW_TYPES.get(column.type, column.type),
        "required": column.needed,
    }
