"""Public-service figures quoted in newspaper articles: read, checked, explained and drawn.

Data flows one way: CSV bytes (`reading`), text tables, rules (`validation`), an `edition`, questions
(`analysis`), drawings (`charts`), and pages (`markup`, `controls`, and `pages/` beside this package).
CONTRIBUTING.md has the map.
"""

import gc
import logging

# Who runs a command reads its sentences; the server gives its log a place of its own.
logging.getLogger(__name__).addHandler(logging.NullHandler())
# Modules and figures are no garbage: by default a tenth of a start goes into looking for some among them.
gc.set_threshold(50_000)
