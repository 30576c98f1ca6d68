"""A layout that somebody brings: every style of the dialect there, each with a Chinese font."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from generator.word import layout_checks
from tests.conftest import ROOT
from tests.rows import each

SHIPPED = ROOT / "templates/layout/letter.docx"


def _with(path: Path, *changes: tuple[str, str]) -> Path:
    """The layout of letters with other styles."""
    with zipfile.ZipFile(SHIPPED) as source, zipfile.ZipFile(path, "w") as made:
        for name in source.namelist():
            words = source.read(name).decode()
            for before, after in changes if name == "word/styles.xml" else ():
                assert re.search(before, words, re.S)
                words = re.sub(before, after, words, flags=re.S)
            made.writestr(name, words)
    return path


@each(sorted((ROOT / "templates/layout").glob("*.docx")))
def test_the_shipped_layouts_are_sound(path: Path) -> None:
    assert layout_checks.check(path) == ()


def test_a_style_that_is_lacking_is_named(tmp_path: Path) -> None:
    path = _with(tmp_path / "a.docx", ('w:val="称呼"|w:val="Salutation"', 'w:val="别的"'))
    (told,) = layout_checks.check(path)
    assert str(told) == "a.docx：版式缺少样式“Salutation”；用 Word 打开版式，补上同名样式"


def test_styles_without_a_chinese_font_are_named(tmp_path: Path) -> None:
    """Those that name one themselves, or rest on one that does, are sound."""
    default = (r'(<w:docDefaults>.*?)w:eastAsia="仿宋"(.*?</w:docDefaults>)', r"\1\2")
    told = layout_checks.check(_with(tmp_path / "a.docx", default))
    named = {re.search("“(.*)”", one.message)[1] for one in told}  # type: ignore[index]
    assert {"正文段落", "heading 3", "List Bullet"} <= named
    assert not named & {"Title", "heading 1", "表格文字"}
    based = (
        r'(<w:style [^>]*w:styleId="a".*?)(</w:style>)',
        r'\1<w:rPr><w:rFonts w:eastAsia="仿宋"/></w:rPr>\2',
    )
    assert layout_checks.check(_with(tmp_path / "b.docx", default, based)) == ()


def test_what_is_no_word_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"no zip")
    assert len(layout_checks.check(tmp_path / "a.docx")) == 1
    assert layout_checks.check(tmp_path / "none.docx")[0].where == "none.docx"
