"""Which sheets an entry book has, and which cell each value of the data belongs in: one layout for all.

The writer, the reader, the marker and the converter all stand on `layout.of(kind, library)`, which is made
from the schema (`laying`), so a key that is new in the schema has its cell at once::

    book = layout.of("client", library)          # or "agency"
    for sheet in book.sheets:                    # in the order in which they are written
        if isinstance(sheet, layout.Form):       # columns 项目 | 内容 | 说明, one value a row
            for column in sheet.columns: ...     # column.heading is what stands under 项目
        else:                                    # Table: one row a thing, headings in the first line
            for column in sheet.columns: ...     # in writing order; a reader finds them by heading or names

A ``Table`` holds the rows of the list at ``path`` (string keys only: ("zones", "risks")). Its rows lie in
the list ``below`` its owner: the row of the table ``owner`` that the OWNER column points at, or the
outermost mapping where ``owner`` is None (then below == path: ("site", "floors")). ``Column.keys`` lead
from the row to the value, in a form from the outermost mapping: ("special", "category") is a column, not an
object.

Roles: FIELD is a value of the data. KEY is the workbook's own 编号 (prefix + number, filled in on every ready
row; a row with nothing but its KEY is empty), no data. OWNER points at the owner's row. SHOWN is a formula
of ours beside a code, MARKS the hidden last column of a table: neither has data. `table.key` is the column
that rows are known by: KEY, or the FIELD that serves for it (zones.code); None where nobody points at them.

A cell that points at a row (``refers``, or OWNER) holds `label(key, caption)`: ``SB001 冲床``. What may stand
there: the label, the key alone, or the value of a referred field alone where that is unique; anything else
is the value itself. In the data then stands the value of the referred field (where the label or the key was
written, the first of ``refers`` that the row has); a value that is no row's is written as it is. A
``library`` column holds a code and after a blank a few words of what it is: its first word is the value.

``many`` cells hold a list of scalars, written and read by `lists.joined` and `lists.split`. Coordinates
(kinds.GEOMETRY) are written and read by `geometry`, lists of photos (Kind.PICTURES) by `photos`.

``short`` columns: an object that holds nothing but this leaf is written as the leaf's value itself (an
advisor's name alone, a feature's yes or no), unless a marker {} says that it is an object.

Marks tell what cells cannot (`marks`): JSON in the MARKS cell of a table's row for what lies in the row,
and for all else on the very hidden sheet `HIDDEN`, whose rows are ``format | 1``, ``kind | client``,
``edition | …`` and ``marks | JSON``; its columns from `LISTS` on are for dropdowns. A reader begins with
the marks (a `marks.OBJECT` is there even where no cell of it is filled) and takes a mark's value in the
stead of the cell's where the cell still holds the mark's text.

A sheet begins with a line of what it is about; headings stand in row `HEADINGS`, that of what is required
with `STAR` after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from generator.entrybook.kinds import Kind
from generator.library import Library
from generator.problems import Keys
from generator.schema import Shape

FORMAT = 1  # of the workbook; a book of a newer one is not read
HIDDEN = "_"  # the very hidden sheet
LISTS = 4  # its first column, from 0, of lists for dropdowns
HEADINGS = 1  # the row of headings as we write them, from 0
STAR = " *"  # after the heading of what is required
MARKS = "_"  # the heading of the hidden column of markers
FORM_HEADINGS = ("项目", "内容", "说明")
KEY = "编号"
GUIDE = "说明"  # the first sheet: nothing is read from it
PROBLEMS = "问题清单"  # the sheet of a marked copy that lists them: neither is it
NOT_READ = (GUIDE, HIDDEN, PROBLEMS)
READY_ROWS = 300

BookKind = Literal["client", "agency"]
Path = tuple[str, ...]


class Role(StrEnum):
    """What a column is for."""

    FIELD = "填报"
    KEY = "编号"
    OWNER = "所属"
    SHOWN = "带出"
    MARKS = "标记"


@dataclass(frozen=True, slots=True)
class Reference:
    """The list that a value points at, and the field of its rows that the value repeats."""

    path: Path
    field: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, or one line of a form.

    ``names`` are other headings that mean it too. ``choices`` as in the data (texts or numbers).
    ``required``: the row, of a form the whole book, is no good without it; ``needed``: its own object is not.
    ``prose``: the text may be sentences. ``library`` names the reference data whose codes may stand here,
    ``shown`` for a SHOWN column which of its fields is brought out.
    """

    heading: str
    keys: Path = ()
    role: Role = Role.FIELD
    kind: Kind = Kind.TEXT
    many: bool = False
    shape: Shape = field(default_factory=Shape)
    choices: tuple[Any, ...] = ()
    refers: tuple[Reference, ...] = ()
    names: tuple[str, ...] = ()
    required: bool = False
    needed: bool = False
    prose: bool = False
    short: bool = False
    library: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading within a form and the lines under it."""

    title: str
    about: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet of single values: 项目 | 内容 | 说明, a line each, headings unique on the sheet."""

    name: str
    part: str
    sections: tuple[Section, ...]
    inline: bool = False  # of data that usually stands in a file of its own: written where there is some

    @property
    def columns(self) -> tuple[Column, ...]:
        """All lines in their order."""
        return tuple(column for section in self.sections for column in section.columns)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of one row a thing, headings unique on the sheet; ``prefix`` begins the numbers of its KEY."""

    name: str
    part: str
    path: Path
    owner: Path | None
    below: Path
    title: str
    about: str
    columns: tuple[Column, ...]
    key: Column | None = None
    caption: Path = ()  # the column that a person knows a row by
    prefix: str = ""
    inline: bool = False

    @property
    def fields(self) -> tuple[Column, ...]:
        """The columns that hold data."""
        return tuple(column for column in self.columns if column.role is Role.FIELD)

    def column(self, keys: Path) -> Column | None:
        """The column of the value that the keys lead to from a row."""
        return next((one for one in self.fields if one.keys == keys), None)

    @property
    def is_numbered(self) -> bool:
        """Whether its rows are known by the workbook's own numbers."""
        return self.key is not None and self.key.role is Role.KEY

    def is_own_number(self, text: str) -> bool:
        """Whether a text is a number of the workbook's own, whichever row has it."""
        digits = text.removeprefix(self.prefix)
        return self.is_numbered and digits != text and digits.isdecimal()

    @property
    def caption_at(self) -> int:
        """Where the column stands by which a person knows a row."""
        return next(
            at for at, one in enumerate(self.columns) if one.role is Role.FIELD and one.keys == self.caption
        )

    def at(self, role: Role) -> int | None:
        """Where the first column of a role stands; None where there is none."""
        return next((at for at, column in enumerate(self.columns) if column.role is role), None)

    def number(self, row: int) -> str:
        """The KEY of a ready row, from 1: SB001."""
        return f"{self.prefix}{row:03}"


