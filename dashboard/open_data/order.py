"""Writing a package to a file, outside a request."""

from pathlib import Path

from flask import Flask

from dashboard.exports import make_whole
from dashboard.http import context
from dashboard.open_data.package import newest_moment, open_package


def write_package(server: Flask, programme: str, moment: str | None, path: Path) -> None:
    """Write the archive of a moment, or of the newest; it has its name only when it is whole."""
    with server.test_request_context("/"):
        package = open_package(programme, moment or newest_moment(context.asker(), programme))
        make_whole(path, lambda part: _write(part, package.archive))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
