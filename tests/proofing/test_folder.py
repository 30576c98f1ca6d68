"""Every file in a folder of own templates is used, told of, or known to be of no account."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.library import built_in
from generator.proofing import folder

IGNORED = (
    "desktop.ini",
    "Thumbs.db",
    ".DS_Store",
    "~$plan.docx",
    ".~plan.docx",
    "~WRL0001.tmp",
    "._plan.docx",
)


def _folder(tmp_path: Path, *names: str) -> Path:
    own = tmp_path / "模板"
    own.mkdir()
    for name in names:
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_bytes(b"x")
    return own


def _told(own: Path) -> list[str]:
    return [f"{one.severity} {one}".replace(f"{own}{os.sep}", "") for one in folder.account(own, built_in())]


def test_what_is_used_and_what_lies_about(tmp_path: Path) -> None:
    own = _folder(tmp_path, "plan.docx", *IGNORED)
    assert _told(own) == []
    assert folder.used(own, built_in()) == {"plan": own / "plan.docx"}


@pytest.mark.parametrize("name", ["plan.DOCX", "Plan.docx", "PLAN.Docx"])
def test_capitals_are_the_same_name(tmp_path: Path, name: str) -> None:
    own = _folder(tmp_path, name)
    assert _told(own) == []
    assert folder.used(own, built_in()) == {"plan": own / name}


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".dotx", ".docm", ".rtf", ".odt", ".DOC", ".wpt"])
def test_another_format_is_an_error_with_the_mend(tmp_path: Path, suffix: str) -> None:
    own = _folder(tmp_path, f"plan{suffix}", "letter_bureau.docx")
    hint = "用 Word 或 WPS 打开，另存为“Word 文档 (*.docx)”，文件名 plan.docx，再删去这一份"
    assert _told(own) == [f"error plan{suffix}：格式是 {suffix}，不是 .docx，不会使用；{hint}"]


@pytest.mark.parametrize(
    "name",
    [
        *("plan (1).docx", "plan（2）.docx", "plan(1) (2).docx", "plan - 副本.docx", "plan - 副本 (2).docx"),
        *("plan - Copy.docx", "副本 plan.docx", "plan.docx.docx"),
    ],
)
def test_a_copy_is_an_error(tmp_path: Path, name: str) -> None:
    own = _folder(tmp_path, name)
    assert _told(own) == [f"error {name}：文件名多了别的字，不会使用；改名为 plan.docx"]
    (own / "plan.docx").write_bytes(b"x")
    (told,) = _told(own)
    assert told.startswith(f"error {name}：与 plan.docx 是同一交付件的模板，不会使用")


@pytest.mark.skipif(os.name == "nt", reason="one name on Windows")
def test_two_names_of_one_template(tmp_path: Path) -> None:
    own = _folder(tmp_path, "PLAN.docx", "plan.docx")
    if len(list(own.iterdir())) == 2:
        (told,) = _told(own)
        assert told.startswith("error plan.docx：与 PLAN.docx 是同一交付件的模板")


def test_templates_below_are_an_error_and_other_folders_a_hint(tmp_path: Path) -> None:
    own = _folder(tmp_path, "plan.docx", "sub/letter_bureau.docx", "图片/a.png")
    below, other = sorted(_told(own))
    assert below.startswith("error sub/letter_bureau.docx：在下级文件夹里，不会使用")
    assert other.startswith("warning 图片：下级文件夹，里面的文件不会使用")


def test_strays_are_a_hint_and_strangers_an_error(tmp_path: Path) -> None:
    own = _folder(tmp_path, "plan.docx", "说明.txt", "plna.docx", "contract_json.docx")
    told = "\n".join(_told(own))
    assert "warning 说明.txt：不是模板，不会使用" in told
    assert "error plna.docx：文件名不是任何交付件的编号；是否应为 plan.docx？" in told
    assert "error contract_json.docx：这一件交付件不是 Word 文件，不能换模板" in told


def test_an_empty_folder_or_none_is_an_error(tmp_path: Path) -> None:
    own = _folder(tmp_path, ".DS_Store")
    assert [message.partition("；")[0] for message in _told(own)] == [f"error {own}：模板文件夹里没有模板"]
    (own / "说明.txt").write_bytes(b"x")
    assert len([message for message in _told(own) if message.startswith("error")]) == 1
    assert "模板文件夹不存在" in str(folder.account(tmp_path / "none", built_in())[0])


@pytest.mark.skipif(os.name == "nt", reason="pipes are of POSIX")
def test_what_is_no_file_is_an_error(tmp_path: Path) -> None:
    own = _folder(tmp_path, "letter_bureau.docx")
    os.mkfifo(own / "plan.docx")
    (own / "letter_enterprise.docx").symlink_to(own / "gone")
    told = _told(own)
    assert len(told) == 2
    assert all("不是普通文件，不能作模板" in message for message in told)
