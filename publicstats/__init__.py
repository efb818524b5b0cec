"""Public-service figures quoted in newspaper articles: read, checked, explained and drawn.

Data flows one way: CSV bytes (`reading`), text tables, rules (`validation`), an `edition`, questions
(`analysis`), drawings (`charts`), and pages (`markup`, `controls`, and `pages/` beside this package).
CONTRIBUTING.md has the map.
"""
