"""All texts of the app: a folder a language, in it a gettext file a page, or for what pages share.

A text is named `<group>.<name>` (its msgid) and may hold `{placeholders}`.  One that counts has the
plural forms of its language, chosen by its value `n`.  Words of the model (kinds, relationships,
codes) are not here: they come from its declarations.  In `reasons/` are the sentences of `graph/`
and `loaders/`, a file a language, with the English as msgid.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from views.parts.writing import LOCALES, number

LANGUAGES = {"zh": "中文", "en": "English"}
WHOLE = "en"  # the language that has every text: what another lacks is said in it
YEARS = frozenset({"year", "since", "until", "first", "last"})  # placeholders; never 2,019


def files(language: str) -> list[Path]:
    """The files of a language, in order."""
    return sorted((Path(__file__).parent / language).glob("*.po"))


def read(path: Path, language: str = "") -> Catalog:
    """One file, of the language that its folder names if none is given."""
    with path.open("rb") as file:
        return read_po(file, locale=LOCALES[language or path.parent.name], abort_invalid=True)


@cache
def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Every text of `language` by its name: its plural forms, one where nothing is counted.

    What a translator has yet to look over (`fuzzy`) is not among them.
    """
    found: dict[str, tuple[str, ...]] = {}
    for path in files(language):
        for message in read(path):
            name = message.id if isinstance(message.id, str) else message.id[0]
            said = message.string or ""
            forms = (said,) if isinstance(said, str) else tuple(said)
            if name and not message.fuzzy and all(forms):
                found[name] = forms
    return found


@cache
def reasons(language: str) -> dict[str, str]:
    """English sentence (a template) → the same in `language`; empty for English itself."""
    path = Path(__file__).parent / "reasons" / f"{language}.po"
    if not path.is_file():
        return {}
    return {
        str(message.id): str(message.string)
        for message in read(path, language)
        if message.id and message.string and not message.fuzzy
    }


def tag(language: str) -> str:
    """The language as files and pages name it (BCP 47)."""
    return {"zh": "zh-CN"}.get(language, language)


def text(language: str, name: str, /, **values: object) -> str:
    """The text called `name`, its placeholders filled, numbers as people write them.

    Raises `KeyError` if there is none.
    """
    spoken = language if name in catalogue(language) else WHOLE
    forms, n = catalogue(spoken)[name], values.get("n")
    form = forms[_plural(spoken)(n) if isinstance(n, int) and len(forms) > 1 else -1]
    return form.format(**{key: _told(key, value, language) for key, value in values.items()})


@cache
def _plural(language: str) -> Callable[[int], int]:
    """Which of its forms a language takes for a number."""
    return gettext.c2py(get_plural(LOCALES[language]).plural_expr)


def _told(placeholder: str, value: object, language: str) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float) or placeholder in YEARS:
        return value
    return number(value, language)
