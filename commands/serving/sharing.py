"""What keeps the memory of the server's processes small: they share what is there before they are
forked, for as long as nobody writes to it.
"""

import ctypes
import gc


def settle_memory() -> None:
    """What is there now stays: a collector that looked through it would write to every page of it.

    What was used meanwhile and is free by now goes back to the system, so that processes do not
    begin by writing into the gaps.
    """
    gc.collect()
    gc.freeze()
    # only glibc keeps it, and only glibc has the function
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
