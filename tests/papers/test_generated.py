"""The generated pages of docs/ say what the declarations say."""

from __future__ import annotations

import pytest

from scripts.write_docs import DOCS, pages


@pytest.mark.parametrize("name", pages())
def test_a_generated_page_is_up_to_date(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == pages()[name], f"docs/{name} is out of date: make docs"


def test_every_kind_and_relationship_has_a_section() -> None:
    from graph.model import load_model

    model, text = load_model(), (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    missing = [n for n in (*model.kinds, *model.relationships) if f"### {n} · " not in text]
    assert not missing
