"""Interface words in both languages, and numbers and dates as readers of each write them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from publicstats.analysis.find.facets import FACETS
from publicstats.analysis.find.sorting import SORTS
from publicstats.contract.codelists import BASES, CHART_KINDS, DERIVED, FREQUENCIES, KINDS, STATUSES
from publicstats.downloads.workbook import COLUMNS as WORKBOOK_COLUMNS
from publicstats.downloads.workbook import QUALIFIERS
from publicstats.markup.elements import TABLE_COLUMNS
from publicstats.markup.period_grid import MARKED
from publicstats.text.i18n import (
    LANGS,
    LANGUAGE_TAGS,
    SPELLING_TAGS,
    Lang,
    Text,
    choose_language,
    format_moment,
    format_number,
    format_short,
    read_words,
    translate,
)
from tests.helpers import ROOT, list_problem_codes

SOURCES = [
    ROOT / "dashboard.py",
    *sorted((ROOT / "pages").glob("*.py")),
    *sorted((ROOT / "publicstats").rglob("*.py")),
]
FAMILIES = {
    "basis": [*BASES, "cumulative_open"],
    "basis.name": [*BASES, "year_to_date"],
    "frequency": FREQUENCIES,
    "grid": MARKED,
    "kind": KINDS,
    "status": ["normal", *filter(None, STATUSES), DERIVED],
    "chart.kind": CHART_KINDS,
    "selection": [*FACETS, *(f"sort_{name}" for name in (*SORTS, "relevance", "default"))],
    "qualifier": QUALIFIERS,
    "workbook.qualifier": QUALIFIERS,
    "workbook.column": [column.name for column in WORKBOOK_COLUMNS],
    "workbook.about": [column.name for column in WORKBOOK_COLUMNS],
    "column": [*TABLE_COLUMNS, "breakdown", "line", "note"],
}
"""Words that the program finds by a value of the data, by the beginning of their key."""


def _nodes() -> Iterator[ast.AST]:
    for path in SOURCES:
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def _list_keys() -> set[str]:
    """The keys that stand in the sources as they are."""
    families = {key.partition(".")[0] for key in read_words("zh")}
    texts = {
        node.value for node in _nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    keys = {text for text in texts if re.fullmatch(r"[a-z]+(\.[a-z]+(_[a-z]+)*)+", text)}
    return {key for key in keys if key.partition(".")[0] in families and not key.endswith((".csv", ".jsonl"))}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_catalogues_have_the_same_keys_in_the_same_order() -> None:
    assert list(read_words("zh")) == list(read_words("en"))


@pytest.mark.parametrize("key", read_words("zh"))
def test_word_is_there_and_has_the_same_placeholders_in_both_languages(key: str) -> None:
    zh, en = (read_words(lang)[key] for lang in LANGS)
    assert zh.strip()
    assert en.strip()
    assert _placeholders(zh) == _placeholders(en)


@pytest.mark.parametrize("lang", LANGS)
def test_catalogue_has_no_key_twice_and_names_its_language(lang: Lang) -> None:
    path = ROOT / "publicstats" / "text" / "locale" / f"{lang}.po"
    text = path.read_text(encoding="utf-8")
    keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(read_words(lang))
    with path.open("rb") as file:
        catalogue = read_po(file)
    assert str(catalogue.locale).startswith(lang)
    assert {m.id: m.string for m in catalogue if m.id} == read_words(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_chinese_words_have_no_latin_sentence_marks_and_english_ones_no_chinese(lang: Lang) -> None:
    for key, word in read_words(lang).items():
        if lang == "en":
            # Examples of what may be typed stay Chinese, sentence marks do not.
            assert not re.search("[，。；：？！（）]", word), key
        else:
            assert not re.search(r"[\u4e00-\u9fff][,;:?!]", word), key


def test_every_key_in_the_sources_is_in_the_catalogues() -> None:
    used = _list_keys()
    assert len(used) > 50
    assert {key for key in used if key not in read_words("zh")} == set()


def test_every_key_that_is_put_together_begins_like_one_in_the_catalogues() -> None:
    patterns = {
        "".join(
            re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z_]+" for p in node.args[0].values
        )
        for node in _nodes()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("translate", "t")
        if node.args and isinstance(node.args[0], ast.JoinedStr)
    }
    assert len(patterns) > 5
    for pattern in patterns:
        assert any(re.fullmatch(pattern, key) for key in read_words("zh")), pattern


@pytest.mark.parametrize("family", FAMILIES)
def test_every_value_of_the_data_has_a_word(family: str) -> None:
    missing = {value for value in FAMILIES[family] if f"{family}.{value}" not in read_words("zh")}
    assert missing == set()


def test_every_problem_has_a_message_and_a_remedy() -> None:
    codes = list_problem_codes()
    assert len(codes) > 40
    for family in ("problem", "remedy"):
        assert {code for code in codes if f"{family}.{code}" not in read_words("zh")} == set()


def test_every_message_has_a_remedy_and_no_remedy_stands_alone() -> None:
    keys = list(read_words("zh"))
    # Words that go around every problem stand in the sources; a problem's own are found by its code.
    around = {key.removeprefix("problem.") for key in _list_keys()}
    messages = {key.removeprefix("problem.") for key in keys if key.startswith("problem.")} - around
    assert messages == {key.removeprefix("remedy.") for key in keys if key.startswith("remedy.")}


def test_missing_word_is_an_error_at_once() -> None:
    with pytest.raises(KeyError):
        translate("no.such_word", "zh")
    with pytest.raises(KeyError):
        translate("figure.cite", "zh", line="3")


def test_word_is_filled_in_with_values_as_they_are() -> None:
    for lang in LANGS:
        before, between, after = re.split(r"\{(?:source|line)\}", read_words(lang)["figure.cite"])
        filled = translate("figure.cite", lang, source="{line}%s", line="3")
        assert filled == f"{before}{{line}}%s{between}3{after}"


def test_text_is_given_in_the_other_language_where_only_that_is_there() -> None:
    assert [Text("甲", "A").to(lang) for lang in LANGS] == ["甲", "A"]
    assert [Text("甲", "").to(lang) for lang in LANGS] == ["甲", "甲"]
    assert [Text("", "A").to(lang) for lang in LANGS] == ["A", "A"]


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        ("0", "0", "0"),
        ("98.7", "98.7", "98.7"),
        ("1520.17", "1520.17", "1,520.17"),
        ("-3.2", "-3.2", "-3.2"),
        ("1234567", "1234567", "1,234,567"),
    ],
)
def test_number_is_written_in_full_with_groups_in_english(number: str, zh: str, en: str) -> None:
    assert [format_number(Decimal(number), lang) for lang in LANGS] == [zh, en]


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        ("999", "999", "999"),
        ("9999", "9999", "9,999"),
        ("17000000", "1700万", "17 million"),
        ("4144000", "414.4万", "4.14 million"),
        ("1400000000", "14亿", "1.4 billion"),
        ("-4144000", "-414.4万", "-4.14 million"),
        ("99999999.6", "1亿", "100 million"),
        ("9999.6", "1万", "10,000"),
        ("999999.7", "100万", "1 million"),
        ("999999999999", "1万亿", "1 trillion"),
    ],
)
def test_large_number_is_written_with_its_scale_word(number: str, zh: str, en: str) -> None:
    assert [format_short(Decimal(number), lang) for lang in LANGS] == [zh, en]


@pytest.mark.parametrize("exponent", range(-20, 20, 4))
@pytest.mark.parametrize("lang", LANGS)
def test_number_of_any_size_has_a_text(lang: Lang, exponent: int) -> None:
    for digits in ("1", "-9.87654321", "123456789012345678"):
        assert format_short(Decimal(digits).scaleb(exponent), lang)


def test_moment_is_written_in_words() -> None:
    moment = datetime(2024, 5, 31, 8, 5, tzinfo=UTC)
    zh, en = (format_moment(moment, lang) for lang in LANGS)
    assert "2024年5月31日" in zh
    assert "31 May 2024" in en
    assert re.search(r"\d\d:05", zh)


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        ("999999999999999", "1000万亿", "1,000 trillion"),
        ("1234567890123456", "1234.5679万亿", "1,234.5679 trillion"),
        ("-2e23", "-200000000000万亿", "-200,000,000,000 trillion"),
    ],
)
def test_number_beyond_a_trillion_is_said_in_trillions(number: str, zh: str, en: str) -> None:
    assert [format_short(Decimal(number), lang, 4) for lang in LANGS] == [zh, en]


@pytest.mark.parametrize(
    ("named", "lang"), [("en", "en"), ("zh", "zh"), (None, "zh"), ("", "zh"), ("EN", "zh"), ("fr", "zh")]
)
def test_language_is_chinese_unless_the_other_is_named(named: str | None, lang: Lang) -> None:
    assert choose_language(named) == lang


def test_each_language_has_a_tag_for_spelling_that_begins_as_its_own() -> None:
    assert SPELLING_TAGS == {"zh": "zh-CN", "en": "en-GB"}
    assert all(SPELLING_TAGS[lang].startswith(LANGUAGE_TAGS[lang]) for lang in LANGS)
