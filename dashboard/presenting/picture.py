"""A slide as a small picture: the wall's own markup and styles in one SVG, which browsers load
lazily like any image.
"""

import re
from dataclasses import replace

from flask import render_template

from dashboard.presenting.document import glyphs, has_number, numbered_slides
from dashboard.presenting.files import Files, picture_style
from dashboard.presenting.sketch import sketch
from dashboard.report import Report

NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no XML may have: one of them, pasted into a title, and there would be no picture."""


def picture(report: Report) -> str:
    """The first slide of a report, without its number; needs what ``document`` needs."""
    (slide, *_others) = numbered_slides(report)
    chart = slide.slide.chart
    if chart is not None and not slide.slide.missing:
        slide = replace(slide, drawing=sketch(chart))
    text = render_template(
        "slide_picture.svg",
        report=report,
        slides=[slide],
        slide_page=slide,
        style=picture_style(),
        files=Files(policy="none"),
        glyphs=glyphs(),
        has_number=has_number,
    )
    return NOT_IN_XML.sub("", text)
