"""Public-service figures quoted in newspaper articles: read, checked, explained and drawn.

Data flows one way: CSV bytes (`reading`), text tables (`tables`), a validated `edition`,
`queries` on it, drawings (`charts`), and pages (`widgets`, and `pages/` beside this package).
"""

import logging

# Who runs a command reads its sentences; the server gives its log a place of its own.
logging.getLogger(__name__).addHandler(logging.NullHandler())
