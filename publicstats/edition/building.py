"""Checked text tables -> the catalogues and the figure table of an edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from publicstats.contract import records
from publicstats.contract.bases import UNSTATED
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.formula_words import InputNames, list_inputs, name_figures, word_formula
from publicstats.formula.calculation import Formula
from publicstats.period import Period
from publicstats.reading.parsed import ParsedTables, list_rows
from publicstats.text.i18n import Text
from publicstats.validation.points import find_change_units
from publicstats.validation.references import split_list

_SEPARATOR = " / "


@dataclass(frozen=True, eq=False)
class Catalogues:
    """Everything but the figures, by id in the order of the files (themes, charts: by `order`)."""

    themes: Mapping[str, records.Theme]
    units: Mapping[str, records.Unit]
    indicators: Mapping[str, records.Indicator]
    regions: Mapping[str, records.Region]
    breakdowns: Mapping[str, records.Breakdown]
    sources: Mapping[str, records.Source]
    calculations: Mapping[str, records.Calculation]
    rules: Mapping[str, records.Rule]
    charts: Mapping[str, records.Chart]
    acknowledgements: Mapping[str, records.Acknowledgement]
    breaks: Mapping[str, records.Break]
    releases: Mapping[str, records.Release]


class _Names(NamedTuple):
    """What things are called, before the catalogues are whole."""

    indicators: Mapping[str, records.Indicator]
    regions: Mapping[str, records.Region]
    breakdowns: Mapping[str, records.Breakdown]


def build_catalogues(parsed: ParsedTables) -> Catalogues:
    """The records of all tables but the figures."""
    themes = [
        records.Theme(r["theme"], _text(r, "title"), _text(r, "summary"), r["icon"], int(r["order"]))
        for r in _rows(parsed, "themes")
    ]
    units = {r["unit"]: _build_unit(r, parsed) for r in _rows(parsed, "units")}
    charts = [_build_chart(r) for r in _rows(parsed, "charts")]
    indicators = {r["indicator"]: _build_indicator(r, units, parsed) for r in _rows(parsed, "indicators")}
    regions = {r["region"]: _build_region(r, parsed) for r in _rows(parsed, "regions")}
    breakdowns = {r["breakdown"]: _build_breakdown(r) for r in _rows(parsed, "breakdowns")}
    names = name_figures(parsed, _Names(indicators, regions, breakdowns), list_inputs(parsed))
    change_units = find_change_units(parsed)
    return Catalogues(
        themes={theme.id: theme for theme in sorted(themes, key=lambda theme: theme.order)},
        units=units,
        indicators=indicators,
        regions=regions,
        breakdowns=breakdowns,
        sources={r["source"]: _build_source(r, parsed) for r in _rows(parsed, "sources")},
        calculations={
            r["calculation"]: _build_calculation(r, parsed, names, change_units)
            for r in _rows(parsed, "calculations")
        },
        rules={
            r["calculation"]: _build_rule(r, parsed)
            for r in list_rows(parsed.rules, SCHEMAS["calculations"].names)
        },
        charts={chart.id: chart for chart in sorted(charts, key=lambda chart: (chart.theme, chart.order))},
        acknowledgements={
            r["acknowledgement"]: records.Acknowledgement(
                r["acknowledgement"],
                r["hint"],
                r["figure"],
                _text(r, "reason"),
                r["indicator"],
                r["region"],
            )
            for r in _rows(parsed, "acknowledgements")
        },
        breaks={r["break"]: _build_break(r, parsed) for r in _rows(parsed, "breaks")},
        releases={r["release"]: _build_release(r, parsed) for r in _rows(parsed, "releases")},
    )


def _rows(parsed: ParsedTables, table: str) -> Iterator[dict[str, str]]:
    if table in parsed.dated:
        yield from list_rows(parsed.dated[table], SCHEMAS[table].names)


def _text(row: Mapping[str, str], name: str) -> Text:
    return Text(row[f"{name}_zh"], row[f"{name}_en"])


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def _build_unit(row: Mapping[str, str], parsed: ParsedTables) -> records.Unit:
    one, _, many = row["name_en"].partition(_SEPARATOR)
    return records.Unit(
        row["unit"], parsed.units[row["unit"]], (many or one).strip(), one.strip(), row["kind"]
    )


def _build_indicator(
    row: Mapping[str, str], units: Mapping[str, records.Unit], parsed: ParsedTables
) -> records.Indicator:
    return records.Indicator(
        id=row["indicator"],
        theme=row["theme"],
        name=_text(row, "name"),
        unit=units[row["unit"]],
        better=row["better"],
        additive=row["additive"] == "yes",
        update_days=_number(row["update_days"]),
        definition=_text(row, "definition"),
        signed=row["signed"] == "yes",
        frequency=row["frequency"],
        additive_time=row["additive_time"] == "yes",
        ended=_take_period(row["ended"], parsed) if row["ended"] else None,
        successor=row["successor"],
    )


def _build_region(row: Mapping[str, str], parsed: ParsedTables) -> records.Region:
    return records.Region(
        id=row["region"],
        name=_text(row, "name"),
        level=row["level"],
        parent=row["parent"],
        row=_number(row["row"]),
        column=_number(row["column"]),
        valid_from=_take_period(row["valid_from"], parsed).end if row["valid_from"] else None,
        valid_to=_take_period(row["valid_to"], parsed).end if row["valid_to"] else None,
        successor=split_list(row["successor"]),
    )


def _build_breakdown(row: Mapping[str, str]) -> records.Breakdown:
    return records.Breakdown(row["breakdown"], _text(row, "name"), int(row["order"] or 0))


def _build_source(row: Mapping[str, str], parsed: ParsedTables) -> records.Source:
    zh, _, en = row["publisher"].partition(_SEPARATOR)
    return records.Source(
        id=row["source"],
        title=_text(row, "title"),
        publisher=Text(zh.strip(), en.strip()),
        published=_take_period(row["published"], parsed),
        published_basis=row["published_basis"],
        document=row["document"],
        note=_text(row, "note"),
        revises=split_list(row["revises"]),
    )


def _build_chart(row: Mapping[str, str]) -> records.Chart:
    return records.Chart(
        id=row["chart"],
        theme=row["theme"],
        order=int(row["order"]),
        kind=row["kind"],
        title=_text(row, "title"),
        indicators=split_list(row["indicators"]),
        regions=split_list(row["regions"]),
        across=row["across"],
        note=_text(row, "note"),
        breakdowns=split_list(row["breakdowns"]),
        frequency=row["frequency"],
    )


def _build_break(row: Mapping[str, str], parsed: ParsedTables) -> records.Break:
    return records.Break(
        id=row["break"],
        indicator=row["indicator"],
        region=row["region"],
        breakdown=row["breakdown"],
        start=_take_period(row["from"], parsed),
        note=_text(row, "note"),
    )


def _build_release(row: Mapping[str, str], parsed: ParsedTables) -> records.Release:
    return records.Release(
        id=row["release"],
        title=_text(row, "title"),
        indicators=split_list(row["indicators"]),
        period=_take_period(row["period"], parsed),
        expected=_take_period(row["expected"], parsed).end,
        note=_text(row, "note"),
    )


def _build_calculation(
    row: Mapping[str, str],
    parsed: ParsedTables,
    names: Mapping[str, InputNames],
    change_units: Mapping[str, str],
) -> records.Calculation:
    period, formula = _take_period(row["period"], parsed), parsed.formulas[row["formula"]]
    assert isinstance(formula, Formula)
    return records.Calculation(
        id=row["calculation"],
        indicator=row["indicator"],
        region=row["region"],
        breakdown=row["breakdown"],
        period=period,
        basis=row["basis"],
        formula=formula,
        compare_with=row["compare_with"],
        note=_text(row, "note"),
        wording=word_formula(formula, names, period),
        base=row["base"] or (UNSTATED if row["basis"] == "growth" else ""),
        unit=change_units.get(row["calculation"], ""),
    )


def _build_rule(row: Mapping[str, str], parsed: ParsedTables) -> records.Rule:
    formula = parsed.formulas[row["formula"]]
    assert isinstance(formula, Formula)
    return records.Rule(
        id=row["calculation"],
        indicator=row["indicator"],
        region=row["region"],
        breakdown=row["breakdown"],
        basis=row["basis"],
        formula=formula,
        compare_with=row["compare_with"],
        note=_text(row, "note"),
    )


def _take_period(text: str, parsed: ParsedTables) -> Period:
    """What a period's text names; in checked tables all name one."""
    period = parsed.periods[text]
    assert isinstance(period, Period)
    return period
