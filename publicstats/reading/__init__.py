"""Bytes on disk become text tables, and each distinct cell is parsed once.

Hands out the tables, what their cells say, the problems that keep a file from being read.
May ask: contract, formula, quantity, period, text.
"""
