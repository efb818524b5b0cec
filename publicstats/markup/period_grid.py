"""A table of periods by places, what it is of, and the links that turn its pages or choose other series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from publicstats.analysis.kins import Kin
from publicstats.analysis.period_table import PeriodTable, Row
from publicstats.contract.records import Figure, Region
from publicstats.figures.place_names import Around, name_places
from publicstats.figures.wording import (
    format_bare,
    format_base,
    format_basis,
    format_figure,
    format_nature,
    format_unit,
)
from publicstats.markup import elements
from publicstats.markup.chips import chip
from publicstats.markup.elements import BLANK, anchor, badge, link, tag
from publicstats.markup.page_turning import count_shown, page_links
from publicstats.markup.parts import piece
from publicstats.period import Period, format_period
from publicstats.text.i18n import Lang, format_number, translate

CHIPS = 24
"""Other series that are offered by name."""
MARKED = ("final", "revised", "corrected", "named")
"""Why a value stands in the place of another, where that is said beside it."""
TOP = "periods"
"""The id of the element that the table begins with."""
NOTHING = "—"
"""What stands where a place has no figure of a period."""


def word_kin(kin: Kin, lang: Lang) -> list[str]:
    """What series have in common, part by part: category, frequency, basis, base, nature, unit."""
    basis = "year_to_date" if kin.accumulation == "year_to_date" else kin.basis
    return [
        kin.breakdown.name.to(lang) if kin.breakdown else "",
        translate(f"frequency.{kin.frequency}", lang),
        translate(f"basis.name.{basis}", lang),
        format_base(kin.base, lang),
        translate(f"comparability.{kin.comparability}", lang) if kin.comparability else "",
        translate(f"kind.{kin.kind}", lang) if kin.kind != "actual" else "",
        format_unit(kin.unit, lang),
    ]


def describe_kin(kin: Kin, lang: Lang) -> str:
    """All that series have in common, the unit said to be one."""
    *words, unit = word_kin(kin, lang)
    words.append(translate("chart.describe_unit", lang, unit=unit) if unit else "")
    return translate("list.separator", lang).join(filter(None, words))


def name_kins(kins: Sequence[Kin], lang: Lang) -> list[str]:
    """What tells each of some series from the others: the parts in which any two differ."""
    rows = [word_kin(kin, lang) for kin in kins]
    differing = [number for number, words in enumerate(zip(*rows, strict=True)) if len(set(words)) > 1]
    names = []
    for row in rows:
        words = [row[number] for number in differing]
        if 0 in differing and not row[0]:
            words[0] = translate("grid.whole", lang)
        names.append(" · ".join(filter(None, words)))
    return names


@piece
def kin_choice(kins: Sequence[Kin], shown: Kin, place: str, lang: Lang) -> Markup:
    """Links to the tables of an indicator's other series; of many the first, and the way to all figures."""
    if len(kins) < 2:
        return BLANK
    names = dict(zip(kins, name_kins(kins, lang), strict=True))
    offered = dict.fromkeys((*kins[:CHIPS], shown))
    links = [
        chip(names[kin], f"{link('indicator', lang, **_view(kin, place))}#{TOP}", is_chosen=kin == shown)
        for kin in offered
    ]
    if len(kins) > len(offered):
        text = translate("grid.more_series", lang, count=format_number(len(kins) - len(offered), lang))
        links.append(anchor(text, link("explore", lang, indicator=shown.indicator.id), "ps-link"))
    # A list that is turned: page.js keeps the reader at the table.
    return tag("nav", BLANK.join(links), "ps-chips ps-pages", aria_label=translate("grid.series", lang))


@piece
def period_grid(
    table: PeriodTable,
    place: str,
    reasons: Mapping[str, str],
    around: Around,
    lang: Lang,
) -> Markup:
    """The table: a row a period, a column a place; each value leads to its figure, `place` is marked.

    `reasons` says of figures that stand in the place of another why that was replaced.
    """
    caption = translate("list.separator", lang).join((describe_kin(table.kin, lang), *_count(table, lang)))
    regions, marked = table.regions.items, place if table.regions.total > 1 else ""
    heads = [tag("th", escape(translate("column.period", lang)), scope="col")]
    heads += [
        _head(region, name, lang, is_here=region.id == marked)
        for region, name in zip(regions, name_places(regions, around, lang), strict=True)
    ]
    body = BLANK.join(_row(row, table, marked, reasons, lang) for row in table.rows.items)
    content = tag("caption", escape(caption), "ps-quiet") + tag("thead", tag("tr", BLANK.join(heads)))
    grid = tag("table", content + tag("tbody", body), "ps-table ps-grid")
    shown = tag("div", grid, "ps-scroll", tabindex="0", role="group", aria_label=caption)
    # Beside the table, not in it: what scrolls with its columns nobody reads on a phone.
    below = _turns(table, place, lang) + _note(table, lang) + elements.source_line(table.figures, lang)
    return elements.note(caption) + shown + below


