"""Show whether the tests notice small faults: `python -m tools.mutation [--seed 1] [--count 20] [--all]`.

A seeded sample of places in functions of publicstats/: a comparison is turned, a constant changed or a
line taken out, one at a time, in a copy of the checkout. For each run the tests that import its module, then
those of its room, then the other quick ones, with --all those in a browser too; it is caught when one fails
or they do not end. Before, all of them have to pass without a fault, or nothing would be shown. Prints a line
for each, and exits with 1 where more than one in twenty is not caught.

What is only logged or annotated is left alone: no behaviour hangs on it.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "publicstats"
PATIENCE = 3
"""Tests that take so many times as long as all of them without a fault are taken to have noticed it."""
NOTHING_TO_ASK = 5
"""What pytest ends with where every file that it was given is left out."""
ALLOWED = 1 / 20
"""The share of faults that may go unseen."""
SLOW = ("browser", "deploy", "spreadsheet")
"""Folders of tests that ask a browser, nginx or LibreOffice."""
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
REMOVED = (ast.Expr, ast.Assign, ast.AugAssign, ast.Raise, ast.Continue, ast.Break)


@dataclass(frozen=True)
class Fault:
    """One change of one file: where, what stood there, and what stands there now."""

    path: str
    line: int
    before: str
    after: str
    source: str
    """The whole file with the change."""


def main() -> int:
    """The exit status: 0 where enough faults are caught."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--all", action="store_true", help="ask the tests in a browser as well")
    options = parser.parse_args()
    unseen = 0
    with tempfile.TemporaryDirectory() as place:
        checkout = copy_checkout(Path(place) / "checkout")
        begun = time.monotonic()
        rounds = list_rounds(checkout, "", with_browser=options.all)
        if not all(passes(checkout, words, limit=None) for words in rounds):
            print("The tests fail without a fault: mend them first.")
            return 1
        limit = PATIENCE * (time.monotonic() - begun)
        for fault in sample_faults(options.seed, options.count):
            caught = try_fault(checkout, fault, limit, with_browser=options.all)
            unseen += not caught
            said = "caught  " if caught else "NOT SEEN"
            print(f"{said}  {fault.path}:{fault.line}  {fault.before}  ->  {fault.after}", flush=True)
    print(f"{options.count - unseen} of {options.count} caught (seed {options.seed})")
    return 1 if unseen > options.count * ALLOWED else 0


def copy_checkout(target: Path) -> Path:
    """A copy of the files that git knows or would take, as they are now."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in listed.splitlines():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target


def sample_faults(seed: int, count: int) -> list[Fault]:
    """So many faults, spread by the number of places; the same for the same seed and files."""
    places = [
        (path, number)
        for path in sorted((ROOT / PACKAGE).rglob("*.py"))
        for number in range(sum(1 for _ in list_places(ast.parse(path.read_text(encoding="utf-8")))))
    ]
    chosen = random.Random(seed).sample(places, count)  # noqa: S311 - a sample, no secret
    return [make_fault(path, number) for path, number in chosen]


def make_fault(path: Path, number: int) -> Fault:
    """The fault at the place of a number in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    node, parent, field = list(list_places(tree))[number]
    before = ast.unparse(node).splitlines()[0]
    changed = change(copy.deepcopy(node))
    place = getattr(parent, field)
    if isinstance(place, list):
        place[next(index for index, each in enumerate(place) if each is node)] = changed
    else:
        setattr(parent, field, changed)
    source = ast.unparse(ast.fix_missing_locations(tree))
    line = getattr(node, "lineno", 0)
    return Fault(str(path.relative_to(ROOT)), line, before, ast.unparse(changed).splitlines()[0], source)