Sheet = Form | Table


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets of one kind of entry book, and what its parts are about."""

    kind: BookKind
    shape: Shape
    sheets: tuple[Sheet, ...]
    parts: Mapping[str, str]  # title of a part → what it is about

    @property
    def forms(self) -> tuple[Form, ...]:
        """The sheets of single values."""
        return tuple(sheet for sheet in self.sheets if isinstance(sheet, Form))

    @property
    def lines(self) -> list[Column]:
        """All lines of all forms."""
        return [column for form in self.forms for column in form.columns]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The sheets of rows, each after the one that owns its rows."""
        return tuple(sheet for sheet in self.sheets if isinstance(sheet, Table))

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def table(self, path: Keys) -> Table | None:
        """The table of the rows of the list at a path."""
        return next((table for table in self.tables if table.path == path), None)

    def field(self, keys: Path) -> tuple[Form, Column] | None:
        """The form and the line of a single value."""
        return next(((form, one) for form in self.forms for one in form.columns if one.keys == keys), None)

    def owned(self, table: Table | None) -> Iterator[Table]:
        """The tables whose rows lie in a row of this one; of None those in the outermost mapping."""
        return (one for one in self.tables if one.owner == (table.path if table else None))


def above(places: Iterable[Path]) -> Iterator[Path]:
    """The key paths of the objects in which places lie."""
    for place in places:
        yield from (place[:end] for end in range(1, len(place)))


def label(key: object, caption: object) -> str:
    """What a cell that points at a row shows: SB001 冲床."""
    words = [_spaced(str(one)) for one in (key, caption) if one not in (None, "")]
    return " ".join(dict.fromkeys(words))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def of(kind: BookKind, library: Library) -> Layout:
    """The layout of a client's or an agency's book, made once for each library."""
    return library.once(_laid, kind)


def _laid(library: Library, kind: BookKind) -> Layout:
    from generator.entrybook import laying  # stands on the types above

    return laying.laid(kind, library.table("entry_book"))
