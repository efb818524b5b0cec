"""Public-service figures quoted in newspaper articles: read, checked, explained and drawn.

Data flows one way: CSV bytes (`reading`), text tables (`tables`), a validated `edition`,
`queries` on it, drawings (`charts`), and pages (`widgets`, and `pages/` beside this package).
"""
