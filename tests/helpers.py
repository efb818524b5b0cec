"""A small valid set of CSVs in memory, and ways to change it: what most tests start from.

>>> make_files(figures=[change("care_members_2024", printed="1800")])["figures/figures.csv"]  # doctest: +SKIP
"""

from __future__ import annotations

import ast
import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from publicstats.analysis.chart_figures import select_chart_figures
from publicstats.analysis.panels import Panel, build_panels
from publicstats.contract.records import Figure
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.model import Edition, Outcome, build_edition

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
FIGURES = "figures/figures.csv"
Row = dict[str, str]
GROWTH: Row = {"basis": "growth", "base": "unstated"}
"""The cells that make a figure one of growth."""

BASE = {
    "themes": """
theme,title_zh,title_en,summary_zh,summary_en,icon,order
care,养老,Care,养老服务,Services for older people,elderly,1
calls,热线,Hotline,热线服务,Calls and requests,call,2""",
    "units": """
unit,same_as,name_en,kind
人,,people,count
名,人,people,count
件,,cases,count
元,,yuan,money
%,,%,share
人次,,visits,count
元/人次,,yuan per visit,ratio""",
    "indicators": """
indicator,theme,name_zh,name_en,unit,better,additive,update_days,definition_zh,definition_en
members,care,会员,Members,人,up,yes,365,会员人数,Number of members
share,care,覆盖率,Coverage,%,up,,,覆盖的百分比,Share covered
money,care,经费,Money,元,,,,经费总额,Money spent
average,care,人均经费,Money per member,元,,,,每名会员的经费,Money per member
requests,calls,诉求,Requests,件,,yes,,受理的诉求,Requests received""",
    "regions": """
region,name_zh,name_en,level,parent,row,column
cn,全国,China,country,,,
310000,上海市,Shanghai,province,cn,3,6
110000,北京市,Beijing,province,cn,2,5""",
    "breakdowns": """
breakdown,name_zh,name_en,order
young,青年,Young,1
old,老年,Old,2""",
    "sources": """
source,title_zh,title_en,publisher,published,published_basis,document,note_zh,note_en
paper_a,甲报一文,Article A,甲报 / Paper A,2024-10-10,printed,a.txt,,
paper_b,乙报一文,Article B,,2024-10-11,inferred,b.txt,日期推定,The date is inferred""",
    "figures": """
figure,indicator,region,breakdown,period,basis,kind,status,printed,source,line,note_zh,note_en
members_2023,members,cn,,2023,stock,,,近1600万名,paper_a,3,,
members_2024,members,cn,,2024,stock,,,1700多万名,paper_a,4,,
members_young,members,cn,young,2024,stock,,,300万人,paper_a,5,,
members_old,members,cn,old,2024,stock,,,约200万人,paper_a,6,含退休人员,Retired people included
members_target,members,cn,,2025,stock,target,,2000万人,paper_b,7,,
share_2024,share,310000,,2024-05-31,stock,,,98.7%,paper_b,8,,
money_2024,money,cn,,2024,flow,,,34.5亿元,paper_a,9,,
money_hidden,money,310000,,2024,flow,,masked,***万元,paper_b,10,,
fee,money,cn,,2024,stock,rule,,1000至5000元,paper_b,11,,
requests_sh,requests,310000,,2024-01-01/2024-06-15,flow,,,414.4万件,paper_a,12,,
requests_bj,requests,110000,,2024-Q1,flow,,,超3600件,paper_b,13,,
requests_total,requests,cn,,../2024-07-17,cumulative,,,500余万件,paper_b,14,,
requests_missing,requests,cn,,2023,flow,,missing,,paper_b,15,,""",
    "calculations": """
calculation,indicator,region,breakdown,period,basis,formula,compare_with,note_zh,note_en,base
members_gain,members,cn,,2024,growth,members_2024 - members_2023,,两年之差,Difference of two years,year_before
money_per_member,average,cn,,2024,flow,money_2024 / members_2024,,,,
members_check,members,cn,,2024,stock,"sum(members_young, members_old)",5000000,,,""",
    "charts": """
chart,theme,order,kind,title_zh,title_en,indicators,regions,across,note_zh,note_en
care_cards,care,1,cards,养老要览,Care at a glance,members;share;money,,,,
care_bars,care,2,bars,两类会员,Two kinds of members,members,cn,breakdown,,
care_share,care,3,rate,覆盖率,Coverage,share,,region,,
care_members,care,4,slope,会员的变化,Change in members,members,cn,breakdown,,
care_table,care,5,table,养老全部,All on care,members;share;money;average,,,,
calls_bars,calls,1,columns,两地诉求,Requests in two places,requests,,region,,
calls_table,calls,2,table,热线全部,All on the hotline,requests,,,,""",
}
"""The smallest tables that have something of everything. Columns that are not here are blank."""


@dataclass
class Table:
    """A table's columns and rows, before they are written."""

    names: list[str]
    rows: list[Row]

    def find(self, name: str) -> Row:
        """The row whose key is `name`."""
        return next(row for row in self.rows if row[self.names[0]] == name)


