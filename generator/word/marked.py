"""Tags that a person sees in Word: each in a character style, which no document is given.

A template that is exported has its tags marked; when it is compiled they are plain again, and the same comes
of it. An author's own tags need no mark.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from lxml import etree

from generator import zipped
from generator.word import tree
from generator.word.package import Package, elements, open_package
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
_WRITTEN, _PIECE = w("rsidR"), "7A{:06X}"
_RUN, _TEXT, _PROPERTIES, _STYLED = w("r"), w("t"), w("rPr"), w("rStyle")


def shown(data: bytes, name: str, speaker: Callable[[], Callable[[str], str]]) -> bytes:
    """A Word file with its tags marked, in the words of a ``speaker`` for each part; the rest byte for byte.

    TemplateError where it cannot be opened.
    """
    opened = open_package(data, name)
    changed = {STYLES: styles(opened.parts[STYLES])} if STYLES in opened.parts else {}
    for part in (part for part, _ in opened.rendered() if b"{" in opened.parts[part]):
        said = properties if opened.is_core(part) else marked
        changed[part] = said(opened.parts[part], speaker())
    return zipped.pack(zipped.replaced(opened.members, changed))


def is_marked(data: bytes, name: str) -> bool:
    """Whether a Word file has the style; TemplateError where it cannot be opened."""
    return any(_ids(open_package(data, name).parts.get(STYLES, b"")))


def tags(data: bytes, name: str) -> Iterator[str]:
    """The tags of a Word file as they are written; TemplateError where it cannot be opened."""
    opened = open_package(data, name)
    for part, _ in opened.rendered():
        if not opened.is_core(part):
            for paragraph in opened.tree(part).iter(w("p")):
                texts = (text.text or "" for text in paragraph.iter(_TEXT) if _stands_in(text, paragraph))
                yield from TAG.findall("".join(texts))


def marked(part: bytes, said: Callable[[str], str]) -> bytes:
    """A part with each tag in a run of its own, in the style, and in the words that ``said`` gives."""
    root = parse(part)
    numbers = count()
    for paragraph in root.iter(w("p")):
        texts = [text for text in paragraph.iter(_TEXT) if _stands_in(text, paragraph)]
        _say(texts, said)
        for text in texts:
            if TAG.search(text.text or ""):
                _split(text, _PIECE.format(next(numbers)))
    return serialise(root)


def properties(part: bytes, said: Callable[[str], str]) -> bytes:
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
    return above is not None and above.tag == _RUN and next(text.iterancestors(w("p"))) is paragraph


def _say(texts: list[Element], said: Callable[[str], str]) -> None:
    """Say each tag anew, in the text in which it begins, however many it was spread over."""
    whole = "".join(text.text or "" for text in texts)
    changes = [(found.start(), found.end(), said(found[0])) for found in TAG.finditer(whole)]
    begin = 0
    for text in texts:
        given = text.text or ""
        text.text = "".join(_pieces(given, begin, changes))
        if text.text != given:
            text.set(SPACE, "preserve")
        begin += len(given)


def _pieces(given: str, begin: int, changes: list[tuple[int, int, str]]) -> Iterator[str]:
    """A text that begins at a place of the whole, with what has changed in it."""
    at = 0
    for start, end, words in changes:
        if end <= begin or start >= begin + len(given):
            continue
        yield given[at : max(start - begin, 0)]
        yield words if start >= begin else ""
        at = max(min(end - begin, len(given)), at)
    yield given[at:]


def _split(text: Element, mark: str) -> None:
    """Give each tag of a text a run of its own, with a mark; in a run that has another style it has none."""
    run = text.getparent()
    if run is None or run.find(f"{_PROPERTIES}/{_STYLED}") is not None:
        return
    pieces = list(_cut(text.text or ""))
    if len(run.findall("*")) == (run.find(_PROPERTIES) is not None) + 1 and len(pieces) == 1:
        _style(run)
        return
    if run.get(_WRITTEN, "").startswith(_PIECE[:2]):
        mark = run.get(_WRITTEN, "")  # what stood behind another tag of the same run
    for made in _runs(run, text, pieces):
        made.set(_WRITTEN, mark)
        run.addprevious(made)
    _remove(run)


def _cut(words: str) -> Iterator[str]:
    """The tags in words and what stands between them."""
    at = 0
    for found in TAG.finditer(words):
        yield from filter(None, (words[at : found.start()], found[0]))
        at = found.end()
    yield from filter(None, (words[at:],))


def _runs(run: Element, text: Element, pieces: list[str]) -> Iterator[Element]:
    """The run as several: what stands before the text, each piece of it, what stands behind it."""
    before = [child for child in text.itersiblings(preceding=True) if child.tag != _PROPERTIES]
    if before:
        yield _like(run, before[::-1])
    for piece in pieces:
        part = copy.deepcopy(text)
        part.text, part.tail = piece, None
        part.set(SPACE, "preserve")
        made = _like(run, [part])
        if TAG.fullmatch(piece):
            _style(made)
        yield made
    if behind := list(text.itersiblings()):
        yield _like(run, behind)


def _like(run: Element, content: list[Element]) -> Element:
    """A run with the properties of another."""
    made = run.makeelement(_RUN, {str(name): str(value) for name, value in run.attrib.items()})
    properties = run.find(_PROPERTIES)
    if properties is not None:
        made.append(copy.deepcopy(properties))
    made.extend(content)
    return made


def _style(run: Element) -> None:
    own = tree.properties(run, "rPr")
    own.insert(0, own.makeelement(_STYLED, {w("val"): _ID}))


def _remove(element: Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)


def plain(package: Package) -> Package:
    """The same template without the style, runs that were split for it joined again."""
    ids = {name.encode() for name in _ids(package.parts.get(STYLES, b""))}
    if not ids:
        return package
    trees = {
        part: _unmarked(package.tree(part), {name.decode() for name in ids})
        for part, _ in package.rendered()
        if any(b'"%b"' % name in package.parts[part] for name in ids)
    }
    changed = {part: serialise(root) for part, root in trees.items()}
    changed[STYLES] = _without(package.parts[STYLES], ids)
    members = tuple(zipped.replaced(package.members, changed))
    parts: Mapping[str, bytes] = {**package.parts, **changed}
    kept = {part: root for part, root in package.given(package.parts).items() if part not in changed}
    return replace(package, members=members, parts=parts, _trees={**kept, **trees})


def _ids(styles: bytes) -> Iterator[str]:
    """The ids of the style, whatever a program has made of them."""
    if STYLE.encode() not in styles:
        return
    style = ""
    for tag, given in elements(styles):
        if tag == "style":
            style = given.get("w:styleId", "")
        elif tag == "name" and given.get("w:val") == STYLE and style:
            yield style


def _without(styles: bytes, ids: set[bytes]) -> bytes:
    for name in ids:
        pattern = rb'<w:style\b[^>]*\bw:styleId="%b"[^>]*>.*?</w:style>' % re.escape(name)
        styles = re.sub(pattern, b"", styles, flags=re.DOTALL)
    return styles


def _unmarked(given: Element, ids: set[str]) -> Element:
    root = copy.deepcopy(given)
    for style in list(root.iter(_STYLED)):
        properties = style.getparent()
        if style.get(w("val")) in ids and properties is not None:
            properties.remove(style)
            if not len(properties):
                _remove(properties)
    for run in list(root.iter(_RUN)):
        before = run.getprevious()
        if before is not None and _are_pieces(before, run):
            _join(before, run)
    return root


def _are_pieces(before: Element, run: Element) -> bool:
    """Whether two runs were one."""
    mark = run.get(_WRITTEN, "")
    if before.tag != _RUN or before.get(_WRITTEN) != mark or not mark.startswith(_PIECE[:2]):
        return False
    looks = [one.find(_PROPERTIES) for one in (before, run)]
    return len({b"" if look is None else etree.tostring(look, method="c14n") for look in looks}) == 1


def _join(before: Element, run: Element) -> None:
    """Put what is in the first run before what is in the second, and let the first go."""
    content = [child for child in run if child.tag != _PROPERTIES]
    last = before[-1] if len(before) else None
    if last is not None and content and last.tag == content[0].tag == _TEXT:
        last.text = (last.text or "") + (content[0].text or "")
        content = content[1:]
    before.extend(content)
    # The joined run takes the place of the second, so that the next of the loop finds it before itself.
    run[:] = list(before)
    _remove(before)
