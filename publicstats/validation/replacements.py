"""Rules about replacements: a figure replaces earlier ones of its own observation, a release others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from publicstats.contract.problems import Problem, fold_floods
from publicstats.reading.parsed import ParsedTables
from publicstats.reading.tables import FILE, ROW
from publicstats.validation.flagging import flag, flag_alike
from publicstats.validation.overlaps import OBSERVATION, STARTS, key_observations
from publicstats.validation.references import split_list

_WITHDRAWN = "withdrawn"
_NEW_YEARS = [date(year, 1, 1).toordinal() for year in range(1900, 2200)]
_PLACED = ["region", "breakdown", "period", "basis"]


def check_replacements(parsed: ParsedTables) -> Iterator[Problem]:
    """Figures that replace one of another indicator or kind, one published later, or one of elsewhere."""
    figures = parsed.tables.get("figures")
    if figures is None or not (figures["supersedes"] != "").any():
        return
    pairs = _pair_replaced(parsed, figures)
    later = pairs["published_before"] > pairs["published"]
    elsewhere = (pairs[_PLACED].to_numpy() != pairs[[f"{name}_before" for name in _PLACED]].to_numpy()).any(1)
    for code, wrong, severity in (
        ("supersedes_indicator", pairs["indicator"] != pairs["indicator_before"], "error"),
        ("supersedes_kind", pairs["kind"] != pairs["kind_before"], "error"),
        ("supersedes_later", later, "error"),
        ("supersedes_elsewhere", pd.Series(elsewhere, pairs.index), "warning"),
    ):
        replaced = pairs.loc[wrong, "replaced"]
        yield from flag_alike(figures, replaced, "supersedes", code, lambda name: {"id": name}, severity)


def _pair_replaced(parsed: ParsedTables, figures: pd.DataFrame) -> pd.DataFrame:
    """Each figure that replaces others beside each that it replaces: a row a pair.

    By the index of the replacing figures. `published` is the last day of their sources, as a number.
    """
    rows = figures[figures["supersedes"] != ""]
    ids = {cell: split_list(cell) for cell in rows["supersedes"].unique()}
    replaced = rows["supersedes"].map(ids).explode().dropna()
    before = figures[figures["figure"].isin(replaced.unique())].drop_duplicates("figure")
    pairs = _key_published(parsed, rows).loc[replaced.index].assign(replaced=replaced.to_numpy())
    others = _key_published(parsed, before).set_axis(pd.Index(before["figure"])).add_suffix("_before")
    return pairs.join(others, on="replaced", how="inner")


def _key_published(parsed: ParsedTables, rows: pd.DataFrame) -> pd.DataFrame:
    days = {source: day.toordinal() for source, day in parsed.published.items()}
    return key_observations(parsed, rows).assign(published=rows["source"].map(days).astype(float))


def check_revisions(parsed: ParsedTables) -> Iterator[Problem]:
    """Kinds of replacement that the status contradicts, and those of what nobody printed before."""
    figures = parsed.tables.get("figures")
    if figures is None:
        return
    revised = figures["revision"] != ""
    if not revised.any():
        return
    withdrawn, missing = figures["revision"] == _WITHDRAWN, figures["status"] == "missing"
    yield from flag(figures, withdrawn & ~missing, "revision", "withdrawn_printed")
    yield from flag(figures, revised & ~withdrawn & missing, "revision", "revision_missing")
    sources = parsed.tables.get("sources")
    if sources is None or not parsed.defines_all("figures", "sources"):
        return
    revising = sources["source"][sources["revises"] != ""]
    alone = revised & (figures["supersedes"] == "") & ~figures["source"].isin(revising)
    if alone.any():
        lonely = alone & ~alone.index.isin(_find_replacing(parsed, figures, alone))
        yield from flag(figures, lonely, "revision", "revision_of_nothing", severity="warning")


def _find_replacing(parsed: ParsedTables, figures: pd.DataFrame, wanted: pd.Series) -> pd.Index:
    """Of the figures wanted, those of whose observation an earlier source printed a value."""
    kin = figures["indicator"].isin(figures.loc[wanted, "indicator"].unique())
    keyed = _key_published(parsed, figures[kin])
    # A total since 1 January is one thing, whether it is called flow or cumulative.
    running = (keyed["basis"] == "cumulative") & (keyed["period"] % STARTS).isin(_NEW_YEARS)
    keyed = keyed.assign(basis=keyed["basis"].mask(running, "flow"))
    own = keyed[wanted[kin]].reset_index(names="_at")
    pairs = own.merge(keyed, on=OBSERVATION, suffixes=("", "_before"))
    return pd.Index(pairs.loc[pairs["published_before"] < pairs["published"], "_at"].unique())


def check_releases(parsed: ParsedTables) -> Iterator[Problem]:
    """Sources that replace one published after them."""
    sources = parsed.tables.get("sources")
    if sources is not None and (sources["revises"] != "").any():
        yield from fold_floods(_find_later(parsed, sources[sources["revises"] != ""]))


def _find_later(parsed: ParsedTables, sources: pd.DataFrame) -> Iterator[Problem]:
    published = parsed.published
    for name, revises, file, row in zip(
        *(sources[column] for column in ("source", "revises", FILE, ROW)), strict=True
    ):
        for other in split_list(revises):
            if name in published and other in published and published[other] > published[name]:
                facts = {"id": other, "published": published[other].isoformat()}
                yield Problem("revises_later", str(file), int(row), "revises", revises, facts=facts)
                break


RULES = (check_replacements, check_revisions, check_releases)
