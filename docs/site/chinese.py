"""What pages in English and Chinese need: a search, and no space where a Chinese line is broken.

For the search Chinese is cut into single and paired characters.  Without a dictionary nobody can
tell where a Chinese word ends.  Pairs come close: a query of three characters asks for pages that
have both of its pairs.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WIDE = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’—…·]")
WORD = re.compile(rf"[{HAN}]+|[^\W{HAN}]+")

SPLITTER = r"""
function splitQuery(query) {
  const words = query.match(/[HAN]+|[\p{L}\p{N}_](?:(?![HAN])[\p{L}\p{N}_])*/gu) || [];
  return words.flatMap((word) => {
    if (!/[HAN]/.test(word) || word.length < 3) return [word];
    return Array.from({length: word.length - 1}, (_, i) => word.slice(i, i + 2));
  });
}
""".replace("HAN", HAN.encode("ascii", "backslashreplace").decode())


class Mixed(SearchEnglish):
    """English words by their stems, Chinese by its characters and their pairs."""

    lang = "mixed"  # the language's name stays English: the script of the stems is called by it
    js_splitter_code = SPLITTER

    def split(self, input: str) -> list[str]:
        """The words of `input`, for the index."""
        found = []
        for word in WORD.findall(input):
            if re.match(f"[{HAN}]", word):
                found += word
                found += [word[i : i + 2] for i in range(len(word) - 1)]
            else:
                found.append(word)
        return found


def _join_lines(app: Sphinx, document: nodes.document) -> None:
    """Takes away the line breaks between Chinese characters, which a browser shows as spaces."""
    for text in list(document.findall(nodes.Text)):
        if text == "\n" and text.parent is not None:
            at = text.parent.index(text)
            around = text.parent[max(at - 1, 0) : at + 2]
            before, after = around[0].astext()[-1:], around[-1].astext()[:1]
            if len(around) == 3 and WIDE.match(before) and WIDE.match(after):
                text.parent.remove(text)


def setup(app: Sphinx) -> dict[str, Any]:
    """Makes `html_search_language = "mixed"` known, and joins lines."""
    app.add_search_language(Mixed)
    app.connect("doctree-read", _join_lines)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
