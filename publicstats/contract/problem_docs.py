"""The page docs/problems.md: every problem by its code, when it occurs, how to mend it, and an example.

Words are those of the messages themselves, in locale/*.po under ``problem.``, ``remedy.`` and ``when.``;
examples are rows of `problem_examples`.
"""

from __future__ import annotations

import re

from publicstats.contract.problem_examples import EXAMPLES
from publicstats.contract.problems import Problem, quote_typed
from publicstats.text.i18n import LANGS, Lang, translate


def describe_problems() -> str:
    """The page as Markdown, in Chinese and English."""
    parts = [f"# {_write_both('title')}", "<!-- python -m publicstats problems > docs/problems.md -->"]
    parts += [translate("problems.lead", lang) for lang in LANGS]
    for group, examples in EXAMPLES.items():
        parts.append(f"## {_write_both(f'group_{group}')}")
        for example in sorted(examples, key=lambda problem: problem.code):
            parts.append(f"### `{example.code}`")
            parts += [_describe_problem(example, lang) for lang in LANGS]
    return "\n\n".join(parts) + "\n"


def _write_both(heading: str) -> str:
    return " · ".join(translate(f"problems.{heading}", lang) for lang in LANGS)


def _describe_problem(example: Problem, lang: Lang) -> str:
    """A problem in one language: what is said of the example, when it occurs, the remedy, the place."""
    colon = "：" if lang == "zh" else ": "
    warning = f" ({translate('problems.warning', lang)})" if example.severity == "warning" else ""
    place = example.locate(lang)
    if example.typed:
        typed = translate("problems.typed", lang, typed=_write_code(quote_typed(example.typed)))
        place += ("，" if lang == "zh" else ", ") + typed
    lines = [_escape(example.say("problem", lang)) + warning, ""]
    for part, text in (
        ("when", _escape(example.say("when", lang))),
        ("remedy", _escape(example.say("remedy", lang))),
        ("example", place),
    ):
        lines.append(f"- {translate(f'problems.{part}', lang)}{colon}{text}")
    return "\n".join(lines)


def _write_code(text: str) -> str:
    """A text in typewriter letters, whatever is in it."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _escape(text: str) -> str:
    """A text of which Markdown makes nothing else."""
    return re.sub(r"[\\`*<>\[\]]|(?<!\w)_|_(?!\w)", r"\\\g<0>", text)
