"""Formulas on intervals: read, and computed to a value, its lowest and highest, and its unit.

Hands out `parse_formula`, `compute`.
May ask: nothing else.
"""
