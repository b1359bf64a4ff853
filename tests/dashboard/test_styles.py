"""The style sheets: Bootstrap is cut to what the pages use, and nothing that they use was cut."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CUT = ROOT / "tools" / "styles" / "cut-classes.txt"
SHEET = ROOT / "assets" / "css" / "00-bootstrap.min.css"
SOURCES = ("dashboard/**/*.py", "dashboard/**/*.html", "assets/js/*.js", "assets/steward/*.js")
ATTRIBUTES = {"popover"}
"""Words of HTML that are classes of Bootstrap, too."""
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def words_of_sources() -> set[str]:
    paths = [path for glob in SOURCES for path in ROOT.glob(glob)]
    return {word for path in paths for word in re.findall(r"[\w-]+", path.read_text("utf-8"))}


def test_no_class_that_a_page_names_was_cut_from_the_sheet():
    cut = set(CUT.read_text("utf-8").split())
    assert len(cut) > 1_000
    missing = (cut & words_of_sources()) - ATTRIBUTES
    assert not missing, f"Cut, and used again: {sorted(missing)}. Run “make styles”."


def test_the_list_of_what_was_cut_belongs_to_the_sheet():
    kept = set(CLASS.findall(SHEET.read_text("utf-8")))
    assert {"btn", "btn-primary", "form-select", "table", "visually-hidden"} <= kept
    assert not kept & set(CUT.read_text("utf-8").split())
