"""What the address asks of a control: as it stands, or told with a way to be rid of it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

LONG = "x" * 500


def page() -> None:
    """A page with a control of each sort."""
    import streamlit as st

    from views.parts import choices

    choices.forget_not_offered()
    above = st.container()
    one = choices.choose_one("one", "Row", ["a", "b"], str.upper)
    listed = choices.choose_from("from", "List", ["", "c"], str.upper)
    some = choices.choose_some("some", "Several", ["d", "e", "f"], str.upper, "all")
    hidden = choices.choose_some("hide", "Hidden", ["new"], str, "none", asked=["new"])
    with above:
        choices.show_not_offered()
    st.text(f"{one}|{listed}|{','.join(some)}|{','.join(hidden)}")


def opened(**asked: str | list[str]) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    for name, value in asked.items():
        app.query_params[name] = value
    return app.run()


def test_what_is_offered_is_chosen_and_nothing_is_told() -> None:
    app = opened(one="b", **{"from": "c"}, some=["e", "d"], hide=["old"])
    assert [t.value for t in app.text] == ["b|c|e,d|new"]
    assert not app.exception and not app.warning and not app.button


@pytest.mark.parametrize(
    ("asked", "value", "label", "used"),
    [
        ({"one": "z"}, "z", "Row", "a|||new"),
        ({"from": "<b>"}, r"\<b\>", "List", "a|||new"),
        ({"some": ["e", "y", "y", "z"]}, "y、z", "Several", "a||e|new"),
        ({"some": [LONG]}, f"{LONG[:59]}…", "Several", "a|||new"),
    ],
    ids=["row", "list", "several", "long"],
)
def test_what_is_not_offered_is_told_and_can_be_dropped(
    asked: dict[str, str | list[str]], value: str, label: str, used: str
) -> None:
    app = opened(**asked, other="stays")
    assert [t.value for t in app.text] == [used]
    assert [w.value for w in app.warning] == [f"地址中的“{value}”不在“{label}”之列，没有用它。"]
    app.button[0].click().run()
    assert not app.exception and not app.warning and not app.button
    assert [t.value for t in app.text] == [used]  # what was known is kept
    kept = {"some": "e"} if "e" in next(iter(asked.values())) else {}
    assert dict(app.query_params) == {"other": "stays", **kept}


def test_all_of_an_address_is_told_and_dropped_together() -> None:
    app = opened(one="z", **{"from": "y"}, some=["d", "x"])
    assert len(app.warning) == len(app.button) == 1
    assert app.warning[0].value.count("之列") == 3
    app.button[0].click().run()
    assert not app.warning and dict(app.query_params) == {"some": "d"}
