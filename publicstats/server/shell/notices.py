"""What stands above a page that cannot come to life: one sentence; below it the first view, as it is."""

from __future__ import annotations

from markupsafe import Markup, escape

from publicstats.markup.elements import BLANK, anchor, link, tag
from publicstats.text.i18n import LANGS, LANGUAGE_TAGS, Lang, translate

PLAIN = Markup("""
body { margin: 0; }
.ps-notice { padding: 0.6rem 1rem; font: 1rem/1.6 sans-serif; background: #fff7d6; color: #1f2937; }
.ps-notice p { margin: 0; }
.ps-notice a { color: #1d4ed8; }
.ps-first { position: static !important; padding-left: 0 !important; min-height: 100vh; }
.ps-first::before, .ps-plot, .ps-search, button.ps-copy { display: none !important; }
""")
"""Nothing moves, and what only scripts bring to life is not there."""


def no_script(lang: Lang) -> Markup:
    """What a reader without scripts is told."""
    return tag("noscript", _notice("answer.no_script", (lang,)))


def old_browser() -> Markup:
    """What is said to a reader whose browser is too old, in both languages: `browser.js` knows neither."""
    return _notice("answer.old_browser", LANGS)


def _notice(key: str, langs: tuple[Lang, ...]) -> Markup:
    sentences = (
        tag("p", escape(translate(key, lang)) + " " + _way_out(lang), lang=LANGUAGE_TAGS[lang])
        for lang in langs
    )
    return tag("div", BLANK.join(sentences), "ps-notice") + tag("style", PLAIN)


def _way_out(lang: Lang) -> Markup:
    return anchor(translate("page.overview", lang), link("", lang))
