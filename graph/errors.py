"""The one kind of error that people see as a sentence and not as a traceback."""

from __future__ import annotations

import errno


class UserError(Exception):
    """Something that a person can put right.

    The message is one line: what is wrong, and the way out. The command line and the
    app print it as it is; every other exception is a fault of the program.
    """

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))

    @property
    def message(self) -> str:
        """The line to print."""
        return str(self.args[0])


def no_room(error: OSError) -> UserError:
    """What a person is told whose file could not be read or written."""
    if error.errno == errno.EDQUOT:
        return UserError("the disk quota is used up; make room and load again: nothing was loaded")
    if error.errno == errno.EFBIG:
        return UserError(
            "a file would grow beyond the size that this system allows; raise the limit and load "
            "again: nothing was loaded"
        )
    if error.errno == errno.ENOSPC:
        return UserError("the disk is full; make room and load again: nothing was loaded")
    where = f"{error.filename}: " if error.filename else ""
    return UserError(f"{where}{error.strerror or error}; nothing was loaded")
