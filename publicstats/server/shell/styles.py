"""Our style sheets, spelt out for browsers that know neither nesting nor `light-dark()`."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HEAD = re.compile(r"([^{};]+)\{")
_COLOURED = re.compile(r"[^{}]+\{[^{}]*light-dark\([^{}]*\}")
_COLOURS = re.compile(r"light-dark\(([^,()]+),\s*([^,()]+)\)")


def spell_out(sheet: str) -> str:
    """The sheet with each rule inside `:root`, which `&` stands for, and plain colours after it."""
    rules = _HEAD.sub(_put_in_root, _COMMENT.sub("", sheet))
    coloured = "".join(_COLOURED.findall(rules))
    light, dark = _COLOURS.sub(r"\1", coloured), _COLOURS.sub(r"\2", coloured)
    return f"""{rules}
@supports not (color: light-dark(#000, #fff)) {{
{light}
@media screen and (prefers-color-scheme: dark) {{ {dark} }}
}}"""


def _put_in_root(head: re.Match[str]) -> str:
    """The selectors of a rule, each inside `:root`; the head of a block of rules as it is."""
    selectors = head[1].strip()
    if selectors.startswith("@"):
        return head[0]
    placed = (s.replace("&", ":root") if "&" in s else f":root {s}" for s in _split(selectors))
    return f"\n{', '.join(placed)} {{"


def _split(selectors: str) -> list[str]:
    """The selectors of a list; commas within brackets part none."""
    parts, depth = [""], 0
    for sign in selectors:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]
