"""One style sheet and one script for every page: what Dash links file by file, joined in its order;
and before it a small one that shows the page.

A page then asks three times where it asked forty times, and each file's head – a kilobyte – is sent once.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask

from dashboard.http.compression import YEAR, CompressedFile, packed
from dashboard.http.dash_internals import (
    COMPONENT_SUITES,
    DEPENDENCIES,
    LAYOUT,
    RENDERER_LATER,
    SCRIPT_NAME,
    UNNEEDED_SCRIPTS,
    DocumentParts,
    first_answer,
    renderer_call,
)

STYLE_LINK = re.compile(r'<link rel="stylesheet" href="(/[^"]+)">\n?')
SCRIPT_TAG = re.compile(r'<script src="(/[^"]+)"></script>\n?')
SCRIPT_LINK = '<link rel="preload" as="script" href="{address}">'
ICON = re.compile(r'url\("\.\./icons/([\w-]+\.svg)"\)')
FONT_LINK = '<link rel="preload" as="font" type="font/woff2" crossorigin href="{address}">'
FONTS = ("/assets/fonts/golos-text-russian.woff2", "/assets/fonts/golos-text-basic.woff2")
"""Letters that every page has."""

STYLES_FOLDER = "/assets/css"
ICONS_FOLDER = "/assets/icons"
FIRST = ("/assets/first/prefers.js", "/assets/first/page.js")
"""What runs before the script that makes a page live: the page is seen, in the reader's theme."""

SCRIPT_TYPE = "text/javascript; charset=utf-8"
EXTENSION = "itog-bundles"
"""Where a server that is warm keeps its own."""

Read = Callable[[str], bytes]
"""The content of a file of ours by its address."""


@dataclass(frozen=True)
class Bundle:
    """Files joined under one address, which names their content."""

    address: str
    content: bytes
    mimetype: str


@dataclass(frozen=True)
class Bundles:
    """What every page links."""

    style: Bundle
    first: Bundle
    script: Bundle
    dependencies: str
    charts: str

    def files(self, folder: Path | None = None) -> dict[str, CompressedFile]:
        """All as they are served, by address; ``folder`` keeps them compressed."""
        return {
            each.address: packed(
                each.content, {"Content-Type": each.mimetype, "Cache-Control": YEAR}, folder
            )
            for each in (self.style, self.first, self.script)
        }

    def link(self, parts: DocumentParts, layout: str) -> DocumentParts:
        """The parts of a document with the style sheet, the script that shows the page, and what it
        runs; and what would be asked next: the ``layout`` with the page in it, as JSON.
        """
        answers = f"{first_answer(LAYOUT, layout)}\n{self.dependencies}"
        links = [
            f'<link rel="stylesheet" href="{self.style.address}">',
            SCRIPT_LINK.format(address=self.first.address),
            # asked for before there is a text: letters that come after it would move what is read
            *(FONT_LINK.format(address=each) for each in FONTS),
        ]
        return replace(
            parts,
            css="\n".join(links),
            scripts=f"{answers}\n{SCRIPT_TAG.sub('', parts.scripts)}",
            renderer=RENDERER_LATER.format(address=self.script.address, charts=self.charts)
            + f'\n<script src="{self.first.address}"></script>',
        )


def bundle(page: str, read: Read, charts: str) -> Bundles:
    """The bundles of what a page links one by one; ``read`` gives the content of an address,
    ``charts`` is that of the script that draws them, which pages ask for by themselves.
    """
    styles = b"\n".join(map(read, _addresses(STYLE_LINK, page)))
    scripts = [each for each in _addresses(SCRIPT_TAG, page) if not _is_unneeded(each)]
    return Bundles(
        # in the folder of its parts, for what they name beside it
        _named(
            f"{STYLES_FOLDER}/itog", "css", _with_icons(styles, read), "text/css; charset=utf-8"
        ),
        _named("/assets/first/itog-page", "js", _joined(map(read, FIRST)), SCRIPT_TYPE),
        _named(
            f"{COMPONENT_SUITES}{SCRIPT_NAME}",
            "js",
            _joined([*map(read, scripts), renderer_call(page).encode("utf-8")]),
            SCRIPT_TYPE,
        ),
        first_answer(DEPENDENCIES, read(DEPENDENCIES).decode("utf-8")),
        charts,
    )


def styles(server: Flask) -> tuple[str, ...]:
    """The addresses of every page's styles; none before the server is warm."""
    joined: Bundles | None = server.extensions.get(EXTENSION)
    return () if joined is None else (joined.style.address,)


def _addresses(tag: re.Pattern[str], page: str) -> list[str]:
    return [address.replace("&amp;", "&") for address in tag.findall(page)]


def _is_unneeded(address: str) -> bool:
    return any(name in address for name in UNNEEDED_SCRIPTS)


def _named(name: str, suffix: str, content: bytes, mimetype: str) -> Bundle:
    digest = hashlib.sha256(content).hexdigest()[:16]
    return Bundle(f"{name}-{digest}.{suffix}", content, mimetype)


def _joined(scripts: Iterable[bytes]) -> bytes:
    """Scripts as one: «use strict» at the head of the first must not hold for all."""
    return b"\n;\n".join([b"", *scripts])


def _with_icons(styles: bytes, read: Read) -> bytes:
    """Styles with their icons inside: some hundred bytes each, less than the head of an answer."""

    def inside(name: re.Match[str]) -> str:
        icon = base64.b64encode(read(f"{ICONS_FOLDER}/{name[1]}")).decode("ascii")
        return f'url("data:image/svg+xml;base64,{icon}")'

    return ICON.sub(inside, styles.decode("utf-8")).encode("utf-8")
