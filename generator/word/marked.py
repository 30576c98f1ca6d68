"""Tags that a person sees in Word: each in a character style, which no document is given.

A template that is exported has its tags marked; when it is compiled they are plain again, and the same comes
of it. An author's own tags need no mark.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from itertools import count

from generator import zipped
from generator.word import tree
from generator.word.opening import open_package
from generator.word.package import Package, said_of_styles
from generator.word.tags import TAG
from generator.word.tree import SPACE, Element, parse, serialise, w

STYLE = "模板标签"
_ID = "TemplateTag"
STYLES = "word/styles.xml"
_DEFINED = (
    f'<w:style w:type="character" w:customStyle="1" w:styleId="{_ID}"><w:name w:val="{STYLE}"/>'
    '<w:uiPriority w:val="1"/><w:qFormat/><w:rPr><w:color w:val="1F4E79"/>'
    '<w:shd w:val="clear" w:color="auto" w:fill="DDEBF7"/></w:rPr></w:style>'
)
_END = b"</w:styles>"
# Where Word keeps who wrote a run stands here of which run it is a piece; it never goes into documents.
WRITTEN, PIECE = w("rsidR"), "7A{:06X}"
RUN, TEXT, PROPERTIES, STYLED = w("r"), w("t"), w("rPr"), w("rStyle")
_PARAGRAPH = w("p")
Said = Callable[[str], str]  # says a tag anew
_Change = tuple[int, int, str]  # from where to where in the words of a paragraph, and what stands there now


def shown(data: bytes, name: str, speaker: Callable[[], Said]) -> bytes:
    """A Word file with its tags marked, in the words of a ``speaker`` for each part; the rest byte for byte.

    TemplateError where it cannot be opened.
    """
    opened = open_package(data, name)
    changed = {part: _marked(opened, part, speaker()) for part in _with_braces(opened)}
    if STYLES in opened.parts:
        changed[STYLES] = styles(opened.parts[STYLES])
    return zipped.pack(zipped.replaced(opened.members, changed))


def _with_braces(opened: Package) -> Iterator[str]:
    """The parts that may hold tags and have a brace."""
    return (part for part, _ in opened.rendered() if b"{" in opened.parts[part])


def _marked(opened: Package, part: str, said: Said) -> bytes:
    mark = properties if opened.is_core(part) else marked
    return mark(opened.parts[part], said)


def is_marked(data: bytes, name: str) -> bool:
    """Whether a Word file has the style; TemplateError where it cannot be opened."""
    return any(style_ids(open_package(data, name).parts.get(STYLES, b"")))


def tags(data: bytes, name: str) -> Iterator[str]:
    """The tags of a Word file as they are written; TemplateError where it cannot be opened."""
    for paragraph in _paragraphs(open_package(data, name)):
        yield from TAG.findall(tree.said(_texts(paragraph)))


def _paragraphs(opened: Package) -> Iterator[Element]:
    for part, _ in opened.rendered():
        if not opened.is_core(part):
            yield from opened.tree(part).iter(_PARAGRAPH)


def marked(part: bytes, said: Said) -> bytes:
    """A part with each tag in a run of its own, in the style, and in the words that ``said`` gives."""
    root = parse(part)
    numbers = count()
    for texts in map(_texts, root.iter(_PARAGRAPH)):
        _say(texts, said)
        _split_all(texts, numbers)
    return serialise(root)


def _split_all(texts: list[Element], numbers: Iterator[int]) -> None:
    """Give each tag a run of its own; the runs of one text bear one number."""
    for text in texts:
        if TAG.search(text.text or ""):
            _split(text, PIECE.format(next(numbers)))


def _texts(paragraph: Element) -> list[Element]:
    """The texts of a paragraph itself."""
    return [text for text in paragraph.iter(TEXT) if _stands_in(text, paragraph)]


def properties(part: bytes, said: Said) -> bytes:
    """The document's properties with their tags in the words that ``said`` gives."""
    root = parse(part)
    for item in root:
        item.text = TAG.sub(lambda found: said(found[0]), item.text) if item.text else item.text
    return serialise(root)


def styles(part: bytes) -> bytes:
    """The styles with the one of tags; without an end that can be found, as they are."""
    at = part.rfind(_END)
    return part[:at] + _DEFINED.encode() + part[at:] if at >= 0 and _ID.encode() not in part else part


