"""A template and values made into a document; what belongs to one document is thrown away with it.

No part is parsed once it is made: `proof` has read every text of the template when it was compiled, a value
is a `escaped.Text`, which can be nothing but sound, and a drawing is read before it goes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import replace
from typing import Any
from xml.parsers import expat

from isal import isal_zlib

from generator import zipped
from generator.assets import Asset
from generator.errors import TemplateError
from generator.kept import NOWHERE, Shelf
from generator.pictures import Picture, photos
from generator.problems import Problem, error
from generator.word import escaped, pictures, provenance, values
from generator.word.program import FLUSH_AT, Context
from generator.word.template import Part, Template
from generator.zipped import Member

_LARGEST = 256 * 1024 * 1024
_FAILED = (KeyError, TypeError, escaped.UnprintableError, photos.UnreadableError)
Shown = MutableMapping[Asset, str]  # the digest of each photo that documents show
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def render(
    template: Template,
    context: Context,
    shown: Shown | None = None,
    shelf: Shelf = NOWHERE,
    told: Callable[[], Mapping[str, str]] = dict,
) -> bytes:
    """The document; TemplateError with every missing name or unprintable value and its place.

    The digest of each photo that the document shows is put into ``shown``, as `photos.digest` gives it; what
    is made of photos is kept on the ``shelf``. ``told`` is asked at the end for the document's properties
    (see `provenance`).
    """
    rendering = _Rendering(template, context, {} if shown is None else shown, shelf)
    try:
        made = {name: rendering.part(part) for name, part in template.parts.items()}
    except _FAILED as exc:
        faults = _faults(template, context)
        if not faults:
            raise
        raise TemplateError(faults) from exc
    members = list(rendering.members(made))
    return zipped.pack((*members, provenance.member(told(), members)))


def _faults(template: Template, context: Context) -> tuple[Problem, ...]:
    # Imported late: only a failed rendering is walked through again, slowly, to name every fault.
    from generator.word.explain import explain

    found = (fault for part in template.parts.values() for fault in explain(part.operations, context))
    return tuple(replace(fault, where=f"{template.name} {fault.where}".strip()) for fault in found)


class _Rendering:
    """One document in the making: its picture files and the ids given out so far."""

    def __init__(self, template: Template, context: Context, shown: Shown, shelf: Shelf) -> None:
        self._template, self._context, self._shown, self._shelf = template, context, shown, shelf
        self._identity = 0
        # Past any picture that the template may have brought along under such a name.
        self._first = 1 + 1000 * len([one for one in template.members if "/media/" in one.name])
        self._media: dict[bytes, Member] = {}
        self._relations: dict[str, dict[str, str]] = {}

    def identity(self) -> bytes:
        """The next id of a drawing, unique over all parts."""
        self._identity += 1
        return b"%d" % self._identity

    def part(self, part: Part) -> Member:
        """A part rendered and deflated."""
        sink = _Sink(self)
        relations = self._relations[part.name] = {}

        def picture(value: Any, width: float, height: float) -> bytes:
            return self._picture(value, (width, height), relations)

        self._template.functions[part.name](self._context, sink, *escaped.TOOLS, picture)
        return sink.member(part.name)

    def _picture(self, value: Any, box: tuple[float, float], relations: dict[str, str]) -> bytes:
        """The drawing of a picture or photo; nothing where there is none."""
        if value is None or value == "":
            return b""
        picture = value if isinstance(value, Picture) else self._prepared(value, box)
        media = self._stored(picture)
        relation = relations.setdefault(media, f"rIdPicture{len(relations) + 1}")
        self._identity += 1
        alt = escaped.written(picture.alt, " ")
        return _sound(pictures.drawing(picture, box, self._identity, relation, alt).encode())

    def _prepared(self, photo: Any, box: tuple[float, float]) -> Picture:
        """A photo made ready for a place of that size; its digest is told."""
        if not values.is_photo(photo):
            raise escaped.UnprintableError
        asset, pixels = photo.asset, pictures.pixels(*box)
        made = photos.prepare(asset, photo.caption, pixels, self._shelf, self._shown.get(asset, ""))
        self._shown[asset] = made.source
        return made

    def _stored(self, picture: Picture) -> str:
        """The name of the member that holds a picture; the same picture is kept once."""
        data = picture.data
        if data not in self._media:
            name = f"word/media/picture{self._first + len(self._media)}.{picture.suffix}"
            self._media[data] = zipped.stored(name, data)
        return self._media[data].name

    def members(self, made: Mapping[str, Member]) -> Iterator[Member]:
        """Every member of the document in the template's order, then what pictures add."""
        rels = self._changed_relations()
        for member in self._template.members:
            added = rels.pop(member.name) if member.name in rels else None
            yield added or made.get(member.name, member)
        yield from rels.values()
        yield from self._media.values()

    def _changed_relations(self) -> dict[str, Member]:
        """The relationships of the parts that show pictures, by the names of their members."""
        parts = (part for part in self._template.parts.values() if self._relations[part.name])
        return {part.relations: self._relations_member(part) for part in parts}

    def _relations_member(self, part: Part) -> Member:
        more = "".join(
            f'<Relationship Id="{identity}" Type="{_IMAGE}" Target="/{media}"/>'
            for media, identity in self._relations[part.name].items()
        )
        return zipped.deflated(part.relations, part.relations_head + more.encode() + b"</Relationships>")


def _sound(drawing: bytes) -> bytes:
    """A drawing that ends the text around it and begins it anew; TemplateError where it is no sound XML."""
    try:
        expat.ParserCreate().Parse(b"<r><w:t>%b</w:t></r>" % drawing, True)
    except expat.ExpatError as exc:
        raise TemplateError(error("", "生成的图片内容不是完好的 XML", "请核对图片的说明文字")) from exc
    return drawing


def _too_large() -> TemplateError:
    hint = "检查模板里是否循环套循环，把同一批数据印了许多遍"
    return TemplateError(error("", f"生成的文件过大（超过 {_LARGEST // 1024 // 1024} MB）", hint))


class _Sink:
    """Takes the pieces of a part and deflates them, a stretch at a time."""

    def __init__(self, rendering: _Rendering) -> None:
        self.pieces: list[bytes] = []
        self.identity = rendering.identity
        self._gone = 0
        self._opened: list[int] = []
        self._deflater = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)
        self._deflated: list[bytes] = []
        self._crc = self._size = 0

    def open(self) -> None:
        """A row or table begins that may have to be cut."""
        self._opened.append(self._gone + len(self.pieces))

    def close(self, kept: int) -> None:
        """The row or table that began last ends; cut it when nothing came into it."""
        start = self._opened.pop()
        if not kept:
            del self.pieces[start - self._gone :]

    def flush(self) -> None:
        """Let go of the pieces so far, unless a table that may be cut has barely begun."""
        if not self._opened or self._gone + len(self.pieces) - self._opened[-1] > FLUSH_AT:
            self._let_go()

    def _let_go(self) -> None:
        data = b"".join(self.pieces)
        self._gone += len(self.pieces)
        self.pieces.clear()
        self._crc = isal_zlib.crc32(data, self._crc)
        self._size += len(data)
        if self._size > _LARGEST:
            raise _too_large()
        self._deflated.append(self._deflater.compress(data))

    def member(self, name: str) -> Member:
        """The finished part."""
        self._let_go()
        self._deflated.append(self._deflater.flush())
        return Member(name, 8, b"".join(self._deflated), self._crc, self._size)
