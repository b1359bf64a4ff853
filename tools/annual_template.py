"""Make the template of the yearly report: ``python -m tools.annual_template``.

Whoever wants another look edits the DOCX itself; this says what it was made of.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FILE = Path(__file__).parents[1] / "dashboard" / "forms" / "templates" / "annual.docx"
FONT = "Times New Roman"
COLUMNS = {"name": 4.9, "unit": 2.7, "plan": 1.9, "actual": 1.9, "degree": 2.4, "reason": 3.7}
"""Centimetres of each column of the table."""

NUMBERS = ("plan", "actual", "degree")


def main() -> None:
    """Write the file."""
    document = Document()
    _page(document)
    for name, size in (("title", 16), ("programme", 14), ("period", 12)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(f"{{{{ {name} }}}}")
        run.bold, run.font.size = name != "period", Pt(size)
    document.add_paragraph("{%p if illustrative %}")
    _small(document, "{{ illustrative }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for section in sections %}")
    _section(document)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for note in notes %}")
    _small(document, "{{ note }}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(FILE))


def _page(document: DocumentType) -> None:
    """A4, margins and type of official letters."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(1)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 12), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.element.rPr.rFonts.set(qn("w:cs"), FONT)
        for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{which}"), None)
    document.styles["Heading 2"].font.color.rgb = None


def _small(document: DocumentType, text: str) -> None:
    run = document.add_paragraph().add_run(text)
    run.italic, run.font.size = True, Pt(9)


def _section(document: DocumentType) -> None:
    document.add_paragraph("{{ section.heading }}", style="Heading 2")
    document.add_paragraph("{%p for text in section.texts %}")
    paragraph = document.add_paragraph("{{ text }}")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.25)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for point in section.points %}")
    document.add_paragraph("{{ point }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if section.rows %}")
    _table(document)
    document.add_paragraph("{%p endif %}")


def _table(document: DocumentType) -> None:
    table = document.add_table(rows=4, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    head, begin, body, end = table.rows
    begin.cells[0].text, end.cells[0].text = "{%tr for row in section.rows %}", "{%tr endfor %}"
    for at, (name, width) in enumerate(COLUMNS.items()):
        table.columns[at].width = Cm(width)
        for row, of in ((head, "columns"), (body, "row")):
            row.cells[at].width = Cm(width)
            paragraph = row.cells[at].paragraphs[0]
            if name in NUMBERS and row is body:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            run = paragraph.add_run(f"{{{{ {of}.{name} }}}}")
            run.bold, run.font.size = row is head, Pt(10)
    properties = head._tr.get_or_add_trPr()
    repeated = properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
    properties.append(repeated)


if __name__ == "__main__":
    main()
