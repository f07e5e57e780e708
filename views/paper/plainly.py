"""The brief as Markdown, and as HTML for the screen; every text escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from views.paper.brief import Brief, Cite, Item, Section, Table

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def markdown(brief: Brief) -> str:
    """The brief as Markdown, with footnotes as many programs read them (`[^1]`)."""
    numbers = brief.numbers

    def told(item: Item) -> str:
        return _escaped(item.text) + "".join(f"[^{numbers[c]}]" for c in item.cites)

    parts = [f"# {_escaped(brief.title)}", _escaped(brief.about)]
    for block in brief.blocks:
        parts.append(f"## {_escaped(block.title)}")
        if isinstance(block, Table):
            rows = [
                "| " + " | ".join(_escaped(word) for word in block.head) + " |",
                "| " + " | ".join("---" for _ in block.head) + " |",
                *("| " + " | ".join(map(told, row)) + " |" for row in block.rows),
            ]
            parts.append("\n".join(rows))
        else:
            parts.append("\n".join(f"- {line}" for line in _lines(block, brief, _escaped, told)))
        if block.left:
            parts.append(_escaped(brief.more(block.left)))
    if brief.timeline:
        parts.append(f"## {_escaped(brief.say('timeline.title'))}")
        dated = (Item(f"{one.year} {one.words}", one.cites) for one in brief.timeline.written)
        parts.append("\n".join(f"- {told(item)}" for item in dated))
    parts.append("\n".join(f"[^{i}]: {_escaped(note)}" for i, note in enumerate(brief.notes, 1)))
    return "\n\n".join([*filter(None, parts), f"*{_escaped(brief.colophon)}*"]) + "\n"


def preview(brief: Brief) -> tuple[str, str, str]:
    """The brief as HTML in three parts: after the first stands the picture, after the second the
    timeline."""
    numbers = brief.numbers
    escaped = html.escape
    head = [f"<h2>{escaped(brief.title)}</h2><p class='q'>{escaped(brief.about)}</p>"]
    blocks = [_block(block, brief, numbers) for block in brief.blocks]
    notes = " ".join(f"<span>[{i}] {escaped(n)}</span>　" for i, n in enumerate(brief.notes, 1))
    if brief.timeline:
        blocks.append(f"<h3>{escaped(brief.say('timeline.title'))}</h3>")
    foot = [f"<p class='n'>{escaped(brief.colophon)}</p>"]
    if brief.notes:
        foot.insert(0, f"<h3>{escaped(brief.say('brief.notes'))}</h3><p class='n'>{notes}</p>")
    return "".join([*head, *blocks[:1]]), "".join(blocks[1:]), "".join(foot)


def _block(block: Section | Table, brief: Brief, numbers: Mapping[Cite, int]) -> str:
    def told(item: Item) -> str:
        marks = "".join(f"[{numbers[cite]}]" for cite in item.cites)
        return html.escape(item.text) + (f"<sup>{marks}</sup>" if marks else "")

    parts = [f"<h3>{html.escape(block.title)}</h3>"]
    if isinstance(block, Table):
        head = "".join(f"<th>{html.escape(word)}</th>" for word in block.head)
        rows = ("".join(f"<td>{told(item)}</td>" for item in row) for row in block.rows)
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        parts.append(f"<table><tr>{head}</tr>{body}</table>")
    else:
        parts += [f"<p>{line}</p>" for line in _lines(block, brief, html.escape, told)]
    if block.left:
        parts.append(f"<p class='q'>{html.escape(brief.more(block.left))}</p>")
    return "".join(parts)


def _lines(
    section: Section, brief: Brief, escaped: Callable[[str], str], told: Callable[[Item], str]
) -> list[str]:
    found = []
    for line in section.lines:
        words = escaped(line.label + brief.say("signs.colon")) if line.label else ""
        words += brief.say("signs.semicolon").join(map(told, line.items))
        found.append(words + (f" {escaped(brief.more(line.left))}" if line.left else ""))
    return found


def _escaped(words: str) -> str:
    return MARKUP.sub(r"\\\1", words)
