"""Where the values of one file stand: a tree like the data itself, each place a single number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.problems import Keys, Origin

_COLUMN_BITS = 20
_MOST_COLUMNS = (1 << _COLUMN_BITS) - 1


def packed(line: int, column: int) -> int:
    """Line and column, both from 1, as one number."""
    return line << _COLUMN_BITS | min(column, _MOST_COLUMNS)


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
        at = found if isinstance(found, int) else found.at
        return Origin(self._file, at >> _COLUMN_BITS, at & _MOST_COLUMNS)

    def __iter__(self) -> Iterator[Keys]:
        return _below(self._root, self._keys)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _below(found: int | Branch, keys: Keys) -> Iterator[Keys]:
    yield keys
    if isinstance(found, Branch):
        for key, inner in found.items():
            yield from _below(inner, (*keys, key))
