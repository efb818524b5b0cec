"""The words that Streamlit itself puts on a page, and what is said instead in either language.

Streamlit has no translations. `page.js` exchanges these texts as they appear; a test holds that each still
stands in the scripts of the installed Streamlit.
"""

from __future__ import annotations

import json

from publicstats.text.i18n import LANGS, translate

FRAMEWORK = {
    "Skip to main content": "framework.skip",
    "Sidebar": "framework.sidebar",
    "Collapse sidebar": "framework.collapse",
    "Expand sidebar": "framework.expand",
    "App pages": "framework.pages",
    "Navigate to home page": "framework.home",
    "Main menu": "framework.menu",
    "Close": "framework.close",
    "Open": "framework.open",
    "Clear value": "framework.clear",
    "Clear all": "framework.clear",
    "Clear entry": "framework.clear",
    "Select all": "framework.select_all",
    "Selected values": "framework.selected",
    "No results": "framework.no_results",
    "Choose an option": "framework.choose",
    "Choose options": "framework.choose",
    "Connecting": "framework.connecting",
    "Running...": "framework.running",
    "Connection error": "framework.connection_error",
    "Streamlit server is not responding. Are you connected to the internet?": "framework.no_answer",
    "Page not found": "framework.no_page",
    "The page that you have requested does not seem to exist. "
    "Running the app's main page.": "framework.main_page",
    "Notifications": "framework.notifications",
    "Dismiss": "framework.close",
    "Upload": "framework.upload",
    "file upload": "framework.upload",
    "Drag and drop a file here": "framework.drop",
    "{} per file": "framework.per_file",
    "Pagination": "framework.pagination",
    "Previous page": "framework.previous_page",
    "Next page": "framework.next_page",
    "Page {}": "framework.page",
    "Remove {}": "framework.remove",
}
"""Each text as Streamlit writes it, with the key of ours; `{}` stands for what differs in a label."""


def write_words() -> str:
    """The texts and what is said instead, as a line of JavaScript."""
    words = {
        text: {lang: translate(key, lang, value="{}") for lang in LANGS} for text, key in FRAMEWORK.items()
    }
    return f"const WORDS = {json.dumps(words, ensure_ascii=False)};\n"
