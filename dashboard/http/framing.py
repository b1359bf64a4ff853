"""Which sites may show what is made to be embedded; everything else is framed by nobody."""

from urllib.parse import urlsplit

from flask import Flask, current_app

from data.refusals import LONGEST, refuse

SETTING = "ITOG_EMBED_ORIGINS"
EMBEDDED = "/embed/"
"""Addresses below it are made to be shown inside a page of another site."""
MOST = 20


def origins(setting: str) -> tuple[str, ...]:
    """The sites that the operator names, as ``https://host`` with their port if they have one;
    refuses whatever else is written: a policy that a browser misreads would be no policy.
    """
    listed = tuple(dict.fromkeys(setting.split()))
    for origin in listed:
        if not _is_origin(origin) or len(listed) > MOST:
            known = f"https://site.example https://www.site.example (1 … {MOST})"
            raise refuse("setting_wrong", name=SETTING, given=origin[:LONGEST], known=known)
    return listed


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        own_origin = f"{parts.scheme}://{parts.hostname}"
        own_origin += "" if parts.port is None else f":{parts.port}"
    except ValueError:
        return False
    plain = text.isascii() and all(sign.isalnum() or sign in "-.:/" for sign in text)
    return (
        plain and bool(parts.hostname) and parts.scheme in ("http", "https") and own_origin == text
    )


def allow(server: Flask, listed: tuple[str, ...]) -> None:
    """Let these sites show what is embedded."""
    server.config[SETTING] = listed


def allowed() -> tuple[str, ...]:
    """The sites that may show what is embedded."""
    listed: tuple[str, ...] = current_app.config.get(SETTING, ())
    return listed
