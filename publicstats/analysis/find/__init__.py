"""One box that finds figures, indicators, places, sources and themes, in Chinese, English or pinyin.

All words of a query must be found, in any order, each in any of what belongs to a figure: its indicator,
category, place, period, source, kind, or the figure as printed. `terms` says which texts those are,
`term_matching` how well a word matches one, `scoring` what that gives over all figures.
"""

from publicstats.analysis.find.results import Results, search, suggest_queries
from publicstats.analysis.find.scoring import score_figures

__all__ = ["Results", "score_figures", "search", "suggest_queries"]
