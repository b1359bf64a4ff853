"""The document of a page: whole at once, in the reader's language and theme, with an honest status."""

import html as markup
import json
from http import HTTPStatus

from flask import Response, make_response, redirect, request
from plotly.io.json import to_json_plotly

from dashboard import documents, head, offline
from dashboard.http import bundles, compression, context
from dashboard.http.dash_internals import ENTRY, DocumentDash, DocumentParts
from dashboard.http.looks import look
from dashboard.looks.in_words import TEXT, VIEW, in_words, usual_address
from dashboard.sections import blocks, frame
from dashboard.text.language import _

INDEX = """<!DOCTYPE html>
<html {language} {look}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{parts.metas}
<title>{title}</title>
{links}
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
{parts.css}
</head>
<body {offline}>
<noscript><p class="_dash-loading">{noscript}</p></noscript>
{entry}
<div>
{parts.config}
{parts.scripts}
{parts.renderer}
</div>
</body>
</html>"""


class Application(DocumentDash):
    """Dash with a language, a theme and an honest HTTP status for each document."""

    def respond(self) -> Response:
        """The document of a page: the page is made once here to know its title and status."""
        href = request.full_path.rstrip("?")
        if request.args.get(VIEW) == TEXT:
            return self._in_words(usual_address(href))
        frame.make(context.in_own_language(href))
        if frame.made_status() in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND):
            repaired = frame.repaired(href)
            if repaired is not None:
                return make_response(redirect(repaired))
        response = make_response(self.page_html(), frame.made_status())
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Vary"] = "Accept-Language, Cookie"
        if frame.made_status() == frame.OK:
            context.keep_choices(response)
            offline.let_keep(response)
        # it has no secret that its size could give away
        compression.shrink(response)
        # of the bytes as they are sent: whoever has them already needs none
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response

    def _in_words(self, href: str) -> Response:
        """The page as text alone, whole at once."""
        blocks.wait_for_all()
        frame.make(context.in_own_language(href))
        content = in_words(json.loads(to_json_plotly(frame.made_document())))
        title = frame.page_title()
        return documents.document(
            "in_words.html", title, frame.made_status(), content=content, usual=href
        )

    def document(self, parts: DocumentParts) -> str:
        """The document around Dash, in the reader's language and theme."""
        joined = self.server.extensions.get(bundles.EXTENSION)
        return INDEX.format(
            language=context.languages()[context.locale()].attributes,
            look=look(request.args.get("theme")).attributes(),
            offline=offline.attributes(),
            noscript=markup.escape(_("This page needs JavaScript.")),
            links=head.links(),
            title=markup.escape(frame.page_title()),
            entry=ENTRY.format(waiting=markup.escape(_("Loading…"))),
            # what warms the server up finds the files one by one
            parts=joined.link(parts, self._layout_json()) if joined else parts,
        )

    def _layout_json(self) -> str:
        return self.layout_with(frame.made_document(), frame.page_title())
