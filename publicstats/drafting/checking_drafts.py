"""What is wrong with a draft, cell by cell, by the rules of files; how its figures are read; and its edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from publicstats.contract.problems import Problem, has_errors
from publicstats.contract.schema import SCHEMAS
from publicstats.drafting.draft import Cells, Draft, DraftRow
from publicstats.drafting.draft_hints import find_draft_hints
from publicstats.drafting.draft_tables import SOURCE, Place, build_tables
from publicstats.drafting.figure_names import name_figure
from publicstats.drafting.readings import Records, describe_reading
from publicstats.drafting.usage import find_home
from publicstats.editing import Edit, NewRow
from publicstats.editing.edit import EditError, find_schema
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang, translate
from publicstats.validation import check_tables

ORDER = ("themes", "units", "regions", "breakdowns", "indicators")
"""The tables in which new records are written, what others refer to first."""


@dataclass(frozen=True)
class Checked:
    """A draft as it was checked."""

    problems: tuple[Mapping[str, Any], ...]
    """Each with the number of its row, 0 for the source's, or which of the new records it is of."""
    hints: tuple[Mapping[str, Any], ...]
    rows: Mapping[str, Mapping[str, str]]
    """By number the id and the file of each row, and how its figure is read."""
    edit: Edit | None
    """None while an error stands, or where there is nothing to be changed."""

    def as_dict(self) -> dict[str, Any]:
        """The same as JSON."""
        return {
            "problems": list(self.problems),
            "hints": list(self.hints),
            "rows": dict(self.rows),
            "edit": self.edit.as_dict() if self.edit else None,
        }


def check_draft(draft: Draft, edition: Edition, lang: Lang) -> Checked:
    """What is to be said of a draft now; whatever was typed, it is said in words."""
    rows = complete_rows(draft, edition)
    tables = build_tables(draft, rows, edition)
    found = [*tables.problems, *check_tables(tables.parsed)]
    own = [problem for problem in found if problem.file in tables.places]
    # What a slip of the draft makes wrong elsewhere is no news.
    found = (
        own
        if has_errors(own)
        else [*own, *(one for one in found if one.severity == "error" and one not in own)]
    )
    told = [
        _tell(_aid(one, tables.places, lang), tables.places.get(one.file), lang)
        for one in own
        if not _is_to_come(one)
    ]
    told += _check_files(rows, lang)
    is_wrong = has_errors(own) or any(one["severity"] == "error" for one in told)
    wrong = {one["number"] for one in told if one["severity"] == "error" and "number" in one}
    records = Records(draft, edition)
    return Checked(
        problems=tuple(told),
        hints=find_draft_hints(draft, rows, wrong, tables, edition, lang),
        rows={
            str(row.number): {
                "figure": row.cells["figure"],
                "file": row.file,
                "reading": describe_reading(row.cells, records, lang),
            }
            for row in rows
        },
        edit=None if is_wrong else build_edit(draft, rows),
    )


def complete_rows(draft: Draft, edition: Edition) -> list[DraftRow]:
    """The rows of a draft that something is printed in, with ids and files where those are not typed."""
    rows = [row for row in draft.rows if draft.origin != "release" or _is_typed(row.cells)]
    taken = {row.cells["figure"] for row in rows if row.cells["figure"]}

    def is_taken(name: str) -> bool:
        others = name in edition.calculations or name in edition.rules
        return name in taken or others or edition.locate(name) is not None

    places = {r.cells["region"]: r.cells["name_en"] for r in draft.new if r.table == "regions"}
    themes = {
        record.cells["indicator"]: record.cells["theme"]
        for record in draft.new
        if record.table == "indicators"
    }
    source = draft.source.get("source", "")
    done = []
    for row in rows:
        cells = {**row.cells, "source": source or row.cells["source"]}
        if not cells["figure"]:
            cells["figure"] = name_figure(cells, edition, is_taken, places)
            taken.add(cells["figure"])
        indicator = cells["indicator"]
        done.append(
            replace(
                row, cells=cells, file=row.file or find_home(edition, indicator, themes.get(indicator, ""))
            )
        )
    return done


def _is_typed(cells: Cells) -> bool:
    return bool(cells["printed"] or cells["status"] == "missing")


def build_edit(draft: Draft, rows: Sequence[DraftRow]) -> Edit | None:
    """The edit that a draft without errors is; none where it adds nothing."""
    added = [
        NewRow(SCHEMAS[table].path, _drop_blanks(record.cells))
        for table in ORDER
        for record in draft.new
        if record.table == table
    ]
    if draft.is_new_source and rows:
        added.append(NewRow(SCHEMAS["sources"].path, _drop_blanks(draft.source)))
    added += [NewRow(row.file, _drop_blanks(row.cells)) for row in rows]
    return Edit(tuple(added), (), draft.origin) if added else None


def _drop_blanks(cells: Cells) -> dict[str, str]:
    return {column: text for column, text in cells.items() if text}


def _is_to_come(problem: Problem) -> bool:
    """Whether an id is blank because what it is made of is: that is said where it is."""
    return problem.code == "required" and problem.column == SCHEMAS["figures"].key


def _check_files(rows: Sequence[DraftRow], lang: Lang) -> Iterator[dict[str, Any]]:
    """Names of files that are none of figures; a blank one waits for its indicator."""
    for row in rows:
        if row.file and not _is_home(row.file):
            yield {
                "number": row.number,
                "table": "figures",
                "column": "file",
                "severity": "error",
                "code": "draft_file",
                "words": translate("desk.file_wrong", lang, file=row.file),
                "remedy": translate("desk.file_wrong_remedy", lang),
            }


def _is_home(file: str) -> bool:
    try:
        return find_schema(file).name == "figures"
    except EditError:
        return False


def _tell(problem: Problem, place: Place | None, lang: Lang) -> dict[str, Any]:
    """A problem as the desk shows it: at a cell of a row, or of no row of the draft, with where it is."""
    words, remedy = problem.say("problem", lang), problem.say("remedy", lang)
    if problem.facts.get("nearest"):
        words += (" " if lang == "en" else "") + translate("problem.nearest", lang, **problem.facts)
    if place and problem.code == "required":
        words, remedy = translate("desk.required", lang), translate("desk.required_remedy", lang)
    told: dict[str, Any] = {
        "table": place.table if place else "",
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "words": words if place else f"{problem.locate(lang)}: {words}",
        "remedy": remedy,
    }
    if place is None:
        return {"number": SOURCE, **told}
    return {"new": place.new, **told} if place.new >= 0 else {"number": place.number, **told}


def _aid(problem: Problem, places: Mapping[str, Place], lang: Lang) -> Problem:
    """The problem, of another row of the draft by its number: it is in no file yet."""
    file, _, _ = problem.facts.get("first", "").rpartition(":")
    if file not in places:
        return problem
    words = translate("desk.row", lang, number=str(places[file].number))
    return replace(problem, facts=problem.facts | {"first": words})
