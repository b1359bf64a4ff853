"""An empty presentation with our master, layouts, theme and table: a slide that somebody adds by hand
looks like ours.
"""

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from dashboard.exports.parts import measure, saying
from dashboard.exports.parts.canvas import FONT, HIGH, WIDE
from dashboard.exports.parts.pptx_layouts import (
    STRIPS,
    THEME_COLOURS,
    Placeholder,
    SlideLayout,
    Strip,
    body,
    footers,
    layouts,
    title,
)
from dashboard.report import Report

NAME = "Itog"
TABLE_STYLE = "{17A4A8F0-5D2C-4E1B-9A6E-0B15263A4456}"
"""The identity of our table, which is also what a table added by hand begins as."""
PAGE_FIELD = "{7C5E9D60-6C1E-4B0A-8F39-2D1A4E0F7B11}"
COVER, CONTENT = range(2)
"""The layouts that our own slides use, by their place."""
BULLETS = ("", "–", "·", "–", "·")
SIZES = (20, 18, 16, 16, 16)


def blank(report: Report) -> Any:
    """A wide presentation without slides, in the report's language."""
    _ = saying.speaker(report)
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(WIDE), Inches(HIGH)
    master, ours = presentation.slide_master, layouts(_)
    for surplus in list(presentation.slide_layouts)[len(ours) :]:
        presentation.slide_layouts.remove(surplus)
    for native, layout in zip(presentation.slide_layouts, ours, strict=True):
        _lay_out(native._element, layout, report)
    _shapes(master._element, STRIPS, (title(_), body(_), *footers()), report)
    _text_styles(master._element, saying.LOCALES[report.language])
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _theme(theme.blob)
    styles = presentation.part.part_related_by(RELATIONSHIP_TYPE.TABLE_STYLES)
    styles._blob = _table_styles().encode()
    return presentation


def footer(report: Report, place: Placeholder, page: int = 0, pages: int = 0) -> list[str]:
    """What a footer says, a paragraph each; the page is a field, which an office counts itself."""
    locale = saying.LOCALES[report.language]
    run = f'<a:rPr lang="{locale}" sz="{place.size * 100}"/>'
    if place.kind != "sldNum":
        text = saying.programme(report) if place.kind == "ftr" else report.as_of
        return [_run(measure.shortened(text, place.size, place.frame.width, 1), run)]
    before, after = saying.around_page(report, pages)
    number = f"{run}<a:t>{page or '‹#›'}</a:t>"
    field = f'<a:fld id="{PAGE_FIELD}" type="slidenum">{number}</a:fld>'
    lines = [f"{_run(before, run)}{field}{_run(after, run) if pages else ''}"]
    return lines + ([_run(saying.checksum(report), run)] if report.checksum else [])


def placeholder(place: Placeholder, number: int, paragraphs: Iterable[str], *, own: bool) -> Any:
    """A placeholder as XML; ``own`` says that its place and looks are its own, and not its layout's."""
    kind = f'type="{place.kind}" ' if place.kind else ""
    looks = _looks(place) if own else "<a:bodyPr/><a:lstStyle/>"
    lines = "".join(f"<a:p>{line}</a:p>" for line in paragraphs)
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{escape(place.hint or place.kind)}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}idx="{place.index}"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_place(place) if own else ''}</p:spPr><p:txBody>{looks}{lines}</p:txBody></p:sp>"
    )


def _lay_out(element: Any, layout: SlideLayout, report: Report) -> None:
    for name in ("type", "preserve", "userDrawn"):
        element.attrib.pop(name, None)
    element.set("showMasterSp", "0" if layout.ground else "1")
    element.find(qn("p:cSld")).set("name", layout.name)
    if layout.ground:
        ground = f"<p:bg {nsdecls('p', 'a')}><p:bgPr>{_fill(layout.ground)}<a:effectLst/></p:bgPr></p:bg>"
        element.find(qn("p:cSld")).insert(0, parse_xml(ground))
    places = (*layout.places, *footers("bg2" if layout.ground else "tx2"))
    _shapes(element, layout.strips, places, report)


def _shapes(
    element: Any, strips: Iterable[Strip], places: Iterable[Placeholder], report: Report
) -> None:
    """Our shapes instead of those of python-pptx's own template."""
    tree = element.find(qn("p:cSld")).find(qn("p:spTree"))
    for shape in tree.findall(qn("p:sp")):
        tree.remove(shape)
    number = 1
    for strip in strips:
        number += 1
        tree.append(_strip(strip, number))
    for place in places:
        number += 1
        hint = [_run(place.hint, "<a:rPr/>")] if place.hint else footer(report, place)
        tree.append(placeholder(place, number, hint, own=True))


