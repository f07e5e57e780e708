"""Text from data inside Streamlit's Markdown: shown as it is, never as markup."""

from __future__ import annotations

import re

MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def plain(text: object) -> str:
    """`text` with every sign of Markdown escaped, on one line."""
    return MARKUP.sub(r"\\\1", " ".join(str(text).split()))
