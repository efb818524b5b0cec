"""An edit is in the files afterwards, and nothing else in them is another than before."""

from __future__ import annotations

import codecs
import csv
import io
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicstats.contract.schema import SCHEMAS
from publicstats.editing import ConflictError, Edit, MendedCell, NewRow
from publicstats.editing.applying import apply_edit
from publicstats.reading.tables import Reading, read_file
from tests.helpers import FIGURES, make_files

NAMES = SCHEMAS["figures"].names
UNITS = "units.csv"
OLD = [{"unit": "人", "same_as": "", "name_en": "people, all", "kind": "count"}]
NEW = {"unit": "公顷", "name_en": 'hectares, "big"', "kind": "area"}
MARK = codecs.BOM_UTF8
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\x1c\x1d\x1e\x1f\x85"), max_size=12)
# Python's own writer leaves a line end bare that is not the one it was told of.
ONE_LINE = TEXTS.map(lambda text: " ".join(text.splitlines()))
NEW_UNIT, OLD_UNIT = (
    st.fixed_dictionaries(dict.fromkeys(SCHEMAS["units"].names, texts)) for texts in (TEXTS, ONE_LINE)
)


def write(
    rows: list[dict[str, str]],
    columns: list[str],
    line_end: str = "\n",
    quoting: int = csv.QUOTE_MINIMAL,
    tail: str = "",
    surplus: int = 0,
) -> str:
    """A file as somebody's program writes it, with blank columns at the end."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator=line_end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow([*columns, *[""] * surplus])
    for row in rows:
        writer.writerow([*(row.get(column, "") for column in columns), *[""] * surplus])
    return buffer.getvalue().removesuffix(line_end) + tail


def read(data: bytes, name: str = UNITS) -> list[dict[str, str]]:
    """The rows as the program reads them; it must have nothing against the file."""
    schema = SCHEMAS["figures" if name.startswith("figures/") else name.removesuffix(".csv")]
    reading = Reading()
    table = read_file(name, data, schema, reading)
    assert table is not None, reading.problems
    assert {problem.code for problem in reading.problems} <= {"column_unknown"}
    return [{column: str(row[column]) for column in schema.names} for row in table.to_pylist()]


def added(
    data: bytes, *rows: dict[str, str], name: str = UNITS, others: dict[str, bytes] | None = None
) -> bytes:
    return apply_edit({name: data, **(others or {})}, Edit(tuple(NewRow(name, row) for row in rows)))[name]


def mended(data: bytes, row: int, column: str, was: str, now: str, name: str = UNITS) -> bytes:
    return apply_edit({name: data}, Edit(cells=(MendedCell(name, row, column, was, now),)))[name]


def blank(row: dict[str, str], columns: list[str]) -> dict[str, str]:
    return dict.fromkeys(columns, "") | row


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_file_stays_as_its_owner_left_it_whatever_wrote_it(codec: str, line_end: str) -> None:
    for quoting, ended, surplus, own in product(
        (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC), (True, False), (0, 2), (True, False)
    ):
        columns = ["kind", "unit", *(["checked_by"] if own else []), "name_en", "same_as"]
        tail = line_end if ended else ""
        before = write(OLD, columns, line_end, quoting, tail, surplus)
        after = write([*OLD, NEW], columns, line_end, quoting, tail, surplus)
        assert added(before.encode(codec), NEW).decode(codec) == after
        names = SCHEMAS["units"].names
        assert read(after.encode(codec)) == [blank(row, names) for row in (*OLD, NEW)]


@pytest.mark.parametrize("tail", ["\r\n\r\n", "\r\n,,,\r\n", "\r\n  \r\n\u3000,\r\n", '\r\n"","","",""'])
def test_blank_lines_at_the_end_stay_there(tail: str) -> None:
    before = write(OLD, SCHEMAS["units"].names, "\r\n", tail=tail)
    after = write([*OLD, NEW], SCHEMAS["units"].names, "\r\n", tail=tail)
    assert added(before.encode(), NEW).decode() == after


def test_mixed_line_ends_go_on_as_they_are_at_the_end() -> None:
    assert added(b"unit,same_as,name_en,kind\r\na,,b,\nc,,d,\n", NEW).endswith(b"area\n")
    assert added(b"unit,same_as,name_en,kind\na,,b,\r\nc,,d,", NEW).count(b"\r\n") == 2


def test_mended_cell_changes_and_nothing_beside_it() -> None:
    before = 'unit , same_as,name_en,kind\r\n\r\n"人", ,"people, all" ,count\n件,"",cases\r\n'.replace(
        '" ,', '",'
    )
    after = mended(before.encode(), 3, "name_en", "people, all", "persons")
    assert after.decode() == before.replace('"people, all"', "persons")
    after = mended(after, 3, "unit", "人", '"人"')
    assert after.decode() == before.replace('"people, all"', "persons").replace('"人"', '"""人"""')
    after = mended(before.encode(), 4, "kind", "", "count")
    assert after.decode() == before.replace("cases", "cases,count")
    after = mended(before.encode(), 4, "same_as", "", "人")
    assert after.decode() == before.replace('件,""', '件,"人"')


def test_cell_that_is_another_now_is_a_conflict_that_says_so() -> None:
    data = "unit,same_as,name_en,kind\n人,,people,count\n\n".encode()
    with pytest.raises(ConflictError) as caught:
        mended(data, 2, "name_en", "peple", "persons")
    assert caught.value.key == "desk.cell_changed"
    assert caught.value.facts["found"] == "people"
    for row in (3, 4, 1):
        with pytest.raises(ConflictError) as caught:
            mended(data, row, "name_en", "", "persons")
        assert caught.value.key == "desk.row_gone"
    wide = "unit,same_as,name_en,kind\n１００,, people\u3000,ｃount\n".encode()
    assert mended(wide, 2, "kind", "count", "area").endswith(b",area\n")
    assert mended(wide, 2, "name_en", "people", "persons").decode().endswith(",persons,ｃount\n")


@pytest.mark.parametrize("data", [b'unit,kind\n"a,count\n', b'unit,kind\n"a"b,count\n', b"\xff\xfe\0"])
def test_file_whose_cells_cannot_be_told_apart_is_not_written_into(data: bytes) -> None:
    with pytest.raises(ConflictError):
        added(data, NEW)


def test_optional_column_is_added_to_the_header_and_where_it_is_needed() -> None:
    head = "figure,indicator,region,breakdown,period,basis,kind,status,printed,source,line,note_zh,note_en"
    row = "one,members,cn,,2024,stock,,,3人,paper_a,1,,"
    cells = next(csv.DictReader([head, "two,members,cn,,2024,growth,,,增长3%,paper_a,1,,"]))
    after = added(f"{head}\n{row}\n".encode(), cells | {"base": "year_before"}, name="figures/a.csv")
    assert after.decode() == f"{head},base\n{row}\n{','.join(cells.values())},year_before\n"
    assert [found["base"] for found in read(after, "figures/a.csv")] == ["", "year_before"]
    before = f"{head},,\n{row},,\n{row},,".encode()
    after = mended(before, 2, "base", "", "year_before", "figures/a.csv")
    assert after.decode() == f"{head},base,\n{row},year_before,\n{row},,"
    after = mended(f"{head}\n{row}\n{row}".encode(), 2, "base", "", "2024", "figures/a.csv")
    assert after.decode() == f"{head},base\n{row},2024\n{row},"
    assert len(read(after, "figures/a.csv")) == 2


def test_new_file_has_the_columns_of_the_contract_and_the_habits_of_its_neighbours() -> None:
    row = {"figure": "a_2024", "indicator": "members", "printed": "3人"}
    files = make_files()
    one = files[FIGURES].replace(b"\n", b"\r\n")
    edit = Edit((NewRow("figures/new.csv", row),))
    new = apply_edit({"figures/a.csv": MARK + one, UNITS: files[UNITS]}, edit)["figures/new.csv"]
    assert new.decode("utf-8-sig").split("\r\n")[0] == ",".join(NAMES)
    assert (new[:3], new.count(b"\r\n"), new.count(b"\n")) == (MARK, 2, 2)
    chinese = one.decode().encode("gb18030")
    new = apply_edit({"figures/a.csv": chinese, UNITS: files[UNITS]}, edit)["figures/new.csv"]
    assert new.decode("gb18030").endswith("3人,,,,,,,,\r\n")
    looked = {"acknowledgement": "one", "hint": "year", "reason_zh": "属实", "reason_en": "True"}
    names = SCHEMAS["acknowledgements"].names
    for empty in ({}, {"acknowledgements.csv": b""}, {"acknowledgements.csv": b"\n"}):
        edit = Edit((NewRow("acknowledgements.csv", looked),))
        new = apply_edit({**files, **empty}, edit)["acknowledgements.csv"]
        assert read(new, "acknowledgements.csv") == [blank(looked, names)]
        assert new.endswith(empty.get("acknowledgements.csv", b""))
    assert apply_edit({}, Edit((NewRow(UNITS, NEW),)))[UNITS].startswith(b"unit,same_as,name_en,kind\n")


def test_file_of_plain_letters_goes_on_in_the_encoding_of_its_neighbours() -> None:
    head = b"unit,same_as,name_en,kind\r\n"
    assert added(head, NEW, others={"themes.csv": "养老".encode()}).decode("utf-8")
    assert "公顷" in added(head, NEW, others={"themes.csv": "养老服务".encode("gb18030")}).decode("gb18030")


def test_text_that_the_encoding_would_not_give_back_is_refused_in_words() -> None:
    # Greek alone, in UTF-8 without a mark, reads as Chinese in GB18030.
    with pytest.raises(ConflictError) as caught:
        added(b"unit,same_as,name_en,kind\r\n", {"unit": "Ψγ", "name_en": "x"})
    assert caught.value.key == "desk.not_encodable"
    assert added(MARK + b"unit,same_as,name_en,kind\r\n", {"unit": "Ψγ", "name_en": "x"})


@pytest.mark.parametrize("text", ["=1+1", "@sum", "+a", "-cmd|x", "- a_2024 + b"])
def test_spreadsheet_makes_no_formula_of_a_text_and_reading_finds_it_unchanged(text: str) -> None:
    after = added("unit,same_as,name_en,kind\n人,,x,\n".encode(), {"unit": "a", "name_en": text})
    assert f"\na,, {text},\n".encode() in after
    assert read(after)[1]["name_en"] == text


@pytest.mark.parametrize("text", ["-4.5%", "+3", "-", "-.5", "——"])
def test_signed_figure_is_written_as_it_is_printed(text: str) -> None:
    assert f",{text},".encode() in added(b"unit,same_as,name_en,kind\n", {"unit": "\u4ef6", "name_en": text})


@given(
    rows=st.lists(OLD_UNIT, max_size=5),
    new=st.lists(NEW_UNIT, min_size=1, max_size=4),
    codec=st.sampled_from(["utf-8-sig", "gb18030"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    ended=st.booleans(),
)
def test_whatever_is_added_is_read_after_what_was_there(
    rows: list[dict[str, str]],
    new: list[dict[str, str]],
    codec: str,
    line_end: str,
    quoting: int,
    ended: bool,
) -> None:
    first = {"unit": "中华人民共和国" * 3, "name_en": "x"}  # so that no encoding is mistaken for another
    rows = [first, *({**row, "unit": f"u{number}"} for number, row in enumerate(rows))]
    new = [{**row, "unit": f"n{number}"} for number, row in enumerate(new)]
    before = write(rows, SCHEMAS["units"].names, line_end, quoting, line_end if ended else "").encode(codec)
    after = added(before, *new)
    assert after.startswith(before)
    names = SCHEMAS["units"].names
    expected = [{name: row.get(name, "").strip() for name in names} for row in (*rows, *new)]
    plain = [row for row in list_cells(after, codec) if any(cell.strip() for cell in row)][1:]
    assert [dict(zip(names, map(str.strip, row), strict=True)) for row in plain] == expected


def list_cells(data: bytes, codec: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(codec), newline=""), strict=True))


@given(
    cells=st.lists(st.lists(ONE_LINE, min_size=4, max_size=4), min_size=1, max_size=5),
    now=TEXTS,
    data=st.data(),
)
def test_mended_cell_is_read_as_typed_and_all_others_as_before(
    cells: list[list[str]], now: str, data: st.DataObject
) -> None:
    names = SCHEMAS["units"].names
    rows = [dict(zip(names, [f"u{number}中", *row[1:]], strict=True)) for number, row in enumerate(cells)]
    before = write(
        rows, names, "\r\n", data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])), "\r\n"
    )
    row, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.sampled_from(names[1:]))
    after = mended(MARK + before.encode(), row + 2, column, rows[row][column], now)
    old, new = list_cells(MARK + before.encode(), "utf-8-sig"), list_cells(after, "utf-8-sig")
    place = names.index(column)
    assert new[row + 1][place].strip() == now.strip()
    new[row + 1][place] = old[row + 1][place]
    assert new == old
