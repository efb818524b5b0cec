"""What a page shows, as HTML that is safe: cards, tables, the map, slides. No Streamlit.

Hands out functions that are handed what they show and give markup.
May ask: downloads, charts, analysis, publishing, figures, editing, reading, contract, period, text.
"""
