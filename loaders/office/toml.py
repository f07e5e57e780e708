"""Writes the values of a mapping as TOML, in the short forms that a person would write."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from itertools import takewhile
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")
REMARKED = re.compile(r"^([^#\n].*?) {3}# .*$", re.MULTILINE)  # a line with a remark at its end
SECTIONS = ("source", "only", "reverse", "columns", "values")


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
    if isinstance(given, int | float):
        return str(given)
    if isinstance(given, str | date):
        return text(str(given))
    if isinstance(given, Mapping):
        return "{" + ", ".join(f"{key(k)} = {value(v)}" for k, v in given.items()) + "}"
    return "[" + ", ".join(map(value, given)) + "]"


def line(name: str, given: Any) -> str:
    """A line `name = value`."""
    return f"{key(name)} = {value(given)}"


def remark(words: str) -> str:
    """A line that only a person reads."""
    return "# " + " ".join(words.split())


def document(data: Mapping[str, Any], remarks: str = "") -> str:
    """A whole mapping file.  Lines that are as in the text `remarks` have the remark of there, and
    what that says before all else stands before all else.
    """
    known = {m[1]: m[0] for m in REMARKED.finditer(remarks)}
    head = list(takewhile(lambda text: text.startswith("#"), remarks.splitlines()))
    lines = [*head, *_body({k: v for k, v in data.items() if k != "table"}, "")]
    for table in data.get("table", ()):
        lines += ["", "[[table]]", *_body(table, "table.")]
    return "\n".join(known.get(text, text) for text in lines) + "\n"


def _body(data: Mapping[str, Any], above: str) -> list[str]:
    lines = [line(k, v) for k, v in data.items() if k not in SECTIONS]
    for name in SECTIONS:
        if given := data.get(name):
            lines += [f"[{above}{name}]", *(line(k, v) for k, v in given.items())]
    return lines
