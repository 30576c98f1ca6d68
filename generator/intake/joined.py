"""Records joined to a client's data: rows are added, empty fields are filled in, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import PureWindowsPath
from typing import Any

from generator import domain
from generator.intake import same
from generator.intake.document import Document
from generator.intake.rows import Row, Way
from generator.places import Moved, Moves, nearest
from generator.problems import Keys, Origin, Problem, error
from generator.schema import Shape, in_cells, label, shape

_HAZARDS = ("hazards",)
_FROM = "from"
_RECHECKED = "rechecked"
_LISTS_ONLY = "请写进 {}；记录文件只写列表，例如 hazards、records、schedule.visits"
_NAME_THEM = "请先在 {} 写明现在服务的辅导员，再写调整"
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

    def alike(self, keys: Keys, row: same.Row) -> Sequence[int]:
        """The rows of the list at a key path that have the values by which a row is the same one."""
        fields = same.FIELDS.get(keys, ())
        if not fields or row.get(fields[0]) is None:
            return ()
        if keys not in self._alike:
            self._note_all(keys)
        return self._alike[keys].get(same.values(row, fields), ())

    def _note_all(self, keys: Keys) -> None:
        self._alike[keys] = {}
        for number in range(len(self.at(keys))):
            self.note(keys, number)

    def like(self, keys: Keys, row: same.Row) -> int | None:
        """The row of a list whose number only looks like another one; None where there is none."""
        name = same.FIELDS.get(keys, ("",))[0]
        if name not in _WRITTEN or not isinstance(row.get(name), str):
            return None
        wanted = same.plainly(row[name])
        numbers = [same.plainly(_group(one).get(name)) for one in self.at(keys)]
        return numbers.index(wanted) if wanted in numbers else None

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
    def uscc(self) -> str:
        """The enterprise's credit code; "" where there is none."""
        uscc = _group(self.data.get("enterprise")).get("uscc")
        return uscc if isinstance(uscc, str) else ""

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
        else:
            self._unknown(keys, value)

    def _unknown(self, keys: Keys, value: Any) -> None:
        """Add what no schema knows, which it will tell."""
        parent = self._under(keys[:-1], dict)
        if parent is not None and keys[-1] not in parent:
            self._put(parent, Way(keys, keys), value)

    def _rows(self, keys: Keys, rows: Any) -> None:
        if not isinstance(rows, list):
            self._tell(keys, "应为列表", "每项一行，以“- ”开头")
        elif keys == same.ADVISORS and keys[0] not in self._joined.data:
            message = f"{self._own} 没有写服务辅导员，现在是机构全部辅导员"
            self._tell(keys, message, _NAME_THEM.format(in_cells.part(self._own, keys)))
        elif (there := self._under(keys, list)) is not None:
            for number, given in enumerate(rows):
                self._row(Row(keys, there, given, (*keys, number)))

    def _row(self, row: Row) -> None:
        """Add one row: to the row that it is the same as, else behind the others."""
        if not isinstance(row.data, dict):
            if row.data not in row.there:
                self._append(row)
        elif (found := self._found(row)) is not None:
            self._complete(row, found)
        else:
            self._further(row)

    def _further(self, row: Row) -> None:
        """Add a row that is none of the data's, unless it only looks so or says that it is one of them."""
        if (like := self._joined.like(row.keys, row.data)) is not None:
            self._tell_like(row, like)
        elif same.only_adds(row.keys, row.data):
            self._tell_none(row)
        else:
            self._append(row)
            self._joined.note(row.keys, len(row.there) - 1)

    def _complete(self, row: Row, found: int) -> None:
        """Fill in what the row of the data has not got."""
        there = row.there[found] = same.whole(row.keys, row.there[found])
        self._fill(Way((*row.keys, found), row.own), there, row.data)
        self._joined.note(row.keys, found)

    def _found(self, row: Row) -> int | None:
        """Which row of the data is the same one; None where none is."""
        found = self._same(row)
        if found is None and row.keys == _HAZARDS and same.only_adds(row.keys, row.data):
            return self._numbered(row)
        return found

    def _same(self, row: Row) -> int | None:
        """Which row is known by the same values, the first that does not differ before others."""
        found = self._alike(row)
        agreeing = (one for one in found if same.agrees(row.there[one], row.data))
        return next(agreeing, next(iter(found), None))

    def _alike(self, row: Row) -> Sequence[int]:
        """The rows known by the same values; who comes back on another day has a row of that service."""
        found = self._joined.alike(row.keys, row.data)
        if row.keys != same.ADVISORS or _FROM not in row.data:
            return found
        return [one for one in found if row.before(one).get(_FROM) == row.data[_FROM]]

    def _tell_none(self, row: Row) -> None:
        title, called = shape.at(row.keys).title, shape.at((*row.keys, 0, row.field)).title
        message = f"没有{called}{_told(row.data[row.field])}的{title}，补不进去"
        self._tell((*row.own, row.field), message, _NONE_SUCH)

    def _tell_like(self, row: Row, like: int) -> None:
        there = (*row.keys, like, row.field)
        where = f"（{nearest(self._joined.places, there).spoken()}）"
        other = f"已有的{_told(self._joined.at(there))}{where}"
        message = f"{_told(row.data[row.field])}与{other}只差全角、大小写或者空格"
        self._tell((*row.own, row.field), message, "是同一条的写成一样，不是的换一个编号")

    def _numbered(self, row: Row) -> int | None:
        """The hazard to which the tool gave the number that its papers show; None where there is none."""
        days = [_of_hazard(_group(one)) for one in row.there]
        numbers = domain.hazard_numbers(self._joined.uscc, days)
        number = row.data.get("number")
        return numbers.index(number) if number in numbers else None

    def _fill(self, way: Way, there: dict[str, Any], row: same.Row) -> None:
        """Add to a row what it has not got."""
        for key, value in row.items():
            if key not in there:
                self._put(there, way.below(key), value)
            else:
                self._meet(way.below(key), there[key], value)

    def _meet(self, way: Way, there: Any, value: Any) -> None:
        """What is there already may grow; what is there otherwise is told."""
        if isinstance(value, dict) and isinstance(there, dict):
            self._fill(way, there, value)
        elif _grows(there) and _grows(value):
            self._lengthen_all(way, there, value)
        elif there != value:
            self._differs(way, there, value)

    def _lengthen_all(self, way: Way, there: list[Any], items: list[Any]) -> None:
        for number, item in enumerate(items):
            if item not in there:
                self._lengthen(Row(way.keys, there, item, (*way.own, number)))

    def _lengthen(self, item: Row) -> None:
        """Add an item that is not there to a list within a row."""
        found = same.of_the_day(item.keys, item.there, item.given)
        if found is None:
            self._append(item)
        else:
            self._fill(Way((*item.keys, found), item.own), item.there[found], item.given)

    def _differs(self, way: Way, there: Any, value: Any) -> None:
        place = nearest(self._joined.places, way.keys)
        message = f"这里是{_told(value)}，{place.spoken()}已经是{_told(there)}"
        hint = _AGAIN if way.keys[-1] == _RECHECKED else _ALIKE
        self._tell(way.own, message, hint, way.keys)

    def _under(self, keys: Keys, kind: type) -> Any:
        """What the data has at a key path, made where it has none; None for a thing of another kind."""
        found: Any = self._joined.data
        for end, key in enumerate(keys, 1):
            if not isinstance(found, dict):
                return None
            if key not in found:
                made = kind() if end == len(keys) else {}
                self._put(found, Way(keys[:end], keys[:end]), made)
            found = found[key]
        return found if isinstance(found, kind) else None

    def _append(self, row: Row) -> None:
        row.there.append(row.given)
        self._moved((*row.keys, len(row.there) - 1), row.own)

    def _put(self, there: dict[Any, Any], way: Way, value: Any) -> None:
        there[way.keys[-1]] = value
        self._moved(way.keys, way.own)

    def _moved(self, keys: Keys, own: Keys) -> None:
        """Remember from where in the file a value of the data came."""
        self._joined.moves[keys] = self._document.origins, own

    def _tell(self, own: Keys, message: str, hint: str, keys: Keys = ()) -> None:
        keys, place = keys or own, nearest(self._document.origins, own)
        self._joined.problems.append(error(label(keys), message, hint, place, keys))


def _group(value: Any) -> Mapping[str, Any]:
    """A value that should be a group; an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def _of_hazard(row: Mapping[str, Any]) -> tuple[str, domain.Day]:
    """The number that a hazard has, and the day on which it was found."""
    return str(row.get("number") or ""), domain.day(row.get("found"))


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
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[:_SHOWN]}…”"
