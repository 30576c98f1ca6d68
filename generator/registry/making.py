"""Makes the folders of those clients of a registry that have none; what is there is never touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import delivery, intake, names
from generator.delivery import heads
from generator.errors import GeneratorError, PackError
from generator.problems import Problem, error, warning
from generator.registry.forms import Form
from generator.registry.model import Listing, Outcome, Row
from generator.registry.standing import Standing, differences, standing

_PHOTOS = "photos"
_ONE_OF_THEM = "同一家的只留一行，不是的请核对统一社会信用代码"


def made(listing: Listing, out: Path, form: Form) -> Iterator[Outcome]:
    """Make what is missing, row by row, and tell how each stands; PackError where nothing can be written."""
    there = standing(out)
    twins = _twins(listing)
    new = [row for row in listing.rows if _is_new(row, twins, there)]
    link = _agency(out, form, new) if new else ""
    crowded = Counter(names.key(names.safe_name(row.client.name)) for row in listing.rows)
    for row in listing.rows:
        if problems := (*row.problems, *twins.get(row.place, ())):
            yield Outcome(row, "failed", None, (), problems)
        elif folder := there.of(row):
            yield _compared(row, folder)
        else:
            yield _made(row, out, form, link, there, crowded)


def _is_new(row: Row, twins: Mapping[Any, Any], there: Standing) -> bool:
    return not (row.problems or row.place in twins or there.of(row))


def _twins(listing: Listing) -> dict[Any, tuple[Problem, ...]]:
    """By their places the rows that nothing tells apart, each with the others named."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in listing.rows:
        if row.client.name:
            groups.setdefault((row.client.code, "" if row.client.code else row.client.name), []).append(row)
    return {row.place: (_twin(row, group),) for group in groups.values() if len(group) > 1 for row in group}


def _twin(row: Row, group: list[Row]) -> Problem:
    others = "、".join(str(one.place) for one in group if one is not row)
    what = f"统一社会信用代码 {row.client.code}" if row.client.code else "企业名称（没有统一社会信用代码）"
    return error("", f"{what}与 {others} 的相同，都没有建立", _ONE_OF_THEM, row.place)


def _compared(row: Row, folder: Path) -> Outcome:
    try:
        record = intake.read(folder)
    except GeneratorError as exc:
        return Outcome(row, "failed", folder, (), exc.problems)
    return Outcome(row, "stands", folder, tuple(differences(row, record)))


def _made(row: Row, out: Path, form: Form, link: str, there: Standing, crowded: Counter[str]) -> Outcome:
    folder, notes = _folder(row, there, crowded)
    if not folder:
        return Outcome(row, "failed", None, (), notes)
    path = out / folder
    try:
        delivery.put_new(path / form.client_name, form.client({"agency": link, **row.data}))
        (path / _PHOTOS).mkdir(exist_ok=True)
    except PackError as exc:
        return Outcome(row, "failed", None, (), exc.problems)
    there.add(path, row.client)
    return Outcome(row, "made", path, (), (*row.notes, *notes))


def _folder(row: Row, there: Standing, crowded: Counter[str]) -> tuple[str, tuple[Problem, ...]]:
    """The name of a new folder, "" where there is none that is free, with what is to be told of it."""
    name, code = row.client.name, row.client.code
    plain = names.safe_name(name)
    if crowded[names.key(plain)] == 1 and names.key(plain) not in there.taken:
        return plain, ()
    found = heads.suffixed(name, code) if code else ""
    if not found or names.key(found) in there.taken:
        hint = "请核对统一社会信用代码；里面没有填报数据的，移走以后再运行"
        return "", (error("", f"已有文件夹“{plain}”，没有建立", hint, row.place),)
    hint = f"这一家放在“{found}”；是同一家的，请核对代码后删去新的"
    return found, (warning("", f"另有一家也叫“{name}”", hint, row.place),)


def _agency(out: Path, form: Form, rows: list[Row]) -> str:
    """The path of the agency's file from a client's folder; one to be filled in is made where none is."""
    there = next((name for name in intake.AGENCIES if (out / name).is_file()), "")
    if not there:
        advisors = dict.fromkeys(name for row in rows for name in row.data.get("advisors", ()))
        delivery.put_new(out / form.agency_name, form.agency([*advisors]))
    return f"../{there or form.agency_name}"
