"""Rules about the rows of calculations.csv without a period: formulas of indicators, for all their periods.

A row is dated, and of ids of figures, or it is such a rule. What a rule gives is known once the series are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial

import pandas as pd

from publicstats.contract.codelists import DAYS, NO_CATEGORY
from publicstats.contract.problems import Problem, fold_floods
from publicstats.formula.calculation import Formula, Value
from publicstats.reading.parsed import ParsedTables, list_cells
from publicstats.reading.tables import FILE, ROW
from publicstats.text.nearest import Known
from publicstats.validation.chains import Uses, find_circles, sort_uses, tell_circle
from publicstats.validation.flagging import flag, flag_alike
from publicstats.validation.formulas import ANY_NUMBER, find_indicator_units, tell_unlike
from publicstats.validation.points import LITERAL, find_indicator_natures, tell_points
from publicstats.validation.scopes import by_row

_DAYS = {DAYS: Value(Decimal(1), Decimal(1), Decimal(1), {}, literal=True)}


@by_row("calculations")
def check_dated(parsed: ParsedTables) -> Iterator[Problem]:
    """Dated rows that name no place, or that say what only a rule says."""
    if "calculations" in parsed.tables:
        dated = parsed.dated["calculations"]
        yield from flag(dated, dated["region"] == "", "region", "required")
        yield from flag(dated, dated["breakdown"] == NO_CATEGORY, "breakdown", "rule_dash")


@by_row("calculations")
def check_bases(parsed: ParsedTables) -> Iterator[Problem]:
    """Rules of growth, as a change is against another period; and rules of states that count days."""
    rules, growth = parsed.rules, parsed.rules["basis"] == "growth"
    yield from flag(rules, growth, "basis", "rule_growth")
    yield from flag(rules, ~growth & (rules["base"] != ""), "base", "base_not_growth")
    counting = [text for text, f in parsed.formulas.items() if isinstance(f, Formula) and DAYS in f.ids]
    of_states = (rules["basis"] == "stock") & rules["formula"].isin(counting)
    yield from flag(rules, of_states, "formula", "rule_days")


def check_inputs(parsed: ParsedTables) -> Iterator[Problem]:
    """Ids in rules that are no indicator's; those of figures belong into a row with a period."""
    rules = parsed.rules
    if rules.empty or not parsed.defines_all("indicators"):
        return
    indicators = parsed.keys("indicators")
    formulas = {text: f for text, f in parsed.formulas.items() if isinstance(f, Formula)}
    strange = {text: [i for i in f.ids if i not in indicators and i != DAYS] for text, f in formulas.items()}
    used = rules["formula"].map({text: ids for text, ids in strange.items() if ids}).dropna().explode()
    cells = [cell for cell in parsed.distinct("calculations", "compare_with") if cell not in indicators]
    cells = [cell for cell in cells if cell and not re.fullmatch(ANY_NUMBER, cell)]
    compared = rules["compare_with"][rules["compare_with"].isin(cells)]
    if used.empty and compared.empty:
        return
    dated = _find_dated(parsed, [*used, *compared])
    named = pd.concat((used[used.isin(dated)], compared[compared.isin(dated)]))
    named = named[~named.index.duplicated()]
    yield from flag_alike(rules, named, "period", "rule_period", lambda name: {"id": name})
    facts = partial(_describe_indicator, Known(indicators))
    yield from flag_alike(rules, used[~used.isin(dated)], "formula", "rule_id_unknown", facts)
    yield from flag_alike(rules, compared[~compared.isin(dated)], "compare_with", "rule_compare", facts)


def _find_dated(parsed: ParsedTables, names: Iterable[str]) -> set[str]:
    """Which of some ids are those of figures or calculations."""
    wanted = list(names)
    found: set[str] = set()
    for table, key in (("figures", "figure"), ("calculations", "calculation")):
        if wanted and table in parsed.tables:
            ids = parsed.tables[table][key]
            found.update(ids[ids.isin(wanted)])
    return found


def _describe_indicator(known: Known, name: str) -> dict[str, str]:
    return {"id": name, "nearest": known.find(name)}


def check_units(parsed: ParsedTables) -> Iterator[Problem]:
    """Rules that add up or compare what has other units, or take points for percentages."""
    if not parsed.rules.empty and {"indicators", "units"} <= set(parsed.tables):
        yield from fold_floods(_find_unlike(parsed))


def _find_unlike(parsed: ParsedTables) -> Iterator[Problem]:
    units: Mapping[str, Value] = find_indicator_units(parsed) | _DAYS
    natures = find_indicator_natures(parsed) | {DAYS: LITERAL}
    columns = ("indicator", "formula", "compare_with", FILE, ROW)
    for name, text, other, file, row in list_cells(parsed.rules, *columns):
        formula, place = parsed.formulas.get(text), (str(file), int(row))
        yield from tell_unlike(name, formula, other, units, place)
        yield from tell_points(name, formula, other, natures, place)


def list_rule_uses(gives: Mapping[str, str], takes: Mapping[str, Iterable[str]]) -> Uses:
    """The rules whose results each rule takes, by id; what each gives and takes are indicators.

    A check gives nothing.
    """
    givers: dict[str, list[str]] = {}
    for name, indicator in gives.items():
        if indicator:
            givers.setdefault(indicator, []).append(name)
    return {
        name: [giver for used in inputs for giver in givers.get(used, ())] for name, inputs in takes.items()
    }


def check_circles(parsed: ParsedTables) -> Iterator[Problem]:
    """Rules that take, directly or not, what they give."""
    # One of growth is refused as such.
    rules = parsed.rules[(parsed.rules["calculation"] != "") & (parsed.rules["basis"] != "growth")]
    columns = ("calculation", "indicator", "formula", "compare_with", FILE, ROW)
    gives, takes, places = {}, {}, {}
    for name, indicator, text, other, *place in list_cells(rules, *columns):
        formula = parsed.formulas.get(text)
        gives[name] = "" if other else indicator
        takes[name] = formula.ids if isinstance(formula, Formula) else ()
        places[name] = [*place, text]
    uses = list_rule_uses(gives, takes)
    circles = find_circles(uses, sort_uses(uses)[1])
    yield from fold_floods(tell_circle(c, places[c[0]], "formula", "formula_cycle") for c in circles)


RULES = (check_dated, check_bases, check_inputs, check_units, check_circles)
