"""The same four charts with Streamlit, from cells that are ready."""

import os

import pandas as pd
import plotly.express as px
import streamlit as st


@st.cache_data
def cells() -> pd.DataFrame:
    """All cells: indicator, district, year, value."""
    return pd.read_csv(os.environ["CELLS"])


rows = cells()
year = st.query_params.get("year") or st.selectbox("Year", ["all", *rows.year.unique()])
if year != "all":
    rows = rows[rows.year == int(year)]
for indicator, group in rows.groupby("indicator"):
    st.plotly_chart(
        px.bar(
            group.assign(year=group.year.astype(str)),
            x="district",
            y="value",
            color="year",
            barmode="group",
        ),
        key=indicator,
    )
