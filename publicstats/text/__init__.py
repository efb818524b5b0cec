"""Words and numbers in two languages.

Hands out `translate`, number and date formats, the nearest known name.
May ask: nothing else.
"""
