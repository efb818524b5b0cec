"""The data contract as code: the tables' schema, the records, the problems and their examples.

Hands out schemas, record classes, `Problem`, datapackage.json, docs/problems.md.
May ask: formula, quantity, period, text.
"""
