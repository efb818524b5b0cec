"""A formula in words: 跨省直接结算减少的垫付 ÷ 跨省直接结算人次 in place of two ids."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from publicstats import records
from publicstats.calculation import Formula
from publicstats.i18n import LANGS, Lang, Text
from publicstats.period import Period, format_period
from publicstats.validation.context import Context

InputNames = tuple[Text, ...]
"""What an input is called, the shortest first: indicator, then what tells it from others of that name."""

_SIGNS = {"*": "×", "/": "÷", "-": "−"}
_TOKEN = re.compile(r"sum\(|[a-z][a-z0-9_]*|\d+(?:\.\d+)?|[-+*/(),]")


def name_inputs(
    context: Context,
    indicators: Mapping[str, records.Indicator],
    regions: Mapping[str, records.Region],
    breakdowns: Mapping[str, records.Breakdown],
) -> dict[str, InputNames]:
    """The names of every figure and calculation that a formula uses, by id."""
    used = {
        name for formula in context.formulas.values() if isinstance(formula, Formula) for name in formula.ids
    }
    names: dict[str, InputNames] = {}
    for table, key in (("figures", "figure"), ("calculations", "calculation")):
        frame = context.tables[table]
        for row in frame[frame[key].isin(used)].to_dict("records"):
            period = context.periods[row["period"]]
            assert isinstance(period, Period)
            breakdown = breakdowns.get(row["breakdown"])
            names[str(row[key])] = (
                indicators[row["indicator"]].name,
                breakdown.name if breakdown else Text("", ""),
                Text(format_period(period, "zh"), format_period(period, "en")),
                regions[row["region"]].name,
            )
    return names


def word_formula(formula: Formula, names: Mapping[str, InputNames]) -> Text:
    """The formula in both languages."""
    zh, en = (_word(formula, names, lang) for lang in LANGS)
    return Text(zh, en)


def _word(formula: Formula, names: Mapping[str, InputNames], lang: Lang) -> str:
    called = _distinguish({name: [part.to(lang) for part in names[name]] for name in formula.ids}, lang)
    words = []
    for token in _TOKEN.findall(formula.text):
        if token in ("sum(", "("):
            words.append("(")
        elif token == ",":
            words.append(" + ")
        elif token in "+-*/":
            words.append(f" {_SIGNS.get(token, token)} ")
        else:
            words.append(called.get(token, token))
    text = "".join(words)
    # A formula that is one sum needs no brackets around it.
    return text[1:-1] if isinstance(formula.tree, ast.Call) else text


def _distinguish(parts: Mapping[str, list[str]], lang: Lang) -> dict[str, str]:
    """For each id the indicator's name, with as much in brackets as tells the inputs apart."""
    opening, closing, comma = ("（", "）", "，") if lang == "zh" else (" (", ")", ", ")
    count = len(next(iter(parts.values()), []))
    extras: list[int] = []
    for place in range(1, count + 1):
        if (
            len({(p[0], *(p[extra] for extra in extras)) for p in parts.values()}) == len(parts)
            or place == count
        ):
            break
        if len({p[place] for p in parts.values()}) > 1:
            extras.append(place)
    return {
        name: p[0]
        + (f"{opening}{comma.join(more)}{closing}" if (more := [p[e] for e in extras if p[e]]) else "")
        for name, p in parts.items()
    }
