"""Makes the next items while the last ones are being used, in a thread of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Full, Queue
from threading import Event
from typing import TypeVar

T = TypeVar("T")
_LOOK = 0.1  # seconds between two looks at whether anybody still wants the items
# Seconds until the maker lets the user of the items go on, who has an answer from the database.
# Python's own 5 ms are lost several times for each batch.
_TURN = 0.0003


def ahead(make: Callable[[], Iterator[T]], most: int) -> Generator[T, None, None]:
    """The items of `make()`, at most `most` of them made before they are asked for.

    `make` is called and its items are made in the one other thread.  What is raised there is
    raised here; a caller who stops asking and closes this iterator ends the thread.
    """
    made: Queue[list[T]] = Queue(most)  # lists of one; an empty one is the end
    unwanted = Event()

    def put(item: list[T]) -> None:
        while not unwanted.is_set():
            with suppress(Full):
                made.put(item, timeout=_LOOK)
                return

    def run() -> None:
        try:
            for item in make():
                put([item])
                if unwanted.is_set():
                    return
        finally:
            put([])

    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        with ThreadPoolExecutor(1, "ahead") as pool:
            running = pool.submit(run)
            try:
                while item := made.get():
                    yield item[0]
                running.result()
            finally:
                unwanted.set()
    finally:
        sys.setswitchinterval(before)
