"""Scans in processes of their own: the same findings, limits with sentences, a new process after each end."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from publicstats.articles import MAX_LENGTH, ApartError, LengthError, list_rows, scan_apart, scan_article
from publicstats.articles.drafts import list_known
from publicstats.articles.scanners import Scanners
from publicstats.articles.worker import Finding, Question, answer
from publicstats.edition.model import Edition
from publicstats.period import parse_period
from publicstats.text.i18n import LANGS, translate
from tests.deploy.unit import limit_calls
from tests.helpers import ROOT, make_edition

TEXT = "截至2024年6月底，全市共有会员100人，其中青年40人，老年60人。\n接待游客20万人次，=1+1。"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition()


@pytest.fixture
def one() -> Iterator[Scanners]:
    """One process, and no place to wait for it."""
    scanners = Scanners(processes=1, waiting=0)
    yield scanners
    scanners.close()


def make_question(edition: Edition, text: str = TEXT) -> Question:
    return Question(text, list_known(edition, None), None, None)


def get_process(scanners: Scanners) -> subprocess.Popen[bytes]:
    process = scanners.all[0].process
    assert process is not None
    return process


def test_another_process_finds_the_same(edition: Edition) -> None:
    source = edition.sources["paper_a"]
    for more in ({}, {"source": source}, {"published": parse_period("2024-07-17")}):
        found, scan = scan_apart(TEXT, edition, **more), scan_article(TEXT, edition, **more)
        assert found.scan == scan
        assert found.checks == list_rows(scan)
        assert found.checks
        assert [draft.row for draft in found.scan.drafts] == [draft.row for draft in scan.drafts]


def test_words_of_the_dictionary_stay_where_they_were_needed(edition: Edition) -> None:
    found = answer(make_question(edition))
    assert isinstance(found, Finding)
    assert "words" not in vars(found.scan.article)


def test_text_that_is_too_long_is_sent_to_no_process(edition: Edition) -> None:
    with pytest.raises(LengthError):
        scan_apart("1" * (MAX_LENGTH + 1), edition)


def test_scan_that_takes_too_long_is_stopped_and_the_next_one_is_not(edition: Edition, one: Scanners) -> None:
    one.ask(make_question(edition))
    process = get_process(one)
    process.send_signal(signal.SIGSTOP)
    one.all[0].seconds = 0.05
    with pytest.raises(ApartError) as slow:
        one.ask(make_question(edition))
    assert slow.value.key == "scan.too_slow"
    assert process.returncode == -signal.SIGKILL
    one.all[0].seconds = 30
    assert one.ask(make_question(edition)).scan.drafts


def test_process_that_is_killed_is_a_sentence_and_is_started_anew(
    edition: Edition, one: Scanners, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one.ask(make_question(edition))
    process, pipe = get_process(one), one.all[0].pipe
    assert pipe is not None
    process.send_signal(signal.SIGSTOP)
    send = pipe.send

    def send_and_kill(question: Question) -> None:
        send(question)
        process.kill()

    monkeypatch.setattr(pipe, "send", send_and_kill)
    with pytest.raises(ApartError) as broken:
        one.ask(make_question(edition))
    assert broken.value.key == "scan.broken"
    assert [record.message for record in caplog.records] == ["scan ended"]
    assert one.ask(make_question(edition)).scan.drafts
    # One that ended while nobody asked is no matter of the next one who does.
    get_process(one).kill()
    get_process(one).wait(10)
    assert one.ask(make_question(edition)).scan.drafts


def test_error_inside_a_scan_is_logged_without_the_text_and_ends_nothing(
    edition: Edition, one: Scanners, caplog: pytest.LogCaptureFixture
) -> None:
    one.ask(make_question(edition))
    process = get_process(one)
    wrong = make_question(edition)._replace(pasted="机密1人", known=None)  # type: ignore[arg-type]
    with caplog.at_level(logging.ERROR), pytest.raises(ApartError) as broken:
        one.ask(wrong)
    assert broken.value.key == "scan.broken"
    (record,) = caplog.records
    assert vars(record)["reason"] == "AttributeError"
    assert "drafts.py" in vars(record)["where"]
    assert "机密" not in str(vars(record))
    assert one.ask(make_question(edition)).scan.drafts
    assert get_process(one) is process


def test_only_so_many_scans_run_and_wait(edition: Edition, one: Scanners) -> None:
    one.ask(make_question(edition))
    process = get_process(one)
    process.send_signal(signal.SIGSTOP)
    with ThreadPoolExecutor(1) as others:
        first = others.submit(one.ask, make_question(edition))
        while not one.idle.empty():
            os.sched_yield()
        with pytest.raises(ApartError) as busy:
            one.ask(make_question(edition))
        assert busy.value.key == "scan.busy"
        process.send_signal(signal.SIGCONT)
        assert first.result(30).scan.drafts
    assert one.ask(make_question(edition)).scan.drafts


def test_process_ends_when_nobody_holds_the_other_end(edition: Edition, one: Scanners) -> None:
    one.ask(make_question(edition))
    process, pipe = get_process(one), one.all[0].pipe
    assert pipe is not None
    pipe.close()
    assert process.wait(10) == 0


def test_process_gets_no_more_memory_than_its_limit() -> None:
    program = (
        "from publicstats.articles.worker import limit_memory; limit_memory(50_000_000); bytearray(10**9)"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert b"MemoryError" in ended.stderr


def test_process_works_under_the_limits_of_the_systemd_unit(
    edition: Edition, one: Scanners, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in limit_calls().items():
        monkeypatch.setenv(name, value)
    assert one.ask(make_question(edition)).scan.drafts


@pytest.mark.parametrize("key", ["scan.too_slow", "scan.broken", "scan.busy"])
def test_each_end_is_a_sentence_in_each_language(key: str) -> None:
    assert len({translate(key, lang, seconds="10") for lang in LANGS}) == len(LANGS)
