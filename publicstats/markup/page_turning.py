"""Links that turn the pages of a long list: to the page before, the next, and a few by number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from publicstats.analysis.paging import Page
from publicstats.markup import elements
from publicstats.text.i18n import Lang, format_number, translate

PARAMETER = "page"
"""What an address calls the number of a page."""


def page_links(
    page: Page[Any],
    lang: Lang,
    label: str,
    address: str,
    query: Mapping[str, str],
    *,
    parameter: str = PARAMETER,
    top: str = "",
) -> Markup:
    """A navigation between the pages of the list of that label; blank where there is only one.

    `address` and `query` are the view that the list is part of, `parameter` what there says its page. `top`
    is the id of the element with which the list begins: a reader who turns a page is taken there; blank: to
    the beginning of the page.
    """
    if page.is_all:
        return elements.BLANK

    def write(number: int, text: str, **attributes: str) -> Markup:
        turned = {name: value for name, value in query.items() if value and name not in (parameter, "lang")}
        turned |= {parameter: str(number)} if number > 1 else {}
        there = elements.link(address, lang, **turned) + (f"#{quote(top)}" if top else "")
        link = elements.tag("a", escape(text), href=there, target="_self", **attributes)
        return elements.tag("li", link)

    said = {"number": format_number(page.number, lang), "count": format_number(page.count, lang)}
    place = elements.tag("p", escape(translate("pages.place", lang, **said)), "ps-meta")
    items = []
    if page.number > 1:
        items.append(write(page.number - 1, translate("pages.before", lang), rel="prev"))
    for number in page.offered:
        if number:
            text = format_number(number, lang)
            here = {"aria_current": "page"} if number == page.number else {}
            items.append(write(number, text, aria_label=translate("pages.number", lang, number=text), **here))
        else:
            items.append(elements.tag("li", escape("…"), "ps-gap", aria_hidden="true"))
    if page.number < page.count:
        items.append(write(page.number + 1, translate("pages.next", lang), rel="next"))
    content = place + elements.tag("ul", elements.BLANK.join(items))
    name = translate("pages.label", lang, name=label)
    return elements.tag("nav", content, "ps-pages", aria_label=name)


def count_shown(key: str, page: Page[Any], lang: Lang) -> str:
    """How many items a list has, in the words of `key`, and which of them a page shows where not all."""
    if page.total == 1:
        key += "_one"
    elif not page.is_all:
        key += "_part"
    numbers = {"count": page.total, "first": page.first, "last": page.last}
    return translate(key, lang, **{name: format_number(number, lang) for name, number in numbers.items()})
