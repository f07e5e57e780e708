"""All texts of the app, in one catalogue a language: `zh.toml` and `en.toml`.

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
    read = tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))
    return {
        f"{group}.{name}": text for group, texts in read.items() for name, text in texts.items()
    }


def text(language: str, name: str, /, **values: object) -> str:
    """The text called `name`, its placeholders filled.  Raises `KeyError` if there is none."""
    return catalogue(language)[name].format(**values)
