"""A real spreadsheet program opens, changes and saves each CSV: nothing but the change is different."""

from pathlib import Path

import pytest

from publicstats.edition.model import Edition, build_edition, load_edition
from publicstats.publishing.changes import compare_editions
from publicstats.reading.folder import load_files
from tests.spreadsheet.office import convert
from tools.spreadsheet import MISSING, find_office

ROOT = Path(__file__).resolve().parents[2]
UTF8_CSV = "44,34,76,1"
pytestmark = pytest.mark.skipif(find_office() is None, reason=MISSING)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every shipped CSV after LibreOffice has opened it, one cell was changed, and it was saved as CSV."""
    folder = tmp_path_factory.mktemp("office")
    named = {name.replace("/", "__"): data for name, data in load_files(ROOT / "data").items()}
    opened, closed = folder / "opened", folder / "closed"
    for name, data in named.items():
        (folder / name).write_bytes(data)
    convert(folder / "profile", [folder / name for name in named], "fods", opened, f"CSV:{UTF8_CSV}")
    hotline = opened / "figures__hotline.fods"
    text = hotline.read_text(encoding="utf-8")
    assert "414.4万个" in text
    hotline.write_text(text.replace("414.4万个", "414.5万个"), encoding="utf-8")
    filter_options = f"csv:Text - txt - csv (StarCalc):{UTF8_CSV},,0,false,true,false"
    convert(folder / "profile", sorted(opened.iterdir()), filter_options, closed)
    return {path.name.replace("__", "/"): path.read_bytes() for path in closed.iterdir()}


@pytest.fixture(scope="module")
def edition(saved: dict[str, bytes]) -> Edition:
    """The edition that the saved files make."""
    outcome = build_edition(saved)
    assert outcome.edition is not None, outcome.problems
    return outcome.edition


def test_saved_files_are_valid_and_complete(saved: dict[str, bytes], edition: Edition) -> None:
    assert saved.keys() == load_files(ROOT / "data").keys()
    assert not edition.problems


def test_only_the_changed_cell_and_what_is_computed_from_it_differ(edition: Edition) -> None:
    shipped = load_edition(ROOT / "data").edition
    assert shipped is not None
    changes = compare_editions(shipped, edition)
    assert (changes.added, changes.removed) == (0, 0)
    changed = {change.figure for change in changes.listed}
    computed = {c.id for c in edition.calculations.values() if "shanghai_hotline_calls_2024" in c.formula.ids}
    # Spreadsheets drop zeros at the end: 16.60% comes back as 16.6%, and the watcher's store says so.
    zeros = {name for name in changed if (f := shipped.find(name)) and "0%" in f.printed}
    from_zeros = {c.id for c in edition.calculations.values() if zeros & set(c.formula.ids)}
    assert changed - from_zeros == {"shanghai_hotline_calls_2024"} | computed | zeros
