"""Where the values of one file stand: a tree like the data itself, each place a single number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.problems import Keys, Origin

_COLUMN_BITS = 20
_MOST_COLUMNS = (1 << _COLUMN_BITS) - 1
_LINE_BITS = 24  # of the rows of a sheet: Excel has 2 ** 20
_LETTERS = 26
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def packed(line: int, column: int) -> int:
    """Line and column, both from 1, as one number."""
    return line << _COLUMN_BITS | min(column, _MOST_COLUMNS)


def column_letters(column: int) -> str:
    """The letters of a spreadsheet's column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a spreadsheet's column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls a cell, D7; row and column from 1."""
    return f"{column_letters(column)}{row}"


def cell_place(cell: str) -> tuple[int, int]:
    """Row and column, both from 1, of a cell D7 or 设备!D7; zeros for what names none."""
    found = _CELL.fullmatch(cell.rpartition("!")[2])
    return (int(found[2]), column_number(found[1])) if found else (0, 0)


class Branch(dict[str | int, "int | Branch"]):
    """The places of what is in a mapping or a list, and `at`, the place of the mapping or list itself."""

    __slots__ = ("at",)

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def grown(self, key: str | int) -> Branch:
        """The branch under a key, in the stead of its place alone."""
        there = self[key]
        branch = Branch(there if isinstance(there, int) else there.at)
        self[key] = branch
        return branch


# Values that stand elsewhere, by the key path of each: the places of its file, and its key path there.
Moves = dict[Keys, tuple[Mapping[Keys, Origin], Keys]]


class Places(Mapping[Keys, Origin]):
    """Origins by key path; hundreds of thousands take a quarter of the memory of a dictionary of them."""

    def __init__(self, file: str, root: Branch, keys: Keys) -> None:
        """`root` holds the places of a file whose values lie under `keys` in the record."""
        self._file = file
        self._root = root
        self._keys = keys

    def __getitem__(self, keys: Keys) -> Origin:
        depth = len(self._keys)
        if keys[:depth] != self._keys:
            raise KeyError(keys)
        found: int | Branch = self._root
        for key in keys[depth:]:
            if not isinstance(found, Branch):
                raise KeyError(keys)
            found = found[key]
        return self._origin(self._number(found))

    def _number(self, found: int | Branch) -> int:
        return found if isinstance(found, int) else found.at

    def _origin(self, at: int) -> Origin:
        """The place that a number stands for; KeyError for one that stands for none."""
        return Origin(self._file, at >> _COLUMN_BITS, at & _MOST_COLUMNS)

    def __iter__(self) -> Iterator[Keys]:
        return _below(self._root, self._keys)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Cells(Places):
    """Origins in a workbook; what has no cell of its own stands in the first of those that are in it."""

    def __init__(self, file: str) -> None:
        super().__init__(file, Branch(0), ())
        self._sheets: dict[str, int] = {}
        self._last: tuple[Keys, Branch] = (), self._root

    def put(self, keys: Keys, sheet: str, row: int, column: int) -> None:
        """Note the cell, row and column from 1, in which a value below the outermost mapping stands."""
        number = self._sheets.setdefault(sheet, len(self._sheets))
        at = (number << _LINE_BITS | row) << _COLUMN_BITS | column
        above, branch = self._last  # values are noted one after another, those of an object together
        if keys[:-1] != above:
            branch = self._branch(keys[:-1])
        last = branch.setdefault(keys[-1], at)
        if isinstance(last, Branch):
            last.at = at

    def _branch(self, keys: Keys) -> Branch:
        """The branch under a key path, there or made."""
        branch = self._root
        for key in keys:
            there = branch.setdefault(key, 0)
            branch = there if isinstance(there, Branch) else branch.grown(key)
        self._last = keys, branch
        return branch

    def _number(self, found: int | Branch) -> int:
        while isinstance(found, Branch) and not found.at:
            found = next(iter(found.values()))
        return super()._number(found)

    def _origin(self, at: int) -> Origin:
        number, rest = divmod(at, 1 << _COLUMN_BITS + _LINE_BITS)
        name = cell_name(rest >> _COLUMN_BITS, rest & _MOST_COLUMNS)
        return Origin(self._file, cell=f"{list(self._sheets)[number]}!{name}")

    def __getitem__(self, keys: Keys) -> Origin:
        return super().__getitem__(keys) if keys else Origin(self._file)


def _below(found: int | Branch, keys: Keys) -> Iterator[Keys]:
    yield keys
    if isinstance(found, Branch):
        for key, inner in found.items():
            yield from _below(inner, (*keys, key))


def nearest(places: Mapping[Keys, Origin], keys: Keys) -> Origin:
    """The place of a value or of its nearest ancestor; KeyError where not even the file is known."""
    return places[next((keys[:end] for end in range(len(keys), 0, -1) if keys[:end] in places), ())]


class Moved(Mapping[Keys, Origin]):
    """Origins of data to which other files added: what lies under a moved value stands where it came from."""

    def __init__(self, places: Mapping[Keys, Origin], moves: Moves) -> None:
        self._places = places
        self._moves = moves

    def __getitem__(self, keys: Keys) -> Origin:
        for end in range(len(keys), 0, -1):
            if keys[:end] in self._moves:
                places, own = self._moves[keys[:end]]
                return places[(*own, *keys[end:])] if keys[end:] else nearest(places, own)
        return self._places[keys]

    def __iter__(self) -> Iterator[Keys]:
        yield from self._places
        for keys, (places, own) in self._moves.items():
            below = (one[len(own) :] for one in places if one[: len(own)] == own)
            yield from ((*keys, *one) for one in below if self._nearest((*keys, *one)) == keys)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _nearest(self, keys: Keys) -> Keys:
        return next(keys[:end] for end in range(len(keys), 0, -1) if keys[:end] in self._moves)
