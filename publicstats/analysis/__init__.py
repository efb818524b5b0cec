"""What the figures of an edition say together: what belongs side by side, audits, hints, coverage, places.

Hands out pure functions of an `Edition`; `find` answers searches and selections.
May ask: publishing, figures, edition, series, editing, reading, contract, formula, quantity, period, text.
"""
