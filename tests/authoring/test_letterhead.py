"""An agency's letterhead: every layout in its look, no page and no text of a document moved."""

from __future__ import annotations

import errno
import io
import re
import zipfile
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from generator import api
from generator.authoring import letterhead
from generator.bundles import mixed
from generator.delivery import disk
from generator.errors import PackError, TemplateError
from generator.library import Library, Texts, built_in
from generator.proofing import bundle, compiling
from generator.word import layout_checks
from generator.word.compile import compile_words
from generator.word.layout import read_layout
from generator.word.tree import W
from tests import once
from tests.bundles import folders
from tests.cli.running import run
from tests.conftest import DAY, ROOT
from tests.depth import some
from tests.rows import each

NAME, LINE = "浙江示例安全技术服务有限公司", "金华市示例路 1 号　0579-00000000"
FOOT = "服务热线 0579-00000000　投诉电话 0579-00000001"
RED = (200, 30, 40)
LAYOUTS = sorted(path.name for path in (ROOT / "templates/layout").glob("*.docx"))


@pytest.fixture(scope="module")
def logo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("logo") / "标志.png"
    Image.new("RGB", (3000, 1000), RED).save(path)
    return path


@pytest.fixture(scope="module")
def own(logo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("own") / "信头"
    fonts = ("--font", "正文=仿宋_GB2312", "--font", "标题=方正小标宋_GBK")
    given = ("--name", NAME, "--logo", logo, "--header", LINE, "--footer", FOOT, *fonts)
    done = run("template", "letterhead", *given, "-o", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert "8 个版式" in done.stdout and f"template publish {out} --key 密钥 --from 年-月-日" in done.stdout
    return out


@pytest.fixture(scope="module")
def library(own: Path) -> Library:
    return bundle.opened(own, DAY)


@pytest.fixture(scope="module")
def made(library: Library) -> dict[str, bytes]:
    """The Word templates over the letterhead, at the desk two of each layout."""
    needed = sorted(compiling.needed(library), key=lambda one: one.layout.name)
    of_layouts = [list(found) for _, found in groupby(needed, key=lambda one: one.layout.name)]
    return compiling.made([one for found in of_layouts for one in some(found, desk=2)], library)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _without_pages(document: bytes) -> bytes:
    """The main part but for its page set-ups, which alone name headers."""
    return re.sub(rb"<w:(?:header|footer)Reference [^>]*/>", b"", document)


def test_every_document_is_made_anew(library: Library) -> None:
    shipped = sorted(path.stem for path in (ROOT / "templates/word").glob("*.docx"))
    assert sorted(one.id for one in compiling.needed(library)) == shipped


def test_no_text_of_any_document_changes(made: dict[str, bytes]) -> None:
    assert len(made) >= len(LAYOUTS)
    for name, data in made.items():
        before, after = _parts((ROOT / "templates" / name).read_bytes()), _parts(data)
        for part in ("word/document.xml", "word/numbering.xml", "docProps/core.xml"):
            assert _without_pages(after[part]) == _without_pages(before[part]), name


def test_every_document_bears_the_letterhead_and_keeps_the_words_of_its_own_header(
    made: dict[str, bytes],
) -> None:
    for name, data in made.items():
        parts = _parts(data)
        document = parts["word/document.xml"].decode()
        assert document.count("<w:headerReference") >= document.count("<w:sectPr"), name
        heads = [part.decode() for path, part in parts.items() if path.startswith("word/header")]
        assert all(NAME in head and LINE in head and "【页眉】" not in head for head in heads), name
        own = _parts((ROOT / "templates" / name).read_bytes())["word/header1.xml"].decode()
        is_letter = name.startswith("word/letter_")
        assert is_letter or all(words in heads[0] for words in re.findall(r"<w:t[^>]*>([^<]+)", own)), name


@each(LAYOUTS)
def test_a_text_without_a_header_of_its_own_bears_it_too(name: str, own: Path) -> None:
    shipped, made = (
        _parts(compile_words("@title 甲\n", "a.md", folder / "layout" / name, Texts((own,))))
        for folder in (ROOT / "templates", own)
    )
    assert b"<w:headerReference" not in shipped["word/document.xml"]
    assert b"<w:headerReference" in made["word/document.xml"]
    assert "【页眉】" not in _head(made)


@each(LAYOUTS)
def test_the_page_and_its_text_area_stay(name: str, own: Path) -> None:
    """The header and footer take no more height than the page leaves them, or than they took before."""
    shipped, made = read_layout(ROOT / "templates/layout" / name), read_layout(own / "layout" / name)
    assert etree.tostring(made.section) == etree.tostring(shipped.section)
    margin = {
        str(key).rpartition("}")[2]: int(value)
        for key, value in made.section.find(f"{{{W}}}pgMar").attrib.items()  # type: ignore[union-attr]
    }
    for part, data in made.parts.items():
        if part.startswith("word/header"):
            assert _height(data) <= margin["top"] - margin["header"], part
        elif part.startswith("word/footer") and b"w:tbl>" in data:
            styles = made.parts["word/styles.xml"].decode()
            line = re.search(r'styleId="footer".*?w:line="(\d+)"', styles)
            assert line and _height(data) <= int(line[1]), part
    assert layout_checks.check(own / "layout" / name) == ()


def _height(part: bytes) -> int:
    """The height of a row of exact height and the paragraph after it, in twips."""
    words = part.decode()
    rows = re.findall(r'<w:trHeight w:val="(\d+)" w:hRule="exact"/>', words)
    after = re.search(r'</w:tbl><w:p>.*w:line="(\d+)" w:lineRule="exact"', words)
    assert len(rows) == 1 and after
    inside = re.findall(r'w:line="(\d+)" w:lineRule="exact"', words.partition("</w:tbl>")[0])
    assert all(int(line) <= int(rows[0]) for line in inside)
    return int(rows[0]) + int(after[1])


def test_the_logo_is_scaled_and_keeps_its_colour(own: Path) -> None:
    for name in LAYOUTS:
        parts = read_layout(own / "layout" / name).parts
        with Image.open(io.BytesIO(parts["word/media/logo.png"])) as image:
            assert image.size == (1200, 400) and image.convert("RGB").getpixel((5, 5)) == RED
        (width, height) = map(int, re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', _head(parts))[0])
        row = int(re.findall(r'w:trHeight w:val="(\d+)"', _head(parts))[0])
        assert abs(width / height - 3) < 0.01 and height <= row * 635


def _head(parts: Mapping[str, bytes]) -> str:
    return parts["word/header1.xml"].decode()


def test_fonts_are_given_to_what_was_named(own: Path) -> None:
    styles = read_layout(own / "layout/letter.docx").parts["word/styles.xml"].decode()
    assert re.search(r'<w:docDefaults>.*?w:eastAsia="仿宋_GB2312"', styles)
    assert re.search(r'w:styleId="title".*?w:eastAsia="方正小标宋_GBK"', styles)
    assert re.search(r'w:val="表格文字"/>.*?w:eastAsia="宋体"', styles)


def test_a_document_is_built_with_it(own: Path, tmp_path: Path) -> None:
    layout = (own / "layout/letter.docx").read_bytes()
    library = bundle.opened(folders.bundle(tmp_path / "own", {"layout/letter.docx": layout}), DAY)
    record = once.record(ROOT / "examples/xinglan-cups")
    order = api.Order(DAY, ("letter_filing",), library=mixed.over(library, tmp_path / "home"))
    (file,) = api.make(record, order).files
    parts = _parts(file.data)
    assert NAME in _head(parts)
    assert parts["word/media/logo.png"] == _parts(layout)["word/media/logo.png"]


@each(
    [
        ({"name": "一" * 40}, "机构名称和页眉文字太长"),
        ({"header": "一" * 80}, "机构名称和页眉文字太长"),
        ({"footer": "一" * 60}, "页脚文字太长"),
        ({"name": ""}, "没有填写"),
        ({"name": "甲\n乙"}, "有看不见的字符"),
        ({"fonts": {"页角": "宋体"}}, "可以写：标题、副标题"),
        ({"fonts": {"正文": ""}}, "没有字体名称"),
        ({"logo": Path("no.png")}, "no.png"),
        ({"logo": ROOT / "setup.cfg"}, "标志不是能识别的图片"),
    ]
)
def test_what_has_no_room_or_is_no_picture_is_refused(
    wrong: dict[str, object], words: str, logo: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with pytest.raises(TemplateError) as refused:
        letterhead.make(built_in(), out, **{"name": NAME, "logo": logo, **wrong})  # type: ignore[arg-type]
    assert words in str(refused.value) and len(refused.value.problems) == 1
    assert not any(tmp_path.iterdir())


def test_words_of_usual_length_have_room(logo: Path, tmp_path: Path) -> None:
    letterhead.make(
        built_in(), tmp_path / "out", name="一" * 22, logo=logo, header="二" * 14, footer="三" * 45
    )


def test_a_folder_that_is_there_is_left_as_it_is(own: Path, logo: Path) -> None:
    before = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}
    with pytest.raises(PackError, match="已存在，未改动"):
        letterhead.make(built_in(), own, name=NAME, logo=logo)
    assert before == {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}


@pytest.mark.parametrize("step", ["write", "rename"])
def test_a_full_disk_leaves_nothing(
    step: str, logo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(disk, step, full)
    with pytest.raises(PackError, match="磁盘空间不足"):
        letterhead.make(built_in(), tmp_path / "out", name=NAME, logo=logo)
    assert not any(tmp_path.iterdir())


def test_the_same_order_gives_the_same_bytes(own: Path, logo: Path, tmp_path: Path) -> None:
    fonts = {"正文": "仿宋_GB2312", "标题": "方正小标宋_GBK"}
    again = letterhead.make(
        built_in(), tmp_path / "out", name=NAME, logo=logo, header=LINE, footer=FOOT, fonts=fonts
    )
    assert all((tmp_path / "out" / name).read_bytes() == (own / name).read_bytes() for name in again)


def test_a_font_without_its_use_is_told(logo: Path, tmp_path: Path) -> None:
    given = ("--name", NAME, "--logo", logo, "--font", "仿宋", "-o", tmp_path / "out")
    done = run("template", "letterhead", *given)
    assert done.returncode != 0 and "正文=仿宋_GB2312" in done.stderr
