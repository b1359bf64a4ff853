"""The meeting as one file: it opens from a flash drive, with the network off."""

from dashboard.exports.parts.meeting import write

__all__ = ["MIME", "write"]

MIME = "text/html"
