"""How `make site` makes the pages into a site: Sphinx reads the Markdown where it lies.

The source folder is the checkout, so that a link means here what it means on GitHub.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Triple Helix"
author = "Triple Helix"
language = "en"

extensions = ["myst_parser", "contents", "chinese"]
source_suffix = {".md": "markdown"}
include_patterns = ["*.md", "docs/**.md", "data/**.md"]
exclude_patterns = [
    ".*", "var", "tests", "graph", "loaders", "cypher", "cli", "views", "benchmarks",
    "scripts", "secrets", "*.egg-info", "build", "dist", "docs/site",
]  # fmt: skip
root_doc = "docs/README"

# Tables and pictures of other people's words go into the pages: HTML in them stays text.
myst_disable_syntax = ["html_block", "html_inline"]
myst_enable_extensions: list[str] = []
myst_heading_anchors = 6
myst_url_schemes = ("http", "https", "mailto")

# Only its colours are amiss where a block is of a language that nothing here can colour.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = "Triple Helix · 三螺旋"
html_extra_path = ["index.html"]
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False  # a browser that reads from disk may not fetch the pages for it
html_show_copyright = False
html_search_language = "mixed"
html_use_index = False
