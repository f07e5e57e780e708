"""All texts of the app, in one catalogue a language: `zh.toml`, `en.toml` and, for what would make
these long, `<page>.zh.toml` and `<page>.en.toml`.

A text is named `<group>.<name>` and may hold `{placeholders}`.  Words of the model (kinds,
relationships, codes) are not here: they come from its declarations.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = {"zh": "中文", "en": "English"}


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every text of `language` by its name."""
    found: dict[str, str] = {}
    for path in sorted(Path(__file__).parent.glob(f"*{language}.toml")):
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= {
            f"{group}.{name}": text for group, some in read.items() for name, text in some.items()
        }
    return found


def text(language: str, name: str, /, **values: object) -> str:
    """The text called `name`, its placeholders filled.  Raises `KeyError` if there is none."""
    return catalogue(language)[name].format(**values)
