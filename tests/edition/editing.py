"""Random edits of a folder of CSVs, one after the other: by an analyst, a slip or a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from tests.golden import list_cases, load_case
from tests.helpers import make_files, read_rows, write_rows
from tests.mutants import Files, make_mutant

PARTS = ("figures/care.csv", "figures/calls.csv", "figures/more.csv")


def make_parts() -> Files:
    """The files of `make_files`, with the figures in several files."""
    files = make_files()
    header, *rows = read_rows(files.pop("figures/figures.csv"))
    for at, name in enumerate(PARTS):
        files[name] = write_rows([header, *rows[at :: len(PARTS)]])
    return files


def list_edits(seed: int, count: int) -> Iterator[tuple[str, Files]]:
    """So many states of a folder, each with what was done to come there, in words.

    Most edits go on from the state before; a broken file is mended by the next one, and now and then
    somebody puts back what was there before.
    """
    random = Random(seed)
    files, states = make_parts(), [make_parts()]
    yield "first", files
    for _ in range(count):
        kind = random.random()
        if kind < 0.3:
            mutant, told = make_mutant(make_files() | files, random.randrange(10**9))
            edited = {name: mutant[name] for name in files}
        elif kind < 0.65:
            edit = random.choice(_EDITS)
            edited, told = edit(dict(files), random), edit.__name__
        elif kind < 0.75:
            yield random.choice((_break_bytes(dict(files), random), _take_case(random)))
            continue
        else:
            edited, told = random.choice((states[0], random.choice(states))), "put back"
        files = edited
        states.append(files)
        yield told, files


def _choose(files: Files, random: Random) -> str:
    """A file: of figures as often as of anything else."""
    figures = [name for name in files if name.startswith("figures/")]
    return random.choice(random.choice((sorted(figures), sorted(files))) or sorted(files))


def _change_rows(files: Files, random: Random, change: Callable[[list[list[str]]], object]) -> Files:
    name = _choose(files, random)
    rows = read_rows(files[name])
    if len(rows) > 1:
        change(rows)
        files[name] = write_rows(rows)
    return files


def _add_row(files: Files, random: Random) -> Files:
    def add(rows: list[list[str]]) -> None:
        row = list(random.choice(rows[1:]))
        row[0] = f"{row[0]}_{random.randrange(9)}"
        rows.insert(random.randrange(1, len(rows) + 1), row)

    return _change_rows(files, random, add)


def _remove_row(files: Files, random: Random) -> Files:
    return _change_rows(files, random, lambda rows: rows.pop(random.randrange(1, len(rows))))


def _double_row(files: Files, random: Random) -> Files:
    return _change_rows(files, random, lambda rows: rows.append(random.choice(rows[1:])))


def _reorder_rows(files: Files, random: Random) -> Files:
    def shuffle(rows: list[list[str]]) -> None:
        rows[1:] = random.sample(rows[1:], len(rows) - 1)

    return _change_rows(files, random, shuffle)


def _move_row(files: Files, random: Random) -> Files:
    """Moves a figure into another file."""
    names = [name for name in sorted(files) if name.startswith("figures/")]
    if len(names) > 1:
        one, other = random.sample(names, 2)
        rows, others = read_rows(files[one]), read_rows(files[other])
        if len(rows) > 1 and rows[0] == others[0]:
            others.append(rows.pop(random.randrange(1, len(rows))))
            files[one], files[other] = write_rows(rows), write_rows(others)
    return files


def _rename_file(files: Files, random: Random) -> Files:
    names = [name for name in sorted(files) if name.startswith("figures/")]
    if names:
        data = files.pop(random.choice(names))
        files[f"figures/{random.choice('abxyz')}{random.randrange(3)}.csv"] = data
    return files


def _remove_file(files: Files, random: Random) -> Files:
    if len(files) > 8:
        del files[_choose(files, random)]
    return files


def _add_file(files: Files, random: Random) -> Files:
    return files | {name: data for name, data in make_parts().items() if random.random() < 0.5}


def _copy_file(files: Files, random: Random) -> Files:
    """Leaves a copy of a file of figures beside it: its ids are there twice."""
    names = [name for name in sorted(files) if name.startswith("figures/")]
    return files | {"figures/copy.csv": files[random.choice(names)]} if names else files


def _change_way_of_saving(files: Files, random: Random) -> Files:
    """Saves a file as another program would: the same rows in other bytes."""
    name = _choose(files, random)
    text = files[name].decode("utf-8-sig")
    saved = (text.encode("utf-8-sig"), text.replace("\n", "\r\n").encode(), text.encode("gb18030", "replace"))
    files[name] = random.choice(saved[:2])
    return files


def _leave_out_column(files: Files, random: Random) -> Files:
    name = _choose(files, random)
    rows = read_rows(files[name])
    at = random.randrange(len(rows[0])) if rows and rows[0] else 0
    files[name] = write_rows([row[:at] + row[at + 1 :] for row in rows])
    return files


_EDITS = (
    _add_row,
    _remove_row,
    _double_row,
    _reorder_rows,
    _move_row,
    _rename_file,
    _remove_file,
    _add_file,
    _copy_file,
    _change_way_of_saving,
)


def _break_bytes(files: Files, random: Random) -> tuple[str, Files]:
    """A file that cannot be read, or not whole."""
    name = _choose(files, random)
    data = files[name]
    broken = {
        "cut": data[: random.randrange(len(data) + 1)],
        "nul": data.replace(b",", b"\0", 1),
        "gb18030": data.decode("utf-8-sig").encode("gb18030", "replace"),
        "utf16": data.decode("utf-8-sig").encode("utf-16"),
        "bytes": data.replace(b"1", b"\xff\xfe", 1),
        "quote": data.replace(b",", b',"', 1),
        "blank": b"",
        "column": _leave_out_column(dict(files), random)[name],
        "separator": data.replace(b",", b";"),
        "lost": data.decode("utf-8-sig").encode("ascii", "replace"),
    }
    told = random.choice(sorted(broken))
    return f"{told} in {name}", files | {name: broken[told]}


def _take_case(random: Random) -> tuple[str, Files]:
    """The files of a golden case: another folder altogether, with something wrong in it."""
    name = random.choice(list_cases())
    case = load_case(name)
    return (name, case.files) if not case.needs_folder else ("first again", make_parts())
