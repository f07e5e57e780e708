"""Parameters of a named query, from `--name value` and `--name=value` on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import UserError


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
