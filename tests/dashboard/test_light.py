"""What answers pages has in its memory what pages need: libraries that write files, speak with
providers or reshape databases come with the first request that needs one.
"""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]


FOR_FILES = ("docx", "docxtpl", "icalendar", "openpyxl", "pptx", "xlsxwriter")
FOR_PROVIDERS = ("authlib", "joserfc", "requests")
FOR_SCHEMAS = ("alembic", "mako")
FOR_FACTORS = ("cryptography", "pyotp", "segno")
FOR_COPIES = ("duckdb", "pandas")
HEAVY = FOR_FILES + FOR_PROVIDERS + FOR_SCHEMAS + FOR_FACTORS + FOR_COPIES
PROGRAM = f"""
import sys
import app
from commands import serve
from dashboard.application import create_application
from data.database.database import Database
browser = create_application(Database("sqlite://"), secret="light").server.test_client()
for page in ("/", "/report", "/register", "/calendar", "/login", "/steward/imports", "/readyz"):
    browser.get(page)
print(*sorted(set({HEAVY}) & {{name.partition(".")[0] for name in sys.modules}}))
"""
LATE = re.compile(r'late_view\("([\w.]+)"\)')


def test_a_server_has_no_library_that_no_page_needs() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True)
    assert (ran.stdout.strip(), ran.returncode) == ("", 0), ran.stderr


def test_every_view_that_comes_late_is_there() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "dashboard").rglob("*.py")]
    places = [place for text in texts for place in LATE.findall(text)]
    assert len(places) >= 6
    for place in places:
        module, _dot, name = place.rpartition(".")
        assert callable(getattr(import_module(module), name)), place
