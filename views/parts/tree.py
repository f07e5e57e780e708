"""A tree (industries, places) in which what is said of a part counts for the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


class Tree:
    """Nodes with what they are part of; one may be part of several."""

    def __init__(self, pairs: Iterable[tuple[str, str | None]]) -> None:
        """`pairs` are (node, what it is part of, or nothing); order is kept."""
        self._up: dict[str, list[str]] = {}
        self._down: dict[str, list[str]] = defaultdict(list)
        for node, above in pairs:
            self._up.setdefault(node, [])
            if above:
                self._up[node].append(above)
                self._up.setdefault(above, [])
                self._down[above].append(node)

    def above(self, node: str) -> set[str]:
        """`node` and all that it is part of."""
        return self._reach(node, self._up)

    def below(self, node: str) -> set[str]:
        """`node` and all its parts."""
        return self._reach(node, self._down)

    def parts(self, node: str) -> list[str]:
        """What is directly part of `node`."""
        return list(self._down.get(node, []))

    def roots(self) -> list[str]:
        """What is part of nothing."""
        return [node for node, ups in self._up.items() if not ups]

    def walk(self) -> Iterator[tuple[str, int]]:
        """Every node once with its depth, each after what it is part of."""
        seen: set[str] = set()

        def visit(node: str, depth: int) -> Iterator[tuple[str, int]]:
            if node in seen:
                return
            seen.add(node)
            yield node, depth
            for part in self._down.get(node, []):
                yield from visit(part, depth + 1)

        for node, ups in self._up.items():
            if not ups:
                yield from visit(node, 0)
        for node in self._up:  # what is part of itself by a mistake in a source
            yield from visit(node, 0)

    @staticmethod
    def _reach(node: str, ways: dict[str, list[str]]) -> set[str]:
        reached, waiting = {node}, [node]
        while waiting:
            for other in ways.get(waiting.pop(), []):
                if other not in reached:
                    reached.add(other)
                    waiting.append(other)
        return reached
