"""How a hazard came out: the conclusion of the re-check, the days and the photos agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.record import Keys
from generator.schema.view import Entry, Row, View

_RECTIFIED, _NOT, _AT_ONCE, _AGENCY = "已整改", "未整改", "当场整改", "托管检查"


class _Round(NamedTuple):
    """A re-check of a hazard: the row that tells it, and the field of that row in which its day stands."""

    row: Entry
    field: str

    @property
    def day(self) -> str:
        """Its day, "" where not told."""
        return str(self.row.get(self.field, ""))

    @property
    def result(self) -> str:
        """Its conclusion, "" where not told."""
        return str(self.row.get("result", ""))


Rounds = tuple[_Round, ...]


def outcomes(view: View) -> None:
    """The rules of what became of each hazard."""
    for hazard in view.entries("hazards"):
        _rectified(hazard, _rounds(hazard))
        _at_once(hazard)
        _one_photo_twice(hazard)


def _rectified(hazard: Entry, rounds: Rounds) -> None:
    """The rules of its re-checks, its conclusion and its acceptance."""
    _rechecked(hazard, rounds)
    _again(rounds)
    _concluded(hazard, rounds[-1:])
    _accepted(hazard, rounds[-1:])


def _rounds(hazard: Entry) -> Rounds:
    """The re-checks by their days: what stands in the hazard's own fields, and those listed."""
    own = _Round(hazard, "rechecked")
    listed = [_Round(one, "date") for one in hazard.rows("rechecks")]
    told = [own, *listed] if own.day or own.result else listed
    return tuple(sorted(told, key=lambda one: one.day))


def _rechecked(hazard: Entry, rounds: Rounds) -> None:
    """A re-check before the end of the work cannot find it done; another follows one that found it undone."""
    rectified = hazard.get("rectified")
    for one in rounds:
        if _is_before(one, rectified):
            _too_early(hazard, one, is_last=one is rounds[-1])


def _is_before(one: _Round, rectified: str | None) -> bool:
    return bool(rectified and one.day and one.day < rectified)


def _too_early(hazard: Entry, one: _Round, *, is_last: bool) -> None:
    """Tell a re-check before the end of the work, unless it was only an interim one."""
    row, field = one.row, one.field
    place = row.away(hazard.at("rectified"), field)
    message = f"{one.day} 早于整改完成日期 {hazard.get('rectified')}{place}"
    if one.result == _RECTIFIED:
        message = f"{message}，复查结论却是“{one.result}”"
        row.error(field, message, "整改完成后才能复查通过，请核对")
    elif is_last:
        row.warn(field, message, "请核对两个日期；整改完成后又复查的写进 rechecks")


def _again(rounds: Rounds) -> None:
    """Each day has one re-check, and the last is the one that found the hazard rectified."""
    for before, one in pairwise(rounds):
        if before.day == one.day:
            _twice_a_day(before, one)
        elif before.result == _RECTIFIED:
            _once_more(before, one)


def _twice_a_day(before: _Round, one: _Round) -> None:
    message = f"{one.day} 已经有一次复查{_place(before, one)}"
    one.row.warn(one.field, message, "同一天只写一次，结论不同的按最后一次写")


def _once_more(before: _Round, one: _Round) -> None:
    told = f"{before.day or '此前'}复查已经是“{_RECTIFIED}”{_place(before, one)}"
    one.row.warn(one.field, f"{told}，{one.day} 又复查", "同一处又出现的另记一条隐患；结论写错的改正")


def _place(before: _Round, one: _Round) -> str:
    """Where the re-check before another stands, for a line that is told at that one."""
    return one.row.away(before.row.at(before.field), one.field)


def _concluded(hazard: Entry, last: Rounds) -> None:
    """已整改 has a day on which it was mended or seen, 未整改 has none."""
    if hazard.is_lost("result", "rectified", "rechecked", "handling"):
        return
    for one in last:
        if one.result == _RECTIFIED and hazard.get("handling") != _AT_ONCE:
            _without_day(hazard, one)
        elif one.result == _NOT and hazard.get("rectified"):
            _with_day(hazard, one)


def _without_day(hazard: Entry, last: _Round) -> None:
    if not (hazard.get("rectified") or last.day):
        message = "复查结论是“已整改”，没有整改完成日期，也没有复查日期"
        last.row.warn("result", message, "请补填日期（rectified、rechecked），没有整改的改正结论")


