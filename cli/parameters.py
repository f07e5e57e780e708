"""Parameters of a named query, from `--name value` and `--name=value` on the command line, and the
nodes that they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cli.output import say
from graph.errors import UserError
from graph.ledger import Ledger


def read_parameters(words: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """The values given in `words`.

    Raises `UserError` for what is no parameter of `names`, is given twice or has no value.
    """
    said: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        name = name.replace("-", "_")
        if not word.startswith("--") or name not in names:
            known = ", ".join(f"--{n}" for n in names) or "none"
            raise UserError(f"{word}: not a parameter of this query; it has: {known}")
        if name in said:
            raise UserError(f"--{name} is given twice; give it once")
        if not equals and (value := next(rest, None) or "") == "":
            raise UserError(f"--{name} needs a value: --{name} VALUE")
        said[name] = value
    return said


def following(ledger: Ledger) -> Callable[[str], str]:
    """Finds the node that an id means which is not in the graph, and says so."""

    def follow(id_: str) -> str:
        node, standing = ledger.resolve(id_), ledger.standing(id_)
        if standing == "former":
            say(f"{id_}: no source states it any more; it was judged one with {node}, shown here")
        elif standing == "gone":
            raise UserError(
                f"{id_}: no source states it any more, and it is one with nothing that is there"
            )
        return node

    return follow
