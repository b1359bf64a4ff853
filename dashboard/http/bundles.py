"""One style sheet and one script for every page: what Dash links file by file, joined in its order.

A page then asks twice where it asked forty times, and each file's head – a kilobyte – is sent once.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask

from dashboard.http.compression import YEAR, CompressedFile, packed
from dashboard.http.dash_internals import (
    CORE_COMPONENTS,
    DEPENDENCIES,
    GRAPH_SCRIPT,
    LAYOUT,
    SCRIPT_NAME,
    UNNEEDED_SCRIPTS,
    DocumentParts,
    first_answer,
)

STYLE_LINK = re.compile(r'<link rel="stylesheet" href="(/[^"]+)">\n?')
SCRIPT_TAG = re.compile(r'<script src="(/[^"]+)"></script>\n?')
ICON = re.compile(r'url\("\.\./icons/([\w-]+\.svg)"\)')
FONT_LINK = '<link rel="preload" as="font" type="font/woff2" crossorigin href="{address}">'
PREFETCH = '<link rel="prefetch" as="script" href="{address}" media="(min-width: 701px)">'
FONTS = ("/assets/fonts/golos-text-russian.woff2", "/assets/fonts/golos-text-basic.woff2")
"""Letters that every page has."""

STYLES_FOLDER = "/assets/css"
ICONS_FOLDER = "/assets/icons"

EXTENSION = "itog-bundles"
"""Where a server that is warm keeps its own."""

CHART_FIRST = "chart_first"
"""What a page registers when a chart stands in the first screen of a desk; on a telephone the sentences
above it fill the screen.
"""

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
    script: Bundle
    dependencies: str
    later: Sequence[str]

    def files(self, folder: Path | None = None) -> dict[str, CompressedFile]:
        """Both as they are served, by address; ``folder`` keeps them compressed."""
        return {
            each.address: packed(
                each.content, {"Content-Type": each.mimetype, "Cache-Control": YEAR}, folder
            )
            for each in (self.style, self.script)
        }

    def link(self, parts: DocumentParts, layout: str, *, has_chart_first: bool) -> DocumentParts:
        """The parts of a document with one link for each of the two, and what would be asked next:
        the ``layout`` with the page in it, as JSON, and, where a chart stands in the first screen,
        what draws it.
        """
        answers = f"{first_answer(LAYOUT, layout)}\n{self.dependencies}"
        script = f'{answers}\n<script src="{self.script.address}"></script>\n'
        # fetched while the script runs, which asks for them when the first chart is about to be seen
        later = [PREFETCH.format(address=each) for each in self.later if has_chart_first]
        # asked for before there is a text: letters that come after it would move what is read
        fonts = [FONT_LINK.format(address=each) for each in FONTS]
        return replace(
            parts,
            css="\n".join([f'<link rel="stylesheet" href="{self.style.address}">', *fonts, *later]),
            scripts=script + SCRIPT_TAG.sub("", parts.scripts),
        )


def bundle(page: str, read: Read, later: Sequence[str]) -> Bundles:
    """The bundles of what a page links one by one; ``read`` gives the content of an address,
    ``later`` are those of scripts that most pages ask for by themselves.
    """
    styles = b"\n".join(map(read, _addresses(STYLE_LINK, page)))
    scripts = [each for each in _addresses(SCRIPT_TAG, page) if not _is_unneeded(each)]
    return Bundles(
        # in the folder of its parts, for what they name beside it
        _named(
            f"{STYLES_FOLDER}/itog", "css", _with_icons(styles, read), "text/css; charset=utf-8"
        ),
        # what Dash loads later it looks for beside the script that runs
        _named(
            f"{CORE_COMPONENTS}/{SCRIPT_NAME}",
            "js",
            # «use strict» at the head of one file would hold for all
            b"\n;\n".join([b"", *map(read, [*scripts, GRAPH_SCRIPT])]),
            "text/javascript; charset=utf-8",
        ),
        first_answer(DEPENDENCIES, read(DEPENDENCIES).decode("utf-8")),
        later,
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


def _with_icons(styles: bytes, read: Read) -> bytes:
    """Styles with their icons inside: some hundred bytes each, less than the head of an answer."""

    def inside(name: re.Match[str]) -> str:
        icon = base64.b64encode(read(f"{ICONS_FOLDER}/{name[1]}")).decode("ascii")
        return f'url("data:image/svg+xml;base64,{icon}")'

    return ICON.sub(inside, styles.decode("utf-8")).encode("utf-8")