Change = Callable[[Table], None]


def change(name: str, **cells: str) -> Change:
    """Other cells in the row with the id `name`."""
    return lambda table: table.find(name).update(cells)


def add(**cells: str) -> Change:
    """One more row at the end; cells not given are blank."""
    return lambda table: table.rows.append(dict.fromkeys(table.names, "") | cells)


def add_rows(text: str) -> Change:
    """More rows at the end, out of a CSV with a header; columns that are not there are blank."""
    rows = list(csv.DictReader(text.splitlines()))
    return lambda table: table.rows.extend(dict.fromkeys(table.names, "") | row for row in rows)


def copy(name: str, **cells: str) -> Change:
    """One more row at the end, like the one with the id `name` but for some cells."""
    return lambda table: table.rows.append(table.find(name) | cells)


def remove(name: str) -> Change:
    """Without the row with the id `name`."""
    return lambda table: table.rows.remove(table.find(name))


def drop(column: str) -> Change:
    """Without a column."""
    return lambda table: table.names.remove(column)


def clear(table: Table) -> None:
    """With no row but the header."""
    table.rows.clear()


def make_table(name: str) -> Table:
    """A table of `BASE`, with all columns of its schema."""
    names = list(SCHEMAS[name].names)
    rows = csv.DictReader(BASE.get(name, "").strip().splitlines())
    return Table(names, [dict.fromkeys(names, "") | row for row in rows])


def make_files(**changes: Iterable[Change]) -> dict[str, bytes]:
    """The CSVs of a valid edition of two themes, with changes by table: ``figures=[drop("line")]``."""
    files = {}
    for name, schema in SCHEMAS.items():
        table = make_table(name)
        for edit in changes.get(name, ()):
            edit(table)
        files[schema.path.replace("*", name)] = write_rows(
            [table.names, *([r[c] for c in table.names] for r in table.rows)]
        )
    return files


def write_rows(rows: Iterable[Sequence[str]], encoding: str = "utf-8", end: str = "\n") -> bytes:
    """Rows as the bytes of a CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding)


def read_rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV's bytes."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def change_rows(edit: Callable[[list[list[str]]], object]) -> Callable[[bytes], bytes]:
    """A change of a CSV's rows, header included, as a change of its bytes."""

    def damage(data: bytes) -> bytes:
        rows = read_rows(data)
        edit(rows)
        return write_rows(rows)

    return damage


def save(files: dict[str, bytes], folder: Path) -> Path:
    """The folder, with the files written into it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def make_edition(**changes: Iterable[Change]) -> Edition:
    """The edition of `make_files`."""
    outcome = build_edition(make_files(**changes))
    assert outcome.edition is not None, list_problems(outcome)
    return outcome.edition


def make_figure(printed: str = "1700多万名", *, edits: Iterable[Change] = (), **cells: str) -> Figure:
    """A figure of an edition in which it is printed so: the record of row `members_2024`."""
    changes = [change("members_2024", printed=printed, **cells), *edits]
    return find(make_edition(figures=changes), "members_2024")


def make_panels(chart: str, **changes: Iterable[Change]) -> tuple[Panel, ...]:
    """The panels of a chart of `make_files`."""
    edition = make_edition(**changes)
    return build_panels(edition.charts[chart], select_chart_figures(edition, edition.charts[chart]))


def find(edition: Edition, name: str) -> Figure:
    """The figure with an id."""
    positions = edition.figures.index[edition.figures["figure"] == name]
    return edition.figure(int(positions[0]))


def check(**changes: Iterable[Change]) -> list[tuple[str, int, str, str, str]]:
    """What is wrong with `make_files`: (file, row, column, code, typed) of every problem."""
    return list_problems(build_edition(make_files(**changes)))


def list_problems(outcome: Outcome) -> list[tuple[str, int, str, str, str]]:
    """File, row, column, code and what was typed of every problem."""
    return [(p.file, p.row, p.column, p.code, p.typed) for p in outcome.problems]


def list_problem_codes(part: str = "") -> set[str]:
    """The problem codes that the sources of publicstats, or of a part of it, give as words."""
    arguments = {"Problem": 0, "DecodeError": 0, "flag": 3, "flag_cells": 3}
    codes = set()
    folder = ROOT / "publicstats" / part
    for path in [folder] if folder.is_file() else sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                at = arguments.get(node.func.id)
                if at is not None and len(node.args) > at:
                    arms = [node.args[at]]
                    if isinstance(arms[0], ast.IfExp):
                        arms = [arms[0].body, arms[0].orelse]
                    codes |= {
                        arm.value
                        for arm in arms
                        if isinstance(arm, ast.Constant) and isinstance(arm.value, str)
                    }
                if node.func.id == "QuantityError" and isinstance(node.args[0], ast.Constant):
                    codes.add(f"printed_{node.args[0].value!s}")
    # A figure of nothing but spaces is a blank cell.
    return codes - {"printed_empty"}
