"""What is said of known faults of libraries, and that silence is told from a clean answer."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tools import audit

SOUND = {"name": "flask", "version": "3.1.0", "vulns": []}
FAULTY = {
    "name": "dash",
    "version": "4.4.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["4.4.1"]}],
}
UNKNOWN = {"name": "own", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "status", "words"),
    [
        ([SOUND], 0, ""),
        ([SOUND, FAULTY], 1, "dash 4.4.0: PYSEC-1, mended in 4.4.1\n"),
        ([SOUND, UNKNOWN], 0, "pip-audit was not asked of own: not found\n"),
        ([UNKNOWN], 0, audit.NOT_ASKED),
        ([], 0, audit.NOT_ASKED),
    ],
)
def test_what_is_known_is_printed_and_silence_is_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    dependencies: Sequence[Mapping[str, Any]],
    status: int,
    words: str,
) -> None:
    monkeypatch.setattr(audit, "report", lambda _lock: dependencies)
    assert audit.main() == status
    assert capsys.readouterr().err == words


def test_where_nothing_can_be_asked_one_library_is_tried() -> None:
    first = audit.first_pinned((Path(audit.ROOT) / "requirements.txt").read_text(encoding="utf-8"))
    assert first.startswith("alembic==")
    assert first.count("==") == 1
    assert "--hash=sha256:" in first