def _with_day(hazard: Entry, last: _Round) -> None:
    place = last.row.away(hazard.at("rectified"), "result")
    message = f"复查结论是“未整改”，却写了整改完成日期 {hazard.get('rectified')}{place}"
    last.row.warn("result", message, "复查以后完成的请再复查，否则删去整改完成日期")


def _accepted(hazard: Entry, last: Rounds) -> None:
    """What was accepted was mended before."""
    accepted = (hazard.get("acceptance") or {}).get("date")
    for one in last:
        if accepted and one.result == _NOT:
            place = hazard.away(one.row.at("result"), "acceptance.date")
            message = f"{accepted} 已经验收，复查结论却是“未整改”{place}"
            hazard.warn("acceptance.date", message, "请核对验收日期和复查结论")


def _at_once(hazard: Entry) -> None:
    """What is mended on the spot is mended on the day when it was found, and has no other deadline."""
    found = hazard.get("found")
    if hazard.get("handling") != _AT_ONCE or not found:
        return
    rectified = hazard.get("rectified", found)
    if rectified != found:
        told = f"整改完成日期 {rectified} 却不是发现日期 {found}"
        _against_at_once(hazard, "rectified", told, "不是当场改完的改为“限期整改”")
    elif field := _deadline(hazard.row, found):
        _against_at_once(hazard, field, "又给了整改期限", "当场改完的删去期限，否则改为“限期整改”")


def _deadline(row: Row, found: str) -> str:
    """The field that gives a deadline after the day found; "" where none does."""
    if row.get("days"):
        return "days"
    return "due" if row.get("due", found) != found else ""


def _against_at_once(hazard: Entry, field: str, told: str, hint: str) -> None:
    place = hazard.beside("handling", field)
    hazard.warn(field, f"整改方式是“{_AT_ONCE}”{place}，{told}", hint)


def _one_photo_twice(hazard: Entry) -> None:
    """A photo of the mended state is not that of the hazard."""
    before = {one.get("photo"): one for one in hazard.rows("before")}
    for one in hazard.rows("after"):
        name = one.get("photo")
        if name and name in before:
            other = hazard.view.mention(before[name].keys, one.keys)
            one.warn("photo", f"和整改前照片是同一张{other}：{name}", "请换成整改后拍的照片")


class _Citation(NamedTuple):
    """A number of a hazard in an inspection: where in its list, and the hazard that it names."""

    inspection: Entry
    place: int
    hazard: Entry

    @property
    def at(self) -> Keys:
        """The key path of the number."""
        return (*self.inspection.at("hazards"), self.place)

    @property
    def number(self) -> str:
        """The number itself."""
        return str(self.hazard.get("number"))

    def warn(self, message: str, hint: str) -> None:
        """Note a warning at the number."""
        self.inspection.view.warn(self.at, message, hint)

    def away(self, keys: Keys) -> str:
        """Where a value stands, for a line that is told at the number."""
        return self.inspection.view.mention(keys, self.at)


def inspected(view: View) -> None:
    """A hazard that an inspection cites was found in it, on its day and by its kind; no other cites it."""
    cited: dict[str, Keys] = {}
    for one in _citations(view):
        if one.number in cited:
            message = f"隐患 {one.number} 已经记在另一次检查里{one.away(cited[one.number])}"
            one.warn(message, "台账里会数两次，请删去一个；复查不列隐患编号")
        else:
            _of_the_day(one)
            _of_the_kind(one)
        cited.setdefault(one.number, one.at)


def _citations(view: View) -> Iterator[_Citation]:
    known = {one.get("number"): one for one in view.entries("hazards") if "number" in one.row}
    for inspection in view.entries("records", "inspections"):
        for place, number in enumerate(inspection.get("hazards") or ()):
            if number in known:
                yield _Citation(inspection, place, known[number])


def _of_the_day(one: _Citation) -> None:
    day, found = one.inspection.get("date"), one.hazard.get("found")
    if day and found and day != found:
        place = one.away(one.hazard.at("found"))
        one.warn(
            f"检查日期是 {day}，隐患 {one.number} 的发现日期却是 {found}{place}",
            "请核对两个日期",
        )


def _of_the_kind(one: _Citation) -> None:
    """The agency's inspections found what the agency found, those of the enterprise what it found itself."""
    kind, source = one.inspection.get("kind"), one.hazard.get("source")
    if source and (kind == _AGENCY) != (source == _AGENCY):
        place = one.away(one.hazard.at("source"))
        one.warn(
            f"检查类型是“{kind}”，隐患 {one.number} 的来源却是“{source}”{place}",
            "请核对检查类型和隐患来源",
        )


RULES = (outcomes, inspected)
