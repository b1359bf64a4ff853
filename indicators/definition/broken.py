"""Rules of our own inside pydantic's validation."""

from typing import Any

from pydantic_core import PydanticCustomError


def broken(rule: str, **params: Any) -> PydanticCustomError:
    """A broken rule of ``data/messages`` inside pydantic's validation."""
    return PydanticCustomError(rule, "{rule}", {"rule": rule, **params})
