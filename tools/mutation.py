"""Show whether the tests notice small faults: `python -m tools.mutation [--seed 1] [--count 20] [--all]`.

A seeded sample of places in functions of publicstats/: a comparison is turned, a constant changed or a
line taken out, one at a time, in a copy of the checkout. For each the tests of its room run, then the other
quick ones, with --all those in a browser too; it is caught when one fails or they do not end. Prints a line
for each, and exits with 1 where more than one in twenty is not caught.

What is only logged or annotated is left alone: no behaviour hangs on it.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "publicstats"
SECONDS = 900
"""After which tests that do not end are taken to have noticed."""
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
        for fault in sample_faults(options.seed, options.count):
            caught = try_fault(checkout, fault, with_browser=options.all)
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


def try_fault(checkout: Path, fault: Fault, *, with_browser: bool) -> bool:
    """Whether the tests notice a fault; the file is as it was afterwards."""
    path = checkout / fault.path
    kept = path.read_text(encoding="utf-8")
    path.write_text(fault.source, encoding="utf-8")
    room = checkout / "tests" / Path(fault.path).parts[1].removesuffix(".py")
    rounds = [[str(room)]] if room.is_dir() else []
    rounds.append([*(f"--ignore=tests/{name}" for name in SLOW), "-n", "auto"])
    if with_browser:
        rounds.append([f"tests/{name}" for name in SLOW])
    try:
        return any(not passes(checkout, words) for words in rounds)
    finally:
        path.write_text(kept, encoding="utf-8")


def passes(checkout: Path, words: list[str]) -> bool:
    """Whether the tests pass, up to the first that fails."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *words]
    try:
        return subprocess.run(command, cwd=checkout, capture_output=True, timeout=SECONDS).returncode == 0
    except subprocess.TimeoutExpired:
        return False


if __name__ == "__main__":
    sys.exit(main())
