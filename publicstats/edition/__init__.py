"""Checked tables become an `Edition`: all that the CSVs say, joined, immutable, with a fingerprint.

Hands out `build_edition`, the `Builder` of one edition after the other, the `Edition`, and `memoize` for
answers that live as long as it.
May ask: series, validation, reading, contract, formula, quantity, period, text.
"""
