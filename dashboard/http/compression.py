"""Scripts and styles compressed once, when the server starts; only what is made for a request is
compressed then.
"""

import gzip
import hashlib
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import brotli
from flask import Flask, Response, request

from data.system import write_whole

BEST, GOOD = 11, 9
"""Brotli's best is a tenth smaller and twenty times slower: seconds, which are waited for once where
there is a folder to keep it in.
"""
QUICK, WORTHWHILE = 5, 8192
KEPT_SECONDS = 30 * 24 * 3600
"""Long enough for an earlier version that comes back; who serves has read its own."""
YEAR = "public, max-age=31536000, immutable"
"""Of what has another address when it has another content."""

ENCODINGS = ["br", "gzip"]


@dataclass(frozen=True)
class CompressedFile:
    """One file in every encoding, with the headers it was served with."""

    encodings: dict[str, bytes]
    headers: dict[str, str]

    def response(self, encoding: str | None) -> Response:
        """The file, as it was where the reader can take no encoding."""
        answer = Response(
            self.encodings[encoding] if encoding else gzip.decompress(self.encodings["gzip"]),
            headers=self.headers,
        )
        if encoding:
            answer.headers["Content-Encoding"] = encoding
        answer.headers["Vary"] = "Accept-Encoding"
        answer.add_etag()
        answer.make_conditional(request)
        return answer


def pack(
    server: Flask, addresses: Iterable[str], folder: Path | None = None
) -> dict[str, CompressedFile]:
    """Fetch each file from ourselves once and compress it; ``folder`` keeps what takes long."""
    # asked as a browser would, so that headers and rewriting are those of the real answer
    client = server.test_client()
    files = {}
    for address in addresses:
        with client.get(address) as response:
            if response.status_code == 200:
                # by path alone: what follows names a version, and a server has only one
                files[address.partition("?")[0]] = packed(
                    response.data, dict(response.headers), folder
                )
    return files


def packed(content: bytes, headers: dict[str, str], folder: Path | None = None) -> CompressedFile:
    """A file's bytes compressed, and those of its headers that stay true."""
    kept = {
        name: value for name, value in headers.items() if name in ("Content-Type", "Cache-Control")
    }
    return CompressedFile(
        {
            "br": _kept(content, folder) if folder else brotli.compress(content, quality=GOOD),
            # without the moment, which would give each worker another ETag
            "gzip": gzip.compress(content, 9, mtime=0),
        },
        kept,
    )


def _kept(content: bytes, folder: Path) -> bytes:
    """The content at its smallest, from the folder if it was compressed at an earlier start."""
    place = folder / f"{hashlib.sha256(content).hexdigest()}.br"
    with suppress(OSError, brotli.error):
        earlier = place.read_bytes()
        # a file that was cut or changed would break every page
        if brotli.decompress(earlier) == content:
            os.utime(place)
            return earlier
    smallest = bytes(brotli.compress(content, quality=BEST))
    # a folder that takes nothing only costs the next start its time
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(place, smallest)
    return smallest


def sweep(folder: Path) -> None:
    """Forget what no start of the last weeks has read: it is of versions that have gone."""
    with suppress(OSError):
        for path in folder.glob("*.br"):
            if time.time() - path.stat().st_mtime > KEPT_SECONDS:
                path.unlink(missing_ok=True)


def serve(server: Flask, files: dict[str, CompressedFile]) -> None:
    """Answer requests for packed files before anything else looks at them."""

    @server.before_request
    def pick() -> Response | None:
        file = files.get(request.path) if request.method == "GET" else None
        return file.response(request.accept_encodings.best_match(ENCODINGS)) if file else None

    @server.after_request
    def shrink_answers(response: Response) -> Response:
        return shrink(response) if response.mimetype == "application/json" else response


def shrink(response: Response) -> Response:
    """Compress what was made for this request, quickly: a page shrinks fifteenfold in three
    milliseconds.
    """
    # an ETag was made of the bytes as they are: compressing them would make it false
    if {"Content-Encoding", "ETag"} & set(response.headers.keys()):
        return response
    readable = request.accept_encodings.best_match(["br"])
    if readable and (response.content_length or 0) > WORTHWHILE:
        response.set_data(brotli.compress(response.get_data(), quality=QUICK))
        response.headers["Content-Encoding"] = readable
        response.headers.add("Vary", "Accept-Encoding")
    return response
