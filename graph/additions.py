"""More that a source says of things that another one states, such as their external ids.

Such a row has the whole id of the thing and a name that it bears, so that a slip in either is
found. Kind and name are what the thing is known by; they are not said again, as that would look
like a second witness.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.index import Known, Place, Unfit
from graph.model import Entity, Model


class Additions:
    """The rows of one load that add to things of other sources."""

    def __init__(self, known: Sequence[Known], model: Model) -> None:
        self._known, self._model = known, model
        self._waiting: list[tuple[Entity, Place, Mapping[str, str]]] = []

    def take(self, entity: Entity, place: Place, written: Mapping[str, str]) -> None:
        """Takes in what a row says; `written` are its columns as the header has them."""
        self._waiting.append((entity, place, written))

    def settle(self) -> Iterator[tuple[Place, Mapping[str, str], Entity | Unfit]]:
        """For each row what it says of the thing, or why it cannot be said of it."""
        kinds: dict[str, str] = {}
        bearers: dict[str, set[str]] = {}  # name → nodes
        nodes: dict[str, str] = {}
        ids = [entity.id for entity, *_ in self._waiting]
        names = {entity.properties["name"] for entity, *_ in self._waiting}
        for known in self._known:
            kinds |= known.kinds_of(ids)
            nodes |= {i: known.resolve(i) for i in ids}
            for name, found in known.ids_of_names(names).items():
                bearers.setdefault(name, set()).update(known.resolve(i) for i in found)
        for entity, place, written in self._waiting:
            yield place, written, self._fit(entity, kinds.get(entity.id, ""), bearers, nodes)

    def _fit(
        self, entity: Entity, kind: str, bearers: dict[str, set[str]], nodes: dict[str, str]
    ) -> Entity | Unfit:
        said = dict(entity.properties)
        name = said.pop("name")
        if not kind:
            return Unfit("id", entity.id, "the whole id of something that a data set states")
        if kind not in self._model.concrete(entity.kind):
            return Unfit("id", entity.id, f"the id of a {entity.kind}; this is a {kind}")
        if nodes[entity.id] not in bearers.get(name, ()):
            return Unfit("name", name, f"a name that {entity.id} bears")
        return entity._replace(kind="", properties=said)
