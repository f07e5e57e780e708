"""What a person says of the source that a dropped table is: kept, and filled in the next time."""

from __future__ import annotations

from pathlib import Path

from graph.inbox import keep_said, said_of
from graph.report import Report
from loaders import Options
from loaders.packages import id_of_name
from views.parts.data import sources, workspace

DESCRIPTION = ("title", "publisher", "date", "licence")


def described(path: Path) -> dict[str, str]:
    """What is known of the source: as the ledger has it, else as was said of a file of this name.

    A title that is only the name of the file was said by nobody.
    """
    stem = path.name.split(".")[0]
    own = id_of_name(stem)
    found = said_of(workspace().inbox, path.name)
    for source in sources():
        if source.id == own:
            found |= {name: said for name in DESCRIPTION if (said := getattr(source, name))}
    return found if found.get("title") != stem else found | {"title": ""}


def keep_description(path: Path, options: Options) -> None:
    """Remembers what was said of the source of a table that is loaded."""
    keep_said(path, {name: said for name in DESCRIPTION if (said := getattr(options, name))})


def redescribed(report: Report) -> bool:
    """Whether a load would change what is said of its source, which is there already."""
    return any(
        getattr(source, name) != getattr(report.source, name)
        for source in sources()
        if source.id == report.source.id
        for name in DESCRIPTION
    )
