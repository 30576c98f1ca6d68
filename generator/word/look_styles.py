"""How words are set, resolved as Word does it: the file's defaults, the styles, then what is set by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.word import lineage
from generator.word.tree import Element, W, below, count, given, parse

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
        self._usual: Set = {**PLAIN, **_of_defaults(below(root, "docDefaults"))}

    def named(self) -> Mapping[str, Set]:
        """What each style sets, by the name that Word shows."""
        return {_name(one, key): {**self._usual, **self.of(key)} for key, one in self._by_id.items()}

    def name(self, key: str) -> str:
        """The name that Word shows for a style; "" for one that is not there."""
        return _name(self._by_id[key], key) if key in self._by_id else ""

    def of(self, key: str) -> Set:
        """What a style sets, its own before that of those below."""
        made: dict[str, str] = {}
        for style in lineage.styles(key, self._by_id):
            made = {**_both(below(style, "pPr"), below(style, "rPr")), **made}
        return made

    def paragraph(self, element: Element) -> tuple[str, Set]:
        """The style of a paragraph, and what the words in it have from defaults, style and paragraph."""
        own = below(element, "pPr")
        key = given(below(own, "pStyle")) or self._standard
        return key, {**self._usual, **self.of(key), **dict(_of_paragraph(own))}

    def run(self, element: Element, around: Set) -> Set:
        """What a run is set in within a paragraph."""
        own = below(element, "rPr")
        return {**around, **self.of(given(below(own, "rStyle"))), **dict(of_run(own))}


def _both(paragraph: Element | None, run: Element | None) -> dict[str, str]:
    """What properties of paragraphs and of runs set together."""
    return {**dict(_of_paragraph(paragraph)), **dict(of_run(run))}


def _of_defaults(defaults: Element | None) -> dict[str, str]:
    """What a file sets where no style says otherwise."""
    return _both(below(defaults, "pPrDefault", "pPr"), below(defaults, "rPrDefault", "rPr"))


def _of_paragraph(properties: Element | None) -> Iterator[tuple[str, str]]:
    """What the properties of a paragraph set, in words."""
    aligned = below(properties, "jc")
    if aligned is not None:
        yield ALIGNED, _ALIGNED.get(given(aligned), given(aligned))


def of_run(properties: Element | None) -> Iterator[tuple[str, str]]:
    """What the properties of a run set, in words."""
    for child in () if properties is None else properties:
        name = str(child.tag).removeprefix(_W)
        if name == "rFonts":
            yield from _fonts(child)
        elif name in _SAID:
            kind, say = _SAID[name]
            yield kind, say(given(child))


def _fonts(element: Element) -> Iterator[tuple[str, str]]:
    for name, said in (("eastAsia", FONT), ("ascii", WESTERN)):
        if font := _font(element, name):
            yield said, font


def _font(element: Element, name: str) -> str:
    """The font for some letters, that of the theme before one that is named."""
    theme = given(element, f"{name}Theme")
    return _THEMES.get(theme[:5], theme) or given(element, name)


def _size(halves: str) -> str:
    return _SIZES.get(count(halves)) or f"{count(halves) / 2:g} 磅"


def _switched(written: str) -> str:
    return "否" if written in _OFF else "是"


# What elements of a run's properties set, and how it is said.
_SAID: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "sz": (SIZE, _size),
    "color": (COLOUR, colour),
    "b": (BOLD, _switched),
    "i": (ITALIC, _switched),
}


def _is_standard(style: Element) -> bool:
    return style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in ("1", "true", "on")


def _name(style: Element, key: str) -> str:
    return given(below(style, "name")) or key
