"""Spares long walks over rows the walks of Python's cyclic garbage collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made before the collector looks at the youngest; then every so many looks the next ages.
THRESHOLDS = (50_000, 20, 50)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """While it lasts, the collector looks for cycles seldom.

    Rows by the hundred thousand hold no cycles, but each few hundred of them set the collector
    off: a quarter of the time of a projection's fold.  What has cycles is still found.
    """
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
