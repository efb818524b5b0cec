"""The page that Streamlit's scripts load into: its language, words, look, and its view before they run."""
