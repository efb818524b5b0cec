"""Work grows in a straight line with a text's length, whatever the text is.

Nothing is held to a time: a text is compared with itself at four times the length. Where work grows with the
square of the length, the longer one takes sixteen times as long.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from publicstats.articles import find_document, list_rows, scan_article
from publicstats.articles.text import Article, read_article
from publicstats.articles.times import find_published
from publicstats.edition.model import Edition
from tests.helpers import make_edition

SHORT = 2000
TIMES = 4
MOST = 8.0
"""Between the four that a straight line gives and the sixteen of a square."""
TRIES = 4
FRAGMENTS = (
    *("1", "１", "١", "०", "²", "①", "一", "十", "零", "亿", "万", "千", "约", "多", "几", "数", "Ⅰ"),
    *("、", "-", "至", "（", "“", "第", "年", "月", "%", "*", "×", "，", "。", ".", ",", "/", "·", ":", "+"),
    *(" ", "\n", "　", "\u200b", "a", "中", "市", "元", "人", "占", "其中", "由", "近", "公司", "新华社"),
    *(
        "1 ",
        "000 ",
        "１ ",
        "1\n",
        "1,",
        "1,000",
        "1.",
        "1-",
        "1至",
        "1、",
        "1年",
        "1月1日",
        "2月31日电，",
        "20",
    ),
    *(
        "2024年",
        "2024",
        "一亿",
        "1亿",
        "约1",
        "1多",
        "多1",
        "（1",
        "“一",
        "第1",
        "1%",
        "1人",
        "1人，",
        "1人。",
    ),
    *("1人\n", "1万元/", "元/", "1元/人", "1+1", "1×", "1:", "1比", "〔2024", "a@", "1a", "http://", "电话1"),
    *(
        "十一",
        "百分之",
        "百分之一",
        "**",
        "*1",
        "１一",
        "١一",
        "١1",
        "一1",
        "一，",
        "近几",
        "“十四",
        "前十",
        "届1",
    ),
    *(
        "其中1人",
        "9人其中1人1人",
        "100人，1人，占1%",
        "由1人到2人提高1人。",
        "比上年增加1人增长1%",
        "1人；",
        "增长1%，",
    ),
    *(
        "至2024",
        "、2024",
        "2024/",
        "近几几",
        "1∶",
        "一方面",
        "万元以上",
        "“1·",
        "000\u00a0",
        "1月至",
        "个多元/",
    ),
    *(
        "|",
        "1|",
        "a|1|",
        "a|1\n",
        "a\t1\n",
        "a 1\n",
        "a1\n",
        "a\n1\n",
        "a 1 ",
        "（%）",
        "（1）",
        "《",
        "a.doc",
        "1和",
        "年|",
    ),
    *(
        "约占",
        "a1、",
        "全市",
        "本月",
        "上年同期",
        "3月",
        "累计",
        "县",
        "北京",
        "北京1人",
        "第1期",
        "↑1",
        "“a1”",
    ),
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition()


def scan(text: str, edition: Edition) -> None:
    """All that a page asks about a text."""
    found = scan_article(text, edition)
    list_rows(found)
    find_document(edition, found.drafts)


def measure(work: Callable[[], object]) -> float:
    """Seconds of this thread's processor that some work takes."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def check_growth(work: Callable[[str], object], fragment: str, length: int) -> None:
    """Fails where four times the text is much more than four times the work, however often it is measured."""
    short, long = write(fragment, length), write(fragment, TIMES * length)
    first = after = float("inf")
    for _ in range(TRIES):
        first = min(first, measure(lambda: work(short)))
        after = min(after, measure(lambda: work(long)))
        if after < MOST * first:
            return
    pytest.fail(f"{after / first:.1f} times the work")


def write(fragment: str, length: int) -> str:
    """A text that begins with a date, and does not end as it goes on."""
    return f"2024年{fragment * length}"[:length] + "1"


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_four_times_the_text_is_about_four_times_the_work(fragment: str, edition: Edition) -> None:
    check_growth(lambda text: scan(text, edition), fragment, SHORT)


@pytest.mark.parametrize("fragment", ["000 ", "1 ", "2月31日电，", "2024年", "1\n", "中"])
@pytest.mark.parametrize("part", [read_article, lambda text: find_published(Article(text, text, (), ()))])
def test_quick_parts_of_a_scan_grow_so_too(part: Callable[[str], object], fragment: str) -> None:
    check_growth(part, fragment, 4 * SHORT)
