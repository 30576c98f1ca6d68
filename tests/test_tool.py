"""The digest of the tool: its sources, and the versions of what reads, draws and packs for it."""

from __future__ import annotations

import configparser
import re
import sys
from importlib import metadata
from pathlib import Path

import pytest

from generator import tool

# They prompt, watch, sign and tell folders: they make no byte of a pack.
_MAKES_NOTHING = {"click", "cryptography", "platformdirs", "psutil", "xlsxwriter"}


def test_every_package_that_has_a_say_is_told() -> None:
    config = configparser.ConfigParser()
    config.read(Path(__file__).parent.parent / "setup.cfg", "utf-8")
    wanted = config["options"]["install_requires"] + config["options.extras_require"]["dxf"]
    names = {re.split("[<>=]", line)[0].lower().replace("-", "_") for line in wanted.split()}
    assert set(tool.PACKAGES) == names - _MAKES_NOTHING


def test_versions_are_those_that_are_installed() -> None:
    found = tool.versions(sys.path)
    assert {name: found[name] for name in tool.PACKAGES} == {
        name: metadata.version(name) for name in tool.PACKAGES
    }


def test_the_first_of_two_versions_counts(tmp_path: Path) -> None:
    for place in ("a/Pillow-12.0.dist-info", "b/pillow-11.0.dist-info", "b/isal-1.7-py3.11.egg-info"):
        (tmp_path / place).mkdir(parents=True)
    folders = [str(tmp_path / name) for name in ("missing", "a", "b")]
    assert tool.versions(folders) == {"pillow": "12.0", "isal": "1.7-py3.11"}


@pytest.mark.parametrize("name", ["pillow", "matplotlib", "isal", "segno", "numpy"])
def test_another_version_is_another_tool(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    own, there = tool.digest.__wrapped__(), tool.versions(sys.path)
    monkeypatch.setattr(tool, "versions", lambda _: {**there, name: "99"})
    assert tool.digest.__wrapped__() != own
    monkeypatch.setattr(tool, "versions", lambda _: dict(there))
    assert tool.digest.__wrapped__() == own
