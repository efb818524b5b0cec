"""The container and the compose files: the tools that read them agree, and so do they with each other."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose

from tests.deploy.image import CONTAINER, CONTAINERFILE, list_copied, read_command
from tests.deploy.site import ROOT
from tests.deploy.unit import read_values
from tools.environment import PIP_INSTALL

COMPOSE = {path.name: path for path in sorted(CONTAINER.glob("*.yaml"))}
REPLICAS = ("replica-1", "replica-2", "replica-3")


def read_compose(name: str) -> str:
    """A compose file with a path for each variable that it asks for."""
    return re.sub(r"\$\{\w+:\?[^}]*\}", "/srv/given", COMPOSE[name].read_text(encoding="utf-8"))


def load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(read_compose(name))
    return loaded


def test_hadolint_has_nothing_to_say_about_the_containerfile() -> None:
    hadolint = Path(sysconfig.get_path("scripts")) / "hadolint"
    command: list[str | Path] = [hadolint, "--no-color", "--failure-threshold", "style", CONTAINERFILE]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_image_runs_as_nobody_in_particular_and_is_pinned() -> None:
    text = CONTAINERFILE.read_text(encoding="utf-8")
    assert re.findall(r"^USER (.*)$", text, re.MULTILINE) == ["10001:10001"]
    assert all(
        re.search(r":\d+\.\d+\.\d+-", image) for image in re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    )


def test_image_and_readme_install_to_the_byte_as_make_does() -> None:
    readme = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    for text in (CONTAINERFILE.read_text(encoding="utf-8"), readme):
        (install,) = re.findall(r"pip install ((?:[^\n`\\]|\\\n)*)", text)
        assert {"--require-hashes", "--only-binary", ":all:"} <= {*install.split()} & {*PIP_INSTALL.split()}
        assert install.endswith("requirements.lock")


def test_container_and_unit_start_the_same_program() -> None:
    (unit,) = read_values("ExecStart")
    expected = unit.split()[1:-1]  # but for the interpreter and the port
    assert read_command()[1 : len(expected) + 1] == expected


def test_dashboard_runs_from_the_files_that_the_image_takes(tmp_path: Path) -> None:
    copied = list_copied()
    assert len(copied) == 4
    for name in copied:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    draw = (
        "from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('dashboard.py', default_timeout=120).run()\n"
        "assert not app.exception, app.exception\n"
        "import publicstats; print(publicstats.__file__, len(app.html) > 2)\n"
    )
    folders = {"PUBLICSTATS_DATA": str(ROOT / "data"), "PUBLICSTATS_STATE": str(tmp_path / "state")}
    run = subprocess.run(
        [sys.executable, "-c", draw],
        cwd=tmp_path,
        env=os.environ | folders,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.split() == [str(tmp_path / "publicstats" / "__init__.py"), "True"], run.stderr


@pytest.mark.parametrize("name", COMPOSE)
def test_compose_file_follows_the_compose_specification(name: str) -> None:
    PyCompose.from_json(json.dumps(load(name))).to_spec()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("read_only: true", "read_onl: true"), ("mem_limit: 2g", "mem_limit: lots"), ('"443:443"', '"443:x"')],
)
def test_compose_file_with_a_slip_is_refused(right: str, wrong: str) -> None:
    text = read_compose("compose.yaml")
    assert right in text
    with pytest.raises(ValueError, match=r" at line \d"):
        PyCompose.from_json(json.dumps(yaml.safe_load(text.replace(right, wrong))))


def test_nginx_asks_the_replicas_at_their_addresses_and_is_believed_by_them() -> None:
    compose = load("compose.yaml")
    addresses = {
        name: service["networks"]["inside"]["ipv4_address"] for name, service in compose["services"].items()
    }
    upstream = (CONTAINER / "upstream.conf").read_text(encoding="utf-8")
    assert re.findall(r"server ([\d.]+):8501 ", upstream) == [addresses[name] for name in REPLICAS]
    for name in REPLICAS:
        environment = compose["services"][name]["environment"]
        assert environment["FORWARDED_ALLOW_IPS"] == addresses["nginx"]


def test_container_replicas_are_confined_and_write_their_state_only() -> None:
    for name in REPLICAS:
        service = load("compose.yaml")["services"][name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        written = [volume["target"] for volume in service["volumes"] if not volume.get("read_only")]
        assert written == ["/state"]


def test_files_that_compose_mounts_from_the_project_are_there() -> None:
    mounts = [mount.split(":")[0] for mount in load("compose.yaml")["services"]["nginx"]["volumes"]]
    own = [mount for mount in mounts if mount.startswith(".")]
    assert len(own) == 2
    assert all((CONTAINER / mount).is_file() for mount in own)


def test_sign_in_reaches_every_replica() -> None:
    added = load("compose.sign-in.yaml")
    assert tuple(added["services"]) == REPLICAS
    for service in added["services"].values():
        (secret,) = service["secrets"]
        assert secret["source"] in added["secrets"]
        assert service["environment"]["PUBLICSTATS_SETTINGS"] == f"/run/secrets/{secret['target']}"
