"""The words of the screens of imports."""

from dashboard.steward.audit.changes import numbers_words
from dashboard.steward.imports.store import CheckResult
from dashboard.text.language import _, ngettext
from data.imports import UndoPlan


def choice_words() -> dict[str, str]:
    """The fields of the form."""
    return {
        "file": _("File: CSV, XLSX or GeoJSON"),
        "drop": _("Drop a file here or choose one; up to {limit} MB."),
        "too_large": _(
            "This file is larger than {limit} MB. Split it, or use the command itog import."
        ),
        "kind": _("What is in it"),
        "covers": _("Which period it reports in full"),
        "covers_help": _(
            "2016, Q2 2016, November 2020, January–March 2014, several separated by commas; "
            "none, if it is not complete. Left empty, the months found in the file are proposed."
        ),
        "districts": _("For which districts: all, unless some are ticked"),
        "corrects": _(
            "Replace known records: a known number with another content corrects the record"
        ),
        "reason": _("Why (kept for ever)"),
    }


def list_words() -> dict[str, str]:
    return {
        **choice_words(),
        "new": _("Load a file"),
        "send": _("Send and check"),
        "send_note": _("Nothing is loaded yet: first comes the check, then a preview."),
        "templates": _("Templates: empty workbooks with columns, lists and notes"),
        "waiting": _("Sent and not loaded yet"),
        "go_on": _("Go on"),
        "done": _("Loaded files"),
        "none": _("No file has been loaded into this programme yet."),
        "number": _("No."),
        "name": _("File"),
        "when": _("When"),
        "who": _("Who"),
        "accepted": _("New"),
        "updated": _("Corrected"),
        "skipped": _("Skipped"),
        "state": _("State"),
        "loaded": _("loaded"),
        "undone": _("undone"),
    }


def receipt_words() -> dict[str, str]:
    return {
        **list_words(),
        **numbers_words(),
        "why": _("Why"),
        "revision": _("Revision"),
        "covers": _("Reported in full"),
        "covered": _("Newly covered"),
        "covered_unit": _("districts × months"),
        "nothing_covered": _("nothing is claimed"),
        "undone_in": _("Undone in revision"),
        "undo": _("Undo this import…"),
        "again": _("Load again"),
        "again_note": _(
            "The file is checked as it was read and mended then; it is loaded after the preview."
        ),
        "again_gone": _("The file is not kept any more: to load it again, send it as a new one."),
        "undo_note": _("First you see what would go and which numbers would change."),
        "mended": _("Mended before loading"),
        "row": _("Row"),
        "column": _("Column"),
        "was": _("In the file"),
        "now": _("Loaded as"),
        "left_out": _("row left out"),
        "numbers": _("What it changed"),
        "all": _("All imports"),
    }


def together(others: int) -> str:
    """Of an import that is one of several in its revision."""
    return ngettext(
        "Loaded in one revision with {number} other file: these numbers are those of all together.",
        "Loaded in one revision with {number} other files: these numbers are those of all together.",
        others,
    )


def undo_words(plan: UndoPlan) -> dict[str, str]:
    return {
        **numbers_words(),
        "lead": _(
            "Nothing is undone yet. What was loaded stays in the history; the file may be loaded again."
        ),
        "what": _("What it would do"),
        "closed": _("Rows that go"),
        "reopened": _("Earlier rows that come back"),
        "uncovered": _("No longer covered"),
        "covered_unit": _("districts × months"),
        "leaning": _("Imports that lean on it"),
        "leaning_note": _(
            "They skipped rows because this one had brought them: load those files again afterwards."
        ),
        "edits": ngettext(
            "{number} later correction would go with it",
            "{number} later corrections would go with it",
            len(plan.edits),
        ),
        "with_edits": _("Undo the later corrections too"),
        "forbidden": _("It cannot be undone now"),
        "remedy": _("First undo the imports of these rows, or correct them."),
        "numbers": _("Numbers that would change"),
        "work_out": _("Work out which numbers would change"),
        "unknown": _("The database has moved on, or nobody has asked yet."),
        "reason": _("Why (kept for ever)"),
        "undo": _("Undo the import"),
        "back": _("Back, change nothing"),
    }


def kept_words() -> dict[str, str]:
    """Of what is kept while one types."""
    return {
        "saved": _("What you typed is kept, {at} UTC; press “Check again” when you are done."),
        "not_saved": _("Not saved: {reason}"),
        "offline": _("no connection; the text stays here, it will be tried again"),
    }


def upload_words(check_result: CheckResult) -> dict[str, str]:
    rows = len({problem.row for problem in check_result.problems if problem.row is not None})
    return {
        **choice_words(),
        **numbers_words(),
        **kept_words(),
        "not_checked": _("The file has not been checked as it is now."),
        "check": _("Check again"),
        "problems": ngettext("{number} problem", "{number} problems", len(check_result.problems)),
        "in_rows": ngettext(" in {number} row", " in {number} rows", rows) if rows else "",
        "lead": _(
            "Mend the cells here and check again, or send a mended file. Your file itself is not changed."
        ),
        "row": _("Row"),
        "column": _("Column"),
        "value": _("Value"),
        "rule": _("What is wrong"),
        "remedy": _("What to do"),
        "rest": _("The rest of row {row}"),
        "leave_out": _("Leave the row out"),
        "mended": _("Mended here"),
        "was": _("In the file"),
        "now": _("Now"),
        "take_back": _("Take back"),
        "sure": _("The value is right"),
        "left_out": _("row left out"),
        "how": _("How it is read"),
        "sheet": _("Sheet of the workbook"),
        "sheet_any": _("The one that has the header"),
        "sheet_all": _("All that have the header, together"),
        "another": _("Send a mended file"),
        "send": _("Send and check"),
        "remove": _("Remove the file"),
        "sound": _("The file is sound"),
        "propose": _(
            "Judging by its dates the file reports {covers}. Say what it reports in full and check again."
        ),
        "new_rows": _("New rows"),
        "corrected": _("Corrected"),
        "skipped": _("Skipped: loaded already"),
        "covered": _("Newly covered"),
        "covered_unit": _("districts × months"),
        "unchanged": _("The file changes nothing: all of it is loaded already."),
        "preview": _("The first rows"),
        "numbers": _("Numbers that would change"),
        "too_many": _("The file is large: which numbers it changes is told when it is loaded."),
        "load": _("Load"),
        "load_note": _("If the database has moved on, the file is checked again first."),
    }
