"""What a request that never reaches the application is told: a page, or a problem of the API, in
its language.
"""

import json
import re
from html import escape
from http import HTTPStatus
from urllib.parse import parse_qs

from data.refusals import Problem

LANGUAGES = ("ru", "en")
LONGEST = 1 << 16
"""Bytes of a head that are looked at."""

_TARGET = re.compile(r"[A-Za-z]{1,20} (\S+)")
_COOKIE = re.compile(r"(?:^|;)\s*lang=(\w+)")
_PREFERRED = re.compile(r"\s*(ru|en)\b[^,;]*(?:;\s*q=([01](?:\.\d{1,3})?))?", re.IGNORECASE)
PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head><body><main>
{sentences}
</main></body></html>
"""


def answer(head: bytes, status: HTTPStatus, rule: str) -> bytes:
    """The whole answer to a request of which ``head`` has come, as far as it has: its last word on
    the connection.
    """
    text = head[:LONGEST].decode("latin-1")
    target = _TARGET.match(text)
    path, _, query = (target[1] if target else "").partition("?")
    headers = _headers(text)
    language = _language(query, headers)
    if path.startswith("/api/"):
        kind, body = (
            "application/problem+json",
            _problem(path, status, rule, language or LANGUAGES[0]),
        )
    else:
        kind, body = (
            "text/html; charset=utf-8",
            _page(status, rule, (language,) if language else LANGUAGES),
        )
    content = body.encode()
    lines = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        "Connection: close",
        f"Content-Length: {len(content)}",
        f"Content-Type: {kind}",
        f"Content-Language: {language or ', '.join(LANGUAGES)}",
        "X-Content-Type-Options: nosniff",
        "Cache-Control: no-store",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + content


def _headers(text: str) -> dict[str, str]:
    lines = (line.partition(":") for line in text.partition("\r\n\r\n")[0].split("\r\n")[1:])
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _language(query: str, headers: dict[str, str]) -> str | None:
    """As pages choose it – header, address, cookie, browser –, nothing where the request does not
    say.
    """
    cookie = _COOKIE.search(headers.get("cookie", ""))
    header = (
        headers.get("x-lang"),
        *parse_qs(query[:LONGEST]).get("lang", [])[:1],
        cookie[1] if cookie else None,
    )
    chosen = next((word for word in header if word in LANGUAGES), None)
    preferred = [
        _PREFERRED.match(part) for part in headers.get("accept-language", "").split(",")[:20]
    ]
    ranked = sorted(
        (float(match[2] or 1), -at, match[1].lower()) for at, match in enumerate(preferred) if match
    )
    return chosen or (ranked[-1][2] if ranked else None)


def _problem(path: str, status: HTTPStatus, rule: str, language: str) -> str:
    detail = Problem(rule).sentence(language)
    document = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": path,
        "problems": [{"rule": rule, "detail": detail}],
    }
    return json.dumps(document, ensure_ascii=False)


def _page(status: HTTPStatus, rule: str, languages: tuple[str, ...]) -> str:
    sentences = "\n".join(
        f'<p lang="{language}">{escape(Problem(rule).sentence(language), quote=False)}</p>'
        for language in languages
    )
    return PAGE.format(language=languages[0], title=f"{status.value}", sentences=sentences)
