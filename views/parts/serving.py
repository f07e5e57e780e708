"""Who serves what, made ready for a matrix: which industries, who in them, what is missing.

Pure functions over the rows of the query `platforms-by-industry`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from views.parts.drawing import is_planned
from views.parts.tree import Tree

ALL_OPEN = "*"
Met = Mapping[str, Mapping[str, Sequence[str]]]


class Line(NamedTuple):
    """An industry as a row of the matrix; `folds` where it has parts, `open` where they show."""

    industry: str
    depth: int
    folds: bool
    open: bool


def met(rows: Iterable[Any], tree: Tree) -> Met:
    """Industry → who serves it or a part of it → the statuses of that."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        for industry in tree.above(row.industry_id):
            served = found.setdefault(industry, {})
            served.setdefault(row.platform_id, []).append(row.status)
    return found


def verdicts(served: Met, industries: Iterable[str]) -> dict[str, str]:
    """Industry → `gap` where nobody serves it, `gap_planned` where plans do, `alone` where one is.

    What is served, by several, has no entry.  What is said of a part counts for the whole.
    """
    found: dict[str, str] = {}
    for industry in industries:
        so, planned = counts(served.get(industry, {}))
        if not so:
            found[industry] = "gap_planned" if planned else "gap"
        elif so == 1:
            found[industry] = "alone"
    return found


def counts(statuses: Mapping[str, Sequence[str]]) -> tuple[int, int]:
    """How many serve, and how many are only to, of who → the statuses of that."""
    so = sum(not all(is_planned([s]) for s in stated) for stated in statuses.values())
    return so, len(statuses) - so


def only(rows: Iterable[Any], progress: str) -> list[Any]:
    """The rows that are `so` or `planned`; all for `any`."""
    if progress == "any":
        return list(rows)
    return [row for row in rows if is_planned([row.status]) == (progress == "planned")]


def unfolded(tree: Tree, roots: Sequence[str], opened: Collection[str]) -> Iterator[Line]:
    """The lines in sight: `roots`, and the parts of what is `opened` (`*`: of everything).

    What is part of two that are open stands below each; with all open, once.
    """
    everything = ALL_OPEN in opened
    seen: set[str] = set()

    def visit(node: str, depth: int, way: frozenset[str]) -> Iterator[Line]:
        if node in way or (everything and node in seen):
            return
        seen.add(node)
        parts = tree.parts(node)
        is_open = bool(parts) and (everything or node in opened)
        yield Line(node, depth, bool(parts), is_open)
        if is_open:
            for part in parts:
                yield from visit(part, depth + 1, way | {node})

    for root in roots:
        yield from visit(root, 0, frozenset())


def toggled(tree: Tree, opened: Sequence[str], node: str) -> list[str]:
    """`opened` after a click on `node`."""
    if ALL_OPEN in opened:
        return [i for i, _ in tree.walk() if i != node and tree.parts(i)]
    return [i for i in opened if i != node] if node in opened else [*opened, node]


def headings(rows: Iterable[Any]) -> dict[str, str]:
    """A heading of its own → each platform, those that serve most first."""
    rows = list(rows)
    served = Counter(row.platform_id for row in rows)
    named = {row.platform_id: str(row.platform) for row in rows}
    found: dict[str, str] = {}
    for platform in sorted(named, key=lambda p: (-served[p], named[p], p)):
        heading = named[platform]
        found[heading if heading not in found else f"{heading} ({platform})"] = platform
    return found
