"""Which parts a Word file may have and which may lead to which: lists of what is let through.

What stands in ``KEPT`` goes into the documents. What stands in ``LEFT`` prints nothing and is left behind.
Everything else (macros, objects, add-ins, whatever comes up next) keeps a template from being used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.problems import Problem, error
from generator.word import provenance

_OFFICE = "application/vnd.openxmlformats-officedocument."
WORD = _OFFICE + "wordprocessingml."
MAIN = WORD + "document.main+xml"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
APP = _OFFICE + "extended-properties+xml"
CUSTOM = _OFFICE + "custom-properties+xml"
SETTINGS = WORD + "settings+xml"
RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_IMAGES = ("png", "jpeg", "jpg", "pjpeg", "gif", "bmp", "tiff", "x-emf", "emf", "x-wmf", "wmf", "svg+xml")

# A content type, and what its part is called in the lists below.
KEPT: Mapping[str, str] = {
    MAIN: "main",
    CORE: "core",
    APP: "app",
    SETTINGS: "settings",
    RELATIONS: "rels",
    WORD + "styles+xml": "styles",
    WORD + "numbering+xml": "numbering",
    WORD + "fontTable+xml": "fonttable",
    WORD + "header+xml": "header",
    WORD + "footer+xml": "footer",
    WORD + "footnotes+xml": "footnotes",
    WORD + "endnotes+xml": "endnotes",
    _OFFICE + "theme+xml": "theme",
    _OFFICE + "obfuscatedFont": "font",
    _OFFICE + "drawingml.chart+xml": "chart",
    _OFFICE + "drawingml.chartshapes+xml": "chartusershapes",
    _OFFICE + "themeOverride+xml": "themeoverride",
    "application/vnd.ms-office.chartex+xml": "chartex",
    "application/vnd.ms-office.chartstyle+xml": "chartstyle",
    "application/vnd.ms-office.chartcolorstyle+xml": "chartcolorstyle",
    _OFFICE + "drawingml.diagramData+xml": "diagramdata",
    _OFFICE + "drawingml.diagramLayout+xml": "diagramlayout",
    _OFFICE + "drawingml.diagramStyle+xml": "diagramquickstyle",
    _OFFICE + "drawingml.diagramColors+xml": "diagramcolors",
    "application/vnd.ms-office.drawingml.diagramDrawing+xml": "diagramdrawing",
    "image/vnd.ms-photo": "hdphoto",
    **{f"image/{name}": "image" for name in _IMAGES},
}
# What is left behind, and how a person knows it; "" for what nobody ever put there.
LEFT: Mapping[str, str] = {
    "application/xml": "自定义数据",
    "text/xml": "自定义数据",
    _OFFICE + "customXmlProperties+xml": "",
    CUSTOM: "自定义属性",
    WORD + "printerSettings": "打印机设置",
    WORD + "document.glossary+xml": "自动图文集",
    WORD + "webSettings+xml": "",
    WORD + "people+xml": "",
    WORD + "comments+xml": "",
    WORD + "commentsExtended+xml": "",
    WORD + "commentsIds+xml": "",
    WORD + "commentsExtensible+xml": "",
    WORD + "stylesWithEffects+xml": "",
    "application/vnd.ms-word.stylesWithEffects+xml": "",
    "application/vnd.ms-word.keyMapCustomizations+xml": "自定义快捷键",
    "application/vnd.ms-office.intelligence2+xml": "",
    _OFFICE + "spreadsheetml.sheet": "图表背后的数据表",
    "application/vnd.openxmlformats-package.digital-signature-origin": "数字签名",
    "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml": "",
    "application/vnd.openxmlformats-package.digital-signature-certificate": "",
}

_TEXT = {
    *("image", "hyperlink", "chart", "chartex", "hdphoto"),
    *("diagramdata", "diagramlayout", "diagramquickstyle", "diagramcolors", "diagramdrawing"),
}
_OF_MAIN = {
    *("styles", "numbering", "settings", "fonttable", "theme"),
    *("header", "footer", "footnotes", "endnotes"),
}
_OF_CHART = {"image", "hyperlink", "chartstyle", "chartcolorstyle", "chartusershapes", "themeoverride"}
# Which relationships a part may have, by the last word of their type; "" is the file as a whole.
LEADS: Mapping[str, set[str]] = {
    "": {"officedocument", "core-properties", "extended-properties"},
    "main": _TEXT | _OF_MAIN,
    "header": _TEXT,
    "footer": _TEXT,
    "footnotes": _TEXT,
    "endnotes": _TEXT,
    "numbering": {"image"},
    "theme": {"image"},
    "fonttable": {"font"},
    "chart": _OF_CHART,
    "chartex": _OF_CHART,
    "chartusershapes": {"image"},
    "themeoverride": {"image"},
    "diagramdata": {"image", "hyperlink"},
    "diagramdrawing": {"image", "hyperlink"},
    "diagramlayout": {"image"},
}
# Relationships to what is left behind: they go with it.
_LEFT_LEADS = {
    *("customxml", "custom-properties", "thumbnail", "printersettings", "glossarydocument", "websettings"),
    *("people", "comments", "commentsextended", "commentsids", "commentsextensible"),
    *("styleswitheffects", "styleswithteffects", "keymapcustomizations", "origin", "intelligence"),
}
_ENDS = {"officedocument": "main", "core-properties": "core", "extended-properties": "app"}
_PUBLISHED = re.compile(
    r"http://(?:schemas\.openxmlformats\.org/(?:officedocument|package)|schemas\.microsoft\.com/office)/",
    re.I,
)
_LINK = re.compile(r"(?:https?:|mailto:)[^\x00-\x20]", re.I)
_LOCAL_TEMPLATE = re.compile(r"(?:file:///)?[A-Za-z]:[\\/].*|Macintosh.*|[^:/\\]+\.dot[xm]?", re.I)
_RELS_NAME = re.compile(r"(?:^|/)_rels/[^/]*\.rels$")
_ACTIVE = re.compile(r"macroEnabled|vbaProject|activeX|oleObject|\.binary|executable", re.I)
_ACTIVE_NAME = re.compile(r"(?:^|/)(?:embeddings|activeX)/|vbaProject|\.(?:bin|exe|dll|js|vbs)$", re.I)


def judged(part: str, kind: str, name: str) -> Iterator[Problem]:
    """What speaks against a part of that content type ("" for none)."""
    if kind in KEPT:
        if not _well_named(part, kind):
            yield error(name, f"模板内部文件的名称不合规（{part}）", "用 Word 或 WPS 打开后另存为 .docx 再试")
    elif _ACTIVE.search(kind) or kind not in LEFT:
        yield from _unknown(part, kind, name)


def _unknown(part: str, kind: str, name: str) -> Iterator[Problem]:
    """What speaks against a part of a content type that is not let through."""
    if _ACTIVE.search(kind):
        hint = "去掉宏和嵌入对象，另存为“Word 文档 (*.docx)”"
        yield error(name, f"模板含有宏、控件或嵌入对象（{part}）", hint)
    elif _ACTIVE_NAME.search(part):
        yield error(name, f"模板含有嵌入对象（{part}）", "在 Word 中删去该对象")
    elif kind:
        yield error(name, f"模板含有不支持的内容（{part}）", "删去该内容，或把正文粘贴到新建的文档中再存")


def _well_named(part: str, kind: str) -> bool:
    """Whether a part has the ending that every Word gives it, in small letters where readers look for it.

    And not the name of the part that every document is given.
    """
    small = part.lower()
    if small == provenance.PART.lower():
        return False
    if kind == RELATIONS or small.endswith(".rels"):
        return kind == RELATIONS and bool(_RELS_NAME.search(part))
    return not kind.endswith("+xml") or small.endswith((".xml", ".svg"))


def published(kind: str) -> str:
    """The last word of a relationship's type, in small letters; "" for a type that nobody published."""
    word = kind.rpartition("/")[2].lower() if _PUBLISHED.match(kind) else ""
    return word.rstrip("0123456789")  # header1 leads to a header as well


def leads(owner: str, word: str, end: str) -> bool:
    """Whether a part of one kind may lead to a part of another by a relationship of that type."""
    return word in LEADS.get(owner, ()) and word != "hyperlink" and end == _ENDS.get(word, word)


def is_left(owner: str, word: str, target: str) -> bool:
    """Whether a relationship only leads to what is left behind, as to a template on the author's machine."""
    if word == "attachedtemplate":
        return owner == "settings" and bool(_LOCAL_TEMPLATE.fullmatch(target))
    return word in _LEFT_LEADS or (word == "package" and owner in ("chart", "chartex"))


def is_link(word: str, target: str) -> bool:
    """Whether a relationship is a link to the web or to a mailbox that a reader may follow."""
    return word == "hyperlink" and bool(_LINK.match(target))
