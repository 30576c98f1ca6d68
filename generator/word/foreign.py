"""What a file named .docx is when it is no Word document: told as what it is, with the mend."""

from __future__ import annotations

Fault = tuple[str, str]  # the message and the mend
_SAVE = "用 Word 或 WPS 打开后另存为“Word 文档 (*.docx)”"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCK = (162, 165)  # the sizes of the file in which Word and WPS note who has a document open
_TEXTS = (b"<!doctype html", b"<html", b"mime-version:", b"<?xml")

_OF_LOCK = ("不是 Word 文档（.docx），可能是 Word 打开文件时的锁定文件（~$ 开头）", "使用不带 ~$ 的那个文件")
_RENAMED = (
    ((b"{\\rtf",), " RTF", _SAVE),
    ((b"%pdf",), " PDF", "找到原来的 Word 文件，PDF 不能作模板"),
    (_TEXTS, "网页或 XML", _SAVE),
)
_OFFICE = (
    ("macroEnabled", "带宏的文件（.docm、.dotm）", "去掉宏，另存为“Word 文档 (*.docx)”"),
    ("wordprocessingml.template", "Word 模板（.dotx）", "请另存为“Word 文档 (*.docx)”"),
    ("spreadsheetml", "Excel 工作簿", "请指定 Word 文件"),
    ("presentationml", "PowerPoint 文件", "请指定 Word 文件"),
)


def told(data: bytes) -> Fault:
    """The message and the hint for bytes that are no zip."""
    if not data:
        return "不是 Word 文档（.docx），文件是空的", "从备份找回，或重新导出模板"
    if data.startswith(_OLE):
        return _old(data)
    if renamed := _renamed(data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()):
        what, hint = renamed
        return f"不是 Word 文档（.docx），是{what} 文件改了扩展名", hint
    if len(data) in _LOCK:
        return _OF_LOCK
    return "不是 Word 文档（.docx），或文件已损坏", _SAVE + "再试"


def _renamed(head: bytes) -> Fault | None:
    """What a file is by the first words in it, and the mend; None for what is not known."""
    return next(((what, hint) for signs, what, hint in _RENAMED if head.startswith(signs)), None)


def _old(data: bytes) -> Fault:
    """An OLE file: its directory names what it holds, in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "文件设了打开密码，读不出来", "在“文件 → 信息 → 保护文档”中取消密码后再存"
    return "是旧格式的 Word 或 WPS 文档（.doc、.wps），不是 .docx", _SAVE


def of_zip(names: set[str]) -> Fault:
    """The message and the hint for a zip without the list of a Word file's parts."""
    if "mimetype" in names:
        return "不是 Word 文档（.docx），是 OpenDocument 文件（.odt）", _SAVE
    return "不是 Word 文档（.docx），是压缩包", "解压后使用其中的 Word 文件"


def of_kinds(kinds: set[str]) -> Fault:
    """The message and the hint for an Office file without the main part of a Word document."""
    for sign, what, hint in _OFFICE:
        if any(sign in kind for kind in kinds):
            return f"不是 Word 文档（.docx），是 {what}", hint
    return "不是 Word 文档（.docx）", "请另存为“Word 文档 (*.docx)”"
