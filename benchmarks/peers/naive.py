"""Streamlit as its tutorials have it: two pages that read and process the CSV at every run."""

import plotly.graph_objects as go
import streamlit as st
from content import THEMES, load_facts, summarise


def show(title: str) -> None:
    """The page."""
    st.title(title)
    theme = st.sidebar.radio("Theme", THEMES, key="theme")
    summary = summarise(load_facts(), theme)
    st.markdown(f"Showing {theme}")
    for column, (label, value) in zip(st.columns(6), summary["figures"], strict=True):
        column.metric(label, value)
    columns = st.columns(2)
    for place, chart in enumerate(summary["charts"]):
        columns[place % 2].plotly_chart(go.Figure(chart), key=f"chart_{title}_{place}")
    st.dataframe(summary["table"], hide_index=True)


def first() -> None:
    """The landing page."""
    show("First")


def second() -> None:
    """Another page."""
    show("Second")


st.set_page_config(layout="wide")
st.navigation([st.Page(first, title="First"), st.Page(second, title="Second")]).run()
