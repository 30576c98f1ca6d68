"""What is shipped beside a template says what parsing and proving it would; else it is not believed."""

from __future__ import annotations

import json
import shutil
import zlib
from pathlib import Path

import pytest

from generator.library import home
from generator.word import assemble, parsed, parsing, render, template, values
from tests.word import made
from tests.word.made import p, tbl, tr

TEMPLATES = home.templates()
FILE = "word/a.docx"
BODY = tbl(tr("{%tr for a in x %}"), tr("{{ a.n|blank }}"), tr("{%tr endfor %}"))
TAGS = p("{% if y == 3 and not z or x %}是{% elif y > 2 %}否{% endif %}") + p("{{ w|picture(20,9.5) }}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of one template and what was read of it."""
    (tmp_path / "word").mkdir()
    (tmp_path / FILE).write_bytes(made.docx(BODY + TAGS + p("完"), title="{{ t }}"))
    assert parsing.refresh(tmp_path) == ("word/a.parsed", parsed.RECORD)
    return tmp_path


def read(root: Path) -> object:
    return parsed.read(root, FILE, (root / FILE).read_bytes())


def told(root: Path) -> list[tuple[str, str]]:
    return [(one.where, one.message) for one in parsing.stale(root)]


def test_it_is_what_compiling_gives(root: Path) -> None:
    assert read(root) == assemble.compiled((root / FILE).read_bytes(), FILE)
    assert told(root) == [] and parsing.refresh(root) == ()


@pytest.mark.parametrize("name", ["form/badge_tags.docx", "word/appointments.docx"])
def test_it_is_what_compiling_a_shipped_template_gives(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whether the record is of these sources is told by `template compile --check`: they may be under work.
    monkeypatch.setattr(parsed, "_is_current", lambda _: True)
    data = (TEMPLATES / name).read_bytes()
    assert parsed.read(TEMPLATES, name, data) == assemble.compiled(data, name)


def test_every_shipped_template_has_one_of_its_very_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed, "_is_current", lambda _: True)
    found = [path for folder in ("word", "form") for path in (TEMPLATES / folder).glob("*.docx")]
    names = [path.relative_to(TEMPLATES).as_posix() for path in found]
    assert names and all(parsed.read(TEMPLATES, name, (TEMPLATES / name).read_bytes()) for name in names)


def test_another_template_of_that_name_is_compiled(root: Path) -> None:
    (root / FILE).write_bytes(made.docx(p("{{ x }}")))
    assert read(root) is None
    assert told(root) == [("templates/word/a.parsed", "与 Word 模板或解析它的程序不一致")]
    assert parsing.refresh(root) == ("word/a.parsed",)
    assert read(root) and told(root) == []


def test_another_program_does_not_believe_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed, "_sources", lambda: "other")
    assert read(root) is None
    assert told(root) == [(f"templates/{parsed.RECORD}", "与 Word 模板或解析它的程序不一致")]


def test_what_is_missing_broken_or_left_over_is_told_and_mended(root: Path) -> None:
    shutil.copy(root / "word/a.parsed", root / "word/b.parsed")
    assert told(root) == [("templates/word/b.parsed", "没有对应的 Word 模板")]
    for damage in (None, b"", b"junk", (root / "word/a.parsed").read_bytes()[:-9]):
        (root / "word/a.parsed").unlink() if damage is None else (root / "word/a.parsed").write_bytes(damage)
        assert read(root) is None
        assert told(root)[0] == ("templates/word/a.parsed", "与 Word 模板或解析它的程序不一致")
        parsing.refresh(root)
        assert read(root) and told(root) == [] and not (root / "word/b.parsed").exists()


def test_data_that_would_be_code_is_none(root: Path) -> None:
    own = json.loads(zlib.decompress((root / "word/a.parsed").read_bytes()))
    for bad in (
        ["if", [[["compare", "or print(1) or", ["name", "a"], ["const", 1]], [], ""]], []],
        ["start", "1 = 0; print(1); x"],
        ["cut", 0, "1", 1],
        ["print", ["loop", "print"], "", ""],
        ["unknown"],
        [],
        7,
    ):
        own["parts"] = [["word/document.xml", [bad], "", ""]]
        (root / "word/a.parsed").write_bytes(zlib.compress(json.dumps(own).encode()))
        assert read(root) is None, bad


def test_a_document_is_the_same_by_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "_kept", {})
    data = (root / FILE).read_bytes()
    context = values.prepare({"x": [{"n": "甲"}, {"n": ""}], "y": 3, "z": False, "w": "", "t": "题"}, {})
    by_parsing = render.render(template.load(data, "a"), context)
    template._kept.clear()
    monkeypatch.setattr(template, "_compile", None)
    assert render.render(template.load(data, "a", ready=lambda: read(root)), context) == by_parsing  # type: ignore[arg-type, return-value]
