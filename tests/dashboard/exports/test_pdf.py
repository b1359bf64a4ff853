"""PDF and PNG by a real Chromium: every slide is a page, its text can be selected, its numbers are
the report's.
"""

import re
import struct
import subprocess
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from dashboard import exports
from dashboard.council.making import find, report
from dashboard.council.of_page import deck_of_page
from dashboard.report import Report
from tests.dashboard.exports import reports

CITY = "khabarovsk-2014-2020"


def pages(path: Path) -> list[str]:
    """The text of each page, on one line."""
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    return [plain(page) for page in text.split("\f")[:-1]]


def plain(text: str) -> str:
    """A text without the spaces that a layout adds, and without soft differences of signs."""
    return re.sub(r"[\s\u00a0\ufe0e]+", "", text)


def slides(texts: list[str]) -> list[str]:
    """The text of each slide: one page, or as many as a long table takes; its number stands at the
    end of the last.
    """
    whole, begun, last = [], "", texts[-1].rpartition("/")[2]
    for page in texts:
        begun += page
        if f"{len(whole) + 1}/{re.match(r'[0-9]+', last)[0]}" in page:
            whole.append(begun)
            begun = ""
    return whole


@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_slide_is_a_page_with_its_words_and_numbers(
    shipped_server, tmp_path: Path, language: str
) -> None:
    with shipped_server.test_request_context(headers={"X-Lang": language}):
        deck_report = report(find(CITY))
        exports.write(deck_report, "pdf", tmp_path / "deck.pdf")
    texts = slides(pages(tmp_path / "deck.pdf"))
    assert len(texts) == len(deck_report.slides) + 1, "the last one says which data these are"
    assert plain(deck_report.as_of) in texts[-1]
    assert all(plain(word) in texts[-1] for word in deck_report.illustrative.split())
    for slide, page in zip(deck_report.slides, texts, strict=False):
        for words in (slide.title, *re.split(r"[;.]", slide.finding)):
            assert all(plain(word) in page for word in words.split()), (slide.title, words)
        for bar in slide.bars:
            assert plain(bar.value.split("\u00a0")[0]) in page or slide.kind == "within_year", (
                slide.title,
                bar.value,
            )


def test_a_table_longer_than_a_slide_is_whole_on_paper(shipped_server, tmp_path: Path) -> None:
    page_report = monthly(shipped_server)
    with shipped_server.test_request_context(headers={"X-Lang": "ru"}):
        exports.write(page_report, "pdf", tmp_path / "page.pdf")
    table = max(
        (slide.table for slide in page_report.slides if slide.table),
        key=lambda table: len(table.rows),
    )
    text = "".join(pages(tmp_path / "page.pdf"))
    assert len(table.rows) == 84
    assert all(plain(row[0].text) in text for row in table.rows)


def monthly(server) -> Report:
    with server.test_request_context(headers={"X-Lang": "ru"}):
        return report(deck_of_page("/indicator/consultations?period=month"))


def test_a_picture_is_as_large_as_the_wall(shipped_server, tmp_path: Path) -> None:
    with shipped_server.test_request_context(headers={"X-Lang": "ru"}):
        exports.write(report(find(CITY)), "png", tmp_path / "deck.png")
    assert size_of((tmp_path / "deck.png").read_bytes()) == (1920, 1080)


def test_every_slide_has_a_picture_of_its_own(shipped_server, tmp_path: Path) -> None:
    with shipped_server.test_request_context(headers={"X-Lang": "ru"}):
        few = replace(report(find(CITY)), slides=(reports.TEXT, reports.MISSING, reports.TABLE))
        exports.write(few, "pictures", tmp_path / "deck.zip")
    with ZipFile(tmp_path / "deck.zip") as archive:
        pictures = {name: archive.read(name) for name in archive.namelist()}
    assert list(pictures)[:3] == ["01-text.png", "02-state.png", "03-table.png"]
    assert len(pictures) == 4, "what the numbers rest on comes last, as on the wall"
    assert {size_of(picture) for picture in pictures.values()} == {(1920, 1080)}
    assert len(set(pictures.values())) == 4, "each is of another slide"


def size_of(picture: bytes) -> tuple[int, int]:
    """The width and the height that a PNG names."""
    assert picture[:4] == b"\x89PNG"
    width, height = struct.unpack(">II", picture[16:24])
    return width, height
