"""What keeps the memory of the server's processes small: they share what is there before they are
forked, for as long as nobody writes to it.
"""

import ctypes
import gc

ARENAS, MOST_ARENAS = -8, 2
"""What glibc calls the number of heaps between which threads part (``M_ARENA_MAX``), and ours: each
thread would have one of its own, most of it empty, and threads that take turns at Python need none.
"""


def settle_memory() -> None:
    """What is there now stays: a collector that looked through it would write to every page of it.

    What was used meanwhile and is free by now goes back to the system, so that processes do not
    begin by writing into the gaps.
    """
    gc.collect()
    gc.freeze()
    library = ctypes.CDLL(None)
    # only glibc keeps and parts it, and only glibc has the functions
    if hasattr(library, "malloc_trim"):
        library.mallopt(ARENAS, MOST_ARENAS)
        library.malloc_trim(0)
