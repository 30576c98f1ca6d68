"""``template diff`` as it is typed: Word files, bundle folders, what cannot be compared."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import run
from tests.word import made
from tests.word.made import p


def test_two_templates_are_compared_in_words_and_for_programs(tmp_path: Path) -> None:
    old, new = tmp_path / "旧.docx", tmp_path / "新.docx"
    old.write_bytes(made.docx(p("甲 {{ enterprise.name }}")))
    new.write_bytes(made.docx(p("甲 {{ enterprise.nix }}", bold=True)))
    done = run("template", "diff", old, new)
    assert done.returncode == 0 and done.stdout.splitlines() == [
        "删去取值 被托管单位·名称（enterprise.name）",
        "增加取值 enterprise.nix——不兼容：本工具没有这个取值",
        "改动段落 “甲 {{ enterprise.name }}”→“…rprise.nix }}”",
        "样子 “甲 {{ enterprise.nix …”：加粗 否 → 是",
        "不兼容 1 处",
    ]
    told = json.loads(run("template", "diff", old, new, "--json").stdout)
    assert [field["name"] for field in told["document"]["fields"]] == ["enterprise.name", "enterprise.nix"]
    assert told["files"] is None and len(told["breaking"]) == 1
    assert run("template", "diff", old, old).stdout == "没有不同\n"


def test_bundles_are_compared_file_by_file(tmp_path: Path) -> None:
    for name in ("旧", "新"):
        (tmp_path / name / "form").mkdir(parents=True)
        (tmp_path / name / "form/board.docx").write_bytes(made.docx(p(f"公示牌{name}")))
    done = run("template", "diff", tmp_path / "旧", tmp_path / "新")
    assert done.returncode == 0
    heading, line, end = done.stdout.splitlines()
    assert heading.startswith("改动 form/board.docx（安全生产社会化服务公示牌")
    assert line == "  改动段落 “公示牌旧”→“公示牌新”" and end.startswith("兼容")


def test_what_has_slips_is_compared_but_for_its_values(tmp_path: Path) -> None:
    old, new = tmp_path / "旧.docx", tmp_path / "新.docx"
    old.write_bytes(made.docx(p("甲")))
    new.write_bytes(made.docx(p("甲 ｛｛ enterprise.name ｝｝")))
    done = run("template", "diff", old, new)
    assert done.returncode == 0 and "是否兼容不能判断" in done.stdout
    assert run("template", "diff", old, new, "--json").returncode == 0
    missing = run("template", "diff", old, tmp_path / "没有.docx")
    assert missing.returncode == 1 and "没有这个文件或者文件夹" in missing.stderr
