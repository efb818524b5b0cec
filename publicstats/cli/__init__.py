"""The commands of `python -m publicstats`: the parser, and one module a command.

Hands out an exit status; words go to the terminal.
May ask: articles, downloads, analysis, publishing, edition, editing, reading, contract, period, text.
"""
