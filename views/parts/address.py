"""The state of a view is in its address, so that a link shows a colleague the same.

Also the language, which is a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from views.parts.reasons import reason
from views.words import LANGUAGES, text


def language() -> str:
    """`zh`, unless the address says `lang=en`."""
    asked = st.query_params.get("lang", "zh")
    return asked if asked in LANGUAGES else "zh"


def keep_language() -> None:
    """Carries the language from page to page: the menu's own links do not name it."""
    before = st.session_state.get("page_and_language")
    if before and before[1] != "zh" and "lang" not in st.query_params and before[0] != page():
        st.query_params["lang"] = before[1]
    st.session_state.page_and_language = page(), language()


def page() -> str:
    """The path of the page that the address names."""
    return urlsplit(st.context.url or "").path


def say(name: str, /, **values: object) -> str:
    """The text called `name` in the reader's language."""
    return text(language(), name, **values)


def why(said: object) -> str:
    """A reason that `graph/` or `loaders/` gives, in the reader's language."""
    return reason(said, language())


def word(declared: Any) -> str:
    """The name that something declared in the model has in the reader's language."""
    return str(getattr(declared, language()))


def listed(words: Iterable[str]) -> str:
    """Several words in a line, as the reader's language puts them."""
    return ("、" if language() == "zh" else ", ").join(words)


def get(name: str) -> str:
    """What the address says of `name`; empty if nothing."""
    return st.query_params.get(name, "")


def get_many(name: str) -> list[str]:
    """The several values that the address gives for `name`."""
    return st.query_params.get_all(name)


def go(**values: str | list[str]) -> None:
    """Puts `values` into the address; an empty one leaves it.  What is not named stays."""
    for name, value in values.items():
        if value:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]
