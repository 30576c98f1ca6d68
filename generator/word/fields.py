"""Field codes of a template: those that print what stands in the document are let through, no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.problems import Problem, error, warning
from generator.word import parts
from generator.word.foreign import Fault
from generator.word.tree import Element, near, said, spotted, w

_HARMLESS = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ"),
    *("TOC", "TC", "TOA", "TA", "INDEX", "XE", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"),
    *("HYPERLINK", "EQ", "SYMBOL", "ADVANCE", "=", "IF", "COMPARE", "FORMTEXT", "FORMCHECKBOX"),
    *("FORMDROPDOWN", "BIBLIOGRAPHY", "CITATION", "NUMWORDS", "NUMCHARS", "BIDIOUTLINE"),
}
_OF_THE_DAY = {"DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME"}
_OF_PROPERTIES = {
    "TITLE",
    "SUBJECT",
    "KEYWORDS",
    "COMMENTS",
    "AUTHOR",
    "LASTSAVEDBY",
    "DOCVARIABLE",
    "DOCPROPERTY",
    "REVNUM",
}
_WORD = re.compile(r"\s*(=|[A-Za-z]+)")
_WORDS = re.compile(r'"[^"]*"?|[^\s"]+')
_SWITCH = re.compile(r"\\[A-Za-z]")
_SIMPLE, _INSTRUCTION = w("fldSimple"), w("instr")
_MARK, _MARK_KIND, _TEXT = w("fldChar"), w("fldCharType"), w("t")
_CODES = (w("instrText"), w("delInstrText"))
_LINKS = "超链接只能指向 http、https 网址或 mailto 邮箱；改正或取消该链接"
_Code = tuple[str, Element]


@dataclass(slots=True)
class _Field:
    """A field that is open: what its code says so far, and whether a field stands inside the code."""

    start: Element
    code: list[str] = field(default_factory=list)
    printing: bool = False

    def said(self) -> _Code:
        """What its code says, and where it stands."""
        return "".join(self.code), self.start


def check(root: Element, label: str) -> Iterator[Problem]:
    """What speaks against the fields of a part."""
    for code, element in _codes(root):
        yield from spotted(_judged(code, element, label), element)


def _codes(root: Element) -> Iterator[_Code]:
    """The code of every field, put together from its runs; the code of an inner field is its own."""
    for element in root.iter(_SIMPLE):
        yield element.get(_INSTRUCTION) or "", element
    if next(root.iter(_MARK, *_CODES), None) is not None:
        yield from _from_runs(root)


def _from_runs(root: Element) -> Iterator[_Code]:
    opened: list[_Field] = []
    stray: list[Element] = []  # codes outside of any field
    for element in root.iter(_MARK, *_CODES, _TEXT):
        if element.tag == _MARK:
            yield from _marked(element, opened)
        else:
            _read(element, opened, stray)
    if stray:
        yield said(stray), stray[0]
    yield from map(_Field.said, opened)


def _read(element: Element, opened: list[_Field], stray: list[Element]) -> None:
    """Take a text as code of the open field; outside of one a text is a code only where it says so."""
    text = element.text or ""
    if inner := _in_code(opened):
        inner.code.append(text)
    elif element.tag in _CODES and text.strip():
        stray.append(element)


def _in_code(opened: list[_Field]) -> _Field | None:
    """The field whose code has begun and not ended; None where there is none."""
    return opened[-1] if opened and not opened[-1].printing else None


def _marked(element: Element, opened: list[_Field]) -> Iterator[_Code]:
    kind = element.get(_MARK_KIND)
    if kind == "begin":
        _begin(element, opened)
    elif kind == "separate" and opened:
        opened[-1].printing = True
    elif kind == "end" and opened:
        yield opened.pop().said()


def _begin(element: Element, opened: list[_Field]) -> None:
    if inner := _in_code(opened):
        inner.code.append("\0")  # what the inner field prints is not known
    opened.append(_Field(element))


def _judged(code: str, element: Element, label: str) -> Iterator[Problem]:
    if "{{" in code or "{%" in code:
        yield error(near(element, label), "标签写在了域代码里", "移到普通文字中")
        return
    word = _word(code)
    if word == "HYPERLINK":
        yield from _link(code, element, label)
    elif word in _OF_THE_DAY or word in _OF_PROPERTIES:
        yield warning(near(element, label), *_unsteady(word))
    elif word not in _HARMLESS and code.strip():
        message = f"模板里有会读取外部内容或不支持的域（{word or '由别的域拼成'}）"
        yield error(near(element, label), message, "删去该域，或改成普通文字")


def _word(code: str) -> str:
    """What a code begins with: which field it is; "" for none."""
    found = _WORD.match(code)
    return found[1].upper() if found else ""


def _unsteady(word: str) -> Fault:
    """What speaks against a field that prints the day or the properties of the template, and the mend."""
    if word in _OF_THE_DAY:
        return f"域 {word} 的日期会随打开、保存而变", "文书日期写 {{ day }}，或写成固定文字"
    hint = "作者、公司等属性不带入生成的文件；改成普通文字或取值标签"
    return f"域 {word} 印的是模板的文档属性", hint


def _link(code: str, element: Element, label: str) -> Iterator[Problem]:
    """A link in a field: to a bookmark, the web or a mailbox; nothing that another field puts together."""
    for word in filter(_leads_out, _addresses(code)):
        yield error(near(element, label), f"模板里有指向文件、脚本或程序的链接（{_shown(word)}）", _LINKS)


def _shown(address: str) -> str:
    return address.strip('"').replace("\0", "…")[:60]


def _addresses(code: str) -> Iterator[str]:
    """The words of a link's code but for its switches and the texts that belong to those."""
    words = iter(_WORDS.findall(code.strip()[len("HYPERLINK") :]))
    for word in words:
        if not _SWITCH.fullmatch(word):
            yield word
        elif word[1].lower() in "lots":  # these have a text of their own: a bookmark, a tip, a frame
            next(words, "")


def _leads_out(word: str) -> bool:
    """Whether an address is none that a reader may follow."""
    address = word.strip('"')
    return "\0" in word or bool(address and not parts.is_link("hyperlink", address))
