"""Series: which figures are observations of one thing, how often it appears, and which value stands.

docs/data-contract.md says what the words mean ("Series"). Everything here works on the whole table of figures
at once, as arrays of positions and codes; `analysis` asks it for the latest value, changes and targets.

Hands out `build_series`, its `SeriesTable`, `find_singles`, `roll`, and what `calendar` says of periods.
May ask: validation, contract, formula, quantity, period.
"""
