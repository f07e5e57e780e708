"""Terms stand in the declarations; a wrong one stops the program with a line."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from graph.exports import BASE, exporter_for, exporters
from graph.model import ModelError, load_model
from graph.model.declared import HERE
from graph.rdf.jsonld import JsonLd
from graph.rdf.words import Words

MODEL = load_model()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("kinds/place.toml", '"schema:Place"', '"nowhere:Place"', "a prefix of namespaces.toml"),
        ("kinds/place.toml", '"geo:lat"', '"latitude"', "a prefix of namespaces.toml"),
        ("relationships/serves.toml", '"* → *"', '"Dragon → *"', "expected KIND → KIND"),
        ("relationships/serves.toml", '"* → *"', '"*"', "expected KIND → KIND"),
        ("namespaces.toml", 'own = "th"', 'own = "xx"', "expected own"),
    ],
)
def test_a_wrong_term_is_one_line(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(HERE, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelError, match=said):
        load_model(folder)


def test_our_words_mean_one_thing_each() -> None:
    """A kind, a property, a relationship, a code and a list never share an IRI."""
    words = Words(MODEL, BASE)
    properties = [MODEL.statement, *(k.properties for k in MODEL.kinds.values())]
    properties += [r.properties for r in MODEL.relationships.values()]
    iris: Counter[str] = Counter()
    iris.update({str(words.predicate(p)) for ps in properties for p in ps.values() if not p.term})
    iris.update(str(words.word(name)) for name in MODEL.kinds)
    for type_ in MODEL.relationships:
        iris.update([str(words.relationship(type_)), str(words.statement_class(type_))])
    for name, list_ in MODEL.lists.items():
        iris.update([str(words.scheme(name)), *(str(words.code(name, c)) for c in list_.codes)])
    assert not [iri for iri, n in iris.items() if n > 1]


def test_no_two_properties_of_a_kind_are_mixed_up() -> None:
    """Those that share a term are told apart by the language of their values."""
    for kind in MODEL.kinds.values():
        terms = Counter((p.term, p.language) for p in kind.properties.values() if p.term)
        assert not [t for t, n in terms.items() if n > 1], kind.name


def test_different_ids_are_different_iris() -> None:
    words = Words(MODEL, BASE)
    ids = ["a:b", "a:b/", "a:b%2F", "a:B", "a:b ", "a: b", "a:b?c", "a:b#c", "a:温", "a:温%"]
    assert len({words.thing(i) for i in ids}) == len(ids)


def test_the_context_names_each_predicate_once() -> None:
    context = JsonLd(Words(MODEL, BASE)).context()
    named = [v["@id"] for v in context.values() if isinstance(v, dict)]
    assert len(named) == len(set(named)) > 60


def test_exporters_are_found_by_name_and_by_ending() -> None:
    assert {"csv", "gexf", "graphml", "jsonl", "jsonld", "package", "shapes", "turtle",
            "vocabulary"} <= set(exporters())  # fmt: skip
    endings = [s for e in exporters().values() for s in e.SUFFIXES]
    assert len(endings) == len(set(endings))
    for name, exporter in exporters().items():
        assert exporter.TITLE and exporter.TITLE_ZH
        for ending in exporter.SUFFIXES:
            assert name == exporter_for(Path(f"x{ending.upper()}")).NAME
