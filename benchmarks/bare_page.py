"""A bare Streamlit page, the peer of `benchmarks.app`: one list to choose from, one table."""

import pandas as pd
import streamlit as st

ROWS = 50

letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
chosen = st.selectbox("Letter", letters)
st.dataframe(pd.DataFrame({"letter": [chosen] * ROWS, "number": range(ROWS)}))
