"""What is installed: which version applies on a day, and folders that are not as they were signed."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import proofing
from generator.bundles import installed, standing
from generator.bundles.home import Home
from generator.bundles.manifest import NAME as MANIFEST
from generator.bundles.manifest import SIGNATURE
from generator.errors import BundleError, TemplateError
from generator.library import Library, built_in
from tests.bundles import published
from tests.bundles.published import FIELDS, NAME, Desk
from tests.conftest import ROOT
from tests.rows import each

D = datetime.date


@pytest.fixture(autouse=True)
def _believed(monkeypatch: pytest.MonkeyPatch) -> None:
    published.believe(monkeypatch)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _in_force(desk: Desk, day: datetime.date) -> str:
    (bundle,) = installed.bundles(desk.place)
    found = bundle.in_force(day)
    return found.version if found else ""


def test_the_highest_version_that_applies_is_in_force(desk: Desk) -> None:
    desk.install("1", applies_until=D(2026, 12, 31))
    desk.install("2", applies_from=D(2027, 1, 1))
    desk.install("3", applies_from=D(2027, 3, 1), applies_until=D(2027, 3, 31))
    told = [(D(2026, 12, 31), "1"), (D(2027, 1, 1), "2"), (D(2027, 2, 28), "2"), (D(2027, 3, 1), "3")]
    for day, version in (*told, (D(2027, 3, 31), "3"), (D(2027, 4, 1), "2")):
        assert _in_force(desk, day) == version, day


def test_none_is_in_force_before_the_first_day(desk: Desk) -> None:
    desk.install("1", applies_from=D(2027, 1, 1))
    assert (_in_force(desk, D(2026, 12, 31)), _in_force(desk, D(2027, 1, 1))) == ("", "1")


def test_versions_above_the_one_in_use_are_not_in_force(desk: Desk) -> None:
    for version in ("2.9", "2.10"):
        desk.install(version)
    assert _in_force(desk, D(2027, 1, 1)) == "2.10"
    desk.downgrade("2.9")
    assert _in_force(desk, D(2027, 1, 1)) == "2.9"


def _altered(folder: Path) -> None:
    (folder / FIELDS).write_bytes((folder / FIELDS).read_bytes() + b"\n")


def _linked(folder: Path) -> None:
    other = folder.parent / "other.yaml"
    (folder / FIELDS).rename(other)
    (folder / FIELDS).symlink_to(other)


def _more(folder: Path) -> None:
    (folder / "word").mkdir()
    (folder / "word/plan.docx").write_bytes(b"x")


def _rewritten(folder: Path) -> None:
    words = (folder / MANIFEST).read_bytes()
    (folder / MANIFEST).write_bytes(words.replace("示例".encode(), "假的".encode()))


@each(
    [
        (_altered, FIELDS),
        (_linked, FIELDS),
        (_more, "word/plan.docx"),
        (_rewritten, MANIFEST),
        (lambda folder: (folder / MANIFEST).unlink(), MANIFEST),
        (lambda folder: (folder / "edition.yaml").unlink(), "edition.yaml"),
        (lambda folder: (folder / SIGNATURE).unlink(), SIGNATURE),
        (lambda folder: (folder / "x").mkdir(), ""),
        (lambda folder: (folder / "sub").symlink_to(folder.parent), "sub"),
        (lambda folder: (folder / ".DS_Store").write_bytes(b"x"), ""),
    ]
)
def test_a_folder_that_is_not_as_signed_is_told(
    act: Callable[[Path], object], wrong: str, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    desk.install("1")
    act(desk.place.bundle(NAME, "1"))
    found = installed.version(desk.place, NAME, "1", desk.use)
    if not wrong:
        assert installed.sound(found, desk.use) is found
        return
    with pytest.raises(BundleError) as refused:
        installed.sound(found, desk.use)
    assert f"不全或者被改动过（{wrong}），不能用；请重新安装：tuoguan template install" in str(refused.value)
    assert desk.install("1").what == "mended"
    assert installed.sound(installed.version(desk.place, NAME, "1", desk.use), desk.use)


def test_the_command_that_installs_a_version(desk: Desk) -> None:
    assert installed.command(NAME, "1") == f"tuoguan template install {NAME}-1.tgb.zip"
    desk.install("1")
    desk.install("3")
    endings = {number: installed.command(NAME, number, desk.use)[-11:] for number in ("1", "2", "3", "4")}
    assert [number for number, end in endings.items() if end == "--downgrade"] == ["2"]


def test_a_tool_that_does_not_suit_is_told(desk: Desk) -> None:
    desk.install("1", tool_before="0.2")
    found = installed.version(desk.place, NAME, "1", desk.use)
    assert installed.sound(found, desk.use, "0.1.9") is found
    with pytest.raises(BundleError, match=f"{NAME} 1：模板包适用于工具版本 0.2 之前，现在的是 0.2"):
        installed.sound(found, desk.use, "0.2")
    for tool, told in (("0.1.9", 0), ("0.2", 1), ("0.3", 1)):
        (one,) = standing.standings(desk.place, D(2026, 11, 28), tool)
        assert len(one.problems) == told, tool


def test_builds_ask_for_installed_bundles_without_what_verifies_signatures() -> None:
    asked = "import sys, generator.bundles.installed as _; print('cryptography' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_template_of_an_installed_bundle_is_not_judged_again(tmp_path: Path) -> None:
    layer = Home(tmp_path).bundle("甲", "1")
    (layer / "word").mkdir(parents=True)
    (layer / "word/letter_filing.docx").write_bytes(b"x")
    library = Library((layer, *built_in().layers), home=tmp_path)
    source = proofing.find("letter_filing", library)
    assert proofing.approve(source, library) is source
    for home in (None, tmp_path / "other"):
        with pytest.raises(TemplateError):
            proofing.approve(source, Library(library.layers, home=home))
