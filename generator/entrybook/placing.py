"""Where each row of an entry book belongs in the data: in the row that owns it, else outermost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, product

from generator.entrybook import contents, references
from generator.entrybook.contents import Contents, Looked
from generator.entrybook.habits import LostError
from generator.entrybook.layout import Column, Path
from generator.entrybook.references import References
from generator.entrybook.scanned import Place
from generator.entrybook.taken import Loose, Row, Taken
from generator.problems import Keys, Problem, error

_CHOOSE = "请从下拉列表里选"


Tables = Mapping[Path, Taken]


@dataclass(slots=True)
class Placing:
    """Gives rows their keys and tells of those that have no place; ``loose`` are these.

    ``missing`` tells of columns that every row must have and that are not there. ``unread`` are the keys of
    lists and values that hold less than was written, or may.
    """

    root: Row
    contents: Contents
    looked: Mapping[str, Looked]
    problems: list[Problem] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    unread: set[Keys] = field(default_factory=set)

    def place(self, tables: Tables) -> None:
        """Place the rows of all tables, each of which comes after the one that owns its rows."""
        known = {path: references.known(one) for path, one in tables.items() if one.table.key}
        self.problems += chain.from_iterable(one.problems for one in known.values())
        self.contents.references = References(known)
        for one in tables.values():
            if one.table.owner is None and one.found.line:
                self.contents.places.put(one.table.path, one.sheet.name, one.found.line, 1)
            self._rows(one, tables)

    def _rows(self, one: Taken, tables: Tables) -> None:
        """Place the rows of one table; in it stay those that have a place."""
        if one.rows:
            self._tell_missing(one)
        placed = self._placed(one) if self._may_have_owners(one, tables) else []
        if len(placed) < len(one.rows) or not one.found.line:
            self.unread |= _lists(one, tables)
        self.loose += (one.loose(row) for row in one.rows if not row.keys)
        one.rows[:] = placed
        self.unread |= _holes(one)

    def _may_have_owners(self, one: Taken, tables: Tables) -> bool:
        """Whether a row of a table can have an owner at all; that none can is told once."""
        column = one.owner()
        fault = _unowned(one, column, tables) if column and one.rows else None
        if fault:
            place = one.sheet.origin(one.found.line, max(1, one.number(column)))
            self.problems.append(error(one.table.name, *fault, place))
        return not fault

    def _placed(self, one: Taken) -> list[Row]:
        """Place the rows of a table that have an owner with a place; the others get no keys."""
        column, caption = one.owner(), one.number(one.table.column(one.table.caption))
        for row in one.rows:
            holder = self._holder(one, row, column)
            if holder and (holder is self.root or holder.keys):
                self._add(one, row, holder, caption)
        return [row for row in one.rows if row.keys]

    def _tell_missing(self, one: Taken) -> None:
        """Tell of columns that every row must have, once for all rows: its keys name no row."""
        for column in _absent(one):
            message = f"没有“{column.heading}”这一列，每行都要有它"
            hint = f"请把列名“{column.heading}”写回去；列删掉了的，从备份里复制回来"
            keys = (*one.table.path, *column.keys)
            place = one.sheet.origin(one.found.line, 1)
            self.missing.append(error(one.table.name, message, hint, place, keys))

    def _holder(self, one: Taken, row: Row, column: Column | None) -> Row | None:
        """The row that owns a row; None after telling that there is none."""
        if column is None or one.table.owner is None:
            return self.root
        at = row.line, one.number(column)
        try:
            return self._owner(one.table.owner, self._pointing(one, row, column, at), column)
        except LostError as exc:
            if exc.message:
                self.problems.append(error(one.table.name, exc.message, exc.hint, one.sheet.origin(*at)))
            return None

    def _pointing(self, one: Taken, row: Row, column: Column, at: Place) -> str:
        """The text that points at the owner of a row; LostError where there is none."""
        looked = self.looked[one.sheet.name]
        if at in looked.odd:
            contents.unread(looked, column, at)
        text = references.text(row.cells.get(at[1]))
        if not text:
            raise LostError(f"没有写“{column.heading}”", _CHOOSE)
        return text

    def _owner(self, path: Path, text: str, column: Column) -> Row:
        """The row of a table at which a text points; LostError where there is none."""
        known = self.contents.references
        if found := known.owner(path, text):
            return found
        if known.has_lost(path):
            raise LostError("", "")
        raise LostError(f"“{column.heading}”里写的“{text}”找不到", _CHOOSE)

    def _add(self, one: Taken, row: Row, holder: Row, caption: int) -> None:
        below, name = one.table.below, one.sheet.name
        rows = holder.lists.setdefault(below, [])
        row.keys = (*holder.keys, *below, len(rows))
        rows.append(row)
        number = caption if caption in row.cells else min(row.cells, default=1)
        self.contents.places.put(row.keys, name, row.line, number)


def _absent(one: Taken) -> list[Column]:
    """The columns that every row of a table must have and that are not there."""
    return one.found.missing(column for column in one.table.fields if column.required)


def _holes(one: Taken) -> set[Keys]:
    """The values of rows that may have been written and cannot be told."""
    holes = (*one.covered, *product(one.rows, _absent(one)))
    return {(*row.keys, *column.keys) for row, column in holes if row.keys}


def _lists(one: Taken, tables: Tables) -> set[Keys]:
    """The lists in which the rows of a table may belong: that of each owner."""
    table = one.table
    if table.owner is None:
        return {table.path}
    owners = tables[table.owner].rows if table.owner in tables else ()
    return {(*owner.keys, *table.below) for owner in owners}


def _unowned(one: Taken, column: Column, tables: Tables) -> tuple[str, str] | None:
    """Why no row of a table can have an owner, and what to do; None where each may have one."""
    heading = column.heading
    if not one.number(column):
        return f"没有“{heading}”这一列，不知道归哪一个", f"请把“{heading}”这一列加回来"
    if one.table.owner not in tables:
        return f"“{heading}”所指的工作表不在了，不知道归哪一个", "请从备份里把那张工作表复制回来"
    return None
