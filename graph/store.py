"""Writes a projection into the graph and runs reads, on either engine.

Writing goes in batches.  Each is one transaction that also moves the mark of the projection, so
that a batch is written once, however often a projection is broken off and taken up again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import Any, Literal, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.asked import asked
from graph.engine import readonly
from graph.engine.base import Engine, Limited
from graph.engine.values import ENDS, plain, unknown_ends
from graph.errors import UserError
from graph.model import Model

T = TypeVar("T")
Op = Literal["create_nodes", "set_nodes", "delete_nodes", "create_links", "delete_links"]

ROWS = 2_000  # a good size for a batch
WIPED = 5_000  # nodes or relationships deleted in one transaction of `wipe`
WRITE_TIMEOUT = 300.0  # seconds for one transaction that writes


class GraphDiffers(UserError):
    """The graph does not hold what an earlier projection wrote into it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows for one kind of write, about `ROWS` of them.

    `create_nodes`: rows `{"id", …properties}`, one node each with `labels` (base label first).
    `set_nodes`: the same rows; what the nodes had is replaced.  Labels stay: a node that
    changes its kind is deleted and created.
    `delete_nodes`: rows `{"id"}`; their relationships go with them.
    `create_links`, `delete_links`: rows `{"start", "end", "properties"}`, of the `type`, between
    nodes of the labels `start_base` and `end_base`; `fewer` names the end at which fewer of them
    meet.  A relationship to delete is known by its ends and by its `qualifier` property, if the
    type has one (absent in the row = absent in the graph); with `symmetric`, in either direction.
    """

    op: Op
    rows: Sequence[Mapping[str, Any]] = field(repr=False)
    labels: tuple[str, ...] = ()
    type: str = ""
    start_base: str = ""
    end_base: str = ""
    fewer: str = "start"
    symmetric: bool = False
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the graph shows: a version of a ledger, by a model.

    While a projection is under way `target` is the version where it goes and `done` counts its
    batches; `target` equals `version` when it is complete.
    """

    ledger: str
    model: str
    version: int
    target: int
    done: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a read, as plain values.  `truncated`: there were more than asked for."""

    columns: list[str]
    rows: list[tuple[Any, ...]] = field(repr=False)
    truncated: bool = False


class Store:
    """The graph in one engine.  Threads may share it; only one process projects at a time."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def prepare(self, model: Model) -> None:
        """Make the constraints and indexes of the model; does nothing where they exist."""
        for statement in self.engine.schema(model):
            self._run_alone(statement)

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        timeout: float = 30.0,
        limit: int | None = None,
    ) -> Result:
        """Run a query of ours; at most `timeout` seconds at the server, at most `limit` rows.

        Raises `UserError` when it takes longer or the engine cannot be reached.
        """
        return self._read("driver", cypher, parameters, timeout, limit)

    def read_untrusted(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        timeout: float = 10.0,
        limit: int = 1_000,
    ) -> Result:
        """Run a query that a person or a model typed, as a user that cannot write.

        Raises `UserError` for what is not allowed, is wrong Cypher, or takes longer.
        """
        readonly.check(cypher)
        return self._read("reader", cypher, parameters, timeout, limit)

    def stamp(self) -> Stamp | None:
        """What the graph shows; None if nothing was ever projected into it."""
        found = self.read("MATCH (p:Projection {id: 'projection'}) RETURN properties(p)").rows
        if not found:
            return None
        return Stamp(**{name: value for name, value in found[0][0].items() if name != "id"})

    def begin(self, stamp: Stamp) -> None:
        """Write the stamp of a projection that starts or is complete, whatever was there."""
        row = {"id": "projection", **asdict(stamp)}
        text = "MERGE (p:Projection {id: 'projection'}) SET p = $row"
        self._write(lambda tx: tx.run(text, row=row).consume())

    def apply(self, batch: Batch, sequence: int) -> bool:
        """Write `batch`, number `sequence` (from 0) of the projection, in one transaction.

        Returns whether it was written: False if an earlier attempt already did.  Raises
        `GraphDiffers` where a node or relationship that it builds on is not there.
        """
        return self._write(lambda tx: _apply(tx, batch, sequence))

    def finish(self, stamp: Stamp) -> None:
        """Mark the projection as complete: its target is now what the graph shows."""
        self.begin(replace(stamp, version=stamp.target, done=0))

    def empty(self) -> bool:
        """Whether the graph holds nothing at all, not even a stamp."""
        return not self.read("MATCH (x) RETURN 1 LIMIT 1").rows

    def wipe(self) -> None:
        """Delete everything.

        Until all is gone the stamp says that it shows nothing: half a graph must not look
        complete, nor like one that somebody else made.
        """
        self.begin(Stamp("", "", 0, 0))
        for pattern in ("()-[x]->()", "(x) WHERE NOT x:Projection", "(x)"):
            text = (
                f"MATCH {pattern} WITH x LIMIT {WIPED} WITH collect(x) AS xs "
                "UNWIND xs AS x DELETE x RETURN count(*) AS n"
            )
            while self._write(partial(_count, text=text)):
                pass

    def _read(
        self,
        role: Literal["driver", "reader"],
        cypher: str,
        parameters: Mapping[str, Any] | None,
        timeout: float,
        limit: int | None,
    ) -> Result:
        text = cypher.rstrip().removesuffix(";")  # one engine takes it, the other does not
        asked("graph", text, parameters)

        def read() -> Result:
            driver: neo4j.Driver = getattr(self.engine, role)
            with (
                self.engine.limited(text, timeout) as limited,
                driver.session(
                    database=self.engine.database,
                    default_access_mode=neo4j.READ_ACCESS,
                    fetch_size=1_000 if limit is None else min(1_000, limit + 1),
                ) as session,
            ):
                rows = _Rows(limited, parameters or {}, limit)
                try:
                    session.execute_read(neo4j.unit_of_work(timeout=timeout)(rows.fetch))
                except (_Enough, Neo4jError):
                    if not rows.truncated:  # else it is our own giving up
                        raise
                return rows.result(session)

        return self._try(read, timeout, typed=role == "reader")

    def _write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        def write() -> T:
            with self._session() as session:
                return session.execute_write(neo4j.unit_of_work(timeout=WRITE_TIMEOUT)(work))

        return self._try(write, WRITE_TIMEOUT)

    def _run_alone(self, statement: str) -> None:
        """Run a change of the schema, which neither engine does inside a transaction."""

        def run() -> None:
            with self._session() as session:
                session.run(statement).consume()

        self._try(run, WRITE_TIMEOUT)

    def _session(self) -> neo4j.Session:
        return self.engine.driver.session(database=self.engine.database)

    def _try(self, run: Callable[[], T], timeout: float, typed: bool = False) -> T:
        """Run it, a second time if the engine had gone and is back.

        Everything here may be run twice: what was written is found written.
        """
        try:
            try:
                return run()
            except (Neo4jError, DriverError) as error:
                if not self.engine.revive(error):
                    raise
            return run()
        except (Neo4jError, DriverError) as error:
            raise self.engine.explain(error, timeout, typed) from error


