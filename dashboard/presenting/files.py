"""The styles and scripts of a meeting: links to our own files, or the same put into the document."""

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

ASSETS = Path(__file__).parents[2] / "assets"
OWN = ASSETS / "present"
ADDRESS_IN_STYLE = re.compile(r'url\("(\.\./[^"]+)"\)')
STYLES_OF_SLIDES = ("10-stage.css", "20-slides.css")
NOT_IN_A_PICTURE = re.compile(r"/\*.*?\*/|@font-face \{.*?\}|@media print \{ .*? \}$", re.S | re.M)
TYPES = {".woff2": "font/woff2", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Files:
    """Addresses or texts of styles and scripts, in their order; ``policy`` is for a file that no
    server sends.
    """

    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    inline_styles: tuple[Markup, ...] = ()
    inline_scripts: tuple[Markup, ...] = ()
    icon: str = ""
    policy: str = ""


def linked() -> Files:
    """Addresses that name their version, so that a browser keeps the files."""
    return Files(
        styles=tuple(map(_address, _styles())),
        scripts=tuple(map(_address, _scripts())),
        icon=_address(ASSETS / "favicon.svg"),
    )


@cache
def inlined() -> Files:
    """Everything in the document itself; nothing else may run in it, and nothing can be fetched."""
    scripts = tuple(_script(path) for path in _scripts())
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in scripts
    )
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return Files(
        inline_styles=tuple(_style(path) for path in _styles()),
        inline_scripts=scripts,
        icon=_data(ASSETS / "favicon.svg"),
        policy=policy,
    )


@cache
def picture_style() -> Markup:
    """The styles of a slide for a picture, which can load nothing: without fonts, with its icons."""
    texts = [(OWN / name).read_text(encoding="utf-8") for name in STYLES_OF_SLIDES]
    plain = NOT_IN_A_PICTURE.sub("", "".join(texts))
    whole = ADDRESS_IN_STYLE.sub(lambda match: f'url("{_data((OWN / match[1]).resolve())}")', plain)
    if "<" in whole or "&" in whole:
        raise ValueError("the styles of slides cannot stand in XML as they are")
    return Markup(re.sub(r"\s+", " ", whole))  # noqa: S704 - our own files, checked above


def _styles() -> list[Path]:
    return sorted(OWN.glob("*.css"))


def _scripts() -> list[Path]:
    return [*sorted((ASSETS / "vendor").glob("*.js")), *sorted(OWN.glob("*.js"))]


def _address(path: Path) -> str:
    return f"/assets/{path.relative_to(ASSETS).as_posix()}?m={int(path.stat().st_mtime)}"


def _script(path: Path) -> Markup:
    text = path.read_text(encoding="utf-8")
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError(f"{path.name} cannot stand inside a document: it ends its own element")
    return Markup(text)  # noqa: S704 - our own file, checked above


def _style(path: Path) -> Markup:
    text = path.read_text(encoding="utf-8")
    whole = ADDRESS_IN_STYLE.sub(
        lambda match: f'url("{_data((path.parent / match[1]).resolve())}")', text
    )
    return Markup(whole)  # noqa: S704 - our own file


def _data(path: Path) -> str:
    return f"data:{TYPES[path.suffix]};base64,{b64encode(path.read_bytes()).decode()}"