def _note(table: PeriodTable, lang: Lang) -> Markup:
    """What the signs of the page mean that are no numbers."""
    said = []
    if any(region.id not in row.cells for row in table.rows.items for region in table.regions.items):
        said.append(translate("grid.nothing", lang))
    if not all(figure.is_known for figure in table.figures):
        said.append(translate("grid.hidden", lang))
    return elements.note(("" if lang == "zh" else " ").join(said)) if said else BLANK


def _count(table: PeriodTable, lang: Lang) -> tuple[str, str]:
    """How many periods and places there are, and which of them stand in the page."""
    periods = count_shown("grid.periods", table.rows, lang)
    return periods, count_shown("grid.places", table.regions, lang)


def _turns(table: PeriodTable, place: str, lang: Lang) -> Markup:
    """The ways to the other periods, and to the other places."""
    view, rows, regions = _view(table.kin, place), table.rows, table.regions
    numbers = {"page": str(rows.number), "columns": str(regions.number)}
    here = view | {name: number for name, number in numbers.items() if number != "1"}
    labels = [translate(key, lang) for key in ("grid.turn_periods", "grid.turn_places")]
    return page_links(rows, lang, labels[0], "indicator", here, top=TOP) + page_links(
        regions, lang, labels[1], "indicator", here, parameter="columns", top=TOP
    )


def _view(kin: Kin, place: str) -> dict[str, str]:
    return {"indicator": kin.indicator.id, "place": place, "series": kin.key}


def _head(region: Region, name: str, lang: Lang, *, is_here: bool) -> Markup:
    css = "ps-current" if is_here else ""
    return tag("th", elements.region_link(region, lang, name), css, scope="col")


def _row(row: Row, table: PeriodTable, place: str, reasons: Mapping[str, str], lang: Lang) -> Markup:
    time = tag("th", escape(word_time(row.period, table.kin, lang)), scope="row")
    cells = (
        _cell(row.cells.get(region.id, ()), reasons, lang, is_here=region.id == place)
        for region in table.regions.items
    )
    return tag("tr", time + BLANK.join(cells))


def word_time(period: Period, kin: Kin, lang: Lang) -> str:
    """A row's time: of a change its period alone, for the heading says against what."""
    if kin.basis == "growth":
        return format_period(period, lang)
    return format_basis(kin.basis, period, lang)


def _cell(figures: Sequence[Figure], reasons: Mapping[str, str], lang: Lang, *, is_here: bool) -> Markup:
    css = "ps-current" if is_here else ""
    if not figures:
        return tag("td", escape(NOTHING), f"{css} ps-hidden".strip())
    values = (_value(f, reasons, lang) for f in figures)
    differ = badge(translate("grid.differ", lang)) if figures[1:] else BLANK
    return tag("td", BLANK.join(values) + differ, css)


def _value(figure: Figure, reasons: Mapping[str, str], lang: Lang) -> Markup:
    """A figure as printed; in English its unit, whose name is long, is left to the line above the table."""
    text = format_figure(figure, lang) if lang == "zh" or not figure.is_known else format_bare(figure, lang)
    shown = anchor(text, link("figure", lang, figure=figure.id), "ps-quiet-link")
    content = shown + badge(format_nature(figure, lang)) + _mark(figure, reasons, lang)
    return tag("span", content, "ps-figure" if figure.is_known else "ps-figure ps-hidden")


def _mark(figure: Figure, reasons: Mapping[str, str], lang: Lang) -> Markup:
    reason = reasons.get(figure.id, "")
    return badge(translate(f"grid.{reason}", lang), "ps-gone") if reason in MARKED else BLANK
