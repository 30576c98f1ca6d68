"""Files that no honest Word makes are refused before anything in them is looked at."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from generator import zipped
from generator.errors import TemplateError
from generator.word import archive, template
from tests.rows import each
from tests.word import made


def _refused(content: dict[str, str | bytes] | bytes, match: str) -> None:
    data = content if isinstance(content, bytes) else made.packed(content)
    with pytest.raises(TemplateError, match=match) as caught:
        template.load(data, "坏模板.docx")
    assert all("坏模板.docx" in str(problem) for problem in caught.value.problems)


def _parts(**more: str | bytes) -> dict[str, str | bytes]:
    return {**made.parts(made.p("文字")), **more}


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"not a document", made.docx(made.p("x"))[:-40]])
def test_not_a_word_file(data: bytes) -> None:
    _refused(data, "不是 Word 文档|已损坏")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@each(
    [
        (OLE + "WordDocument".encode("utf-16-le"), "旧格式的 Word 或 WPS 文档.*另存为“Word 文档"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "设了打开密码.*取消密码"),
        (b"{\\rtf1\\ansi}", "是 RTF 文件改了扩展名.*另存为"),
        (b"\xef\xbb\xbf\r\n<HTML><body/></HTML>", "是网页或 XML 文件改了扩展名.*另存为"),
        (b"<!DOCTYPE html><p>x", "是网页或 XML 文件改了扩展名"),
        (b"MIME-Version: 1.0\r\n", "是网页或 XML 文件改了扩展名"),
        (b"%PDF-1.7", "是 PDF 文件改了扩展名.*找到原来的 Word 文件"),
        (b"\x0d" + b"\0" * 161, "锁定文件.*不带 ~"),
        (b"", "文件是空的"),
        (b"PK\3\4" + b"\0" * 600, "或文件已损坏"),
        (made.packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "是 OpenDocument 文件"),
        (made.packed({"a.docx": "x"}), "是压缩包.*解压"),
        (
            made.packed(
                {
                    "[Content_Types].xml": '<Types><Override PartName="/xl/a.xml" ContentType="application/'
                    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
                    "xl/a.xml": "<x/>",
                }
            ),
            "Excel",
        ),
    ]
)
def test_another_kind_of_file_is_told_as_what_it_is(data: bytes, told: str) -> None:
    _refused(data, told)


def test_a_word_template_is_told_as_such() -> None:
    types = str(_parts()["[Content_Types].xml"]).replace("document.main+xml", "template.main+xml")
    _refused(_parts(**{"[Content_Types].xml": types}), "是 Word 模板（.dotx）；请另存为")


def test_cut_off_member_is_refused() -> None:
    data = bytearray(made.docx(made.p("文字" * 200)))
    at = data.index(b"word/document.xml") + 40
    data[at : at + 8] = b"\0" * 8
    _refused(bytes(data), "已损坏")


def test_duplicate_names_are_refused() -> None:
    target = io.BytesIO(made.docx(made.p("文字")))
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as again:
        warnings.simplefilter("ignore", UserWarning)
        again.writestr("word/document.xml", "<other/>")
    _refused(target.getvalue(), "重名")
    _refused(_parts(**{"word/Document.xml": "<other/>"}), "重名")


@each(["../evil.xml", "/etc/x.xml", "word/../../x.xml", "C:/x.xml", "word\\x.xml"])
def test_paths_that_leave_the_file_are_refused(name: str) -> None:
    if "\\" in name:
        data = made.packed(_parts(**{"word/?x.xml": "<x/>"})).replace(b"word/?x.xml", b"word\\.x.xml")
        _refused(data, "不安全的路径")
    else:
        _refused(_parts(**{name: "<x/>"}), "不安全的路径")


def test_bombs_are_refused() -> None:
    _refused(_parts(**{"word/media/zero.png": b"\0" * 8_000_000}), "压缩比异常")
    _refused(_parts(**{f"word/x{number}.xml": "<x/>" for number in range(1001)}), "文件过多")
    _refused(_parts(**{"word/many.xml": _many(310_000)}), "XML 元素过多")


def _many(count: int) -> str:
    """So many elements, no two alike, so that they do not shrink like a bomb."""
    elements = (f'<y a="{number * 7919 % 99991:x}{number}"/>' for number in range(count))
    return f"<x>{''.join(elements)}</x>"


def test_a_member_that_says_less_than_it_holds_is_refused() -> None:
    data = made.docx(made.p("文字" * 500))
    size = len(made.parts(made.p("文字" * 500))["word/document.xml"].encode())
    lied = data.replace(size.to_bytes(4, "little"), (size - 9).to_bytes(4, "little"))
    assert lied != data
    _refused(lied, "已损坏")


def test_encrypted_member_is_refused() -> None:
    data = bytearray(made.docx(made.p("文字")))
    data[data.index(b"PK\1\2") + 8] |= 1
    _refused(bytes(data), "加密")


@pytest.mark.parametrize(
    "part",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    ],
)
def test_doctype_is_refused(part: str) -> None:
    _refused(_parts(**{"word/extra.xml": part}), "DOCTYPE")


def test_other_encodings_are_refused() -> None:
    sneaky = '<?xml version="1.0" encoding="UTF-16"?><x/>'.encode("utf-16")
    _refused(_parts(**{"word/extra.xml": sneaky}), "不是 UTF-8")
    _refused(_parts(**{"word/extra.xml": '<?xml version="1.0" encoding="gbk"?><x/>'}), "不是 UTF-8")


def test_broken_xml_is_refused() -> None:
    for broken in ("<x><y></x>", "<q:x/>", '<x xmlns:q=""/>', '<x a="&#0;"/>', "<?xml version=1?><x/>"):
        _refused(_parts(**{"word/extra.xml": broken}), "不是完好的 XML")


def test_macros_and_embedded_objects_are_refused() -> None:
    types = str(_parts()["[Content_Types].xml"])
    macro = types.replace("document.main+xml", "document.macroEnabled.main+xml")
    _refused(_parts(**{"[Content_Types].xml": macro}), "宏")
    _refused(_parts(**{"word/vbaProject.bin": b"x"}), "嵌入对象")
    _refused(_parts(**{"word/embeddings/oleObject1.docx": b"x"}), "嵌入对象")


@each(["oleObject", "aFChunk", "attachedTemplate", "package", "control", "subDocument"])
def test_relations_to_foreign_content_are_refused(kind: str) -> None:
    inner = made.relationship("rId9", kind, "file:///x", "External")
    _refused(_parts(**{"word/_rels/document.xml.rels": made.relationships(inner)}), kind)


def test_external_pictures_are_refused_and_hyperlinks_are_not() -> None:
    inner = made.relationship("rId9", "image", "http://example.org/x.png", "External")
    _refused(_parts(**{"word/_rels/document.xml.rels": made.relationships(inner)}), "外部文件")
    inner = made.relationship("rId9", "hyperlink", "http://example.org/", "External")
    data = made.packed(_parts(**{"word/_rels/document.xml.rels": made.relationships(inner)}))
    assert template.load(data, "链接.docx").members


def test_missing_content_types_or_main_part() -> None:
    content = _parts()
    del content["[Content_Types].xml"]
    _refused(content, "不是 Word 文档")
    _refused(_parts(**{"[Content_Types].xml": made.relationships("")}), "不是 Word 文档")


def test_overlapping_members_are_refused() -> None:
    """Two entries of the directory that point at one stretch of the file."""
    data = made.packed({"a.xml": "<a/>" * 50, "b.xml": "<a/>" * 50})
    directory = data.index(b"PK\1\2")
    second = data.index(b"PK\1\2", directory + 1)
    twisted = bytearray(data)
    twisted[second + 42 : second + 46] = (0).to_bytes(4, "little")
    twisted[second + 46 : second + 51] = b"b.xml"
    with pytest.raises(TemplateError, match="重叠"):
        archive.read(bytes(twisted), "x")


def test_packed_members_are_read_again_by_any_zip_reader() -> None:
    members = [
        zipped.deflated("word/文字.xml", "文字".encode() * 100),
        zipped.stored("word/media/a.png", b"\x89PNG"),
    ]
    data = zipped.pack(members)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["word/文字.xml", "word/media/a.png"]
        assert opened.read("word/文字.xml").decode() == "文字" * 100
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert zipped.pack(archive.read(data, "x")) == data
    assert [archive.content(member, "x") for member in archive.read(data, "x")] == [
        "文字".encode() * 100,
        b"\x89PNG",
    ]
