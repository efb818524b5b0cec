"""Rules about names that readers see: warnings on what two things are called, and on what a name says.

A card shows an indicator's name alone, so the name may say no more than its definition (docs/curation.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import pandas as pd
import pyarrow.compute as pc

from publicstats.contract.problems import Problem
from publicstats.contract.schema import SCHEMAS
from publicstats.quantity.numerals import CHARACTERS, parse_numeral
from publicstats.reading.parsed import ParsedTables, list_cells
from publicstats.reading.tables import FILE, ROW
from publicstats.validation.flagging import flag
from publicstats.validation.scopes import by_row

_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_LOST = rf"{_HAN}\?|\?{_HAN}"
"""A question mark of half width beside Chinese: what an encoding leaves of a character that it lacks."""


class Claim(NamedTuple):
    """What a word of a name claims, and the words of definitions that bear it out (regular expressions)."""

    word: str
    borne_out: str


CLAIMS: Mapping[str, tuple[Claim, ...]] = {
    "name_zh": (
        Claim("日均|每日|每天", "[日天]"),
        Claim("每月|月均", "月"),
        Claim("年均|每年|全年|年度", "年"),
        Claim("人均|户均|平均|每[名百千万]", "除以|均|之比|每"),
        Claim("累计", "累计|以来|历次|自.+起|至今"),
        Claim("同比", "同比|上年|同期|同季"),
        Claim("环比", "环比|上[月季期周]"),
        Claim("占比|比重|比例|[^效频速利]率$", "[占比率]|除以|百分|分母|程度"),
        Claim("增速|增长|增幅|新增|新建", "[增新建比]|年内|同期"),
        Claim("推算|推定", "推|除以|计算|估"),
        Claim("跨省", "跨省|省外|外省|省份以外|省际"),
        Claim("全国", "全国|国家|我国"),
        Claim("全省", "省"),
        Claim("全市", "市"),
        Claim("全区", "区"),
        *(
            Claim(word, word)
            for word in ("公共", "公办", "民办", "农村", "城镇", "常住", "户籍", "残疾", "困难", "示范")
        ),
        Claim("免费", "免|不收|不必"),
    ),
    "name_en": (
        Claim(r"daily|(?:per|a|each) day", "da(?:y|ily|ys)"),
        Claim(r"monthly|(?:per|a|each) month", "month"),
        Claim(r"yearly|annual|(?:per|a|each) year", "year|annual"),
        Claim(r"average|per (?!cent)\w+", "divid|average|mean|per|each|every|compared"),
        Claim(r"cumulative|since", r"cumulative|since|so far|total|began|start"),
        Claim(r"year-on-year", "year"),
        Claim(r"share|proportion|percentage", "share|proportion|per ?cent|divided|%"),
        Claim(r"growth|increase", "growth|increase|more|over|against|rise|added"),
        Claim(r"implied", "impl|worked|divid|comput|estimat|reckon"),
        Claim(r"cross-province", "province"),
        Claim(r"national|nationwide", "nation|state|country"),
        Claim(r"newly|new", "new|within the year|since|set up|formed|added"),
        Claim(r"free", "free|without charge|no charge"),
        Claim("rural", "rural|village"),
        Claim("urban", "urban|cit(?:y|ies)|town"),
        *(Claim(word, word) for word in ("public", "disabled")),
    ),
}
"""By the column of a name. The table is short on purpose: words whose claim a definition can be held to."""
_AGES = {
    "name_zh": r"([0-9]+)(?=周?岁|年|个?月|[日天]|小时)",
    "name_en": r"\b(?:aged|over|under|since) ([0-9]+)\b",
}
"""Numbers that say of whom, or since when: the definition says them too."""
_WORDS = {"name_zh": "{}", "name_en": r"\b(?:{})\b"}
"""How a word stands in a name: a Chinese one has nothing around it."""
_NO_WORD = re.compile(r"\W")
_NAMED = ("themes", "indicators", "regions", "breakdowns", "sources")
"""Tables whose rows readers tell apart by name or title."""


def check_names(parsed: ParsedTables) -> Iterator[Problem]:
    """Two places, sources, indicators, categories or themes whose names are equal to the letter."""
    for table in _NAMED:
        frame = parsed.tables.get(table)
        if frame is None:
            continue
        word = "title" if "title_zh" in SCHEMAS[table].names else "name"
        for column in (f"{word}_zh", f"{word}_en"):
            cells = frame[column].str.strip()
            again = cells.duplicated() & (cells != "")
            if again.any():
                firsts = frame[~cells.duplicated()].assign(_cell=cells)
                places = zip(firsts["_cell"], firsts[FILE], firsts[ROW], strict=True)
                by_name = {cell: {"first": f"{file}:{row}"} for cell, file, row in places}
                facts = {typed: by_name[typed.strip()] for typed in frame.loc[again, column]}
                yield from flag(frame, again, column, "name_doubled", facts.__getitem__, "warning")


@by_row("indicators")
def check_definitions(parsed: ParsedTables) -> Iterator[Problem]:
    """Names of indicators that say more than their definitions, or are longer than these."""
    frame = parsed.tables.get("indicators")
    if frame is None:
        return
    for column in ("name_zh", "name_en"):
        definition = column.replace("name", "definition")
        pairs = list_cells(frame, column, definition)
        found = pd.Series([find_claim(column, name, text) for name, text in pairs], index=frame.index)
        words = dict(zip(frame[column], found, strict=True))
        facts = {name: {"found": word, "where": definition} for name, word in words.items()}
        yield from flag(frame, found != "", column, "name_beyond", facts.__getitem__, "warning")


def find_claim(column: str, name: str, definition: str) -> str:
    """The word of a name that its definition does not bear out; the name itself where it is longer."""
    if not name or not definition:
        return ""
    return (
        _find_word(column, name.lower(), definition.lower())
        or _find_number(column, name, definition)
        or (name if len(_NO_WORD.sub("", name)) > len(_NO_WORD.sub("", definition)) else "")
    )


def _find_word(column: str, name: str, definition: str) -> str:
    """The first word of the table in a name that the definition does not bear out."""
    # Most names claim nothing: all words are looked for at once.
    if not _compile_words(column).search(name):
        return ""
    for claim in CLAIMS[column]:
        match = re.search(_WORDS[column].format(claim.word), name)
        if match and not re.search(claim.borne_out, definition):
            return match[0]
    return ""


@cache
def _compile_words(column: str) -> re.Pattern[str]:
    """What finds any of the words that claim something in names of one language."""
    return re.compile(_WORDS[column].format("|".join(claim.word for claim in CLAIMS[column])))


def _find_number(column: str, name: str, definition: str) -> str:
    """The first number of whom or since when in a name that the definition does not say."""
    claimed = [number for number in re.findall(_AGES[column], name) if int(number)]
    if not claimed:
        return ""
    numbers = {int(digits) for digits in re.findall("[0-9]+", definition.replace(",", ""))}
    numbers |= {parse_numeral(run) or 0 for run in re.findall(f"[{CHARACTERS}]+", definition)}
    return next((number for number in claimed if int(number) not in numbers), "")


@by_row()
def check_question_marks(parsed: ParsedTables) -> Iterator[Problem]:
    """Question marks of another width beside Chinese: as a rule a character that a save in ANSI has lost."""
    for name, frame in parsed.tables.items():
        # Of a million cells hardly one has a question mark.
        if pc.any(pc.match_substring(parsed.texts[name], "?")).as_py():
            for column in SCHEMAS[name].names:
                lost = frame[column].str.contains(_LOST)
                yield from flag(frame, lost, column, "question_mark", severity="warning")


RULES = (check_names, check_definitions, check_question_marks)
