"""A data set that was read from a text, and the text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

TEXT = "一、小结\n(一)平台。一是建成甲中心，投入7亿元。\n"
# The second stands at a place that the text has not.
ACTORS = "id,kind,name,locator\nc,Platform,甲中心,{locator}\nd,Platform,乙中心,9/9/9\n"


def hash_of(text: str) -> str:
    """As a description gives it."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def package(folder: Path, original: dict[str, str] | None, locator: str = "1/1/1") -> Path:
    """A data set of two platforms in `folder`, read from the text that `original` describes.

    The first stands at `locator`.
    """
    made = folder / "small"
    made.mkdir()
    (made / "actors.csv").write_text(ACTORS.format(locator=locator), "utf-8")
    description = {
        "name": "small",
        "title": "Small",
        "created": "2021-01-02",
        "licenses": [{"name": "CC0-1.0"}],
        "contributors": [{"title": "Bureau", "role": "publisher"}],
        "triplehelix": {"needs": [], **({"originals": [original]} if original else {})},
        "resources": [{"name": "actors", "path": "actors.csv", "kind": "Actor"}],
    }
    (made / "datapackage.json").write_text(json.dumps(description), "utf-8")
    return made
