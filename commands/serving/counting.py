"""Where the server's processes count their requests, so that whichever is asked knows of all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import rmtree
from tempfile import mkdtemp

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""By this name prometheus_client finds it, when it is imported."""


@contextmanager
def counted_together() -> Iterator[None]:
    """Name a folder for the counts of the processes that are forked within, unless the operator has
    named one.
    """
    if os.environ.get(FOLDER):
        yield
        return
    folder, maker = mkdtemp(prefix="itog-counts-"), os.getpid()
    os.environ[FOLDER] = folder
    try:
        yield
    finally:
        # each worker comes by here too when it ends, and the others go on counting
        if os.getpid() == maker:
            rmtree(folder, ignore_errors=True)
