"""Vocabularies of others: their namespaces, and how a declaration names their terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class ModelError(Exception):
    """A declaration file is wrong; the message names the file and what was expected."""


@dataclass(frozen=True, slots=True)
class Namespaces:
    """Prefix → namespace of vocabularies; `own` is the prefix of ours."""

    own: str
    prefixes: Mapping[str, str]

    def iri(self, term: str) -> str:
        """The IRI of `prefix:name`.  Raises `ModelError` for a prefix that is not declared."""
        prefix, _, name = term.removeprefix("^").partition(":")
        if prefix not in self.prefixes or not name:
            raise ModelError(f"{term!r}: expected a term with a prefix of namespaces.toml")
        return self.prefixes[prefix] + name


def read_namespaces(path: Path, data: Mapping[str, Any]) -> Namespaces:
    """The namespaces that a file declares.  Raises `ModelError`."""
    if set(data) != {"own", "prefixes"} or data["own"] not in data["prefixes"]:
        raise ModelError(f"{path.name}: expected own, and prefixes with it")
    return Namespaces(data["own"], data["prefixes"])


def read_terms(
    path: Path, written: Mapping[str, list[str]], below: Mapping[str, list[str]]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(first end, second end, terms) of a relationship.  Raises `ModelError`."""
    for ends, terms in written.items():
        start, arrow, end = ends.partition(" → ")
        for name in (*start.split("|"), *end.split("|")):
            if not arrow or (name != "*" and name not in below):
                raise ModelError(f"{path.name}: terms of {ends!r}, expected KIND → KIND")
        yield start, end, tuple(terms)
