"""The process that draws: it ends when it should, and a drawing that fails costs only itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import sans_path

from publicstats.charts import WIDE, PictureError, pictures, plotter
from tests.deploy.unit import limit_calls
from tests.helpers import ROOT

FINE = go.Figure(go.Bar(x=[7.25], y=["a"])).to_json()
ENDLESS = json.dumps(
    {"data": [{"type": "bar", "x": [1]}], "layout": {"xaxis": {"range": [0, 1e12], "dtick": 1}}}
)
"""A million million ticks."""
FAULTY = {
    "no list of data": {"layout": {}},
    "a trace that is none": {"data": [None], "layout": {"height": 100}},
    "words in more tags than can be followed": {
        "data": [{"type": "scatter", "mode": "text", "x": [1], "y": [1], "text": ["<b>" * 5000 + "a"]}],
        "layout": {"height": 100},
    },
}
ORPHAN = f"""
import os, signal
from publicstats.charts import pictures
pictures.draw_spec({FINE!r}, {WIDE})
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def process() -> Iterator[pictures.Plotter]:
    own = pictures.Plotter()
    yield own
    own.close()


def run_plotter(asked: str, *, time_limit: int = 60, idle: int = 60) -> subprocess.CompletedProcess[str]:
    """The process, asked by somebody who does not wait for the answer."""
    return subprocess.run(
        [sys.executable, "-P", plotter.__file__, str(time_limit), str(idle)],
        input=asked,
        capture_output=True,
        text=True,
        timeout=60,
    )


def say(spec: str) -> str:
    return f'{{"spec": {spec}, "width": {WIDE}, "name": "p"}}\n'


def test_answers_are_lines_of_json_and_the_end_of_the_questions_is_the_end() -> None:
    run = run_plotter(say(FINE) * 2)
    first, second = map(json.loads, run.stdout.splitlines())
    assert first["svg"].startswith("<svg")
    assert first == second
    assert (run.returncode, run.stderr) == (0, "")


def test_figures_are_drawn_within_the_limits_of_the_systemd_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in limit_calls().items():
        monkeypatch.setenv(name, value)
    run = run_plotter(say(FINE))
    assert json.loads(run.stdout)["svg"].startswith("<svg")
    assert (run.returncode, run.stderr) == (0, "")


def test_process_ends_when_its_server_is_killed() -> None:
    # Both hold this end of the errors' pipe, so that reading it ends with the last of them.
    run = subprocess.run([sys.executable, "-c", ORPHAN], cwd=ROOT, stderr=subprocess.PIPE, timeout=60)
    assert run.returncode == -signal.SIGKILL
    assert run.stderr == b""


def test_drawing_without_end_is_given_up_although_nobody_waits_for_it() -> None:
    assert run_plotter(say(ENDLESS), time_limit=1).returncode == -signal.SIGALRM


def test_drawing_without_end_is_an_error_and_the_next_figure_is_drawn(
    process: pictures.Plotter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as hasty:
        hasty.setattr(pictures, "TIME_LIMIT", 1)
        with pytest.raises(PictureError, match="longer than 1 s"):
            process.draw(ENDLESS, WIDE)
    assert process.draw(FINE, WIDE).startswith("<svg")


@pytest.mark.parametrize("spec", FAULTY.values(), ids=FAULTY)
def test_figure_that_plotly_cannot_draw_is_one_short_error_and_the_next_is_drawn(
    process: pictures.Plotter, spec: dict[str, Any]
) -> None:
    with pytest.raises(PictureError) as error:
        process.draw(json.dumps(spec), WIDE)
    assert 10 < len(str(error.value)) < 200
    assert process.draw(FINE, WIDE).startswith("<svg")


def test_process_that_died_is_started_anew_for_the_next_drawing(process: pictures.Plotter) -> None:
    first = process.draw(FINE, WIDE)
    killed = process.process
    assert killed is not None
    killed.kill()
    killed.wait()
    assert process.draw(FINE, WIDE) == first


def test_process_ends_after_a_while_without_a_question() -> None:
    asking = subprocess.Popen(
        [sys.executable, "-P", plotter.__file__, "60", "0"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert asking.wait(60) == 0
    asking.communicate()


def test_question_to_a_process_that_is_just_ending_is_asked_again(
    process: pictures.Plotter, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = pictures.start_process
    tired: list[subprocess.Popen[str]] = []

    def start_tired() -> subprocess.Popen[str]:
        if tired:
            return start()
        monkeypatch.setattr(pictures, "IDLE", 0)
        tired.append(start())
        monkeypatch.setattr(pictures, "IDLE", 60)
        return tired[0]

    monkeypatch.setattr(pictures, "start_process", start_tired)
    assert process.draw(FINE, WIDE).startswith("<svg")


def test_process_is_started_ahead_once_and_not_waited_for_while_it_draws(process: pictures.Plotter) -> None:
    process.warm_up()
    started = process.process
    assert started is not None
    process.warm_up()
    with process._lock:  # noqa: SLF001 - as a drawing does
        process.warm_up()
    assert process.draw(FINE, WIDE).startswith("<svg")
    assert process.process is started


def test_start_ahead_that_fails_is_told_by_the_drawing(
    process: pictures.Plotter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(pictures, "start_process", refuse)
    process.warm_up()
    with pytest.raises(PictureError):
        process.draw(FINE, WIDE)


def test_where_no_process_can_be_started_no_drawing_is_made(
    process: pictures.Plotter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **settings: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(PictureError):
        process.draw(FINE, WIDE)


def test_widths_of_all_characters_are_the_fonts() -> None:
    read = plotter.read_font(Path(sans_path()))
    found = {code: width for first, last, width in read["runs"] for code in range(first, last + 1)}
    with TTFont(sans_path(), lazy=True) as font:
        assert found == {code: font["hmtx"][name][0] for code, name in font.getBestCmap().items()}
        assert read["em"] == font["head"].unitsPerEm
        assert (read["ascent"], -read["descent"]) == (font["hhea"].ascent, font["hhea"].descent)


class Engine:
    """Counts how often it is told to give memory back."""

    def __init__(self) -> None:
        self.told = 0

    def low_memory_notification(self) -> None:
        """What the engine that draws is told."""
        self.told += 1


def test_memory_is_given_back_once_nobody_asks_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as asked, os.fdopen(writing, "w") as asking:
        monkeypatch.setattr(sys, "stdin", asked)
        engine: Any = Engine()
        assert not plotter.has_question(engine, 0)
        assert engine.told == 1
        asking.write("{}\n")
        asking.flush()
        assert plotter.has_question(engine, 0)
        assert engine.told == 1


def test_scripts_have_no_character_that_takes_two_bytes_and_say_the_same() -> None:
    script = "'é闰月\ufffd'.length"
    assert max(plotter.escape(script)) <= "\xff"
    assert plotter.escape("/[闰é]/") == "/[\\u95f0é]/"
