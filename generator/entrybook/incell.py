"""Pictures that are the value of a cell: Excel's "place in cell", and what WPS calls 嵌入单元格图片.

Excel 365 (a file that it wrote was looked at; XlsxWriter's embed_image writes the same) gives the cell
``<c t="e" vm="1"><v>#VALUE!</v></c>``. vm counts, from 1, the entries of valueMetadata in metadata.xml. Its
``<rc t v>`` leads to a type of metadata (t from 1) and, where that is XLRICHVALUE, to the entry v (from 0) of
its futureMetadata, whose ``rvb i`` counts the rows of xl/richData/rdrichvalue.xml from 0. A row names by
``s`` its structure in rdrichvaluestructure.xml, whose keys say what the values of the row mean:
``_rvRel:LocalImageIdentifier`` of a ``_localImage`` counts, from 0, the relations that richValueRel.xml
lists, ``Text`` is the alternative text. A ``_webimage`` comes of the function IMAGE and lies on the web.

WPS (a file that WPS 表格 wrote was looked at) gives the cell ``<c t="str"><f>_xlfn.DISPIMG("ID_…",1)</f>
<v>=DISPIMG("ID_…",1)</v></c>``. The id is the name of a picture in xl/cellimages.xml
(etc:cellImages/etc:cellImage/xdr:pic), to which the workbook leads by the relation
http://www.wps.cn/officeDocument/2020/cellImage. Older WPS loses what Excel placed in cells, Excel and
LibreOffice lose what WPS placed there: the formula stays, without its picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from generator.entrybook.elements import deep, every, first, number, said
from generator.entrybook.grid import Place, attributes, cell
from generator.entrybook.package import Package

_VALUE = re.compile(rb'<(?:\w+:)?c\s([^<>]*\bvm="(\d{1,9})"[^<>]*)>')
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f(?:\s[^<>]*)?>[^<]*\bDISPIMG\(\s*(?:&quot;|\")([^\"&<]*)",
    re.IGNORECASE,
)
_RICH = "XLRICHVALUE"
_NEEDED = {"sheetMetadata", "rdRichValue", "rdRichValueStructure"}  # parts that must be there
_OURS = "_rvRel:LocalImageIdentifier"


class Shown(NamedTuple):
    """What a cell shows: the part of a picture and its alternative text.

    ``part`` is "" where the file has no such picture: ``is_web`` where it lies on the web, else it was lost.
    """

    part: str = ""
    alt: str = ""
    is_web: bool = False


class Placed(NamedTuple):
    """A picture in a cell: row and column from 0."""

    row: int
    column: int
    shown: Shown

    @property
    def at(self) -> Place:
        """Its cell."""
        return self.row, self.column


@dataclass(frozen=True, slots=True)
class Stored:
    """What a workbook keeps for the cells of all sheets: pictures by vm, and by the ids of WPS."""

    values: Mapping[int, Shown]
    named: Mapping[str, Shown]


def stored(package: Package) -> Stored:
    """The pictures that cells can show; what is of no known form is as if it were not there."""
    leads = {one.kind: one.target for one in package.relations(package.workbook).values() if not one.external}
    return Stored(_values(package, leads), _named(package, leads.get("cellImage", "")))


def placed(xml: bytes, kept: Stored) -> Iterator[Placed]:
    """The cells of a worksheet's part that show a picture, row by row for either program."""
    if kept.values and b"vm=" in xml:
        yield from _of_excel(xml, kept.values)
    if b"DISPIMG" in xml or b"dispimg" in xml:
        yield from _of_wps(xml, kept.named)


def _of_excel(xml: bytes, kept: Mapping[int, Shown]) -> Iterator[Placed]:
    for found in _VALUE.finditer(xml):
        yield from _placed(found[1], kept.get(int(found[2])))


def _of_wps(xml: bytes, kept: Mapping[str, Shown]) -> Iterator[Placed]:
    for found in _FORMULA.finditer(xml):
        yield from _placed(found[1], kept.get(_id(found[2]), Shown()))


