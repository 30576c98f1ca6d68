"""A template's parts made into Jinja sources, tags rewritten as docxtpl does, and tidied for rendering."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from generator.word.tree import Element, parse

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MOMENT = "2026-01-01T00:00:00Z"
_NOISE = re.compile(
    r"""\s(?:w14:paraId|w14:textId|w:rsid\w*)="[^"]*"|<w:(?:proofErr|lastRenderedPageBreak)\b[^>]*/>"""
    r"""|<w:bookmarkStart [^>]*w:name="_GoBack"[^>]*/>"""
)
_ID = re.compile(r'w:id="([^"]*)"')
_GO_BACK = re.compile(r'<w:bookmarkStart [^>]*w:name="_GoBack"[^>]*/>')
# docxtpl puts a cell's colour before everything else; the schema wants it after the width, spans and borders.
_SHADED = re.compile(
    r"(<w:tcPr>)(<w:shd [^>]*/>)"
    r"((?:<w:(?:cnfStyle|tcW|gridSpan|hMerge|vMerge)\b[^>]*/>|<w:tcBorders>.*?</w:tcBorders>|<w:tcBorders/>)+)",
    re.DOTALL,
)
# Tags in one piece, on one line: whatever else has braces is left to docxtpl.
_WHOLE = re.compile(r"\{\{[^{}<\n]*\}\}|\{%[^{}%<\n]*%\}")
# Braces that docxtpl joins over what stands between them; whole tags stand as \0 here.
_TORN = re.compile(r"\{(?:<[^>]*>)*[{%#\0]|[}%#\0](?:<[^>]*>)*\}")
_SPECIAL = re.compile(
    r"\{%\s*(?:colspan|cellbg|vm|hm)\b|\{[{%](?:-|r\s)|-[%}]\}|\{\{(?:tr|tc|p)\s|\{%(?:tr|tc|p)[^\S ]"
)
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_NOTES = ("w:rsid", "w14:paraId", "w14:textId", "w:proofErr", "w:lastRenderedPageBreak", '"_GoBack"')
_FIXED = {"created": _MOMENT, "modified": _MOMENT, "lastModifiedBy": "", "revision": "1"}


def source(root: Element) -> str:
    """The Jinja source of a part with text; docxtpl joins tags over no empty text with an attribute."""
    text = etree.tostring(root, encoding="unicode").replace('<w:t xml:space="preserve"/>', "<w:t/>")
    return _DECLARATION + patched(_tidied(text))


def patched(text: str) -> str:
    """Tags rewritten, and colours of cells put where the schema wants them."""
    made = rewritten(text)
    return _SHADED.sub(r"\1\3\2", made) if "<w:tcPr><w:shd " in made else made


def rewritten(text: str) -> str:
    """Tags joined across runs, and prefixed tags put in place of what they stand in, as docxtpl does it."""
    made = _plainly(text)
    return by_docxtpl(text) if made is None else made


def by_docxtpl(text: str) -> str:
    """The same by docxtpl itself, which goes through the whole text for each of its rules."""
    from docxtpl import DocxTemplate  # imported late: it takes as long as several templates

    made: str = DocxTemplate("").patch_xml(text)
    return made


def _plainly(text: str) -> str | None:
    """What docxtpl makes of a text whose tags are whole and of the usual kinds; None for any other text."""
    if "{" not in text and "}" not in text:
        return text
    if _is_odd(text):
        return None
    made: str | None = _spaced(text)
    for name in ("tr", "tc", "p"):
        made = made and _replaced(made, name)
    return made and _WHOLE.sub(_straight, made)


def _is_odd(text: str) -> bool:
    """Whether a tag is torn or of a kind that docxtpl has rules for; where no brace is left, tags tell it."""
    rest = _WHOLE.sub("\0", text)
    if "{" in rest or "}" in rest:
        return bool(_SPECIAL.search(text) or _TORN.search(rest))
    return bool(_SPECIAL.search("\n".join(_WHOLE.findall(text))))


def _spaced(text: str) -> str:
    """Spaces are kept from a text element on when a tag comes before the next one."""
    first, *rest = text.split("<w:t>")
    return first + "".join(map(_with_spaces, rest))


def _with_spaces(piece: str) -> str:
    return ('<w:t xml:space="preserve">' if "{{" in piece or "{%" in piece else "<w:t>") + piece


def _replaced(text: str, name: str) -> str | None:
    """The text with each tag of that prefix in place of the row, cell or paragraph around it.

    None where two stand in one: docxtpl then keeps the last.
    """
    tag, closing = f"{{%{name} ", f"</w:{name}>"
    made, done, before = [], 0, -1
    for at in _places(text, tag):
        start, end = _start(text, name, done, at), text.find(closing, at)
        if before >= start or end < 0:
            return None
        word = at + len(tag)
        made += [text[done:start], "{% ", text[word : text.index("%}", word) + 2]]
        done, before = end + len(closing), at
    return "".join(made) + text[done:]


def _start(text: str, name: str, begin: int, end: int) -> int:
    """Where the last element of a name begins in a stretch of text; -1 for none."""
    return max(text.rfind(f"<w:{name}>", begin, end), text.rfind(f"<w:{name} ", begin, end))


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _straight(tag: re.Match[str]) -> str:
    """A tag with straight quotes, and its comparisons as signs again."""
    return tag[0].replace("&lt;", "<").replace("&gt;", ">").translate(_QUOTES)


def core_source(data: bytes) -> str:
    """The Jinja source of the document's properties, with fixed dates and no last author."""
    root = parse(data)
    for element in root:
        name = etree.QName(element).localname
        if name in _FIXED:
            element.text = _FIXED[name]
    return _DECLARATION + patched(etree.tostring(root, encoding="unicode"))


def _tidied(text: str) -> str:
    """Without what Word keeps for itself: ids that loops would repeat, spelling marks, the last cursor."""
    if not any(note in text for note in _NOTES):
        return text
    return _NOISE.sub("", _without_cursor(text))


def _without_cursor(text: str) -> str:
    """Without the ends of the bookmarks that tell where the last cursor was."""
    for found in _GO_BACK.findall(text):
        number = _ID.search(found)
        if number:
            text = text.replace(f'<w:bookmarkEnd w:id="{number[1]}"/>', "")
    return text
