"""All texts of the app: a folder a language, in it a file a page, and files for what pages share.

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
    return {
        f"{group}.{name}": text
        for path in sorted((Path(__file__).parent / language).glob("*.toml"))
        for group, texts in tomllib.loads(path.read_text(encoding="utf-8")).items()
        for name, text in texts.items()
    }


def text(language: str, name: str, /, **values: object) -> str:
    """The text called `name`, its placeholders filled.  Raises `KeyError` if there is none."""
    return catalogue(language)[name].format(**values)
