"""Parts of a mapping file, each checked for its form.

Every function raises `UserError`, which says what was expected.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.errors import UserError


def read(path: Path) -> str:
    """The text of the file at `path`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}; expected a mapping in TOML") from None
    except ValueError as error:
        raise UserError(f"{path}: expected a mapping in TOML; {error}") from None


def toml(path: Path, text: str) -> dict[str, Any]:
    """What `text` says; `path` is how messages call it."""
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise UserError(f"{path}: expected a mapping in TOML; {error}") from None


def known(path: Path, where: str, data: Mapping[str, Any], keys: frozenset[str]) -> None:
    """Raises `UserError` if `data` has other keys than these."""
    if unknown := sorted(set(data) - keys):
        raise UserError(f"{path}: {where} has {', '.join(unknown)}, expected {sorted(keys)}")


def table(path: Path, data: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The section `key`, empty if there is none."""
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise UserError(f"{path}: {key}, expected a section [{key}]")
    return value


def text(path: Path, data: Mapping[str, Any], key: str) -> str:
    """The text at `key`, empty if there is none."""
    value = data.get(key, "")
    if not isinstance(value, str):
        raise UserError(f"{path}: {key} = {value!r}, expected a text")
    return value


def flag(path: Path, data: Mapping[str, Any], key: str, default: bool) -> bool:
    """Whether it says true at `key`."""
    value = data.get(key, default)
    if not isinstance(value, bool):
        raise UserError(f"{path}: {key} = {value!r}, expected true or false")
    return value


def texts(path: Path, key: str, value: Any) -> list[str]:
    """`value`, if it is a list of texts; `key` is how messages call it."""
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise UserError(f"{path}: {key}, expected a text or a list of texts")
    return value


def value_sets(path: Path, data: Mapping[str, Any], key: str) -> dict[str, frozenset[str]]:
    """The section `key`: column → the values that are meant."""
    return {c: frozenset(texts(path, c, v)) for c, v in table(path, data, key).items()}
