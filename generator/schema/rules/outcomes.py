"""How a hazard came out: the conclusion of the re-check, the days and the photos agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.record import Keys
from generator.schema.view import Row, View

_RECTIFIED, _NOT, _AT_ONCE, _AGENCY = "已整改", "未整改", "当场整改", "托管检查"


class _Round(NamedTuple):
    """A re-check of a hazard: the places of its day and of its result, and both, "" where not told."""

    at: Keys
    said: Keys
    day: str
    result: str


def outcomes(view: View) -> None:
    """The rules of what became of each hazard."""
    for keys, row in view.rows("hazards"):
        rounds = _rounds(view, keys, row)
        _rechecked(view, keys, row, rounds)
        _again(view, rounds)
        for rule in (_concluded, _accepted):
            rule(view, keys, row, rounds)
        _at_once(view, keys, row)
        _one_photo_twice(view, keys)


def _rounds(view: View, keys: Keys, row: Row) -> tuple[_Round, ...]:
    """The re-checks by their days: what stands in the hazard's own fields, and those listed."""
    day, result = row.get("rechecked", ""), row.get("result", "")
    own = [_Round((*keys, "rechecked"), (*keys, "result"), day, result)] if day or result else []
    listed = [_listed(place, one) for place, one in view.rows_below(keys, "rechecks")]
    return tuple(sorted((*own, *listed), key=lambda one: one.day))


def _listed(keys: Keys, row: Row) -> _Round:
    """A re-check by its row of the list."""
    return _Round((*keys, "date"), (*keys, "result"), row.get("date", ""), row.get("result", ""))


def _rechecked(view: View, keys: Keys, row: Row, rounds: tuple[_Round, ...]) -> None:
    """A re-check before the end of the work cannot find it done; another follows one that found it undone."""
    rectified = row.get("rectified")
    for one, after in zip(rounds, (*rounds[1:], None), strict=False):
        if not (rectified and one.day and one.day < rectified):
            continue
        place = view.mention((*keys, "rectified"), one.at)
        message = f"{one.day} 早于整改完成日期 {rectified}{place}"
        if one.result == _RECTIFIED:
            message = f"{message}，复查结论却是“{one.result}”"
            view.error(one.at, message, "整改完成后才能复查通过，请核对")
        elif after is None:
            view.warn(one.at, message, "请核对两个日期；整改完成后又复查的写进 rechecks")


def _again(view: View, rounds: tuple[_Round, ...]) -> None:
    """Each day has one re-check, and the last is the one that found the hazard rectified."""
    for before, one in pairwise(rounds):
        place = view.mention(before.at, one.at)
        if before.day == one.day:
            hint = "同一天只写一次，结论不同的按最后一次写"
            view.warn(one.at, f"{one.day} 已经有一次复查{place}", hint)
        elif before.result == _RECTIFIED:
            message = f"{before.day or '此前'}复查已经是“{_RECTIFIED}”{place}，{one.day} 又复查"
            view.warn(one.at, message, "同一处又出现的另记一条隐患；结论写错的改正")


def _concluded(view: View, keys: Keys, row: Row, rounds: tuple[_Round, ...]) -> None:
    """已整改 has a day on which it was mended or seen, 未整改 has none."""
    if any((*keys, name) in view.damaged for name in ("result", "rectified", "rechecked", "handling")):
        return
    for last in rounds[-1:]:
        if last.result == _RECTIFIED and row.get("handling") != _AT_ONCE:
            _without_day(view, row, last)
        elif last.result == _NOT and row.get("rectified"):
            place = view.mention((*keys, "rectified"), last.said)
            message = f"复查结论是“未整改”，却写了整改完成日期 {row['rectified']}{place}"
            view.warn(last.said, message, "复查以后完成的请再复查，否则删去整改完成日期")


def _without_day(view: View, row: Row, last: _Round) -> None:
    if not (row.get("rectified") or last.day):
        message = "复查结论是“已整改”，没有整改完成日期，也没有复查日期"
        view.warn(last.said, message, "请补填日期（rectified、rechecked），没有整改的改正结论")


