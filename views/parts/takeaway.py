"""The picture that a person takes away: one HTML file that opens from disk without any network."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import pandas as pd
from pyvis.network import Network

from views.parts.drawing import Drawing

ELSEWHERE = re.compile(  # what pyvis would fetch from another host or a folder beside the file
    r"<!--.*?-->|<script[^>]*\ssrc=[^>]*>\s*</script>|<link[^>]*\shref=[^>]*>", re.S
)
STYLE = """
body { margin: 0; padding: 16px 24px; color: #1d2733;
  font: 15px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { font-size: 20px; margin: 0 0 4px; } p { margin: 0 0 8px; color: #5b6776; }
.legend span { margin-right: 14px; white-space: nowrap; }
.legend i { display: inline-block; width: 10px; height: 10px; border-radius: 5px;
  margin-right: 5px; }
.card { border: 0 !important; } #mynetwork { float: none !important; }

.legend b { display: inline-block; width: 18px; height: 3px; margin: 0 5px 3px 0; }
table { border-collapse: collapse; margin-top: 16px; font-size: 13px; }
th, td { border: 1px solid #d9dfe7; padding: 3px 8px; text-align: left; vertical-align: top; }
th { background: #f4f6f9; }
"""


def takeaway(
    drawing: Drawing,
    table: pd.DataFrame,
    title: str,
    note: str,
    lines: Sequence[tuple[str, str]],
) -> str:
    """An HTML page with `title`, `note`, legend, the picture and its `table`.

    `lines` are (colour, meaning) of the lines.

    Every value is escaped; scripts and styles are inside.
    """
    net = Network(height="70vh", width="100%", cdn_resources="in_line", bgcolor="#fbfcfe")
    net.toggle_physics(False)
    for dot in drawing.dots:
        net.add_node(
            dot.id,
            label=dot.label,
            title=dot.tip,
            x=dot.x * 420,
            y=-dot.y * 420,
            size=dot.size,
            color=dot.color,
            shape="dot",
            borderWidth=3 if dot.focus else 1,
            font={"size": 14, "color": "#1d2733", "strokeWidth": 3, "strokeColor": "#fbfcfe"},
        )
    for line in drawing.lines:
        net.add_edge(line.source, line.target, title=line.tip, width=line.size, color=line.color)
    net.options.edges.smooth.enabled = False
    page = ELSEWHERE.sub("", net.generate_html(notebook=False))
    legend = "".join(
        f'<span><i style="background:{html.escape(colour)}"></i>{html.escape(word)} {number}</span>'
        for colour, word, number in drawing.legend
    )
    legend += "".join(
        f'<span><b style="background:{html.escape(colour)}"></b>{html.escape(words)}</span>'
        for colour, words in lines
    )
    head = f"<h1>{html.escape(title)}</h1><p>{html.escape(note)}</p><p class='legend'>{legend}</p>"
    page = page.replace(
        "<head>", f"<head><title>{html.escape(title)}</title><style>{STYLE}</style>", 1
    )
    page = page.replace("<body>", f"<body>{head}", 1)
    rows = table.to_html(index=False, border=0, escape=True, na_rep="")
    return "<!doctype html>\n" + page.replace("</body>", f"{rows}</body>", 1)
