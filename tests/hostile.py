"""Texts that somebody may type to harm a page, a table, a file or whoever reads one; and a town
where everything that has a name is called like a script.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from data.decks import Deck, SlideText, save
from data.passports import DEFAULT_PROGRAMME
from indicators.answers.snapshots import create
from tests.sample_programme import SampleProgramme

HOSTILE = "<script>alert('words')</script><img src=x onerror=alert(1)>"

TEXTS: Mapping[str, str] = {
    "script": HOSTILE,
    "end of a script": "</script></title></textarea><svg/onload=alert(2)>",
    "attribute": "\" onmouseover=\"alert(3)\" x='y' autofocus onfocus='alert(3)",
    "address": "javascript:alert(4)//[a](javascript:alert(4))",
    "chart markup": '<a href="javascript:alert(5)"><b>bold</b><br>%{customdata}<extra>x</extra></a>',
    "formula": "=cmd|' /C calc'!A0",
    "formula with a sign": '+1+HYPERLINK("http://127.0.0.1/","x")',
    "formula of a name": "@SUM(1+9)*cmd|' /C calc'!A0",
    "lines": "one\r\nSet-Cookie: itog=1\r\n\r\n<b>two\nEND:VEVENT\nBEGIN:VALARM",
    "right to left": "\u202egnp.exe\u202c \u2067abc\u2069 \u200f\u061c",
    "marks on marks": "Z" + "\u0310\u0316\u0489" * 30,
    "emoji": "👩\u200d👩\u200d👧\u200d👦 🏴\U000e0067\U000e0062\U000e007f 😀\U0010ffff",
    "separators": "a\u2028b\u2029c\u0085d\ufeffe\u200bf\u00adg",
    "no characters": "a\ufffeb\uffffc\ufdd0d\x7fe\x9ff",
    "template": "{{ 7*7 }}{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}${7*7}#{7*7}",
    "places": "{name} {0} {} %s %(name)s %d %",
    "query": "'; DROP TABLE revision; --\" OR 1=1 /*",
    "path": "../../../../etc/passwd\\..\\..\\win.ini",
    "entity": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "section": "]]><![CDATA[<script>alert(6)</script>]]>--><!--",
    "references": "&lt;script&gt;alert(7)&lt;/script&gt;&amp;&#60;&nosuch;&#0;_x0008__x005F_",
    "whole without end": "слово " * 2000,
    "word without end": "щ" * 3000,
}
"""What can be typed and kept; each is another trick."""

NO_TEXTS: Mapping[str, str] = {
    "nul": "a\0b",
    "control": "a\x08b\x1b[31m\x07",
    "surrogate": "a\ud800b",
}
"""What no text has: it is refused wherever it comes in."""

WORDS = {"ru": HOSTILE, "en": HOSTILE}
DECK = "hostile"


@contextmanager
def hostile_town(url: str) -> Iterator[SampleProgramme]:
    """One indicator with a record, a snapshot and a deck, all called like a script."""
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, texts={"name": WORDS}) as world:
        with world.revision():
            texts = {"name": WORDS, "unit": WORDS, "description": WORDS}
            world.define("visits", kind="count", measure="consultations", key=True, **texts)
            asking = world.organisation(HOSTILE)
            world.record(
                "consultations", "2014-03-05", "north", organisation_id=asking, note=HOSTILE
            )
            world.cover("consultations", "2014..2016")
            world.target("visits", "2014", 2)
        create(world.database, HOSTILE, DEFAULT_PROGRAMME, author="anna")
        slides = (
            SlideText("plan_and_fact", "/indicator/visits", title=HOSTILE, notes=HOSTILE),
            SlideText("text", text=HOSTILE),
        )
        save(world.database, Deck(DECK, DEFAULT_PROGRAMME, HOSTILE, slides), author="anna")
        yield world
