"""The zip that a workbook is: its parts and what leads from one to another, every limit held.

Nothing that the zip says of itself is believed: a part is inflated up to its limit and no further, and its
checksum must hold.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree

from generator.entrybook import foreign
from generator.errors import IntakeError
from generator.problems import Origin, error
from generator.zipped import Member

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_MOST_PARTS = 20_000
_MOST_XML = 16 * 1024 * 1024
_CHUNK = 1024 * 1024
_STORED, _DEFLATED = 0, 8
_LOCAL = struct.Struct("<4s5H3I2H")
_BROKEN = "工作簿已损坏，读不出来"
_MEND = "请用 Excel 或 WPS 打开（会提示修复），另存为新的 .xlsx"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part leads to: ``kind`` is the last part of the relation's type (worksheet, image, drawing).

    ``target`` is the name of a part, or what stands outside of the file where ``external``.
    """

    kind: str
    target: str
    external: bool = False


class Package:
    """The parts of a workbook, read from its bytes when they are asked for."""

    def __init__(self, raw: bytes, name: str) -> None:
        """Opens bytes under the name that messages give; IntakeError for what is no sound zip."""
        self.name = name
        self._raw = raw
        self._zip = _opened(raw, name)
        infos = self._zip.infolist()
        self._infos = {info.filename: info for info in infos}
        if len(infos) > _MOST_PARTS:
            raise self.refusal(f"压缩包内的文件过多（{len(infos)} 个）", "请另存为新的 .xlsx")
        if any(info.flag_bits & 1 for info in infos):
            raise self.refusal("文件里有加密的内容，读不出来", foreign.SAVE)
        if len(self._infos) < len(infos):
            raise self.broken()

    def refusal(self, message: str, hint: str, cell: str = "") -> IntakeError:
        """The refusal of the workbook, at a cell where there is one (设备!D7)."""
        return IntakeError(error("", message, hint, Origin(self.name, cell=cell)))

    def broken(self) -> IntakeError:
        """The refusal of a workbook that no program of tables wrote like this."""
        return self.refusal(_BROKEN, _MEND)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the zip."""
        return tuple(self._infos)

    def size(self, part: str) -> int:
        """The bytes that a part says it has when it is inflated; 0 where there is none."""
        info = self._infos.get(part)
        return info.file_size if info else 0

    def mark(self, part: str) -> str:
        """Size and checksum that a part says it has, as words; "" where there is none."""
        info = self._infos.get(part)
        return f"{info.file_size} {info.CRC:08x}" if info else ""

    def chunks(self, part: str, most: int, named: str = "") -> Iterator[bytes]:
        """The bytes of a part piece by piece; IntakeError for more than ``most``, a broken part, none.

        ``named`` is what the part is called where it holds too much.
        """
        from zipfile import BadZipFile

        left = most
        try:
            with self._zip.open(self._info(part, most, named)) as file:
                while piece := file.read(_CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise self._large(named or f"工作簿里的 {part} ", most)
                    yield piece
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as exc:
            raise self.broken() from exc

    def read(self, part: str, most: int = _MOST_XML) -> bytes:
        """The bytes of a part, as `chunks`."""
        return b"".join(self.chunks(part, most))

    def xml(self, part: str) -> ElementTree.Element:
        """The outermost element of a part, which must be plain XML without a definition of its own."""
        data = self.read(part)
        if b"<!DOCTYPE" in data:
            raise self.broken()
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as exc:
            raise self.broken() from exc

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What a part leads to, by the id of each; of "" what the whole file leads to."""
        listed = relations_of(part)
        if listed not in self._infos:
            return {}
        found = [one for one in self.xml(listed) if local(one.tag) == "Relationship"]
        leads = {one.get("Id", ""): _relation(one, posixpath.dirname(part)) for one in found}
        if len(leads) < len(found):
            raise self.broken()
        return leads

    @cached_property
    def workbook(self) -> str:
        """The name of the part that lists the sheets; IntakeError where the zip is no workbook."""
        found = self._main()
        kind = local(self.xml(found).tag) if found.endswith(".xml") else ""
        if kind != "workbook":
            raise self.refusal(*foreign.of_zip(set(self._infos)))
        return found

    def _main(self) -> str:
        """The part that the whole file leads to; "" where there is none."""
        main = [one.target for one in self.relations("").values() if one.kind == "officeDocument"]
        return next((part for part in main if part in self._infos), "")

    def member(self, part: str) -> Member:
        """A part as it lies in the zip, for another zip."""
        info = self._info(part)
        start = self._start(info.header_offset)
        raw = self._raw[start : start + info.compress_size]
        return Member(part, info.compress_type, raw, info.CRC, info.file_size)

    def _start(self, offset: int) -> int:
        """Where the bytes of a part begin whose own header stands at an offset."""
        header = self._raw[offset : offset + _LOCAL.size]
        if len(header) < _LOCAL.size:
            raise self.broken()
        *_, name, extra = _LOCAL.unpack(header)
        return offset + _LOCAL.size + int(name) + int(extra)

    def _info(self, part: str, most: int = 0, named: str = "") -> ZipInfo:
        info = self._infos.get(part)
        if not info or info.compress_type not in (_STORED, _DEFLATED):
            raise self.broken()
        if most and info.file_size > most:
            raise self._large(named or f"工作簿里的 {part} ", most)
        return info

    def _large(self, named: str, most: int) -> IntakeError:
        return self.refusal(
            f"{named}展开后超过 {most // 1024 // 1024} MB",
            "请删去空行空列和用不着的内容，另存为新的 .xlsx",
        )


def local(tag: str) -> str:
    """The name of an element or an attribute without its namespace, which strict files have of their own."""
    return tag.rpartition("}")[2]


def relations_of(part: str) -> str:
    """The part that says what a part leads to; of "" that of the whole file."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _opened(raw: bytes, name: str) -> ZipFile:
    from zipfile import BadZipFile, ZipFile

    try:
        return ZipFile(io.BytesIO(raw))
    except (BadZipFile, ValueError, NotImplementedError, struct.error, EOFError, OSError) as exc:
        raise IntakeError(error("", *foreign.told(raw), Origin(name))) from exc


def _relation(found: ElementTree.Element, folder: str) -> Relation:
    kind, target = found.get("Type", "").rpartition("/")[2], found.get("Target", "")
    if found.get("TargetMode") == "External":
        return Relation(kind, target, external=True)
    return Relation(kind, posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/"))
