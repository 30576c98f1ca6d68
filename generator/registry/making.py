"""Makes the folders of those clients of a registry that have none; what is there is never touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import delivery, intake, names
from generator.delivery import heads
from generator.errors import GeneratorError, PackError
from generator.problems import Origin, Problem, error, warning
from generator.registry.forms import Form
from generator.registry.model import Listing, Outcome, Row
from generator.registry.standing import Standing, differences, standing

_Twins = Mapping[
    Origin, tuple[Problem, ...]
]  # what is told of rows that nothing tells apart, by their places

_PHOTOS = "photos"
_ONE_OF_THEM = "同一家的只留一行，不是的请核对统一社会信用代码"


def made(listing: Listing, out: Path, form: Form) -> Iterator[Outcome]:
    """Make what is missing, row by row, and tell how each stands; PackError where nothing can be written."""
    there = standing(out)
    twins = _twins(listing)
    new = [row for row in listing.rows if _is_new(row, twins, there)]
    making = _Making(out, form, _agency(out, form, new) if new else "", there, _crowded(listing))
    for row in listing.rows:
        if problems := (*row.problems, *twins.get(row.place, ())):
            yield _failed(row, problems)
        elif folder := there.of(row):
            yield _compared(row, folder)
        else:
            yield making.made(row)


def _failed(row: Row, problems: tuple[Problem, ...], folder: Path | None = None) -> Outcome:
    return Outcome(row, "failed", folder, (), problems)


def _is_new(row: Row, twins: _Twins, there: Standing) -> bool:
    return not (row.problems or row.place in twins or there.of(row))


def _crowded(listing: Listing) -> Counter[str]:
    """How many rows want a folder of the same name."""
    return Counter(names.key(names.safe_name(row.client.name)) for row in listing.rows)


def _twins(listing: Listing) -> _Twins:
    """The rows that nothing tells apart, each with the others named."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in listing.rows:
        if row.client.name:
            groups.setdefault(_identity(row), []).append(row)
    alike = [group for group in groups.values() if len(group) > 1]
    return {row.place: (_twin(row, group),) for group in alike for row in group}


def _identity(row: Row) -> tuple[str, str]:
    """The code of a client; the name of one without."""
    name, code = row.client.name, row.client.code
    return code, "" if code else name


def _twin(row: Row, group: list[Row]) -> Problem:
    others = "、".join(str(one.place) for one in group if one is not row)
    code = row.client.code
    what = f"统一社会信用代码 {code}" if code else "企业名称（没有统一社会信用代码）"
    return error("", f"{what}与 {others} 的相同，都没有建立", _ONE_OF_THEM, row.place)


def _compared(row: Row, folder: Path) -> Outcome:
    try:
        record = intake.read(folder)
    except GeneratorError as exc:
        return _failed(row, exc.problems, folder)
    return Outcome(row, "stands", folder, tuple(differences(row, record)))


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes new folders; ``link`` leads from one to the agency's file, ``crowded`` counts wanted names."""

    out: Path
    form: Form
    link: str
    there: Standing
    crowded: Counter[str]

    def made(self, row: Row) -> Outcome:
        """Make the folder of a row."""
        folder, note = self._folder(row)
        notes = (note,) if note else ()
        if not folder:
            return _failed(row, notes)
        path = self.out / folder
        try:
            self._put(path, row)
        except PackError as exc:
            return _failed(row, exc.problems)
        self.there.add(path, row.client)
        return Outcome(row, "made", path, (), (*row.notes, *notes))

    def _put(self, path: Path, row: Row) -> None:
        form = self.form
        delivery.put_new(path / form.client_name, form.client({"agency": self.link, **row.data}))
        (path / _PHOTOS).mkdir(exist_ok=True)

    def _folder(self, row: Row) -> tuple[str, Problem | None]:
        """The name of a new folder, "" where there is none that is free, with what is to be told of it."""
        name, code = row.client.name, row.client.code
        plain = names.safe_name(name)
        if self.crowded[names.key(plain)] == 1 and self._is_free(plain):
            return plain, None
        found = heads.suffixed(name, code) if code else ""
        return (found, _doubt(row, found)) if found and self._is_free(found) else ("", _occupied(row, plain))

    def _is_free(self, name: str) -> bool:
        return names.key(name) not in self.there.taken


def _occupied(row: Row, folder: str) -> Problem:
    hint = "请核对统一社会信用代码；里面没有填报数据的，移走以后再运行"
    return error("", f"已有文件夹“{folder}”，没有建立", hint, row.place)


def _doubt(row: Row, folder: str) -> Problem:
    """That another client has the same name, so that this one may be the same."""
    hint = f"这一家放在“{folder}”；是同一家的，请核对代码后删去新的"
    return warning("", f"另有一家也叫“{row.client.name}”", hint, row.place)


def _agency(out: Path, form: Form, rows: list[Row]) -> str:
    """The path of the agency's file from a client's folder; one to be filled in is made where none is."""
    there = next((name for name in intake.AGENCIES if (out / name).is_file()), "")
    if not there:
        delivery.put_new(out / form.agency_name, form.agency(_advisors(rows)))
    return f"../{there or form.agency_name}"


def _advisors(rows: list[Row]) -> list[str]:
    """The names of all advisors, each once."""
    return [*dict.fromkeys(name for row in rows for name in row.data.get("advisors", ()))]