def _placed(tag: bytes, picture: Shown | None) -> Iterator[Placed]:
    place = cell(attributes(tag).get("r", "")) if picture else None
    if place and picture:
        yield Placed(*place, picture)


def _id(written: bytes) -> str:
    """The id of a picture of WPS as it is compared."""
    return written.decode("utf-8", "replace").lower()


def _named(package: Package, part: str) -> dict[str, Shown]:
    """The pictures of WPS by their ids in small letters."""
    if not part:
        return {}
    related = package.relations(part)
    found = {}
    for picture in deep(package.xml(part), "pic"):
        about = first(picture, "nvPicPr", "cNvPr")
        to = related.get(said(first(picture, "blipFill", "blip"), "embed"))
        if to:
            found[said(about, "name").lower()] = Shown(to.target, said(about, "descr"))
    return found


def _values(package: Package, leads: Mapping[str, str]) -> dict[int, Shown]:
    """Excel's pictures by the number that cells call them by."""
    if not leads.keys() >= _NEEDED:
        return {}
    pictures = dict(enumerate(_rich(package, leads)))
    entries = enumerate(_entries(package.xml(leads["sheetMetadata"])), 1)
    return {number: found for number, at in entries if (found := pictures.get(at))}


def _entries(metadata: Element) -> Iterator[int]:
    """For each entry of valueMetadata the row of rich values that it means, -1 for none."""
    types = _types(metadata)
    rows = dict(enumerate(_future(metadata)))
    for means in _meanings(metadata):
        is_rich = types.get(number(means, "t")) == _RICH
        yield rows.get(number(means, "v"), -1) if is_rich else -1


def _types(metadata: Element) -> dict[int, str]:
    """The names of the types by the numbers that entries call them by."""
    return dict(enumerate((said(one, "name") for one in deep(metadata, "metadataType")), 1))


def _meanings(metadata: Element) -> Iterator[Element | None]:
    """What each entry of valueMetadata says of itself: its type, and which of that type it is."""
    for values in every(metadata, "valueMetadata"):
        yield from (first(entry, "rc") for entry in every(values, "bk"))


def _future(metadata: Element) -> Iterator[int]:
    """The rows of rich values that the entries of futureMetadata mean."""
    for future in every(metadata, "futureMetadata"):
        if said(future, "name") == _RICH:
            yield from map(_row, every(future, "bk"))


def _row(entry: Element) -> int:
    return number(next(deep(entry, "rvb"), None), "i")


def _rich(package: Package, leads: Mapping[str, str]) -> Iterator[Shown | None]:
    """For each rich value its picture, None for what is none."""
    structures = dict(enumerate(map(_structure, every(package.xml(leads["rdRichValueStructure"]), "s"))))
    files = _files(package, leads.get("richValueRel", ""))
    for row in every(package.xml(leads["rdRichValue"]), "rv"):
        kind, keys = structures.get(number(row, "s"), ("", []))
        values = (value.text or "" for value in every(row, "v"))
        yield _shown(kind, dict(zip(keys, values, strict=False)), files)


def _structure(element: Element) -> tuple[str, list[str]]:
    """The kind of some rich values, and what each of their parts means."""
    return said(element, "t"), [said(key, "n") for key in every(element, "k")]


def _shown(kind: str, value: Mapping[str, str], files: list[str]) -> Shown | None:
    if kind == "_webimage":
        return Shown(is_web=True)
    at = value.get(_OURS, "")
    if kind != "_localImage" or not at.isdecimal():
        return None
    return Shown(_file(at, files), value.get("Text", ""))


def _file(digits: str, files: list[str]) -> str:
    """The file that a number leads to; "" for none."""
    return files[int(digits)] if len(digits) < 9 and int(digits) < len(files) else ""


def _files(package: Package, part: str) -> list[str]:
    """The parts that rich values lead to, in the order that they count them by."""
    if not part:
        return []
    related = package.relations(part)
    rows = (related.get(said(one, "id")) for one in deep(package.xml(part), "rel"))
    return [to.target if to else "" for to in rows]
