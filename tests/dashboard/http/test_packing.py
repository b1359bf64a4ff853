"""Scripts at their smallest: compressed at a first start, read at the next, never trusted blindly."""

import os
from pathlib import Path

import brotli
import pytest

from dashboard.http import compression

CONTENT = Path(compression.__file__).read_bytes()


def brotli_of(folder: Path | None) -> bytes:
    return compression.packed(CONTENT, {}, folder).encodings["br"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet, as before a first start."""
    return tmp_path / "packed"


def test_a_folder_keeps_the_smallest_for_the_next_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smallest = brotli_of(folder)
    assert brotli.decompress(smallest) == CONTENT
    assert len(smallest) < len(brotli_of(None))
    (kept,) = folder.iterdir()
    assert kept.read_bytes() == smallest
    monkeypatch.setattr(brotli, "compress", None)
    assert compression._kept(CONTENT, folder) == smallest


@pytest.mark.parametrize("spoilt", [b"", b"nothing", brotli.compress(b"another file")])
def test_what_is_kept_wrong_is_made_again(folder: Path, spoilt: bytes) -> None:
    smallest = brotli_of(folder)
    (kept,) = folder.iterdir()
    kept.write_bytes(spoilt)
    assert brotli_of(folder) == smallest
    assert kept.read_bytes() == smallest


def test_what_no_start_has_read_for_a_month_goes(folder: Path) -> None:
    brotli_of(folder)
    (own,) = folder.iterdir()
    earlier = folder / f"{'0' * 64}.br"
    earlier.write_bytes(b"of an earlier version")
    for path in (own, earlier):
        os.utime(path, (0, 0))
    brotli_of(folder)
    compression.sweep(folder)
    assert list(folder.iterdir()) == [own]
    compression.sweep(folder / "none")


def test_a_folder_that_takes_nothing_stops_no_server(tmp_path: Path) -> None:
    (tmp_path / "packed").write_text("a file in its place")
    assert brotli.decompress(brotli_of(tmp_path / "packed")) == CONTENT


def test_a_document_that_a_browser_has_is_not_sent_again(client) -> None:
    first = client.get("/", headers={"Accept-Encoding": "br"})
    again = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    assert client.get("/", headers=again).status_code == 304
    assert client.get("/?years=2015", headers=again).status_code == 200
    assert client.get("/?lang=en", headers=again).status_code == 200
