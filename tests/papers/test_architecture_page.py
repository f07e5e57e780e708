"""ARCHITECTURE.md names every room of the house."""

from __future__ import annotations

from graph.settings import CHECKOUT


def test_every_module_of_the_graph_is_named() -> None:
    text = (CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    modules = [f"graph/{p.name}" for p in (CHECKOUT / "graph").glob("*.py")]
    packages = [f"graph/{p.parent.name}/" for p in (CHECKOUT / "graph").glob("*/__init__.py")]
    named = [*modules, *packages, "loaders/", "cli/", "views/", "cypher/", "app.py"]
    assert not [name for name in named if f"`{name}`" not in text and "__init__" not in name]


def test_it_is_one_page() -> None:
    assert len((CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8").split()) < 900
