"""A feed as a document of Atom (RFC 4287): finished words in, bytes out."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

NAMESPACE = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no document of XML may have, in whatever way they are written."""


@dataclass(frozen=True)
class FeedEntry:
    """One deed: ``identity`` is a URI that stays, ``at`` is UTC, ``lines`` are its paragraphs."""

    identity: str
    title: str
    at: datetime.datetime
    href: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Feed:
    """A list of entries, the newest first; ``own`` is the address of the feed itself, ``page`` that of
    what it is about, ``at`` the moment it is as of.
    """

    identity: str
    title: str
    author: str
    language: str
    own: str
    page: str
    at: datetime.datetime
    entries: Sequence[FeedEntry]


def document(feed: Feed) -> bytes:
    """The feed, whole and valid."""
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.language})
    _describe(root, feed.identity, feed.title, feed.at)
    SubElement(root, "link", rel="self", href=feed.own)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.page)
    # RFC 4287, 4.1.1: without one of the feed each entry would need its own
    _add(SubElement(root, "author"), "name", feed.author)
    _add(root, "generator", "Itog")
    for entry in feed.entries:
        _write(SubElement(root, "entry"), entry)
    document_bytes: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document_bytes


def _write(element: Element, entry: FeedEntry) -> None:
    _describe(element, entry.identity, entry.title, entry.at)
    SubElement(element, "link", rel="alternate", type="text/html", href=entry.href)
    # as text: what people typed is no markup anywhere on the way to a reader
    _add(element, "content", "\n".join(entry.lines), type="text")


def _describe(element: Element, identity: str, title: str, at: datetime.datetime) -> None:
    _add(element, "id", identity)
    _add(element, "title", title)
    _add(element, "updated", f"{at:%Y-%m-%dT%H:%M:%SZ}")


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _NO_XML.sub("\ufffd", text)
