"""What the XML of a sheet says that the reader of values hides, found before it reads.

python-calamine gives no errors of formulas and no sign of a formula that was never calculated. It makes room
for the whole rectangle between the outermost cells, and a process that has not so much memory ends without a
word: so the place of every cell is looked at here first, and what no program of tables writes is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.entrybook.package import Package
from generator.errors import IntakeError
from generator.places import cell_name, cell_place, column_number

_MOST_SHEET = 512 * 1024 * 1024  # bytes of one sheet's XML: a million rows of formatted empty cells
_MOST_ROW = 16 * 1024 * 1024  # bytes of one row's XML
_MOST_CELLS = 2_000_000  # cells of the rectangle
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_CLEAR = "请删去这一格和它前面的空行空列；不是自己填的，多半是误碰"

# How many things come, said before they come, in digits beyond all measure: the reader makes room for them.
COUNTED = re.compile(rb"ount\s*=\s*[\"'][^\"']{8,}[\"']")
_NAME = rb"(?:[\w.-]+:)?"
# A cell that is not written as all programs write those of the first 104 columns and 9,999 rows.
_UNUSUAL = re.compile(
    rb'<c(?=[\s/>])(?! r="[A-C]?[A-Z][1-9][0-9]{0,3}"(?: [a-qs-z]\w*="\w*")* ?/?>)'  # fmt: skip
)
# A cell that is not an empty one with a format.
_FILLED = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]+")? ?/>)')
_PREFIXED = re.compile(rb":c[\s/>]")
_FORMULA = re.compile(rb"<f[\s/>]")
# A cell with a formula and what it gives, as most programs write it: place, sign of a text, value.
_GIVING = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"(?: s="[0-9]+")?( t="str")?><f>[^<]*</f><v>([^<]*)</v>')

_OPENED = re.compile(rb"<" + _NAME + rb"c[\s/>]")
_ATTRIBUTES = rb"((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*"
_ROW = rb"<" + _NAME + rb"row(?=[\s/>])" + _ATTRIBUTES
_CELL = rb"<" + _NAME + rb"c(?=[\s/>])" + _ATTRIBUTES + rb"(?:/>|>(.*?)</" + _NAME + rb"c\s*>)"
_ANY = re.compile(_ROW + rb"|" + _CELL, re.DOTALL)
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)[\"']")
_PLACE = re.compile(rb"([A-Z]{0,3})([1-9][0-9]{0,6})")
_TYPE = re.compile(rb"\st\s*=\s*[\"'](\w+)[\"']")
_CALCULATED = re.compile(rb"<" + _NAME + rb"f[\s/>]")
_VALUE = re.compile(rb"<" + _NAME + rb"v(?:\s[^>]*)?>([^<]+)<")

Place = tuple[int, int]  # row and column, both from 1


@dataclass(slots=True)
class Scanned:
    """The cells with an error, by its word (#REF!), and those of formulas that have no value."""

    errors: dict[Place, str] = field(default_factory=dict)
    uncalculated: set[Place] = field(default_factory=set)


def scan(package: Package, part: str, sheet: str) -> Scanned:
    """What a sheet's part says; IntakeError where its cells cannot be read, or are too far apart to be."""
    whole = _Scan(package, sheet)
    for piece in pieces(package, part, f"工作表“{sheet}”"):
        whole.look(piece)
    return whole.found


class _Scan:
    def __init__(self, package: Package, sheet: str) -> None:
        self.found = Scanned()
        self._package = package
        self._sheet = sheet
        self._at: Place = (0, 0)
        self._extent: Place = (0, 0)

    def look(self, piece: bytes) -> None:
        """Look at a piece that ends between rows: closely where a quick look does not do."""
        if COUNTED.search(piece):
            raise self._package.broken()
        prefixed = _PREFIXED.search(piece)
        if not (prefixed or _FILLED.search(piece)):
            return
        is_odd = prefixed or b't="e"' in piece or _UNUSUAL.search(piece)
        if is_odd or not self._is_noted(piece):
            self._look_closely(piece)

    def _is_noted(self, piece: bytes) -> bool:
        """Note formulas without a value; False where one is not written as most programs do."""
        giving = _GIVING.findall(piece)
        if len(giving) < len(_FORMULA.findall(piece)):
            return False
        blank = (cell for cell, is_text, value in giving if not (is_text or value))
        self.found.uncalculated.update(cell_place(cell.decode()) for cell in blank)
        return True

    def _look_closely(self, piece: bytes) -> None:
        cells = 0
        for found in _ANY.finditer(piece):
            row, attributes, content = found.groups()
            if row is not None:
                self._at = (self._named(row)[0] or self._at[0] + 1, 0)
                continue
            cells += 1
            self._move(self._named(attributes))
            if content:
                self._reach()
                self._tell(attributes, content)
        if cells != len(_OPENED.findall(piece)):
            raise self._package.broken()

    def _named(self, attributes: bytes) -> Place:
        """The row and the column that an element names, 0 for what it does not."""
        named = _REFERENCE.findall(attributes)
        if not named:
            return 0, 0
        found = _PLACE.fullmatch(named[0])
        if len(named) > 1 or not found:
            raise self._package.broken()
        return int(found[2]), column_number(found[1].decode())

    def _move(self, named: Place) -> None:
        """Go to a cell: the one named, else the next in its row."""
        row, column = self._at
        self._at = named if named[0] else (row, column + 1)
        if self._at[0] > _LAST_ROW or not 0 < self._at[1] <= _LAST_COLUMN:
            raise self._package.broken()

    def _tell(self, attributes: bytes, content: bytes) -> None:
        """Note what a cell with content has to tell."""
        kind = _TYPE.search(attributes)
        value = _VALUE.search(content)
        if kind and kind[1] == b"e":
            self.found.errors[self._at] = value[1].decode(errors="replace") if value else "#VALUE!"
        elif not value and _CALCULATED.search(content) and not (kind and kind[1] == b"str"):
            self.found.uncalculated.add(self._at)

    def _reach(self) -> None:
        """Grow the rectangle from A1 to the cell; one that makes it too large to hold is refused."""
        rows, columns = max(self._extent[0], self._at[0]), max(self._extent[1], self._at[1])
        if rows * columns > _MOST_CELLS:
            raise self._too_far(rows, columns)
        self._extent = rows, columns

    def _too_far(self, rows: int, columns: int) -> IntakeError:
        message = f"这里有内容，离表太远，读不进来（共 {rows} 行 {columns} 列）"
        return self._package.refusal(message, _CLEAR, f"{self._sheet}!{cell_name(*self._at)}")


def pieces(package: Package, part: str, named: str = "") -> Iterator[bytes]:
    """The XML in pieces that end where a row ends, the last with all that is left."""
    rest = b""
    for number, chunk in enumerate(package.chunks(part, _MOST_SHEET, named)):
        if not number and not chunk.removeprefix(b"\xef\xbb\xbf").startswith(b"<"):
            raise package.broken()  # no UTF-8: the reader would find it empty
        rest += chunk
        end = rest.rfind(b"row>")
        if end > 0:
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > _MOST_ROW:
            raise package.broken()
    yield rest
