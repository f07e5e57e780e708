"""One page on an actor, a place, an industry, or the link between two."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.options import Db, Language, LedgerAddress
from cli.output import say
from cli.progress import showing
from graph.errors import UserError
from graph.queries import find_query, resolve_argument
from graph.tables import replacing

commands = typer.Typer()

ENDINGS = (".docx", ".pdf", ".md", ".png", ".svg")


@commands.command()
def brief(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or an id")],
    other: Annotated[
        str, typer.Argument(metavar="[OTHER]", help="With it: what links the two")
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE",
            help="Ends in .docx, .pdf, .md, or for the picture alone in .png or .svg; "
            "without it the text is printed",
        ),
    ] = None,
    language: Annotated[Language, typer.Option("--language", help="zh or en")] = Language.ZH,
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:  # fmt: skip
    """Write a page on one thing, or on what links two, with notes to the sources."""
    from views.paper.between import compose_between
    from views.paper.compose import compose
    from views.paper.files import written
    from views.paper.material import material_of
    from views.paper.plainly import markdown

    ending = output.suffix.lower() if output else ".md"
    if ending not in ENDINGS:
        raise UserError(f"{output}: a brief ends in {', '.join(ENDINGS)}")
    with showing(db, ledger) as workspace:
        kinds = next(p.kinds for p in find_query("neighbours").parameters if p.name == "node")
        ids = [resolve_argument(workspace.store, word, kinds) for word in (name, other) if word]
        material = material_of(workspace)
        composed = (
            compose_between(material, ids[0], ids[1], language) if other
            else compose(material, ids[0], language)
        )  # fmt: skip
    if output is None:
        typer.echo(markdown(composed), nl=False)
        return
    done = written(composed, ending)
    with replacing(output) as temporary:
        temporary.write_bytes(done.content)
    say(f"Wrote {output}")
    if done.without:
        say(done.without)
