"""Proofs as rows: what is attached to which record or number, by the hash of its bytes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from data.proofs.proofs import ProofFacts
from indicators.sheets.rows import RowSheet

OF_PROOF = ("id", "file_name", "title", "form", "size", "is_open")
OF_SUBJECT = ("kind", "number", "indicator", "district", "period")
PROOF_COLUMNS = ("programme", *OF_PROOF, "sha256", *OF_SUBJECT, "added_at", "address")


def proof_sheet(session: Session, proofs: Sequence[ProofFacts]) -> RowSheet:
    """Proofs as rows, in their order; ``address`` is where the file is read."""
    newest = newest_revision(session)
    return RowSheet(newest, newest, PROOF_COLUMNS, [_row(each) for each in proofs])


def _row(proof: ProofFacts) -> dict[str, Any]:
    subject = {name: getattr(proof.topic, name) or None for name in OF_SUBJECT}
    return {
        "programme": proof.programme,
        **{name: getattr(proof, name) for name in OF_PROOF},
        "sha256": proof.hash,
        **subject,
        "added_at": f"{proof.added_at.isoformat(timespec='seconds')}Z",
        "address": f"/proofs/{proof.id}",
    }
