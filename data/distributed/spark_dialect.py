"""The selects of measures as Spark understands them: PostgreSQL's dialect but for one type."""

from functools import cache
from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects.postgresql.base import PGDialect, PGTypeCompiler

from data.columnar.copy import bound_values

SETTINGS = {
    # sums that are too large are an error, as they are for databases, and not another number
    "spark.sql.ansi.enabled": "true",
    # names are quoted as SQL has them
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
}
"""What Spark has to be set to for it."""


class SparkTypes(PGTypeCompiler):
    """Types by Spark's names."""

    def visit_VARCHAR(self, type_: Any, **_options: Any) -> str:
        """Spark's has to be of some length."""
        return "STRING"


class SparkDialect(PGDialect):
    """PostgreSQL's dialect with Spark's types; values go beside the text."""

    type_compiler_cls = SparkTypes
    supports_statement_cache = False


def compiled(statement: Select[Any]) -> tuple[str, list[Any]]:
    """A statement with its values, in the order of its question marks."""
    options = {"render_postcompile": True}
    text = statement.compile(dialect=_dialect(), compile_kwargs=options)
    return str(text), bound_values(text)


@cache
def _dialect() -> PGDialect:
    return SparkDialect(paramstyle="qmark")  # type: ignore[no-untyped-call]
