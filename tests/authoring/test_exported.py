"""A template that is exported makes the same documents as the one that it was exported from."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import proofing
from generator.api import workshop
from generator.errors import CatalogueError
from generator.library import built_in, catalogue
from generator.proofing import contract
from generator.word import template, text
from tests.cli.running import run
from tests.depth import some
from tests.word import made

WORDS = [entry.id for entry in catalogue.load(built_in()) if entry.kind == "word"]


def members(loaded: template.Template) -> dict[str, tuple[int, int]]:
    """What is in each part that is the same in every document, but for what tells of the file itself."""
    apart = ("docProps/", "_rels/.rels", "[Content_Types].xml")
    return {one.name: (one.crc, one.size) for one in loaded.members if not one.name.startswith(apart)}


@pytest.mark.parametrize("name", some(WORDS, desk=10))
def test_a_chinese_template_is_the_same_program(name: str, compiled: Path) -> None:
    source = proofing.find(name, built_in())
    exported = workshop.export(name, built_in(), chinese=True)
    names = contract.spoken(name, built_in())
    ours = template.load(exported, name, compiled, names)
    theirs = template.load(source.data, source.place, compiled)
    assert (ours.asked, ours.printed, members(ours)) == (theirs.asked, theirs.printed, members(theirs))
    assert [one.__code__ for one in ours.functions.values()] == [
        one.__code__ for one in theirs.functions.values()
    ]


def test_a_chinese_template_names_no_value_in_english() -> None:
    board = text.text(workshop.export("board_large", built_in(), chinese=True))
    assert "{{ 被托管单位.名称 }}" in board and "enterprise" not in board and "agency" not in board
    assert "{%tr for line in 公示牌.辅导员各排 %}" in board and "picture(" in board


def test_english_names_stay_where_chinese_ones_are_not_asked_for() -> None:
    data = workshop.export("board_large", built_in())
    assert "{{ enterprise.name }}" in text.text(data) and "模板标签" in made.read(data, "word/styles.xml")
    with pytest.raises(CatalogueError, match="没有这个编号"):
        workshop.export("nothing", built_in())


def test_the_command_exports_in_chinese_what_lints_clean(tmp_path: Path) -> None:
    file = tmp_path / "record_inspection.docx"
    assert run("template", "export", "record_inspection", "-o", file, "--chinese").returncode == 0
    assert "{{ 本份.检查日期 }}" in text.text(file.read_bytes())
    done = run("template", "lint", file)
    assert (done.stdout, done.stderr) == ("检查完毕：错误 0 项，提示 0 项\n", "")
