"""House styles: what every layout gives, and what is said of one that lacks it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from generator.errors import TemplateError
from generator.word.layout import HEADER_MARK, read_layout
from generator.word.tree import w
from tests.rows import each

LAYOUTS = Path(__file__).resolve().parent.parent.parent / "templates" / "layout"
NAMES = sorted(path.stem for path in LAYOUTS.glob("*.docx"))
A4, A3 = (11906, 16838), (23811, 16838)


def changed(tmp_path: Path, name: str, pattern: str, by: str) -> Path:
    """A copy of the system layout with one part changed."""
    target = tmp_path / "layout.docx"
    with zipfile.ZipFile(LAYOUTS / "system.docx") as source, zipfile.ZipFile(target, "w") as copy:
        for item in source.namelist():
            data = source.read(item)
            if item == name:
                data = re.sub(pattern, by, data.decode(), flags=re.DOTALL).encode()
            copy.writestr(item, data)
    return target


def test_the_layouts_are_these() -> None:
    assert NAMES == ["board", "card", "ledger", "letter", "map", "plan", "record", "system"]


@each(NAMES)
def test_layout_is_complete(name: str) -> None:
    layout = read_layout(LAYOUTS / f"{name}.docx")
    styles = layout.parts["word/styles.xml"].decode()
    assert 'w:eastAsia="zh-CN"' in styles
    assert all(f'w:eastAsia="{font}"' in styles for font in ("仿宋", "黑体", "楷体", "宋体"))
    assert HEADER_MARK in layout.parts["word/header1.xml"].decode()
    assert " PAGE " in layout.parts["word/footer1.xml"].decode()
    assert re.fullmatch("[0-9A-F]{6}", layout.shade)


@each(NAMES)
def test_every_font_that_a_layout_names_is_known(name: str) -> None:
    layout = read_layout(LAYOUTS / f"{name}.docx")
    used = set(re.findall(r'w:eastAsia="([^"]+)"', layout.parts["word/styles.xml"].decode()))
    assert used - {"zh-CN"} <= {"仿宋", "黑体", "楷体", "宋体", "方正小标宋简体"}


@each(
    [
        ("system", A4, "portrait"),
        ("plan", A4, "portrait"),
        ("letter", A4, "portrait"),
        ("record", A4, "portrait"),
        ("ledger", A4[::-1], "landscape"),
        ("map", A3, "landscape"),
    ]
)
def test_paper(name: str, size: tuple[int, int], orientation: str) -> None:
    layout = read_layout(LAYOUTS / f"{name}.docx")
    paper = layout.section.find(w("pgSz"))
    assert paper is not None
    assert (int(paper.get(w("w"))), int(paper.get(w("h")))) == size
    assert layout.orientation == orientation


def test_letter_keeps_the_figures_of_official_documents() -> None:
    layout = read_layout(LAYOUTS / "letter.docx")
    margins = layout.section.find(w("pgMar"))
    assert margins is not None
    sides = [round(int(margins.get(w(side))) * 25.4 / 1440) for side in ("top", "bottom", "left", "right")]
    assert sides == [37, 35, 28, 26]
    height = A4[1] - int(margins.get(w("top"))) - int(margins.get(w("bottom")))
    assert height // 579 == 22
    assert layout.text_width("portrait") // (16 * 20 - 5) == 28
    assert b"evenAndOddHeaders" in layout.parts["word/settings.xml"]


def test_map_layout_holds_the_large_map() -> None:
    assert read_layout(LAYOUTS / "map.docx").text_width("landscape") * 25.4 / 1440 >= 380


def test_margins_turn_with_the_page() -> None:
    layout = read_layout(LAYOUTS / "system.docx")
    upright, turned = layout.page("portrait"), layout.page("landscape")
    before, after = upright.find(w("pgMar")), turned.find(w("pgMar"))
    assert before is not None
    assert after is not None
    assert after.get(w("top")) == before.get(w("left"))
    assert layout.text_width("landscape") == A4[1] - int(before.get(w("top"))) - int(before.get(w("bottom")))


def test_clauses_count_on_over_chapters() -> None:
    """Chapters and clauses are two lists, so that no chapter restarts the clauses."""
    tree = etree.fromstring(read_layout(LAYOUTS / "system.docx").parts["word/styles.xml"])
    lists = {
        style.find(w("name")).get(w("val")): number.get(w("val"))
        for style in tree.findall(w("style"))
        if (number := style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")) is not None
    }
    assert lists["heading 1"] != lists["heading 2"] == lists["heading 3"] == lists["heading 4"]


def test_missing_style_is_named(tmp_path: Path) -> None:
    path = changed(tmp_path, "word/styles.xml", "正文段落", "别的样式")
    with pytest.raises(TemplateError, match="版式缺少样式“正文段落”"):
        read_layout(path)


def test_missing_page_set_up_is_told(tmp_path: Path) -> None:
    path = changed(tmp_path, "word/document.xml", r"<w:sectPr>.*</w:sectPr>", "")
    with pytest.raises(TemplateError, match="版式缺少页面设置"):
        read_layout(path)


def test_broken_part_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="已损坏"):
        read_layout(changed(tmp_path, "word/styles.xml", "</w:styles>", ""))


def test_file_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "layout.docx"
    path.write_bytes(b"no")
    with pytest.raises(TemplateError, match="版式打不开"):
        read_layout(path)
