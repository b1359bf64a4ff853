"""Entity tags: what an answer's copy is known by, also after a proxy has compressed it on the way."""

import re

from flask import request

_CODING = re.compile(r"(?:-{1,2}|[;:+._])(?:gzip|x-gzip|br|brotli|deflate|zstd)$")
"""What Apache, Jetty and others append to the tag of what they compress; nginx makes the tag weak
instead.
"""


def is_held(tag: str) -> bool:
    """Whether who asks has a copy of the answer under ``tag``.

    Tags are compared weakly, as ``If-None-Match`` is (RFC 9110, 13.1.2). ``*`` names no tag: it is
    the caller's to answer, once there is something to have a copy of.
    """
    known = request.if_none_match.as_set(include_weak=True)
    return tag in {_CODING.sub("", each) for each in known}
