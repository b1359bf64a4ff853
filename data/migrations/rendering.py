"""How a migration writes our column types: as what the database stores, because our classes may
change later.
"""

from typing import Any, Literal

from sqlalchemy.types import TypeDecorator


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """``Money`` and ``ExactDecimal`` as their plain types; everything else as Alembic does."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False