def _strip(strip: Strip, number: int) -> Any:
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{NAME} {number}"/>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_xfrm(strip.frame.inches)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_fill(strip.colour)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _place(place: Placeholder) -> str:
    return f'{_xfrm(place.frame.inches)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def _xfrm(inches: Iterable[int]) -> str:
    left, top, width, height = map(int, inches)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _looks(place: Placeholder) -> str:
    """No margins, smaller where it is too much; words of one size, unless the master's levels hold."""
    margins = "".join(f'{side}Ins="0" ' for side in "ltrb")
    frame = f'<a:bodyPr {margins}anchor="{place.anchor}"><a:normAutofit/></a:bodyPr>'
    if not place.kind:
        return f"{frame}<a:lstStyle/>"
    run = (
        f'<a:defRPr sz="{place.size * 100}" b="{int(place.bold)}">{_fill(place.colour)}</a:defRPr>'
    )
    level = f'<a:lvl1pPr marL="0" indent="0" algn="{place.align}"><a:buNone/>{run}</a:lvl1pPr>'
    return f"{frame}<a:lstStyle>{level}</a:lstStyle>"


def _run(text: str, looks: str) -> str:
    return f"<a:r>{looks}<a:t>{escape(saying.clean(text))}</a:t></a:r>" if text else ""


def _fill(colour: str) -> str:
    name, _colon, light = colour.partition(":")
    darker = f'<a:lumMod val="{light}"/>' if light else ""
    return f'<a:solidFill><a:schemeClr val="{name}">{darker}</a:schemeClr></a:solidFill>'


def _text_styles(master: Any, locale: str) -> None:
    """How titles and the levels of texts look where nothing else is said."""
    styles = master.find(qn("p:txStyles"))
    heading = (
        '<a:lvl1pPr algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f"{_default(32, 'mj', locale, bold=True)}</a:lvl1pPr>"
    )
    levels = "".join(
        _level(number, size, bullet, locale)
        for number, (size, bullet) in enumerate(zip(SIZES, BULLETS, strict=True))
    )
    for name, text in (("titleStyle", heading), ("bodyStyle", levels)):
        old = styles.find(qn(f"p:{name}"))
        styles.replace(old, parse_xml(f"<p:{name} {nsdecls('p', 'a')}>{text}</p:{name}>"))
    for element in styles.iter(qn("a:defRPr")):
        element.set("lang", locale)


def _level(number: int, size: int, bullet: str, locale: str) -> str:
    left = 228_600 * number
    sign = f'<a:buFont typeface="{FONT}"/><a:buChar char="{bullet}"/>' if bullet else "<a:buNone/>"
    return (
        f'<a:lvl{number + 1}pPr marL="{left}" indent="{-228_600 if number else 0}" algn="l">'
        f'<a:spcBef><a:spcPts val="600"/></a:spcBef>{sign}{_default(size, "mn", locale)}</a:lvl{number + 1}pPr>'
    )


def _default(size: int, font: str, locale: str, *, bold: bool = False) -> str:
    return (
        f'<a:defRPr lang="{locale}" sz="{size * 100}" b="{int(bold)}" kern="1200">{_fill("tx1")}'
        f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/></a:defRPr>'
    )


def _theme(blob: bytes) -> bytes:
    """Our colours and fonts under our name."""
    root = parse_xml(blob)
    root.set("name", NAME)
    for element in (*root.iter(qn("a:clrScheme")), *root.iter(qn("a:fontScheme"))):
        element.set("name", NAME)
    for name, colour in THEME_COLOURS.items():
        (place,) = root.iter(qn(f"a:{name}"))
        place.clear()
        place.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour.lstrip("#")}"/>'))
    for part in ("a:majorFont", "a:minorFont"):
        (font,) = root.iter(qn(part))
        font.find(qn("a:latin")).set("typeface", FONT)
    blob_with_ours: bytes = serialize_part_xml(root)
    return blob_with_ours


def _table_styles() -> str:
    """Rows between quiet lines under a head without a ground, as on the wall."""
    inside = _border("bottom", 9_525, "bg2") + _border("insideH", 9_525, "bg2")
    text = '<a:tcTxStyle b="{}"><a:fontRef idx="minor"/><a:schemeClr val="{}"/></a:tcTxStyle>'
    plain, whole, head = (
        text.format("off", "tx1"),
        text.format("on", "tx1"),
        text.format("on", "tx2"),
    )
    return (
        f'<a:tblStyleLst {nsdecls("a")} def="{TABLE_STYLE}"><a:tblStyle styleId="{TABLE_STYLE}" styleName="{NAME}">'
        f"<a:wholeTbl>{plain}<a:tcStyle><a:tcBdr>{inside}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f"<a:lastRow>{whole}<a:tcStyle><a:tcBdr>{_border('top', 19_050, 'tx2')}</a:tcBdr></a:tcStyle></a:lastRow>"
        f"<a:firstRow>{head}<a:tcStyle><a:tcBdr>{_border('bottom', 19_050, 'tx2')}</a:tcBdr></a:tcStyle></a:firstRow>"
        "</a:tblStyle></a:tblStyleLst>"
    )


def _border(side: str, width: int, colour: str) -> str:
    return f'<a:{side}><a:ln w="{width}">{_fill(colour)}</a:ln></a:{side}>'
