"""Open data: packages that machines check, that agree with the API, and that stay the same."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.open_data import package
from dashboard.open_data.columns import OPEN_TABLES
from dashboard.open_data.order import write_package
from data.passports import DEFAULT_PROGRAMME
from data.refusals import NotFound
from indicators.answers import snapshots
from indicators.states import STATES
from tests import frictionless
from tests.sample_programme import SampleProgramme

HOME = f"/data/{DEFAULT_PROGRAMME}/"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Texts as people type them, a plan that was lowered, and a change after a meeting."""
    url = f"sqlite:///{tmp_path_factory.mktemp('open') / 'itog.db'}"
    texts = {"name": {"ru": "Город </script> «Ё», «=1+1»", "en": "Town </script>"}}
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, texts=texts) as world:
        with world.revision():
            hostile = {"ru": '=HYPERLINK("x");\n«два", три»', "en": "=1+1, two"}
            world.define("visits", kind="count", measure="consultations", name=hostile)
            world.record("consultations", "2014-03-05", "north")
            world.record("consultations", "2014-03-05")
            world.cover("consultations", "2014..2015")
            world.target("visits", "2014", 4)
            world.target("visits", "2014", 1, "north")
        snapshots.create(world.database, "Meeting", DEFAULT_PROGRAMME)
        with world.revision("import"):
            world.record("consultations", "2015-03-05", "north")
        yield world


@pytest.fixture(scope="module")
def client(serving: Any, world: SampleProgramme) -> Iterator[FlaskClient]:
    with serving(world.database) as server:
        yield server.test_client()


@pytest.fixture(scope="module")
def archive(client: FlaskClient, world: SampleProgramme) -> bytes:
    return get(client, f"{HOME}{world.database.newest()}/package.zip")


