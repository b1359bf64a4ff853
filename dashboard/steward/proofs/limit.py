"""How large a proof may be."""

from flask import current_app

from data.settings import whole_setting

LIMIT = "ITOG_PROOF_MB"
DEFAULT_MB = 20
MOST_MB = 200


def megabytes(setting: str) -> int:
    """The limit that the operator has set; refuses what is not a whole number of MB."""
    return whole_setting(LIMIT, setting, DEFAULT_MB, MOST_MB)


def limit_mb() -> int:
    """The limit of this server, in MB."""
    limit: int = current_app.config.get(LIMIT, DEFAULT_MB)
    return limit
