"""The codes with which a command ends, for scripts that go by them."""

from __future__ import annotations

from typing import NamedTuple

DONE = 0
ROWS_REFUSED = 1
NOT_DONE = 2
INTERRUPTED = 130


class Exit(NamedTuple):
    """A code and what it means."""

    code: int
    en: str
    zh: str


EXITS = (
    Exit(DONE, "done", "完成"),
    Exit(
        ROWS_REFUSED, "done, with rows refused (load, check)", "完成，但有被拒绝的行（load、check）"
    ),
    Exit(
        NOT_DONE,
        "could not start: arguments, source, database",
        "无法开始：参数、来源或数据库有问题",
    ),
    Exit(INTERRUPTED, "interrupted, as by Ctrl-C", "被中断，如按了 Ctrl-C"),
)
