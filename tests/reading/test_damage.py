"""Files that reading refuses: what is wrong with each, and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publicstats.contract.columns import Schema
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.model import build_edition
from tests.helpers import FIGURES, change_rows, list_problem_codes, list_problems, make_files

Damage = Callable[[bytes], bytes]


def _read(name: str, damage: Damage) -> list[tuple[str, int, str, str, str]]:
    """The problems of a valid edition of which one file is changed."""
    files = make_files()
    files[name] = damage(files[name])
    return list_problems(build_edition(files))


REFUSED: list[tuple[str, str, Damage, list[tuple[int, str, str, str]]]] = [
    ("an empty file", FIGURES, lambda data: b"", [(0, "", "file_empty", "")]),
    ("only blank lines", "themes.csv", lambda data: b"\xef\xbb\xbf\n\n ,\n", [(0, "", "file_empty", "")]),
    ("UTF-16", "units.csv", lambda data: data.decode().encode("utf-16"), [(0, "", "encoding_utf16", "")]),
    ("Big5", "breakdowns.csv", lambda data: data.decode().encode("big5"), [(0, "", "encoding_big5", "")]),
    ("NUL bytes", FIGURES, lambda data: data + b"\0\0", [(0, "", "nul_bytes", "")]),
    ("an unknown encoding", "regions.csv", lambda data: data + b"\xff\xff", [(5, "", "encoding", "")]),
    (
        "cut inside a character",
        FIGURES,
        lambda data: data[: data.index("退".encode()) + 1],
        [(5, "", "cut_off", "")],
    ),
    (
        "cut inside a quoted cell",
        "calculations.csv",
        lambda data: data[: data.index(b"m(") + 8],
        [(4, "", "cut_off", 'members_check,members,cn,,2024,stock,"sum(member')],
    ),
    (
        "cut inside a row",
        FIGURES,
        lambda data: data[: data.index(b"share_2024") + 17],
        [(7, "", "cut_off", "share_2024,share,")],
    ),
    (
        "a quote inside a cell",
        "themes.csv",
        lambda data: data.replace("养老服务".encode(), '"养老"服务'.encode()),
        [(2, "", "quoting", 'care,养老,Care,"养老"服务,Services for older people,elderly,1')],
    ),
    (
        "semicolons",
        "breakdowns.csv",
        lambda data: data.replace(b",", b";"),
        [(1, "", "separator", "breakdown;name_zh;name_en;order")],
    ),
    (
        "tabs",
        "breakdowns.csv",
        lambda data: data.replace(b",", b"\t"),
        [(1, "", "separator", "breakdown\tname_zh\tname_en\torder")],
    ),
    (
        "no header",
        "breakdowns.csv",
        lambda data: data.split(b"\n", 1)[1],
        [(1, "", "header_missing", "young,青年,young,1")],
    ),
    (
        "a missing column",
        "breakdowns.csv",
        change_rows(lambda rows: [row.pop() for row in rows]),
        [(1, "order", "column_missing", "")],
    ),
    (
        "a renamed column",
        FIGURES,
        lambda data: data.replace(b"printed", b"print", 1),
        [(1, "print", "column_renamed", "print")],
    ),
    (
        "a further column",
        "breakdowns.csv",
        change_rows(lambda rows: rows.__setitem__(slice(None), [[*row, "x"] for row in rows])),
        [(1, "x", "column_unknown", "x")],
    ),
    (
        "a doubled column",
        "breakdowns.csv",
        change_rows(lambda rows: rows.__setitem__(slice(None), [[*row, row[1]] for row in rows])),
        [(1, "name_zh", "column_doubled", "name_zh")],
    ),
    (
        "a comma without quotes",
        "themes.csv",
        lambda data: data.replace("养老服务".encode(), "养老,服务".encode()),
        [(2, "", "row_length", "care,养老,Care,养老,服务,Services for older people,elderly,1")],
    ),
    (
        "a row that is too short",
        "breakdowns.csv",
        lambda data: data.replace("青年,Young,1".encode(), b""),
        [(2, "", "row_length", "young,")],
    ),
    (
        "a repeated header",
        "breakdowns.csv",
        change_rows(lambda rows: rows.insert(2, list(rows[0]))),
        [(3, "", "header_repeated", "")],
    ),
]


@pytest.mark.parametrize(
    ("name", "damage", "expected"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_damaged_file_is_refused_with_its_own_code(
    name: str, damage: Damage, expected: list[tuple[int, str, str, str]]
) -> None:
    problems = _read(name, damage)
    assert [problem[1:] for problem in problems if problem[0] == name] == expected


def test_every_code_of_reading_has_a_case_here() -> None:
    tested = {code for *_, expected in REFUSED for _, _, code, _ in expected} | {"file_missing"}
    codes = list_problem_codes("reading.py") | list_problem_codes("encodings.py")
    assert codes - tested == set()


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_missing_file_is_named_unless_it_may_be_missing(schema: Schema) -> None:
    files = make_files()
    del files[schema.path.replace("*", "figures")]
    missing = [file for file, *_, code, _ in list_problems(build_edition(files)) if code == "file_missing"]
    assert missing == ([] if schema.optional else [schema.path])


def test_misspelt_column_is_shown_the_nearest_name() -> None:
    files = make_files()
    files[FIGURES] = files[FIGURES].replace(b"printed", b"prinetd", 1)
    (problem,) = build_edition(files).problems
    assert (problem.code, problem.facts) == ("column_renamed", {"meant": "printed"})
