"""Scripts and styles compressed once, when the server starts; only what is made for a request is
compressed then.
"""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass

import brotli
from flask import Flask, Response, request

QUALITY = 9
"""Brotli's best is a tenth smaller and twenty times slower: seconds of waiting at each start."""
QUICK, WORTHWHILE = 3, 8192
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


def pack(server: Flask, addresses: Iterable[str]) -> dict[str, CompressedFile]:
    """Fetch each file from ourselves once and compress it."""
    # asked as a browser would, so that headers and rewriting are those of the real answer
    client = server.test_client()
    files = {}
    for address in addresses:
        with client.get(address) as response:
            if response.status_code == 200:
                # by path alone: what follows names a version, and a server has only one
                files[address.partition("?")[0]] = packed(response.data, dict(response.headers))
    return files


def packed(content: bytes, headers: dict[str, str]) -> CompressedFile:
    """A file's bytes compressed, and those of its headers that stay true."""
    kept = {
        name: value for name, value in headers.items() if name in ("Content-Type", "Cache-Control")
    }
    return CompressedFile(
        {
            "br": brotli.compress(content, quality=QUALITY),
            # without the moment, which would give each worker another ETag
            "gzip": gzip.compress(content, 9, mtime=0),
        },
        kept,
    )


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
    """Compress what was made for this request, quickly: a matrix shrinks twentyfold in a
    millisecond.
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
