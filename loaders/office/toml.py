"""Writes the values of a mapping as TOML, in the short forms that a person would write."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")


def text(value: str) -> str:
    """A text in quotation marks; TOML's basic strings are JSON's."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def key(name: str) -> str:
    """A key, in quotation marks where it needs them."""
    return name if BARE.fullmatch(name) else text(name)


def value(given: Any) -> str:
    """Any value: a text, number, truth value, list, or table in one line."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, int):
        return str(given)
    if isinstance(given, str):
        return text(given)
    if isinstance(given, Mapping):
        return "{" + ", ".join(f"{key(k)} = {value(v)}" for k, v in given.items()) + "}"
    return "[" + ", ".join(map(value, given)) + "]"


def line(name: str, given: Any) -> str:
    """A line `name = value`."""
    return f"{key(name)} = {value(given)}"


def remark(words: str) -> str:
    """A line that only a person reads."""
    return "# " + " ".join(words.split())
