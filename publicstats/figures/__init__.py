"""How one figure is said and cited: its value, place, time and source in words, in either language.

Hands out labels and sentences of a `Figure`.
May ask: edition, series, contract, formula, quantity, period, text.
"""
