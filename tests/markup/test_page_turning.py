import re

from publicstats.analysis.paging import turn
from publicstats.markup.page_turning import page_links

LIST = tuple(range(95))


def write(typed="", lang="zh", **named):
    query = named.pop("query", {})
    return page_links(turn(LIST, typed, 10), lang, "来源", "sources", query, **named)


def test_a_list_of_one_page_has_no_links():
    assert page_links(turn(LIST[:10], "", 10), "zh", "来源", "sources", {}) == ""


def test_links_say_which_list_they_turn_and_where_the_reader_is():
    html = write("3")
    assert html.startswith('<nav class="ps-pages" aria-label="来源：分页">')
    assert "第3页，共10页" in html
    assert re.findall(r'aria-current="page"[^>]*>(\d+)<', html) == ["3"]
    assert re.findall(r'rel="(prev|next)"[^>]*>([^<]+)<', html) == [("prev", "上一页"), ("next", "下一页")]


def test_the_first_page_has_none_before_it_and_the_last_none_after_it():
    assert 'rel="prev"' not in write("1")
    assert 'rel="next"' in write("1")
    assert 'rel="next"' not in write("10")


def test_addresses_keep_the_view_and_the_first_page_has_no_number():
    html = write("2", "en", query={"publisher": "a & b", "page": "2", "lang": "zh", "figure": ""})
    addresses = re.findall(r'href="([^"]+)"', html)
    assert addresses[0] == "./sources?publisher=a+%26+b&amp;lang=en"
    assert addresses[-1] == "./sources?publisher=a+%26+b&amp;page=3&amp;lang=en"


def test_a_second_list_of_a_page_turns_by_its_own_number_to_its_own_beginning():
    html = write("1", query={"page": "4"}, parameter="entry", top="journal")
    assert 'href="./sources?page=4&amp;entry=2#journal"' in html
