"""The made-up history: folders that are valid, the same for the same seed, and of the size asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.history import INDICATORS, write_history
from benchmarks.ledger import read_table
from publicstats.contract.problems import has_errors
from publicstats.edition.model import Edition, load_edition
from publicstats.reading.folder import load_files
from tests.helpers import DATA, list_problems, make_files, save


def load_valid(folder: Path) -> Edition:
    outcome = load_edition(folder)
    assert not has_errors(outcome.problems), list_problems(outcome)[:5]
    assert outcome.edition is not None
    return outcome.edition


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("grown")
    write_history(DATA, folder, seed=1)
    return load_valid(folder)


@pytest.mark.parametrize(("seed", "years"), [(2, 3), (3, 1)])
def test_any_seed_gives_a_valid_edition(tmp_path: Path, seed: int, years: int) -> None:
    count = write_history(DATA, tmp_path, seed, years)
    edition = load_valid(tmp_path)
    assert count == (edition.figures["source"] != "").sum()


def test_equal_seeds_give_equal_bytes_and_others_other_ones(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_history(DATA, tmp_path / name, seed, years=1)
    one, again, other = (load_files(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again
    assert one["figures/grown.csv"] != other["figures/grown.csv"]


@pytest.mark.parametrize("figures", [300, 3_000])
def test_folder_has_as_many_figures_as_were_asked_for(tmp_path: Path, figures: int) -> None:
    assert write_history(DATA, tmp_path, figures=figures) == figures
    assert (load_valid(tmp_path).figures["source"] != "").sum() == figures


def test_folder_by_the_contract_of_before_grows_too(tmp_path: Path) -> None:
    files = make_files()
    for name in ("breaks.csv", "releases.csv"):
        del files[name]
    base = save(files, tmp_path / "base")
    for path, later in (
        ("indicators.csv", "signed"),
        ("regions.csv", "valid_from"),
        ("sources.csv", "revises"),
    ):
        names, rows = read_table(base / path)
        kept = names[: names.index(later)]
        lines = [",".join(kept), *(",".join(row[name] for name in kept) for row in rows)]
        (base / path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    write_history(base, tmp_path / "out", years=2)
    edition = load_valid(tmp_path / "out")
    assert edition.breaks
    assert edition.releases
    assert len([r for r in edition.regions.values() if r.level == "province"]) >= 31


def test_all_that_befalls_series_is_there(grown: Edition) -> None:
    frame = grown.figures[grown.figures["figure"].str.startswith("grown_")]
    assert set(frame["status"]) == {"", "provisional", "forecast", "masked", "missing", "derived"}
    assert set(frame["basis"]) == {"stock", "flow", "cumulative", "growth"}
    assert set(frame["kind"]) == {"actual", "target"}
    assert set(frame["revision"]) == {"", "final", "revised", "corrected", "withdrawn"}
    assert set(frame["base"]) == {"", "year_before", "period_before"}
    assert set(frame["indicator"]) == {f"grown_{name}" for name, *_ in INDICATORS}
    assert (frame["supersedes"] != "").sum() == 2
    texts = " ".join(frame["period"].unique())
    for form in (r"\d{4}-W\d\d", r"(\d{4})-01/\1-02", r"(\d{4})-01/\1-09", r"\d{4}-H1", r"\d{4}-09/\d{4}-08"):
        assert re.search(form, texts), form
    assert any("下降" in printed for printed in frame["printed"])
    assert any(source.revises for source in grown.sources.values())
    assert [i.id for i in grown.indicators.values() if i.ended] == ["grown_web"]
    assert {r.id for r in grown.regions.values() if r.successor} == {"grown_east", "grown_west"}


def test_unit_changes_only_where_a_break_says_so(grown: Edition) -> None:
    frame = grown.figures[grown.figures["indicator"] == "grown_relief"]
    start = grown.breaks["grown_relief"].start.end.year
    for printed, period in zip(frame["printed"], frame["period"], strict=True):
        assert printed.endswith("人") == (int(period) >= start)


def test_values_of_one_observation_disagree_once(grown: Edition) -> None:
    frame = grown.figures[grown.figures["source"] == "grown_paper"]
    assert len(frame) == 1
