"""Records joined to a client's data: rows are added, empty fields are filled in, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import PureWindowsPath
from typing import Any

from generator import domain
from generator.intake import same
from generator.intake.document import Document
from generator.places import Moved, Moves, nearest
from generator.problems import Keys, Origin, Problem, error
from generator.schema import Shape, label, shape

_HAZARDS = ("hazards",)
_FROM = "from"
_RECHECKED, _RECHECKS = "rechecked", "rechecks"
_LISTS_ONLY = "请写进 {}；记录文件只写列表，例如 hazards、records、schedule.visits"
_NAME_THEM = "请先在 {} 的 advisors 写明现在服务的辅导员，再写调整"
_ALIKE = "同一条只能补空着的项：写错的改正，现状变了的改前一处"
_AGAIN = "写错的改正；又复查了一次的写成 rechecks: [{date: 日期, result: 结论}]"
_NONE_SUCH = "请核对；原处没有写的先在原处补上，新的一条请写全"
_SHOWN = 20
_WRITTEN = ("number", "code")  # numbers of people's own making


class Joined:
    """The data of a client as its records add to it; ``moves`` and ``problems`` are its other results.

    ``places`` are those of the client's own data.
    """

    def __init__(self, data: dict[str, Any], places: Mapping[Keys, Origin]) -> None:
        self.data = data
        self.moves: Moves = {}
        self.problems: list[Problem] = []
        self._places = places
        self._alike: dict[Keys, dict[str, list[int]]] = {}

    def add(self, document: Document) -> None:
        """Add the lists of one file of records."""
        for key, value in document.data.items():
            _File(self, document).part((key,), value, shape.client().child(key))

    def alike(self, keys: Keys, row: Mapping[str, Any]) -> Sequence[int]:
        """The rows of the list at a key path that have the values by which a row is the same one."""
        fields = same.FIELDS.get(keys, ())
        if not fields or row.get(fields[0]) is None:
            return ()
        if keys not in self._alike:
            self._alike[keys] = {}
            for number in range(len(self.at(keys))):
                self.note(keys, number)
        return self._alike[keys].get(same.values(row, fields), ())

    def like(self, keys: Keys, row: Mapping[str, Any]) -> int | None:
        """The row of a list whose number only looks like another one; None where there is none."""
        name = same.FIELDS.get(keys, ("",))[0]
        if name not in _WRITTEN or not isinstance(row.get(name), str):
            return None
        wanted = same.plainly(row[name])
        rows = (one if isinstance(one, dict) else {} for one in self.at(keys))
        return next((at for at, one in enumerate(rows) if same.plainly(one.get(name)) == wanted), None)

    def note(self, keys: Keys, number: int) -> None:
        """Remember by which values a row of a list is known; again where they have changed."""
        row, known = same.whole(keys, self.at(keys)[number]), self._alike.get(keys)
        if known is not None and isinstance(row, dict):
            numbers = known.setdefault(same.values(row, same.FIELDS[keys]), [])
            if number not in numbers:
                numbers.append(number)

    def at(self, keys: Keys) -> Any:
        """The value of the data at a key path."""
        found: Any = self.data
        for key in keys:
            found = found[key]
        return found

    @property
    def places(self) -> Mapping[Keys, Origin]:
        """The places of what is joined so far."""
        return Moved(self._places, self.moves) if self.moves else self._places


class _File:
    """One file of records on its way into the data."""

    def __init__(self, joined: Joined, document: Document) -> None:
        self._joined = joined
        self._document = document

    @property
    def _own(self) -> str:
        """What the client's own file is called."""
        return PureWindowsPath(nearest(self._joined.places, ()).file).name

    def part(self, keys: Keys, value: Any, at: Shape) -> None:
        """Add what stands under a key path of the file's outermost mappings."""
        if at.items:
            self._rows(keys, value)
        elif _is_group(at) and isinstance(value, dict):
            self._under(keys, dict)
            for key, inner in value.items():
                self.part((*keys, key), inner, at.child(key))
        elif at.title:
            self._tell(keys, "记录文件里不能写这一项", _LISTS_ONLY.format(self._own))
        elif (parent := self._under(keys[:-1], dict)) is not None and keys[-1] not in parent:
            self._put(parent, keys, value, keys)  # unknown: told by the schema

    def _rows(self, keys: Keys, rows: Any) -> None:
        if not isinstance(rows, list):
            self._tell(keys, "应为列表", "每项一行，以“- ”开头")
        elif keys == same.ADVISORS and keys[0] not in self._joined.data:
            self._tell(
                keys, f"{self._own} 没有写服务辅导员，现在是机构全部辅导员", _NAME_THEM.format(self._own)
            )
        elif (there := self._under(keys, list)) is not None:
            for number, row in enumerate(rows):
                self._row(keys, there, row, (*keys, number))

    def _row(self, keys: Keys, there: list[Any], given: Any, own: Keys) -> None:
        row = same.whole(keys, given)
        if not isinstance(row, dict):
            if row not in there:
                self._append(keys, there, row, own)
            return
        adds = same.only_adds(keys, row)
        found = self._same(keys, there, row)
        if found is None and adds and keys == _HAZARDS:
            found = self._numbered(there, row)
        if found is not None:
            there[found] = same.whole(keys, there[found])
            self._fill((*keys, found), there[found], row, own)
            self._joined.note(keys, found)
        elif (like := self._joined.like(keys, row)) is not None:
            self._tell_like(keys, like, row, own)
        elif adds:
            self._tell_none(keys, row, own)
        else:
            self._append(keys, there, given, own)
            self._joined.note(keys, len(there) - 1)

    def _same(self, keys: Keys, there: list[Any], row: Mapping[str, Any]) -> int | None:
        """Which row is the same one, the first that does not differ before others; None where none is."""
        found: Sequence[int] = self._joined.alike(keys, row)
        if keys == same.ADVISORS and _FROM in row:  # who comes back on another day has a row of that service
            found = [one for one in found if same.whole(keys, there[one]).get(_FROM) == row[_FROM]]
        return next((one for one in found if same.agrees(there[one], row)), next(iter(found), None))

    def _tell_none(self, keys: Keys, row: Mapping[str, Any], own: Keys) -> None:
        name = same.FIELDS[keys][0]
        title, called = shape.at(keys).title, shape.at((*keys, 0, name)).title
        self._tell((*own, name), f"没有{called}{_told(row[name])}的{title}，补不进去", _NONE_SUCH)

    def _tell_like(self, keys: Keys, like: int, row: Mapping[str, Any], own: Keys) -> None:
        name = same.FIELDS[keys][0]
        there = (*keys, like, name)
        place = nearest(self._joined.places, there)
        where = f"（{place.spoken()}）"
        message = f"{_told(row[name])}与已有的{_told(self._joined.at(there))}{where}只差全角、大小写或者空格"
        self._tell((*own, name), message, "是同一条的写成一样，不是的换一个编号")

    def _numbered(self, there: list[Any], row: Mapping[str, Any]) -> int | None:
        """The hazard to which the tool gave the number that its papers show; None where there is none."""
        enterprise = self._joined.data.get("enterprise")
        uscc = enterprise.get("uscc") if isinstance(enterprise, dict) else None
        given = [one if isinstance(one, dict) else {} for one in there]
        days = [(str(one.get("number") or ""), domain.day(one.get("found"))) for one in given]
        numbers = domain.hazard_numbers(uscc if isinstance(uscc, str) else "", days)
        return numbers.index(row["number"]) if row.get("number") in numbers else None

    def _fill(self, keys: Keys, there: dict[str, Any], row: Mapping[str, Any], own: Keys) -> None:
        """Add to a row what it has not got; what it has otherwise is told."""
        for key, value in row.items():
            at, mine = (*keys, key), (*own, key)
            if key not in there:
                self._put(there, at, value, mine)
            elif isinstance(value, dict) and isinstance(there[key], dict):
                self._fill(at, there[key], value, mine)
            elif _grows(there[key]) and _grows(value):
                self._lengthen(at, there[key], value, mine)
            elif there[key] != value:
                self._differs(at, there[key], value, mine)

    def _lengthen(self, keys: Keys, there: list[Any], items: list[Any], own: Keys) -> None:
        for number, item in enumerate(items):
            if item in there:
                continue
            found = same.of_the_day(keys, there, item)
            if found is None:
                self._append(keys, there, item, (*own, number))
            else:
                self._fill((*keys, found), there[found], item, (*own, number))

    def _differs(self, keys: Keys, there: Any, value: Any, own: Keys) -> None:
        place = nearest(self._joined.places, keys)
        message = f"这里是{_told(value)}，{place.spoken()}已经是{_told(there)}"
        self._tell(own, message, _AGAIN if keys[-1] == _RECHECKED else _ALIKE, keys)

    def _under(self, keys: Keys, kind: type) -> Any:
        """What the data has at a key path, made where it has none; None for a thing of another kind."""
        found: Any = self._joined.data
        for end, key in enumerate(keys, 1):
            if not isinstance(found, dict):
                return None
            if key not in found:
                self._put(found, keys[:end], kind() if end == len(keys) else {}, keys[:end])
            found = found[key]
        return found if isinstance(found, kind) else None

    def _append(self, keys: Keys, there: list[Any], item: Any, own: Keys) -> None:
        there.append(item)
        self._joined.moves[(*keys, len(there) - 1)] = self._document.origins, own

    def _put(self, there: dict[Any, Any], keys: Keys, value: Any, own: Keys) -> None:
        there[keys[-1]] = value
        self._joined.moves[keys] = self._document.origins, own

    def _tell(self, own: Keys, message: str, hint: str, keys: Keys = ()) -> None:
        keys, place = keys or own, nearest(self._document.origins, own)
        self._joined.problems.append(error(label(keys), message, hint, place, keys))


def _is_group(at: Shape) -> bool:
    """Whether a mapping holds nothing but lists: records, schedule."""
    return bool(at.properties) and all(one.items for one in at.properties.values())


def _grows(value: Any) -> bool:
    """Whether items may follow those of a list: coordinates are one value."""
    return isinstance(value, list) and not any(isinstance(one, (int, float, Decimal, list)) for one in value)


def _told(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return "另外的内容"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”"
