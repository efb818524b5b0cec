"""Units as powers of base units: 元/人次 <-> {元: 1, 人次: -1}."""

from __future__ import annotations

from collections.abc import Mapping

Units = Mapping[str, int]
"""A unit as powers of base units: 元/人次 is {元: 1, 人次: -1}, a pure number {}."""


def unit_powers(unit: str, bases: Mapping[str, str], kinds: Mapping[str, str]) -> dict[str, int]:
    """A unit as powers of base units: 元/人次 -> {元: 1, 人次: -1}; shares and ratios are pure numbers."""
    base = bases.get(unit, unit)
    if kinds.get(base) in ("share", "ratio", "index") or not base:
        return {}
    first, *below = base.split("/")
    powers = {bases.get(first, first): 1}
    for part in below:
        powers[bases.get(part, part)] = powers.get(bases.get(part, part), 0) - 1
    return {name: power for name, power in powers.items() if power}


def write_units(units: Units) -> str:
    """The unit as it would be printed: 元/人次; 1 for a pure number."""
    above = "·".join(unit for unit, power in units.items() for _ in range(max(power, 0)))
    below = "/".join(unit for unit, power in units.items() for _ in range(max(-power, 0)))
    return f"{above or '1'}/{below}" if below else above or "1"
