"""A slide as a picture, as large as a wall."""

from pathlib import Path

from dashboard.exports.parts.browser import BrowserDocument

FLAGS = ("--screenshot={path}", "--window-size=1920,1080")


def draw(document: BrowserDocument, number: int) -> Path:
    """Photograph a slide by its number; of a table that goes on, its first part."""
    return document.draw(f"{number:02}.png", *FLAGS, at=f"#{number}")
