"""All texts of the app: a folder a language, in it a file a page, and files for what pages share.

A text is named `<group>.<name>` and may hold `{placeholders}`.  Words of the model (kinds,
relationships, codes) are not here: they come from its declarations.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from views.parts.writing import number

LANGUAGES = {"zh": "中文", "en": "English"}
YEARS = frozenset({"year", "since", "until", "first", "last"})  # placeholders; never 2,019


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every text of `language` by its name."""
    return {
        f"{group}.{name}": text
        for path in sorted((Path(__file__).parent / language).glob("*.toml"))
        for group, texts in tomllib.loads(path.read_text(encoding="utf-8")).items()
        for name, text in texts.items()
    }


def tag(language: str) -> str:
    """The language as files and pages name it (BCP 47)."""
    return {"zh": "zh-CN"}.get(language, language)


def text(language: str, name: str, /, **values: object) -> str:
    """The text called `name`, its placeholders filled, numbers as people write them.

    Raises `KeyError` if there is none.
    """
    told = {key: _told(key, value, language) for key, value in values.items()}
    return catalogue(language)[name].format(**told)


def _told(placeholder: str, value: object, language: str) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float) or placeholder in YEARS:
        return value
    return number(value, language)
