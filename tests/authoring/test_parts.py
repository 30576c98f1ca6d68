"""A bundle in the making: the folder, a text, a layout, each judged with its line."""

from __future__ import annotations

from pathlib import Path

from tests.bundles import folders
from tests.cli.running import run
from tests.conftest import ROOT

FILE = "text/letters/letter_filing.md"
WORDS = "@title 备查函\n@plain {{ enterprise.name }}的方案。\n"


def _told(path: Path) -> str:
    done = run("template", "lint", path)
    assert done.returncode == (0 if "错误 0 项" in done.stdout else 1)
    return done.stdout + done.stderr


def test_a_sound_bundle_is_told_to_be_sound(tmp_path: Path) -> None:
    own = folders.bundle(tmp_path / "包", {FILE: WORDS, "text/_parts/own.md": "@note 注。\n"})
    for path in (own, own / FILE, own / "text/_parts/own.md"):
        assert "错误 0 项，提示 0 项" in _told(path)


def test_a_text_is_judged_with_the_parts_of_its_bundle(tmp_path: Path) -> None:
    words = WORDS + '{% include "_parts/own.md" %}\n'
    own = folders.bundle(tmp_path / "包", {FILE: words, "text/_parts/own.md": "#注\n"})
    assert f"{own}/text/_parts/own.md:1：标题的 # 与文字之间要有一个空格" in _told(own / FILE)
    (own / "text/_parts/own.md").unlink()
    assert f"{own / FILE}:3：引用的文件不存在：_parts/own.md" in _told(own / FILE)


def test_a_folder_is_judged_with_what_is_compiled_of_it(tmp_path: Path) -> None:
    own = folders.bundle(tmp_path / "包", {FILE: WORDS.replace("name", "nmae")})
    told = _told(own)
    assert f"{own / FILE} " in told and "nmae" in told and "错误 1 项" in told
    (own / "desktop.ini").write_text("")
    (own / "说明.txt").write_text("")
    assert "提示 0 项" in told and "说明.txt：不是模板" not in told
    (own / FILE).write_text(WORDS, "utf-8")
    assert "说明.txt：不是模板，不会使用" in _told(own)


def test_a_text_of_no_deliverable_is_told(tmp_path: Path) -> None:
    stray = "text/letters/letter_filling.md"
    own = folders.bundle(tmp_path / "包", {FILE: WORDS, stray: WORDS, "text/_parts/own.md": "段。\n"})
    told = _told(own)
    assert f"{own / stray}：不是任何交付件的正文，不会使用" in told and "提示 1 项" in told


def test_a_layout_is_judged_by_its_styles(tmp_path: Path) -> None:
    (tmp_path / "layout").mkdir()
    for name in ("letter.docx", "broken.docx"):
        (tmp_path / "layout" / name).write_bytes((ROOT / "templates/layout/letter.docx").read_bytes())
    assert "错误 0 项" in _told(tmp_path / "layout/letter.docx")
    (tmp_path / "layout/broken.docx").write_bytes(b"PK")
    assert "错误 1 项" in _told(tmp_path / "layout/broken.docx")
