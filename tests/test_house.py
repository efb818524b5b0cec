"""The house is as it says: each room names what it asks, and the map of CONTRIBUTING.md is in their words."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.helpers import ROOT

PACKAGE = ROOT / "publicstats"
_CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]
_FLOORS = next(contract["layers"] for contract in _CONTRACTS if contract.get("exhaustive"))
FLOORS = [room.strip() for floor in _FLOORS for room in floor.split(":")]
"""The rooms from the top floor down."""
ROOMS = [room for room in FLOORS if (PACKAGE / room).is_dir()]
VIEWS = [
    *(f"markup/{path.stem}" for path in sorted((PACKAGE / "markup").glob("[a-z]*.py"))),
    "controls/chart_blocks",
    "controls/pieces",
]
"""What shows what it is handed."""
ASKED = ("publicstats.analysis", "publicstats.articles", "publicstats.edition")


def read_docstring(room: str) -> str:
    path = PACKAGE / room / "__init__.py" if room in ROOMS else PACKAGE / f"{room}.py"
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def list_asked(room: str) -> set[str]:
    """The other rooms that a room's modules import from."""
    asked = set()
    for path in (PACKAGE / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("publicstats"):
                names = (
                    [node.module]
                    if node.module != "publicstats"
                    else [f"publicstats.{n.name}" for n in node.names]
                )
                asked |= {str(name).split(".")[1] for name in names}
    return asked - {room}


@pytest.mark.parametrize("room", ROOMS)
def test_room_says_what_it_hands_out_and_names_exactly_the_rooms_that_it_asks(room: str) -> None:
    said = " ".join(read_docstring(room).split())
    assert "Hands out " in said
    named = re.search(r"May ask: ([^.]*)\.", said)
    assert named is not None, "its docstring has no line «May ask: …»"
    listed = [] if named[1] == "nothing else" else named[1].split(", ")
    asked = list_asked(room)
    assert listed == [other for other in FLOORS if other in asked]


@pytest.mark.parametrize("view", VIEWS)
def test_view_is_handed_what_it_shows_and_knows_of_what_is_asked_the_records_alone(view: str) -> None:
    tree = ast.parse((PACKAGE / f"{view}.py").read_text(encoding="utf-8"))
    asked = [
        name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(ASKED)
        for name in node.names
    ]
    assert not [name for name in asked if not name[0].isupper() or name == "Edition"]


def test_no_two_modules_have_one_name_but_pages_and_commands_which_have_their_addresses() -> None:
    names = Counter(path.name for path in PACKAGE.rglob("*.py") if path.parent.name != "cli")
    assert {name for name, count in names.items() if count > 1} == {"__init__.py"}


def test_map_of_the_house_is_the_first_line_of_each_room_in_the_order_of_the_floors() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z]+)` \| (.+) \|$", text.partition("## The house")[2], re.MULTILINE)
    assert rows == [(room, read_docstring(room).splitlines()[0]) for room in FLOORS if room != "__main__"]


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "text"])
def test_each_room_has_tests_of_its_own(room: str) -> None:
    assert list((ROOT / "tests" / room).rglob("test_*.py")), f"tests/{room} has no test"


def test_no_file_is_longer_than_a_reader_keeps_in_mind() -> None:
    files: list[Path] = [*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "dashboard.py"]
    long = {
        str(path): count
        for path in files
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}
