"""A formula in words: 跨省直接结算减少的垫付 ÷ 跨省直接结算人次 in place of two ids."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Protocol

from publicstats.contract import records
from publicstats.formula.calculation import Formula
from publicstats.period import Period, format_period
from publicstats.reading.parsed import ParsedTables, list_rows
from publicstats.text.i18n import LANGS, Lang, Text

InputNames = tuple[Text, ...]
"""What an input is called, the shortest first: indicator, then what tells it from others of that name."""

PERIOD = 2
"""The position of the period among an input's names."""
_NAMELESS = Text("", "")
_SIGNS = {"*": "×", "/": "÷", "-": "−"}
_TOKEN = re.compile(r"(?:sum ?)?\(|[a-z][a-z0-9_]*|[0-9]+(?:\.[0-9]+)?|[-+*/),]")


class Names(Protocol):
    """What things are called, by id: the catalogues of an edition."""

    @property
    def indicators(self) -> Mapping[str, records.Indicator]:
        """What is measured."""

    @property
    def regions(self) -> Mapping[str, records.Region]:
        """Places."""

    @property
    def breakdowns(self) -> Mapping[str, records.Breakdown]:
        """Categories."""


def list_inputs(parsed: ParsedTables) -> set[str]:
    """The ids of every figure and calculation that a formula uses."""
    return {
        name for formula in parsed.formulas.values() if isinstance(formula, Formula) for name in formula.ids
    }


def name_figures(parsed: ParsedTables, called: Names, used: Collection[str]) -> dict[str, InputNames]:
    """The names of figures and calculations, by id."""
    names: dict[str, InputNames] = {}
    for table, key in (("figures", "figure"), ("calculations", "calculation")):
        frame = parsed.dated[table]
        for row in list_rows(
            frame[frame[key].isin(used)], (key, "indicator", "region", "breakdown", "period")
        ):
            period = parsed.periods[row["period"]]
            assert isinstance(period, Period)
            names[row[key]] = name_input(called, row["indicator"], row["breakdown"], row["region"], period)
    return names


def name_input(called: Names, indicator: str, breakdown: str, region: str, period: Period) -> InputNames:
    """The names of one figure."""
    category = called.breakdowns.get(breakdown)
    return (
        called.indicators[indicator].name,
        category.name if category else _NAMELESS,
        _name_period(period),
        called.regions[region].name,
    )


def name_number(said: Text, period: Period) -> InputNames:
    """The names of a number that belongs to a period, as its length does."""
    return said, _NAMELESS, _name_period(period), _NAMELESS


@lru_cache(maxsize=1024)
def _name_period(period: Period) -> Text:
    return Text(format_period(period, "zh"), format_period(period, "en"))


def word_formula(formula: Formula, names: Mapping[str, InputNames], period: Period) -> Text:
    """The formula of a result for a period, in both languages; inputs of other periods say theirs."""
    zh, en = (_word(formula, names, format_period(period, lang), lang) for lang in LANGS)
    return Text(zh, en)


def _word(formula: Formula, names: Mapping[str, InputNames], period: str, lang: Lang) -> str:
    parts = {name: [part.to(lang) for part in names[name]] for name in formula.ids}
    called = _distinguish(parts, period, lang)
    words = []
    for token in _TOKEN.findall(formula.text):
        if token.endswith("("):
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


def _distinguish(parts: Mapping[str, list[str]], period: str, lang: Lang) -> dict[str, str]:
    """For each id the indicator's name, with as much in brackets as tells the inputs apart.

    An input of another period than the result's says its own.
    """
    opening, closing, comma = ("（", "）", "，") if lang == "zh" else (" (", ")", ", ")
    count = len(next(iter(parts.values()), []))
    extras: list[int] = []
    for part in range(1, count + 1):
        if (
            len({(p[0], *(p[extra] for extra in extras)) for p in parts.values()}) == len(parts)
            or part == count
        ):
            break
        if len({p[part] for p in parts.values()}) > 1:
            extras.append(part)
    called = {}
    for name, p in parts.items():
        shown = sorted({*extras, *([PERIOD] if p[PERIOD] != period else [])})
        more = [p[part] for part in shown if p[part]]
        called[name] = p[0] + (f"{opening}{comma.join(more)}{closing}" if more else "")
    return called