def list_places(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST, str]]:
    """What can be changed inside functions: the node, the one it hangs on, and by which field."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _list_inside(function, "body", function.body[_skip_docstring(function) :])


def _list_inside(
    parent: ast.AST, field: str, nodes: Sequence[ast.AST]
) -> Iterator[tuple[ast.AST, ast.AST, str]]:
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or _is_silent(node):
            continue  # a function inside is listed by itself
        if isinstance(node, REMOVED) or _is_changeable(node):
            yield node, parent, field
        for name, value in ast.iter_fields(node):
            if name not in ("annotation", "format_spec"):
                inner = value if isinstance(value, list) else [value]
                yield from _list_inside(node, name, [each for each in inner if isinstance(each, ast.AST)])


def _is_changeable(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        return len(node.ops) == 1
    return isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float | str)


def _is_silent(node: ast.AST) -> bool:
    """True for a docstring, and for what is only logged or made sure of."""
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Expr):
        return False
    return isinstance(node.value, ast.Constant) or ast.unparse(node.value).startswith("_LOG.")


def _skip_docstring(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return 1 if ast.get_docstring(function, clean=False) is not None else 0


def change(node: ast.AST) -> ast.AST:
    """Another node in place of one: turned, changed, or nothing at all."""
    if isinstance(node, ast.Compare):
        node.ops = [TURNED[type(node.ops[0])]()]
        return node
    if isinstance(node, ast.Constant):
        return ast.Constant(_change_value(node.value))
    return ast.Pass()


def _change_value(value: object) -> bool | int | float | str:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return f"{value}x"


def try_fault(checkout: Path, fault: Fault, limit: float, *, with_browser: bool) -> bool:
    """Whether the tests notice a fault, or take longer than so many seconds; the file is as it was after."""
    path = checkout / fault.path
    kept = path.read_text(encoding="utf-8")
    path.write_text(fault.source, encoding="utf-8")
    try:
        rounds = list_rounds(checkout, fault.path, with_browser=with_browser)
        return any(not passes(checkout, words, limit) for words in rounds)
    finally:
        path.write_text(kept, encoding="utf-8")


def list_rounds(checkout: Path, path: str, *, with_browser: bool) -> Iterator[list[str]]:
    """What to ask pytest where a file has a fault, the nearest tests first; a blank path has none near."""
    done = [f"tests/{name}" for name in SLOW]
    for near in (find_importing(checkout, path), find_room(checkout, path)) if path else ():
        if near:
            yield [*near, *_ignore(done)]
            done += near
    yield _ignore(done)
    if with_browser:
        yield [f"tests/{name}" for name in SLOW]


def find_importing(checkout: Path, path: str) -> list[str]:
    """The files of quick tests that import a module by its own name."""
    room, _, module = path.removesuffix(".py").replace("/", ".").rpartition(".")
    imports = re.compile(
        rf"from {re.escape(f'{room}.{module}')} |from {re.escape(room)} import .*\b{module}\b"
    )
    files = sorted((checkout / "tests").rglob("test_*.py"))
    found = [str(file.relative_to(checkout)) for file in files if imports.search(file.read_text("utf-8"))]
    return [name for name in found if name.split("/")[1] not in SLOW]


def find_room(checkout: Path, path: str) -> list[str]:
    """The folder of tests that mirrors the room of a module, where there is one."""
    room = Path("tests") / Path(path).parts[1].removesuffix(".py")
    return [str(room)] if (checkout / room).is_dir() else []


def _ignore(paths: Sequence[str]) -> list[str]:
    return [f"--ignore={path}" for path in paths]


def passes(checkout: Path, words: list[str], limit: float | None) -> bool:
    """Whether the tests pass, up to the first that fails, within so many seconds."""
    options = ["-x", "-q", "-p", "no:cacheprovider", "-n", "auto", "--maxschedchunk=1"]
    command = [sys.executable, "-m", "pytest", *options, *words]
    try:
        status = subprocess.run(command, cwd=checkout, capture_output=True, timeout=limit).returncode
    except subprocess.TimeoutExpired:
        return False
    return status in (0, NOTHING_TO_ASK)


if __name__ == "__main__":
    sys.exit(main())