def _accepted(view: View, keys: Keys, row: Row, rounds: tuple[_Round, ...]) -> None:
    """What was accepted was mended before."""
    acceptance = row.get("acceptance") or {}
    if acceptance.get("date") and rounds and rounds[-1].result == _NOT:
        place = view.mention(rounds[-1].said, (*keys, "acceptance", "date"))
        message = f"{acceptance['date']} 已经验收，复查结论却是“未整改”{place}"
        view.warn((*keys, "acceptance", "date"), message, "请核对验收日期和复查结论")


def _at_once(view: View, keys: Keys, row: Row) -> None:
    """What is mended on the spot is mended on the day when it was found, and has no other deadline."""
    found = row.get("found")
    if row.get("handling") != _AT_ONCE or not found:
        return
    if row.get("rectified", found) != found:
        told = f"整改完成日期 {row['rectified']} 却不是发现日期 {found}"
        _against_at_once(view, (*keys, "rectified"), told, "不是当场改完的改为“限期整改”")
    elif name := _deadline(row, found):
        _against_at_once(view, (*keys, name), "又给了整改期限", "当场改完的删去期限，否则改为“限期整改”")


def _deadline(row: Row, found: str) -> str:
    """The field that gives a deadline after the day found; "" where none does."""
    if row.get("days"):
        return "days"
    return "due" if row.get("due", found) != found else ""


def _against_at_once(view: View, at: Keys, told: str, hint: str) -> None:
    place = view.mention((*at[:-1], "handling"), at)
    view.warn(at, f"整改方式是“{_AT_ONCE}”{place}，{told}", hint)


def _one_photo_twice(view: View, keys: Keys) -> None:
    """A photo of the mended state is not that of the hazard."""
    before = {one.get("photo"): place for place, one in view.rows_below(keys, "before")}
    for place, one in view.rows_below(keys, "after"):
        if (name := one.get("photo")) and name in before:
            other = view.mention(before[name], place)
            view.warn((*place, "photo"), f"和整改前照片是同一张{other}：{name}", "请换成整改后拍的照片")


class _Citation(NamedTuple):
    """A number of a hazard in an inspection, and the hazard that it names, each with its place."""

    at: Keys
    inspection: Row
    keys: Keys
    hazard: Row


def inspected(view: View) -> None:
    """A hazard that an inspection cites was found in it, on its day and by its kind; no other cites it."""
    cited: dict[str, Keys] = {}
    for one in _citations(view):
        number = one.hazard["number"]
        if number in cited:
            place = view.mention(cited[number], one.at)
            message = f"隐患 {number} 已经记在另一次检查里{place}"
            view.warn(one.at, message, "台账里会数两次，请删去一个；复查不列隐患编号")
        else:
            _of_the_day(view, one)
            _of_the_kind(view, one)
        cited.setdefault(number, one.at)


def _citations(view: View) -> Iterator[_Citation]:
    known = {row["number"]: (keys, row) for keys, row in view.rows("hazards") if "number" in row}
    for keys, row in view.rows("records", "inspections"):
        for place, number in enumerate(row.get("hazards") or ()):
            if number in known:
                yield _Citation((*keys, "hazards", place), row, *known[number])


def _of_the_day(view: View, one: _Citation) -> None:
    day, found = one.inspection.get("date"), one.hazard.get("found")
    if day and found and day != found:
        place = view.mention((*one.keys, "found"), one.at)
        message = f"检查日期是 {day}，隐患 {one.hazard['number']} 的发现日期却是 {found}{place}"
        view.warn(one.at, message, "请核对两个日期")


def _of_the_kind(view: View, one: _Citation) -> None:
    """The agency's inspections found what the agency found, those of the enterprise what it found itself."""
    kind, source = one.inspection.get("kind"), one.hazard.get("source")
    if source and (kind == _AGENCY) != (source == _AGENCY):
        place = view.mention((*one.keys, "source"), one.at)
        message = f"检查类型是“{kind}”，隐患 {one.hazard['number']} 的来源却是“{source}”{place}"
        view.warn(one.at, message, "请核对检查类型和隐患来源")


RULES = (outcomes, inspected)
