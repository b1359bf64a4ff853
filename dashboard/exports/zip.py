"""Everything in one archive: each format, the numbers as CSV, the definitions, and what lets them
be checked.
"""

import csv
import io
import json
import tempfile
from collections.abc import Iterator, Sequence
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from flask import current_app

from dashboard import exports
from dashboard.exports.parts.numbers import exact
from dashboard.http import context
from dashboard.report import Card, Report, Slide
from dashboard.text.language import _
from data.refusals import Refusal
from indicators.answers.file_checksum import READERS_AT, file_checksum
from indicators.sheets.row_stream import cell

MIME = "application/zip"
CLAIM, SUMS, MANIFEST = "snapshot.json", "SHA256SUMS", "README.txt"
ALONE = ("zip", "png", "pictures")
"""Formats that are not put into the archive: itself, and pictures, which the PDF has in vectors."""


def write(report: Report, path: Path) -> None:
    """Write the archive; a format that this server cannot make is named in it as left out."""
    with (
        current_app.test_request_context(headers={"X-Lang": report.language}),
        tempfile.TemporaryDirectory() as folder,
    ):
        files, left_out = _formats(report, Path(folder))
        files[CLAIM] = _claim(report)
        for name, text in report.definitions.items():
            files[f"definitions/{name}"] = text.encode()
        files |= _numbers(report)
        files[MANIFEST] = _manifest(report, list(files), left_out).encode()
        files[SUMS] = "".join(
            f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items()
        ).encode()
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)


def _formats(report: Report, folder: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    files, left_out = {}, {}
    for form in exports.names():
        if form not in ALONE:
            name = f"{report.code or 'page'}.{form}"
            try:
                exports.write(report, form, folder / name)
            except Refusal as refusal:
                left_out[name] = refusal.text(report.language)
            else:
                files[name] = (folder / name).read_bytes()
    return files, left_out


def _claim(report: Report) -> bytes:
    """What ``itog snapshot verify`` checks: which answers these are, and their checksum."""
    checksum, readers_at = report.checksum, None
    if not checksum:
        of_file = context.asker().ask(file_checksum, report.programme, report.revision, report.on)
        checksum, readers_at = of_file.checksum, of_file.readers_at
    fields = {
        "programme": report.programme,
        "revision": report.revision,
        "on": report.on,
        "snapshot": report.snapshot,
        "checksum": checksum,
        # only where something may be hidden: other files stay as they were
        **({READERS_AT: readers_at} if readers_at is not None else {}),
    }
    return json.dumps(fields, ensure_ascii=False, indent=2).encode()


def _numbers(report: Report) -> Iterator[tuple[str, bytes]]:
    for number, slide in enumerate(report.slides, 1):
        rows = [*_rows(slide)]
        if rows:
            out = io.StringIO()
            csv.writer(out, lineterminator="\r\n").writerows(
                # a fraction with as many digits as a decimal has
                [cell(exact(value) if isinstance(value, Fraction) else value) for value in row]
                for row in rows
            )
            yield f"numbers/{number:02}-{slide.kind}.csv", ("\ufeff" + out.getvalue()).encode()


def _rows(slide: Slide) -> Iterator[Sequence[object]]:
    if slide.chart:
        yield [slide.title, *(series.name for series in slide.chart.series), slide.chart.unit]
        for place, category in enumerate(slide.chart.categories):
            yield [category, *(series.values[place] for series in slide.chart.series)]
    if slide.table:
        yield list(slide.table.columns)
        yield from (
            [each.text if each.value is None else each.value for each in row]
            for row in slide.table.rows
        )
    if slide.cards:
        yield [_("Indicator"), _("Value"), _("Unit"), _("Plan"), _("Degree"), _("Status")]
        yield from map(_of_card, slide.cards)


def _of_card(card: Card) -> Sequence[object]:
    counted = card.counted
    value = card.value if counted.value is None else counted.value
    return [
        card.heading,
        value,
        card.unit or counted.unit,
        counted.plan,
        counted.degree,
        card.status_name,
    ]


def _manifest(report: Report, names: list[str], left_out: dict[str, str]) -> str:
    lines = [report.title, report.programme_name, report.as_of, report.illustrative, ""]
    lines += [_("Files:"), *(f"  {name}" for name in names), ""]
    if left_out:
        lines += [_("Left out:"), *(f"  {name}: {reason}" for name, reason in left_out.items()), ""]
    lines.append(_("To check these numbers later: itog snapshot verify {file}").format(file=CLAIM))
    return "\r\n".join(line for line in lines)
