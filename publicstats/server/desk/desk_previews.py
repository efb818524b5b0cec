"""Previews: an edit as an edition that its analyst alone sees, and what it would change for readers."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from publicstats.analysis.card_changes import list_card_changes
from publicstats.analysis.hint_words import describe_hint, locate_hint
from publicstats.analysis.hints import Hint, find_new_hints
from publicstats.contract.problems import Problem
from publicstats.editing import EditError
from publicstats.editing.edit import parse_edit
from publicstats.edition.model import Edition
from publicstats.markup.elements import link
from publicstats.markup.preview_banner import list_reasons
from publicstats.publishing import shared_store
from publicstats.publishing.changes import Changes
from publicstats.publishing.previews import Preview
from publicstats.publishing.saving import sign_files
from publicstats.publishing.trials import Trial, shared_trials
from publicstats.reading.folder import UnreadableError
from publicstats.server.access.cookies import find_sign_in
from publicstats.server.api.refusals import RefusalError
from publicstats.server.desk.asking import Answer, Asked, Post
from publicstats.server.seen import COOKIE, end_preview, find_preview, write_cookie
from publicstats.text.i18n import Lang, translate


def _show(asked: Asked) -> Answer:
    """What an edit would change; where it can be published, the browser sees its preview from now on."""
    sign_in = find_sign_in(asked.cookies)
    if not isinstance(asked.sent, dict) or sign_in is None:
        raise EditError("a preview is of an edit")
    edit, trials = parse_edit(asked.sent.get("edit")), shared_trials()
    try:
        base = sign_files(trials.store.data, edit.files)
    except UnreadableError as error:
        return Answer(describe_unfit(Trial(problems=error.problems), asked.lang) | {"base": {}})
    preview = Preview(edit, base, datetime.now(UTC), sign_in)
    served, trial = shared_store().snapshot.edition, trials.show(preview)
    if trial.edition is None:
        return Answer(describe_unfit(trial, asked.lang) | {"base": base})
    earlier = find_preview(asked.cookies)
    try:
        token = trials.previews.keep(preview, asked.cookies.get(COOKIE, ""))
    except OSError as error:
        trials.forget(preview)
        reason = error.strerror or type(error).__name__
        raise RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, "desk.preview_unkept", reason=reason) from error
    if earlier is not None and earlier.name != preview.name:
        trials.forget(earlier)
    body = describe_trial(served, trial, trial.edition, asked.lang) | {"base": base}
    return Answer(body, headers={"set-cookie": write_cookie(token)})


def _end(asked: Asked) -> Answer:
    """Ends the browser's preview, if it has one; the cookie is taken back in any case."""
    try:
        end_preview(asked.cookies)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, "desk.preview_unkept", reason=reason) from error
    return Answer({}, headers={"set-cookie": write_cookie("")})


def describe_unfit(trial: Trial, lang: Lang) -> dict[str, Any]:
    """Why an edit has no preview, problem by problem."""
    problems = [describe_problem(problem, lang) for problem in trial.problems]
    if trial.conflict is not None:
        problems = [{"severity": "error", "code": trial.conflict.key, "words": list_reasons(trial, lang)[0]}]
    return {"changes": None, "cards": [], "hints": [], "problems": problems, "address": ""}


def describe_trial(served: Edition | None, trial: Trial, edition: Edition, lang: Lang) -> dict[str, Any]:
    """What an edition would change for readers: figures, cards, hints and warnings that are new with it."""
    assert trial.changes is not None
    known = {_name(problem) for problem in served.problems} if served else set()
    return {
        "changes": describe_changes(trial.changes, lang),
        "cards": [change.describe(lang) for change in list_card_changes(served, edition, lang)],
        "hints": [describe_new_hint(hint, lang) for hint in find_new_hints(served, edition)],
        "problems": [describe_problem(p, lang) for p in trial.problems if _name(p) not in known],
        "address": find_address(trial.changes, edition, lang),
    }


def describe_changes(changes: Changes, lang: Lang) -> dict[str, Any]:
    """How many figures are added, changed and removed, and the first of them in words."""
    listed = [
        {
            "action": change.action,
            "words": translate(change.key, lang),
            "figure": change.figure,
            "before": change.before.to(lang),
            "after": change.after.to(lang),
        }
        for change in changes.listed
    ]
    counts = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
    return {**counts, "words": translate("changes.counts", lang, **changes.counts), "listed": listed}


def describe_problem(problem: Problem, lang: Lang) -> dict[str, Any]:
    """A problem: where it is, and what to do, in words."""
    facts = {name: getattr(problem, name) for name in ("file", "row", "column", "code", "severity", "typed")}
    return {**facts, "words": problem.describe(lang), "place": problem.locate(lang)}


def describe_new_hint(hint: Hint, lang: Lang) -> dict[str, Any]:
    """A hint: which figures it is about, where the first is typed, and what looks odd."""
    figures = [figure.id for figure in hint.figures]
    return {
        "code": hint.code,
        "figures": figures,
        "place": locate_hint(hint, lang),
        "words": describe_hint(hint, lang),
    }


def find_address(changes: Changes, edition: Edition, lang: Lang) -> str:
    """Where to look first: the theme with most of the new and changed figures; else the quality page."""
    figures = (edition.find(change.figure) for change in changes.listed)
    counts = Counter(figure.indicator.theme for figure in figures if figure is not None)
    themes = counts.most_common(1)
    return link(themes[0][0], lang) if themes else link("" if changes.removed else "quality", lang)


def _name(problem: Problem) -> tuple[object, ...]:
    """What a problem is of, without its words."""
    return problem.code, problem.file, problem.row, problem.column, problem.typed


POSTS = (Post("/preview", _show), Post("/preview/end", _end))
