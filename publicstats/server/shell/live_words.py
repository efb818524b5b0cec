"""What a live chart says, in both languages."""

from __future__ import annotations

import json

from publicstats.text.i18n import LANGS, translate

WORDS = ("keys", "zoom", "reset", "series")
"""The last part of each word's key."""


def write_live_words() -> str:
    """The words by language, as a line of JavaScript."""
    words = {lang: {word: translate(f"live.{word}", lang) for word in WORDS} for lang in LANGS}
    return f"const SAID = {json.dumps(words, ensure_ascii=False)};\n"
