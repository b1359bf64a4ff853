"""How the server's log is written: words for a terminal, or a line of JSON each for a collector."""

import logging.config
from typing import Any

from structlog import stdlib
from structlog.contextvars import merge_contextvars
from structlog.processors import JSONRenderer, TimeStamper, format_exc_info

from data.refusals import refuse

SETTING = "ITOG_LOG"
FORMS = ("words", "json")


def log_form(setting: str) -> str:
    """The form that the operator names, words where none; refuses what is not one of ``FORMS``."""
    if setting and setting not in FORMS:
        raise refuse("setting_wrong", name=SETTING, given=setting[:100], known=", ".join(FORMS))
    return setting or FORMS[0]


def set_log(form: str) -> None:
    """Write the log in one of ``FORMS``.

    In JSON every request has a line of its own, and what is logged while one is answered names it.
    """
    if form == "json":
        logging.config.dictConfig(_in_json())


def _in_json() -> dict[str, Any]:
    # gunicorn has set its own loggers by now: they are to speak through the one handler
    through_root = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": line_formatter}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["lines"]},
        "loggers": {
            "itog.requests": {"level": "INFO"},
            "gunicorn.error": {"level": "WARNING", **through_root},
        },
    }


def line_formatter() -> logging.Formatter:
    """Writes a record as a line of JSON, with the identity of the request that is answered."""
    return stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            merge_contextvars,
            stdlib.add_log_level,
            stdlib.add_logger_name,
            TimeStamper(fmt="iso", utc=True, key="at"),
            stdlib.ExtraAdder(),
            format_exc_info,
        ],
        processors=[
            stdlib.ProcessorFormatter.remove_processors_meta,
            JSONRenderer(ensure_ascii=False),
        ],
    )