class _Enough(Exception):
    """As many rows as wanted: rolls the transaction back."""


class _Rows:
    """The rows of one read, as the driver gives them."""

    def __init__(self, limited: Limited, parameters: Mapping[str, Any], limit: int | None) -> None:
        self.limited = limited
        self.parameters = dict(parameters)
        self.limit = limit
        self.columns: list[str] = []
        self.found: list[list[Any]] = []
        self.truncated = False

    def fetch(self, tx: neo4j.ManagedTransaction) -> None:
        self.found = []
        result = tx.run(self.limited.text, self.parameters)
        self.columns = list(result.keys())
        for record in result:
            if len(self.found) == self.limit:
                self.truncated = True
                self.limited.enough()
                raise _Enough
            self.found.append(record.values())

    def result(self, session: neo4j.Session) -> Result:
        """The rows as plain values; what they leave out of relationships is asked for."""
        ends: dict[str, Any] = {}
        if unknown := sorted(set(unknown_ends(self.found))):
            ends = dict(session.execute_read(lambda tx: tx.run(ENDS, ends=unknown).values()))
        rows = [tuple(plain(value, ends) for value in values) for values in self.found]
        return Result(self.columns, rows, self.truncated)


def _apply(tx: neo4j.ManagedTransaction, batch: Batch, sequence: int) -> bool:
    moved = tx.run(
        "MATCH (p:Projection {id: 'projection'}) WHERE p.done = $sequence "
        "SET p.done = $sequence + 1 RETURN p.done",
        sequence=sequence,
    ).single()
    if moved is None:
        return False
    if batch.rows:
        written = _count(tx, statement(batch), batch.rows)
        if written != len(batch.rows):
            raise GraphDiffers(
                f"The graph is not as the last projection left it ({batch.op} "
                f"{batch.type or ':'.join(batch.labels)}: {written} of {len(batch.rows)} rows); "
                "wipe it and project again"
            )
    return True


def _count(tx: neo4j.ManagedTransaction, text: str, rows: object = None) -> int:
    found = tx.run(text, rows=rows).single()
    return int(found["n"]) if found else 0


def statement(batch: Batch) -> str:
    """The Cypher that writes the rows of `batch`, given as `$rows`, and returns their number."""
    names = (*batch.labels, batch.type, batch.start_base, batch.end_base, batch.qualifier)
    for name in names:
        if name and not name.isidentifier():
            raise ValueError(f"{name!r} is not a name of the model")
    if batch.op == "create_nodes":
        return f"UNWIND $rows AS r CREATE (a:{':'.join(batch.labels)}) SET a = r " \
               "RETURN count(*) AS n"  # fmt: skip
    if batch.op == "set_nodes":
        return f"UNWIND $rows AS r MATCH (a:{batch.labels[0]} {{id: r.id}}) SET a = r " \
               "RETURN count(*) AS n"  # fmt: skip
    if batch.op == "delete_nodes":
        return f"UNWIND $rows AS r MATCH (a:{batch.labels[0]} {{id: r.id}}) " \
               "WITH collect(a) AS xs UNWIND xs AS a DETACH DELETE a " \
               "RETURN count(*) AS n"  # fmt: skip

    start = f"(a:{batch.start_base} {{id: r.start}})"
    end = f"(b:{batch.end_base} {{id: r.end}})"
    # The embedded engine walks the relationships of the node that the pattern names first.
    if batch.op == "create_links":
        link = f"[e:{batch.type}]"
        pattern = f"(a)-{link}->(b)" if batch.fewer == "start" else f"(b)<-{link}-(a)"
        return f"UNWIND $rows AS r MATCH {start} MATCH {end} CREATE {pattern} " \
               "SET e = r.properties RETURN count(*) AS n"  # fmt: skip
    left, right = ("", "") if batch.symmetric else ("", ">")
    pattern = f"(a){left}-[e:{batch.type}]-{right}(b)"
    if batch.fewer == "end":
        pattern = f"(b){'' if batch.symmetric else '<'}-[e:{batch.type}]-(a)"
    same = ""
    if q := batch.qualifier:
        same = f"WHERE coalesce(e.{q}, '') = coalesce(r.properties.{q}, '') "
    return f"UNWIND $rows AS r MATCH {start} MATCH {end} MATCH {pattern} {same}" \
           "WITH collect(e) AS xs UNWIND xs AS e DELETE e RETURN count(*) AS n"  # fmt: skip
