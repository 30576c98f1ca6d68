"""How words are set, resolved as Word does it: the file's defaults, the styles, then what is set by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.word.tree import Element, W, count, parse

_W = f"{{{W}}}"
_SIZES = {
    84: "初号", 72: "小初", 52: "一号", 48: "小一", 44: "二号", 36: "小二", 32: "三号", 30: "小三",
    28: "四号", 24: "小四", 21: "五号", 18: "小五", 15: "六号", 13: "小六",
}  # fmt: skip
_COLOURS = {
    "000000": "黑", "FFFFFF": "白", "808080": "灰", "C00000": "深红", "FF0000": "红", "FFC000": "橙",
    "FFFF00": "黄", "92D050": "浅绿", "00B050": "绿", "00B0F0": "浅蓝", "0070C0": "蓝", "002060": "深蓝",
    "7030A0": "紫",
}  # fmt: skip
_THEMES = {"minor": "主题的正文字体", "major": "主题的标题字体"}
_ALIGNED = {
    "left": "左对齐", "start": "左对齐", "center": "居中", "right": "右对齐", "end": "右对齐",
    "both": "两端对齐", "distribute": "分散对齐",
}  # fmt: skip
_OFF = ("0", "false", "off")
FONT, WESTERN, SIZE, COLOUR = "字体", "西文字体", "字号", "颜色"
BOLD, ITALIC, ALIGNED, FILL = "加粗", "倾斜", "对齐", "底纹"
PLAIN: Mapping[str, str] = {
    FONT: "未指定", WESTERN: "未指定", SIZE: "10 磅", COLOUR: "自动", BOLD: "否", ITALIC: "否",
    ALIGNED: "左对齐", FILL: "无",
}  # fmt: skip
Set = Mapping[str, str]  # what of PLAIN is said of some words, in words


def millimetres(twentieths: str | None) -> str:
    """A length in twentieths of a point, as a person measures it; "" for none."""
    return f"{round(count(twentieths) * 25.4 / 1440, 1):g} 毫米" if twentieths else ""


def colour(written: str | None) -> str:
    """A colour in words, with its number where it is not automatic."""
    if not written or written.lower() == "auto":
        return PLAIN[COLOUR]
    name = _COLOURS.get(written.upper())
    return f"{name}（{written.upper()}）" if name else written.upper()


class Styles:
    """The styles of a file: by their ids what each sets, with all that it is based on."""

    def __init__(self, data: bytes | None) -> None:
        root = parse(data) if data else None
        found = [] if root is None else root.findall(f"{_W}style")
        self._by_id = {str(one.get(f"{_W}styleId")): one for one in found}
        self._standard = next((key for key, one in self._by_id.items() if _is_standard(one)), "")
        defaults = None if root is None else root.find(f"{_W}docDefaults")
        self._defaults = {} if defaults is None else _both(defaults, f"{_W}pPrDefault/", f"{_W}rPrDefault/")

    def named(self) -> Mapping[str, Set]:
        """What each style sets, by the name that Word shows."""
        below = {**PLAIN, **self._defaults}
        return {_name(one, key): {**below, **self.of(key)} for key, one in self._by_id.items()}

    def name(self, key: str) -> str:
        """The name that Word shows for a style; "" for one that is not there."""
        return _name(self._by_id[key], key) if key in self._by_id else ""

    def of(self, key: str) -> Set:
        """What a style sets, its own before that of those below."""
        made: dict[str, str] = {}
        seen = set[str]()
        while key in self._by_id and key not in seen:
            seen.add(key)
            style = self._by_id[key]
            made = {**_both(style, "", ""), **made}
            key = _value(style.find(f"{_W}basedOn"))
        return made

    def paragraph(self, element: Element) -> tuple[str, Set]:
        """The style of a paragraph, and what the words in it have from defaults, style and paragraph."""
        own = element.find(f"{_W}pPr")
        key = _value(None if own is None else own.find(f"{_W}pStyle")) or self._standard
        return key, {**PLAIN, **self._defaults, **self.of(key), **dict(_of_paragraph(own))}

    def run(self, element: Element, around: Set) -> Set:
        """What a run is set in within a paragraph."""
        own = element.find(f"{_W}rPr")
        key = _value(None if own is None else own.find(f"{_W}rStyle"))
        return {**around, **self.of(key), **dict(of_run(own))}


def _both(element: Element, before_paragraph: str, before_run: str) -> dict[str, str]:
    """What the properties of paragraphs and of runs below an element set."""
    paragraph, run = element.find(f"{before_paragraph}{_W}pPr"), element.find(f"{before_run}{_W}rPr")
    return {**dict(_of_paragraph(paragraph)), **dict(of_run(run))}


def _of_paragraph(properties: Element | None) -> Iterator[tuple[str, str]]:
    aligned = None if properties is None else properties.find(f"{_W}jc")
    if aligned is not None:
        yield ALIGNED, _ALIGNED.get(_value(aligned), _value(aligned))


def of_run(properties: Element | None) -> Iterator[tuple[str, str]]:
    """What the properties of a run set, in words."""
    for child in () if properties is None else properties:
        name = str(child.tag).removeprefix(_W)
        if name == "rFonts":
            yield from _fonts(child)
        elif name == "sz":
            yield SIZE, _size(_value(child))
        elif name == "color":
            yield COLOUR, colour(_value(child))
        elif name in ("b", "i"):
            yield (BOLD if name == "b" else ITALIC), "否" if _value(child) in _OFF else "是"


def _fonts(element: Element) -> Iterator[tuple[str, str]]:
    for name, said in (("eastAsia", FONT), ("ascii", WESTERN)):
        theme, plain = element.get(f"{_W}{name}Theme"), element.get(f"{_W}{name}")
        if theme:
            yield said, _THEMES.get(theme[:5], theme)
        elif plain:
            yield said, plain


def _size(halves: str) -> str:
    return _SIZES.get(count(halves)) or f"{count(halves) / 2:g} 磅"


def _is_standard(style: Element) -> bool:
    return style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in ("1", "true", "on")


def _name(style: Element, key: str) -> str:
    return _value(style.find(f"{_W}name")) or key


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val") or ""