def get(client: FlaskClient, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.data


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_frictionless_finds_nothing_wrong_and_finds_what_is(archive: bytes, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.zip", tmp_path / "broken.zip"
    whole.write_bytes(archive)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            # another number than the sum of the file is of, and a district that there is not
            content = source.read(name).replace(b",north,", b",nowhere,")
            target.writestr(name, content)
    good, bad = frictionless.report(whole, broken)
    assert (good["valid"], good["stats"]["tasks"]) == (True, len(OPEN_TABLES)), good["tasks"]
    assert not bad["valid"]
    kinds = {error["type"] for task in bad["tasks"] for error in task["errors"]}
    assert {"hash-count", "foreign-key"} <= kinds


def test_every_column_is_described_and_none_besides(client: FlaskClient) -> None:
    for name, table in OPEN_TABLES.items():
        header = get(client, f"{HOME}s1/{name}.csv").decode().splitlines()[0]
        assert header.split(",") == list(table.columns), name


def test_values_are_those_of_the_api(client: FlaskClient) -> None:
    listed = rows(get(client, f"{HOME}s1/values.csv").decode())
    query = f"/api/v1/values?programme={DEFAULT_PROGRAMME}&as_of=2&format=csv"
    expected = [*rows(client.get(query).text), *rows(client.get(f"{query}&by=district,year").text)]
    assert listed == expected
    whole = [row for row in listed if (row["district"], row["period"]) == ("", "2014")]
    assert [(row["value"], row["plan"], row["state"]) for row in whole] == [("2", "4", "value")]
    parts = {row["district"]: row["value"] for row in listed if row["period"] == "2014"}
    assert (parts["north"], parts["none"]) == ("1", "1")


def test_a_moment_stays_the_same_whatever_comes_after(
    client: FlaskClient, world: SampleProgramme
) -> None:
    files = ("package.zip", "values.csv", "datapackage.json", "csv-metadata.json")
    before = [get(client, f"{HOME}{moment}/{name}") for moment in ("2", "s1") for name in files]
    row = world.record("consultations", "2014-05-05", "south")
    russian = client.get(f"{HOME}2/package.zip?lang=ru", headers={"Host": "elsewhere.example"})
    again = [get(client, f"{HOME}{moment}/{name}") for moment in ("2", "s1") for name in files]
    world.close("consultations", row)
    assert again == before
    assert russian.data == before[0]
    newest = get(client, f"{HOME}{world.database.newest()}/values.csv")
    assert newest != before[1]


def test_what_is_known_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(f"{HOME}s1/values.csv")
    again = client.get(f"{HOME}s1/values.csv", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_descriptor_names_sums_types_and_both_languages(archive: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        descriptor = json.loads(files.read("datapackage.json"))
        for resource in descriptor["resources"]:
            content = files.read(resource["path"])
            assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
            assert resource["bytes"] == len(content)
        metadata = json.loads(files.read("csv-metadata.json"))
    assert descriptor["titles"]["ru"].startswith("Город")
    fields = {each["name"]: each for each in descriptor["resources"][0]["schema"]["fields"]}
    assert fields["state"]["constraints"]["enum"] == list(STATES)
    # of CSV on the Web: the files, their headers, and keys of columns that there are
    urls = {table["url"]: table["tableSchema"] for table in metadata["tables"]}
    assert list(urls) == [f"{name}.csv" for name in OPEN_TABLES]
    for schema in urls.values():
        names = [column["name"] for column in schema["columns"]]
        assert [column["titles"] for column in schema["columns"]] == names
        for key in schema["foreignKeys"]:
            other = urls[key["reference"]["resource"]]["columns"]
            assert key["reference"]["columnReference"] in [column["name"] for column in other]


def test_the_catalogue_leads_to_every_file(client: FlaskClient) -> None:
    answer = client.get("/data/catalog.jsonld")
    assert answer.mimetype == "application/ld+json"
    (dataset,) = answer.get_json(force=True)["dcat:dataset"]
    urls = [each["dcat:downloadURL"]["@id"] for each in dataset["dcat:distribution"]]
    assert len(urls) == 1 + len(OPEN_TABLES)
    for url in urls:
        get(client, url.removeprefix("http://localhost"))
    assert client.get(dataset["@id"].removeprefix("http://localhost")).status_code == 200


def test_an_overview_says_it_to_search_engines_and_no_other_page(client: FlaskClient) -> None:
    pattern = r'<script type="application/ld\+json">(.*?)</script>'
    (written,) = re.findall(pattern, client.get("/?lang=en").text, re.DOTALL)
    dataset = json.loads(written)
    assert (dataset["@type"], dataset["name"]) == ("Dataset", "Town </script>")
    assert len(dataset["description"]) >= 14
    get(client, dataset["distribution"][0]["contentUrl"].removeprefix("http://localhost"))
    assert not re.findall(pattern, client.get("/districts").text)


def test_the_page_lists_the_newest_and_every_meeting(client: FlaskClient) -> None:
    text = client.get(f"{HOME}?lang=ru").text
    assert "Снимок № 1" in text
    links = re.findall(rf'href="({HOME}[^"?]+)"', text)
    assert len(links) == 2 * (3 + len(OPEN_TABLES))
    for link in links:
        get(client, link)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/data/none/", 404),
        (f"{HOME}s9/values.csv", 404),
        (f"{HOME}999/values.csv", 404),
        (f"{HOME}soon/values.csv", 400),
        (f"{HOME}1/records.csv", 404),
        (f"{HOME}1/..%2fvalues.csv", 404),
    ],
)
def test_what_there_is_not_is_refused(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_the_archive_is_written_whole_or_not_at_all(
    serving: Any, world: SampleProgramme, tmp_path: Path
) -> None:
    path = tmp_path / "town.zip"
    with serving(world.database) as server:
        write_package(server, DEFAULT_PROGRAMME, "s1", path)
        with server.test_request_context("/"):
            own = package.open_package(DEFAULT_PROGRAMME, "s1")
        assert path.read_bytes() == own.archive
        with pytest.raises(NotFound):
            write_package(server, "none", None, tmp_path / "none.zip")
    assert [each.name for each in tmp_path.iterdir()] == ["town.zip"]
