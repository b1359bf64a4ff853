"""What stewards open with as many records as asked against ten thousand: pages of lists, searches, a
record, the home; and the register and the grants as their first reader after a change has them.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from flask.testing import FlaskClient

from dashboard.application import create_application
from dashboard.http.context import ASKER
from data.accounts import accounts
from data.database.database import Database
from data.imports import ImportOptions, import_file, kind_of
from indicators.answers import cells
from indicators.asking import Asker
from tests.bench.city import CODE, new_city, write_consultations
from tests.bench.clock import Ratio, seconds
from tests.bench.importing import COVERS, load
from tests.bench.kind_files import write_kind

FEW = 10_000
REPEATS = 7
NAME, PHRASE = "bench", "correct horse battery"
KIND = "consultations"
LIST = f"/steward/records?programme={CODE}&kind={KIND}"
PAGES = {
    "records": LIST,
    "records, a page by its number": f"{LIST}&page=100",
    "records, after a row": f"{LIST}&page=200&after=5000",
    "records of a month": f"{LIST}&period=2015-03",
    "records of a hundred years": f"{LIST}&period=1950..2050",
    "records of a district": f"{LIST}&district=central",
    "records that were withdrawn": f"{LIST}&state=withdrawn",
    "search: a number": f"{LIST}&words=9876",
    "search: most records": f"{LIST}&words=копирование",
    "search: one letter": f"{LIST}&words=7",
    "search: nothing": f"{LIST}&words=нигде",
    "a record": f"/steward/records/{KIND}/5000?programme={CODE}",
    "no such record": f"/steward/records/{KIND}/none?programme={CODE}",
    "organisations": f"/steward/organisations?programme={CODE}",
    "home": f"/steward?programme={CODE}",
    "imports": f"/steward/imports?programme={CODE}",
    "an import": f"/steward/imports/1?programme={CODE}",
    "before an undo": f"/steward/imports/1/undo?programme={CODE}",
    "an organisation": f"/steward/records/organisations/NGO-7?programme={CODE}",
    "audit": f"/steward/audit?programme={CODE}",
    "audit of the programme": f"/steward/audit?programme={CODE}&of={CODE}",
    "a revision": f"/steward/audit/2?programme={CODE}",
}


READERS = {page: f"/{page}?programme={CODE}" for page in ("register", "grants")}
LIMITS = {
    "stewards, records of a district": "no index has districts in the order of the list: a page looks "
    "at 10,000 rows at most, which are all that the small database has",
    "stewards, audit": "it lists more revisions: those that the bench has made before",
    "stewards, imports": "it lists more imports: those that the bench has made before",
}
"""Why a page may take longer where there are more records."""
OF_READERS = ("supports", "grants")
"""The kinds of records that these pages are of."""


def rooms(many: str, few: str, folder: Path, rows: int) -> Iterator[Ratio]:
    """Each page of the database ``many``, which has so many ``rows``, against the same of a database
    that is made at ``few``.
    """
    small = new_city(few)
    load(small, write_consultations(folder / "few.csv", FEW))
    small.dispose()
    _load_what_readers_see(many, folder, rows)
    _load_what_readers_see(few, folder, FEW)
    taken, least = (_in_a_process_of_its_own(url) for url in (many, few))
    for page, milliseconds in taken.items():
        limit = LIMITS.get(page, "")
        yield Ratio(page, milliseconds, least[page], "<= 1.5x", "ms", limit)


def _load_what_readers_see(url: str, folder: Path, rows: int) -> None:
    database = Database(url, [cells.refresh])
    for name in OF_READERS:
        write_kind(kind_of(name), folder / f"{name}.csv", rows)
        import_file(database, name, folder / f"{name}.csv", ImportOptions(CODE, COVERS))
    database.dispose()


def _in_a_process_of_its_own(url: str) -> dict[str, float]:
    """Pages are registered once a process, and a process has one application."""
    command = [sys.executable, "-m", "tests.bench.rooms", url]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return dict(json.loads(answer.splitlines()[-1]))


def _milliseconds(url: str) -> dict[str, float]:
    database = Database(url, [cells.refresh])
    with database.writing("bench") as session:
        accounts.add(session, NAME, PHRASE, role="administrator")
    client = create_application(database, secret="bench").server.test_client()  # noqa: S106 - lives as long as the bench
    client.post("/login", data={"name": NAME, "password": PHRASE})
    # what is loaded once for all pages
    _read(client, PAGES["imports"])
    taken = {
        f"stewards, {page}": seconds(lambda address=address: _read(client, address), REPEATS)  # type: ignore[misc]
        for page, address in PAGES.items()
    }
    for page, address in READERS.items():
        _read(client, address)
        taken[f"readers, {page}"] = seconds(
            lambda address=address: _read_anew(database, client, address),  # type: ignore[misc]
            REPEATS,
        )
    database.dispose()
    return {page: each * 1000 for page, each in taken.items()}


def _read_anew(database: Database, client: FlaskClient, address: str) -> None:
    """As after a change, when nothing is remembered."""
    client.application.extensions[ASKER] = Asker(database)
    _read(client, address)


def _read(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code in (200, 404), address


if __name__ == "__main__":
    print(json.dumps(_milliseconds(sys.argv[1])))
