"""The app's door: `streamlit run app.py`, or `triplehelix app`."""

from __future__ import annotations

from views.frame import open_app

open_app()