def _stands_in(text: Element, paragraph: Element) -> bool:
    """Whether a text is of the paragraph itself, in a run, not of a text box in it."""
    above = text.getparent()
    return above is not None and above.tag == RUN and next(text.iterancestors(_PARAGRAPH)) is paragraph


def _say(texts: list[Element], said: Said) -> None:
    """Say each tag anew, in the text in which it begins, however many it was spread over."""
    changes = _changes(tree.said(texts), said)
    begin = 0
    for text in texts:
        given = text.text or ""
        _write(text, "".join(_pieces(given, begin, changes)))
        begin += len(given)


def _changes(whole: str, said: Said) -> list[_Change]:
    return [(found.start(), found.end(), said(found[0])) for found in TAG.finditer(whole)]


def _write(text: Element, words: str) -> None:
    """Put words into a text; one that changes keeps its blanks."""
    if words != (text.text or ""):
        text.set(SPACE, "preserve")
    text.text = words


def _pieces(given: str, begin: int, changes: list[_Change]) -> Iterator[str]:
    """A text that begins at a place of the whole, with what has changed in it."""
    at, length = 0, len(given)
    near = ((start - begin, end - begin, words) for start, end, words in changes)
    for start, end, words in near:
        if end <= 0 or start >= length:
            continue
        yield given[at : max(start, 0)]
        yield words if start >= 0 else ""
        at = max(min(end, length), at)
    yield given[at:]


def _split(text: Element, mark: str) -> None:
    """Give each tag of a text a run of its own, with a mark; in a run that has another style it has none."""
    run = text.getparent()
    if run is not None and run.find(f"{PROPERTIES}/{STYLED}") is None:
        _split_run(run, text, mark)


def _split_run(run: Element, text: Element, mark: str) -> None:
    pieces = list(_cut(text.text or ""))
    if len(pieces) == 1 and _is_alone(run):
        _style(run)
    else:
        _parted(run, text, pieces, mark)


def _is_alone(run: Element) -> bool:
    """Whether a run holds one thing beside its properties."""
    return len(run.findall("*")) == (run.find(PROPERTIES) is not None) + 1


def _parted(run: Element, text: Element, pieces: list[str], mark: str) -> None:
    """Put several runs that bear the same mark in place of one."""
    known = _mark(run)
    for made in _runs(run, text, pieces):
        made.set(WRITTEN, known or mark)
        run.addprevious(made)
    remove(run)


def _mark(run: Element) -> str:
    """What stood behind another tag of the same run bears its mark already; "" for none."""
    written = run.get(WRITTEN, "")
    return written if written.startswith(PIECE[:2]) else ""


def _cut(words: str) -> Iterator[str]:
    """The tags in words and what stands between them."""
    at = 0
    for found in TAG.finditer(words):
        yield from filter(None, (words[at : found.start()], found[0]))
        at = found.end()
    yield from filter(None, (words[at:],))


def _runs(run: Element, text: Element, pieces: list[str]) -> Iterator[Element]:
    """The run as several: what stands before the text, each piece of it, what stands behind it."""
    before = [child for child in text.itersiblings(preceding=True) if child.tag != PROPERTIES]
    if before:
        yield _like(run, before[::-1])
    for piece in pieces:
        made = _like(run, [_part(text, piece)])
        if TAG.fullmatch(piece):
            _style(made)
        yield made
    if behind := list(text.itersiblings()):
        yield _like(run, behind)


def _part(text: Element, words: str) -> Element:
    """A text like another, of these words."""
    made = copy.deepcopy(text)
    made.text, made.tail = words, None
    made.set(SPACE, "preserve")
    return made


def _like(run: Element, content: list[Element]) -> Element:
    """A run with the properties of another."""
    made = run.makeelement(RUN, _attributes(run))
    properties = run.find(PROPERTIES)
    if properties is not None:
        made.append(copy.deepcopy(properties))
    made.extend(content)
    return made


def _attributes(element: Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _style(run: Element) -> None:
    own = tree.properties(run, "rPr")
    own.insert(0, own.makeelement(STYLED, {w("val"): _ID}))


def remove(element: Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)


def style_ids(styles: bytes) -> Iterator[str]:
    """The ids of the style, whatever a program has made of them."""
    if STYLE.encode() not in styles:
        return
    for style, tag, given in said_of_styles(styles):
        if tag == "name" and given.get("w:val") == STYLE and style:
            yield style
