"""The one kind of error that people see as a sentence and not as a traceback."""

from __future__ import annotations


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
