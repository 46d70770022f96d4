"""Whose matrix multiplication the parser's networks use.

spaCy brings BLIS, which stays on one core but is built for any processor; numpy brings OpenBLAS, which suits
the one at hand: it multiplies three times as fast and takes a quarter off the time of an article. But
OpenBLAS spreads over all cores, and with matrices as small as these its threads mostly wait for each other.
So the command line asks it for one thread (it heeds that only before numpy is loaded), and it is used only
where it has one.
"""

from __future__ import annotations

import os

__all__ = ["one_thread"]

_THREADS = "OPENBLAS_NUM_THREADS"


def one_thread() -> bool:
    """Whether numpy multiplies on one thread: it was told so, or has one core."""
    if os.environ.get(_THREADS, os.environ.get("OMP_NUM_THREADS")) == "1":
        return True
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return len(cores) == 1
