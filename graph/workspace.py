"""A ledger and the graph that shows it, opened together."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from graph import settings
from graph.engine import open_engine
from graph.ledger import Ledger
from graph.ledger.database import Say, say_aloud
from graph.model import Model, load_model
from graph.project import Progress, pending, project
from graph.store import Store


class Workspace:
    """What a command or a page works with: `.model`, `.ledger`, `.store`."""

    def __init__(self, db: str, model: Model, ledger: Ledger, store: Store) -> None:
        self.db, self.model, self.ledger, self.store = db, model, ledger, store

    @classmethod
    def open(
        cls, db: str | None = None, ledger: str | None = None, say: Say = say_aloud
    ) -> Workspace:
        """The graph at `db` and its ledger, by default those of the settings.

        `say` gets a line when another process is writing and this one has to wait for it.
        Raises `UserError` where one of them cannot be used.
        """
        model = load_model()
        db = settings.db_address(db)
        book = Ledger.open(settings.ledger_address(db, ledger), model, say)
        try:
            return cls(db, model, book, Store(open_engine(db)))
        except BaseException:
            book.close()
            raise

    def refresh(self, progress: Progress = lambda rows: None) -> int:
        """Brings the graph to the ledger's version; returns the number of rows written.

        One process at a time; `progress` hears the number of rows so far.
        """
        if pending(self.ledger, self.store) is None:
            return 0
        with self.ledger.projecting(self.db):
            return project(self.ledger, self.store, progress)

    @property
    def inbox(self) -> Path:
        """The folder for files that people hand over in the app; made when it is first used."""
        folder = self.folder / "inbox"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def folder(self) -> Path:
        """Where this installation keeps what is its own: beside the graph, or in `var`."""
        beside = settings.CHECKOUT / "var" if settings.is_address(self.db) else Path(self.db).parent
        return beside.absolute()

    def close(self) -> None:
        """Lets go of both."""
        self.store.engine.close()
        self.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, *_raised: type[BaseException] | BaseException | TracebackType | None
    ) -> None:
        self.close()
