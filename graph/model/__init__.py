"""The words of the project, each declared once in a short TOML file beside this one.

`kinds/` declares kinds of node, `relationships/` types of relationship, `lists/` code lists, and
`statement.toml` what every row may say.  Everything else (constraints, accepted columns, templates,
forms, legends, the data dictionary) follows from `load_model()`.
"""

from graph.model.declared import (
    CodeList,
    Column,
    Kind,
    Model,
    Property,
    Relationship,
    load_model,
)
from graph.model.namespaces import ModelError, Namespaces
from graph.model.records import Cell, Entity, Link, Refusal

__all__ = [
    "Cell",
    "CodeList",
    "Column",
    "Entity",
    "Kind",
    "Link",
    "Model",
    "ModelError",
    "Namespaces",
    "Property",
    "Refusal",
    "Relationship",
    "load_model",
]
