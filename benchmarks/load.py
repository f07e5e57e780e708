"""From files to graph, beside what the bare driver needs to create the same graph.

`python -m benchmarks [--statements 200000] [--rounds 3] [--ledger ADDRESS]` generates a data
package and prints, for each engine that is present, in one run:

- rows a second of reading and checking, statements a second of the ledger;
- the projection's time against the bare driver's CREATE of the same nodes and relationships
  (goal: at least 0.8 of its speed), and everything together (goal: at least 0.5);
- what loading the unchanged files again takes (goal: at most 0.1 of the first load);
- the peak memory of this process and of the embedded engine.

The bare driver gets ready-made rows in memory, batches as large as the projection's, one
transaction a batch, and the unique ids that both need.  Both write into an emptied graph, in turn,
after each has done it once to warm up; ratios are medians of the rounds.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import neo4j

from benchmarks.generate import generate
from graph import ingest
from graph.changes import changes
from graph.engine import engine_status, open_engine
from graph.ledger import Ledger
from graph.project import project
from graph.report import Report
from graph.store import Batch, Store, statement
from tests.engines.neo4j_server import NoNeo4j, neo4j_server


def main() -> int:
    """Run the benchmark; returns 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ledger", help="an empty place, such as postgresql://…; else a file")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="triplehelix-bench-") as name:
        folder = Path(name)
        package = folder / "bench"
        rows = generate(package, given.statements)
        print(f"{given.statements:,} statements in {rows:,} rows, {given.rounds} rounds\n")
        with Ledger.open(given.ledger or folder / "ledger.db") as ledger:
            loading = _load(package, ledger, rows, given.statements)
            with ledger.reading() as connection:
                graph = list(changes(connection, ledger.model, 0, ledger.version))
            # Without this the collector would walk this copy again and again in the projection.
            gc.collect()
            gc.freeze()
            nodes, links = _size(graph)
            print(f"resulting graph                 {nodes:>10,} nodes, {links:,} relationships\n")
            with _arcadedb(folder) as store:
                _compare("ArcadeDB", store, ledger, graph, loading, given.rounds)
                pid = engine_status(str(folder / "graph"))["engine_pid"]
                print(f"  peak memory of the engine     {_peak_of(pid):>10,.0f} MB")
            try:
                with _neo4j() as store:
                    _compare("Neo4j", store, ledger, graph, loading, given.rounds)
            except NoNeo4j as why:
                print(why, file=sys.stderr)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\npeak memory of this process     {peak:>10,.0f} MB (holds the graph for the comparison)"
    )
    return 0


def _load(package: Path, ledger: Ledger, rows: int, statements: int) -> float:
    """Load the package and print each part; returns the seconds of the whole load."""
    reading = _seconds(lambda: ingest.check(package))
    report: list[Report] = []
    loading = _seconds(lambda: report.append(ingest.load(package, ledger)))
    if (report[0].added, report[0].refused) != (statements, 0):
        raise SystemExit(f"expected {statements} statements, got {report[0]}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    again = _seconds(lambda: ingest.load(package, ledger))
    print(f"reading and checking            {rows / reading:>10,.0f} rows/s   {reading:6.2f} s")
    print(f"with the ledger                 {statements / loading:>10,.0f} statements/s"
          f" {loading:6.2f} s")  # fmt: skip
    print(f"unchanged reload / first load   {again / loading:>10.3f}          {again:6.2f} s")
    print(f"peak memory after loading       {peak:>10,.0f} MB")
    return loading


def _compare(
    name: str, store: Store, ledger: Ledger, graph: list[Batch], loading: float, rounds: int
) -> None:
    """Print the projection and the whole way beside the bare driver on one engine."""
    store.prepare(ledger.model)
    _bare(store, graph)  # warm-up, of both: the server compiles what it runs often
    store.wipe()
    project(ledger, store)
    bare, ours = [], []
    for _ in range(rounds):
        store.wipe()
        bare.append(_seconds(lambda: _bare(store, graph)))
        store.wipe()
        ours.append(_seconds(lambda: project(ledger, store)))
    projection = statistics.median(b / o for b, o in zip(bare, ours, strict=True))
    whole = statistics.median(b / (o + loading) for b, o in zip(bare, ours, strict=True))
    print(f"{name}")
    print(f"  bare driver                   {statistics.median(bare):>10.2f} s")
    print(f"  projection                    {statistics.median(ours):>10.2f} s")
    print(f"  projection / bare speed       {projection:>10.2f}   goal 0.80")
    print(f"  all together / bare speed     {whole:>10.2f}   goal 0.50")


def _bare(store: Store, graph: list[Batch]) -> None:
    """The same rows by the driver alone."""
    engine = store.engine

    def work(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
        tx.run(statement(batch), rows=batch.rows).consume()

    with engine.driver.session(database=engine.database) as session:
        for batch in graph:
            session.execute_write(work, batch)


def _size(graph: list[Batch]) -> tuple[int, int]:
    nodes = sum(len(b.rows) for b in graph if b.op == "create_nodes")
    return nodes, sum(len(b.rows) for b in graph) - nodes


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak_of(pid: int) -> float:
    """Peak resident memory of a process in MB, where the system tells (Linux)."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return float("nan")


@contextlib.contextmanager
def _arcadedb(folder: Path) -> Iterator[Store]:
    with open_engine(str(folder / "graph")) as engine:
        yield Store(engine)


@contextlib.contextmanager
def _neo4j() -> Iterator[Store]:
    with neo4j_server() as server:
        os.environ["TRIPLEHELIX_PASSWORD"] = server.password
        with open_engine(server.address) as engine:
            yield Store(engine)
