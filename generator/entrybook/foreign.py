"""What a file named .xlsx is when it is no workbook of that form: told as what it is, with the mend."""

from __future__ import annotations

SAVE = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GUARDED = (b"%TSD-Header-###%", b"E-SafeNet")  # what programs that encrypt a company's files put first
_LOCK = 165  # the size of the file in which Excel and WPS note who has a workbook open
_HEAD = 1024
_SEPARATORS = (b",", b"\t", b";")
_OFFICE = (
    ("content.xml", "OpenDocument 文件（.ods）", SAVE),
    ("xl/workbook.bin", "二进制工作簿（.xlsb）", SAVE),
    ("word/document.xml", "Word 文件", "请指定填报簿"),
    ("ppt/presentation.xml", "PowerPoint 文件", "请指定填报簿"),
)


def told(data: bytes) -> tuple[str, str]:
    """The message and the hint for bytes that are no zip."""
    if not data.strip(b"\0"):
        return "文件是空的", "从备份找回，或等网盘同步完再试"
    if data.startswith(_OLE):
        return _old(data)
    if _has_any(data[:_HEAD], _GUARDED):
        return "文件被加密软件加了密，读不出来", "请按单位的规定解密后再用"
    if data.startswith(b"PK\x03\x04"):
        return "文件不完整，是拷贝或下载中断了的工作簿", "请重新拷贝，或从备份找回"
    if len(data) == _LOCK:
        return "这是表格打开时的锁定文件（~$ 开头）", "请指定不带 ~$ 的那个文件"
    return _text(data)


def _text(data: bytes) -> tuple[str, str]:
    """Texts that a program saved under the name of a workbook."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf"):
        return "这是 PDF 文件改了扩展名", "请找到原来的表格"
    if head.startswith((b"<", b"mime-version:")):
        return "这是网页或 XML 文件改了扩展名", SAVE
    if b"\0" not in data[:_HEAD] and _has_any(head, _SEPARATORS):
        return "这是文本（CSV）改了扩展名，不是工作簿", SAVE
    return "不是工作簿（.xlsx），或文件已损坏", SAVE


def _has_any(head: bytes, signs: tuple[bytes, ...]) -> bool:
    return any(sign in head for sign in signs)


def _old(data: bytes) -> tuple[str, str]:
    """An OLE file: its directory names what it holds, in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "文件设了打开密码，读不出来", "请在“文件 → 信息 → 保护工作簿”中取消密码后再存"
    return "这是旧格式的表格（.xls、.et），不是 .xlsx", SAVE


def of_zip(names: set[str]) -> tuple[str, str]:
    """The message and the hint for a zip without a workbook in it."""
    for sign, what, hint in _OFFICE:
        if sign in names:
            return f"这是 {what}，不是工作簿（.xlsx）", hint
    return "这是压缩包，不是工作簿（.xlsx）", "请解压后使用其中的工作簿"
